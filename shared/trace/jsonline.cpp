// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/jsonline.h"

#include "base/json.h"
#include "base/limits.h"
#include "trace/names.h"
#include "trace/timetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Chalkwire::Trace {

namespace {

void writeRecipients(JsonWriter &object, const Record &record)
{
    object.list("recipients", record.recipients, [](QByteArray &out, const Recipient &recipient) {
        JsonWriter entry(out);
        entry.number("client", recipient.connection);
        entry.number("offset", recipient.offset);
        entry.end();
    });
}

void writeContent(JsonWriter &object, const Record &record)
{
    object.number("length", record.bytes.size());
    const DecodedText decoded = decodeText(record.bytes);
    if (decoded.fault == TextFault::None)
        object.text("text", decoded.text);
    object.ascii("bytes", record.bytes.toBase64());
}

constexpr QLatin1StringView key(const char *name)
{
    return QLatin1StringView(name);
}

std::vector<Recipient> readRecipients(JsonReader &reader)
{
    std::vector<Recipient> recipients;
    const QJsonValue value = reader.value(key("recipients"));
    if (!value.isUndefined() && !value.isArray())
        reader.fail(key("recipients"));
    const QJsonArray array = value.toArray();
    for (const auto &entry : array) {
        const QJsonObject object = entry.toObject();
        JsonReader fields(object);
        const qint64 client = fields.number(key("client"), 0);
        const qint64 offset = fields.number(key("offset"), 0);
        if (client == 0 || !fields.badField().isEmpty()) {
            reader.fail(key("recipients"));
            break;
        }
        recipients.push_back({static_cast<quint64>(client), static_cast<quint64>(offset)});
    }
    return recipients;
}

QByteArray readBytes(JsonReader &reader)
{
    const QByteArray base64 = reader.text(key("bytes")).toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        reader.fail(key("bytes"));
    return *decoded;
}

void readRecord(JsonReader &reader, Record &record)
{
    record.number = static_cast<quint64>(reader.number(key("number"), 0));
    const std::optional<qint64> time = wallMicrosFromIsoUtc(reader.text(key("time")).toLatin1());
    if (!time)
        reader.fail(key("time"));
    record.wallMicros = time.value_or(0);
    if (!reader.has(key("kind")))
        reader.fail(key("kind"));
    record.kind = reader.name(key("kind"), RecordKind::Chunk, recordKindFromName);
    record.transport = reader.name(key("transport"), Transport::Tcp, transportFromName);
    record.connection = static_cast<quint64>(reader.number(key("client"), 0));
    record.peer = reader.text(key("name"));
    record.direction = reader.name(key("direction"), Direction::ToServer, directionFromName);
    record.type = reader.name(key("type"), FrameType::None, frameTypeFromName);
    record.offset = static_cast<quint64>(reader.number(key("offset"), 0));
    record.segments = static_cast<quint16>(reader.number(key("segments"), 0, 0xffff));
    record.messages = static_cast<quint16>(reader.number(key("messages"), 0, 0xffff));
    record.reads = static_cast<quint16>(reader.number(key("reads"), 0, 0xffff));
    record.room = reader.text(key("room"));
    record.recipients = readRecipients(reader);
    record.bytes = readBytes(reader);
    record.fault = reader.name(key("fault"), TextFault::None, textFaultFromName);
    record.faultOffset = reader.number(key("fault_offset"), -1);
    record.reason = reader.name(key("reason"), CloseReason::None, closeReasonFromName);
}

} // namespace

void appendJsonLine(const Record &record, QByteArray &out)
{
    const bool isTraffic = record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame;
    JsonWriter object(out);
    object.number("number", record.number);
    object.ascii("time", isoUtc(record.wallMicros));
    object.name("kind", recordKindName(record.kind));
    if (record.type != FrameType::None)
        object.name("type", frameTypeName(record.type));
    object.name("transport", transportName(record.transport));
    if (record.connection != kNoConnection)
        object.number("client", record.connection);
    if (!record.peer.isEmpty())
        object.text("name", record.peer);
    if (isTraffic || record.direction != Direction::ToServer)
        object.name("direction", directionName(record.direction));
    if ((isTraffic && record.recipients.empty()) || record.offset != 0)
        object.number("offset", record.offset);
    if (record.segments != 0)
        object.number("segments", record.segments);
    if (record.messages != 0)
        object.number("messages", record.messages);
    if (record.reads != 0)
        object.number("reads", record.reads);
    if (!record.room.isEmpty())
        object.text("room", record.room);
    if (!record.recipients.empty())
        writeRecipients(object, record);
    if (isTraffic || !record.bytes.isEmpty())
        writeContent(object, record);
    if (record.fault != TextFault::None)
        object.ascii("fault", textFaultName(record.fault).toLatin1());
    if (record.faultOffset >= 0)
        object.number("fault_offset", record.faultOffset);
    if (record.reason != CloseReason::None)
        object.ascii("reason", closeReasonName(record.reason).toLatin1());
    object.end();
    out += '\n';
}

Result<Record> readJsonLine(QByteArrayView line, qint64 maxBytes)
{
    if (passes(line.size(), maxBytes))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(line.size()), maxBytes}};
    QJsonParseError problem;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size()), &problem);
    if (problem.error != QJsonParseError::NoError)
        return Unexpected{Error{ErrorCode::BadRecord, problem.errorString(), problem.offset}};
    if (!document.isObject())
        return Unexpected{Error{ErrorCode::BadRecord, QStringLiteral("not an object")}};
    const QJsonObject object = document.object();
    JsonReader reader(object);
    Record record;
    readRecord(reader, record);
    if (!reader.badField().isEmpty())
        return Unexpected{Error{ErrorCode::BadRecord, reader.badField()}};
    return record;
}

} // namespace Chalkwire::Trace
