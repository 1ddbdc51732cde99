// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/textline.h"

#include "trace/names.h"
#include "trace/timetext.h"

#include <algorithm>
#include <charconv>

namespace Chalkwire::Trace {

namespace {

void appendNumber(quint64 number, QByteArray &out)
{
    char digits[20];
    const char *end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end - digits);
}

QByteArray visible(QStringView text)
{
    constexpr qsizetype kLongestEscape = 8; // <U+202E>
    return visibleText(text, text.size() * kLongestEscape + 1).toUtf8();
}

/// Printable ASCII stands for itself, and there is little else in most traffic.
void appendVisible(QByteArrayView bytes, QByteArray &out)
{
    const auto *other =
        std::find_if(bytes.begin(), bytes.end(), [](char byte) { return byte < ' ' || byte > '~'; });
    out.append(bytes.first(other - bytes.begin()));
    if (other != bytes.end())
        out += visible(decodeText(bytes.sliced(other - bytes.begin())).text);
}

void appendWho(const Record &record, QByteArray &out)
{
    if (record.connection != kNoConnection) {
        out += " client ";
        appendNumber(record.connection, out);
    }
    if (!record.peer.isEmpty())
        out += " (" + visible(record.peer) + ')';
    if (record.recipients.empty())
        return;
    constexpr std::size_t kMaxNamed = 10; // a line for people; the JSON Lines have them all
    std::size_t named = 0;
    out += " to";
    for (const Recipient &recipient : record.recipients) {
        if (named == kMaxNamed) {
            out += " and ";
            appendNumber(record.recipients.size() - named, out);
            out += " more";
            break;
        }
        out += named++ == 0 ? ' ' : ',';
        appendNumber(recipient.connection, out);
    }
}

void appendTraffic(const Record &record, QByteArray &out)
{
    out += record.direction == Direction::ToServer ? " -> " : " <- ";
    const bool isChunk = record.kind == RecordKind::Chunk;
    out += (isChunk ? recordKindName(record.kind) : frameTypeName(record.type)).toLatin1();
    out += ' ';
    appendNumber(static_cast<quint64>(record.bytes.size()), out);
    out += " B";
    if (!record.room.isEmpty())
        out += " room " + visible(record.room);
    if (record.fault != TextFault::None)
        out += ' ' + textFaultName(record.fault).toLatin1() + " at " + QByteArray::number(record.faultOffset);
    out += ": ";
    appendVisible(record.bytes, out);
}

} // namespace

void appendTextLine(const Record &record, QByteArray &out)
{
    out += isoLocal(record.wallMicros);
    out += " #";
    appendNumber(record.number, out);
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
