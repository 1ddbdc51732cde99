// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/textline.h"

#include "trace/names.h"
#include "trace/timetext.h"

namespace Chalkwire::Trace {

namespace {

QByteArray visible(QStringView text)
{
    constexpr qsizetype kLongestEscape = 8; // <U+202E>
    return visibleText(text, text.size() * kLongestEscape + 1).toUtf8();
}

void appendWho(const Record &record, QByteArray &out)
{
    if (record.connection != kNoConnection)
        out += " client " + QByteArray::number(record.connection);
    if (!record.peer.isEmpty())
        out += " (" + visible(record.peer) + ')';
    if (record.recipients.empty())
        return;
    constexpr std::size_t kMaxNamed = 10; // a line for people; the JSON Lines have them all
    std::size_t named = 0;
    out += " to";
    for (const Recipient &recipient : record.recipients) {
        if (named == kMaxNamed) {
            out += " and " + QByteArray::number(qulonglong(record.recipients.size() - named)) + " more";
            break;
        }
        out += (named++ == 0 ? ' ' : ',') + QByteArray::number(recipient.connection);
    }
}

void appendTraffic(const Record &record, QByteArray &out)
{
    out += record.direction == Direction::ToServer ? " -> " : " <- ";
    const bool isChunk = record.kind == RecordKind::Chunk;
    out += (isChunk ? recordKindName(record.kind) : frameTypeName(record.type)).toLatin1();
    out += ' ' + QByteArray::number(record.bytes.size()) + " B";
    if (!record.room.isEmpty())
        out += " room " + visible(record.room);
    if (record.fault != TextFault::None)
        out += ' ' + textFaultName(record.fault).toLatin1() + " at " + QByteArray::number(record.faultOffset);
    out += ": " + visible(decodeText(record.bytes).text);
}

} // namespace

void appendTextLine(const Record &record, QByteArray &out)
{
    out += isoLocal(record.wallMicros) + " #" + QByteArray::number(record.number);
    appendWho(record, out);
    switch (record.kind) {
    case RecordKind::Chunk:
    case RecordKind::Frame:
        appendTraffic(record, out);
        break;
    case RecordKind::Opened:
        out += " opened " + transportName(record.transport).toLatin1();
        break;
    case RecordKind::Closed:
        out += " closed " + closeReasonName(record.reason).toLatin1();
        break;
    }
    out += '\n';
}

} // namespace Chalkwire::Trace
