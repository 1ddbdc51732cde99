// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/export.h"

#include "trace/jsonline.h"
#include "trace/names.h"
#include "trace/timetext.h"

namespace Chalkwire::Trace {

namespace {

constexpr qsizetype kBytesPerRow = 16;

bool isTraffic(const Record &record)
{
    return record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame;
}

/// All of the text in one line: nothing is cut off.
QString wholeVisible(QStringView text)
{
    constexpr qsizetype kLongestEscape = 8; // <U+202E>
    return visibleText(text, text.size() * kLongestEscape + 1);
}

/// The offset to show: the connection's own, or none for a broadcast that is looked at as a whole.
QByteArray offsetText(const Record &record, const ExportOptions &options)
{
    if (!isTraffic(record) || (!record.recipients.empty() && options.connection == kNoConnection))
        return {};
    return QByteArray::number(record.offsetFor(options.connection));
}

QByteArray recipientList(const Record &record)
{
    QByteArray list;
    for (const Recipient &recipient : record.recipients) {
        if (!list.isEmpty())
            list += ' ';
        list += QByteArray::number(recipient.connection);
    }
    return list;
}

void appendHexRow(QByteArrayView row, qsizetype offset, QByteArray &out)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    out += QByteArray::number(offset, 16).rightJustified(6, '0');
    for (const char byte : row) {
        const auto value = static_cast<quint8>(byte);
        const char cell[] = {' ', kDigits[value >> 4], kDigits[value & 0xf]};
        out.append(cell, sizeof cell);
    }
    out += '\n';
}

void appendHexComment(const ExportOptions &options, const Record &record, QByteArray &out)
{
    out += "# " + QByteArray::number(record.number) + ' ' + recordKindName(record.kind).toLatin1();
    if (record.type != FrameType::None)
        out += ' ' + frameTypeName(record.type).toLatin1();
    out += ' ' + transportName(record.transport).toLatin1();
    if (record.connection != kNoConnection)
        out += " client " + QByteArray::number(record.connection);
    if (!record.peer.isEmpty())
        out += " (" + wholeVisible(record.peer).toUtf8() + ')';
    if (!record.recipients.empty())
        out += " to " + recipientList(record);
    if (!record.room.isEmpty())
        out += " room " + wholeVisible(record.room).toUtf8();
    if (const QByteArray offset = offsetText(record, options); !offset.isEmpty())
        out += " offset " + offset;
    if (record.reason != CloseReason::None)
        out += ' ' + closeReasonName(record.reason).toLatin1();
    if (!isTraffic(record))
        out += " at " + isoUtc(record.wallMicros);
    out += '\n';
}

void appendHexDump(const ExportOptions &options, const Record &record, QByteArray &out)
{
    appendHexComment(options, record, out);
    if (!record.bytes.isEmpty()) {
        out += record.direction == Direction::ToServer ? "I " : "O ";
        out += isoUtc(record.wallMicros) + '\n';
        const QByteArrayView bytes(record.bytes);
        for (qsizetype at = 0; at < bytes.size(); at += kBytesPerRow)
            appendHexRow(bytes.sliced(at, qMin(kBytesPerRow, bytes.size() - at)), at, out);
    }
    out += '\n';
}

/// A cell that came from a peer: visible, never a formula, quoted where RFC 4180 §2 asks for it.
void appendTextCell(QStringView text, QByteArray &out)
{
    // Full-width forms too: some spreadsheets take them for the ASCII ones.
    static constexpr QStringView kFormulaStarts = u"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    QByteArray cell;
    if (!text.isEmpty() && kFormulaStarts.contains(text.front()))
        cell += '\'';
    cell += wholeVisible(text).toUtf8();
    if (cell.contains('"') || cell.contains(',')) {
        cell.replace("\"", "\"\"");
        cell = '"' + cell + '"';
    }
    out += cell;
}

void appendCsvRow(const ExportOptions &options, const Record &record, QByteArray &out)
{
    const bool hasBytes = isTraffic(record);
    out += isoUtc(record.wallMicros) + ',' + QByteArray::number(record.number) + ',';
    out += recordKindName(record.kind).toLatin1() + ',';
    out += (record.type == FrameType::None ? QByteArray() : frameTypeName(record.type).toLatin1()) + ',';
    out += (record.connection == kNoConnection ? QByteArray() : QByteArray::number(record.connection)) + ',';
    appendTextCell(record.peer, out);
    out += ',' + (hasBytes ? directionName(record.direction).toLatin1() : QByteArray());
    out += ',' + offsetText(record, options);
    out += ',' + (hasBytes ? QByteArray::number(record.bytes.size()) : QByteArray());
    for (const quint16 count : {record.segments, record.messages, record.reads})
        out += ',' + (count == 0 ? QByteArray() : QByteArray::number(count));
    out += ',';
    appendTextCell(record.room, out);
    out += ',' + recipientList(record) + ',';
    appendTextCell(decodeText(record.bytes).text, out);
    out += ',' + toHex(record.bytes).toLatin1();
    out += ',' + (record.fault == TextFault::None ? QByteArray() : textFaultName(record.fault).toLatin1());
    out +=
        ',' + (record.reason == CloseReason::None ? QByteArray() : closeReasonName(record.reason).toLatin1());
    out += "\r\n";
}

} // namespace

bool isExported(const Record &record, const ExportOptions &options)
{
    return (options.connection == kNoConnection || record.concerns(options.connection)) &&
           (!options.chunksOnly || record.kind == RecordKind::Chunk);
}

QByteArray exportHeader(ExportFormat format)
{
    switch (format) {
    case ExportFormat::HexDump:
        return "# Chalkwire trace. I is client to server, O is server to client.\n"
               "# To open it in Wireshark: text2pcap -D -t ISO -T 50000,8000 THIS-FILE trace.pcapng\n\n";
    case ExportFormat::Csv:
        return "time,number,kind,type,client_id,name,direction,offset,length,segments,messages,reads,"
               "room,recipients,text,hex,fault,reason\r\n";
    case ExportFormat::JsonLines:
        break;
    }
    return {};
}

void appendExport(ExportFormat format, const ExportOptions &options, const Record &record, QByteArray &out)
{
    if (!isExported(record, options))
        return;
    switch (format) {
    case ExportFormat::HexDump:
        appendHexDump(options, record, out);
        break;
    case ExportFormat::Csv:
        appendCsvRow(options, record, out);
        break;
    case ExportFormat::JsonLines:
        appendJsonLine(record, out);
        break;
    }
}

} // namespace Chalkwire::Trace
