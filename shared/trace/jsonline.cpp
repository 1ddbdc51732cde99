// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/jsonline.h"

#include "base/limits.h"
#include "trace/names.h"
#include "trace/timetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Chalkwire::Trace {

namespace {

bool mustEscape(char16_t c)
{
    const bool isBidi = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
                        (c >= 0x2066 && c <= 0x2069);
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || isBidi || c == 0xfeff;
}

void appendUnicodeEscape(QByteArray &out, char16_t c)
{
    out += "\\u" + QByteArray::number(uint(c), 16).rightJustified(4, '0');
}

void appendString(QByteArray &out, QStringView text)
{
    out += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        const bool isQuoted = c == u'"' || c == u'\\';
        if (!isQuoted && !mustEscape(c) && !QChar::isSurrogate(c))
            continue;
        out += text.sliced(plainFrom, i - plainFrom).toUtf8();
        plainFrom = i + 1;
        if (isQuoted) {
            out += '\\';
            out += static_cast<char>(c);
        } else {
            appendUnicodeEscape(out, QChar::isSurrogate(c) ? char16_t(QChar::ReplacementCharacter) : c);
        }
    }
    out += text.sliced(plainFrom).toUtf8();
    out += '"';
}

/// Writes the fields of one object, with the commas between them.
class ObjectWriter
{
public:
    explicit ObjectWriter(QByteArray &out)
        : m_out(out)
    {
        m_out += '{';
    }
    void number(const char *key, quint64 value) { startField(key) += QByteArray::number(value); }
    void name(const char *key, QStringView value) { startField(key) += '"' + value.toLatin1() + '"'; }
    void ascii(const char *key, const QByteArray &value) { startField(key) += '"' + value + '"'; }
    void text(const char *key, QStringView value) { appendString(startField(key), value); }
    QByteArray &startField(const char *key)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        m_out += '"';
        m_out += key;
        m_out += "\":";
        return m_out;
    }
    void end() { m_out += '}'; }

private:
    QByteArray &m_out;
    bool m_first = true;
};

void writeRecipients(ObjectWriter &object, const Record &record)
{
    QByteArray &out = object.startField("recipients");
    char separator = '[';
    for (const Recipient &recipient : record.recipients) {
        out += separator;
        ObjectWriter entry(out);
        entry.number("client", recipient.connection);
        entry.number("offset", recipient.offset);
        entry.end();
        separator = ',';
    }
    out += ']';
}

void writeContent(ObjectWriter &object, const Record &record)
{
    object.number("length", static_cast<quint64>(record.bytes.size()));
    const DecodedText decoded = decodeText(record.bytes);
    if (decoded.fault == TextFault::None)
        object.text("text", decoded.text);
    object.ascii("bytes", record.bytes.toBase64());
}

/// Reads the fields of one object and remembers the first one that is wrong.
class ObjectReader
{
public:
    explicit ObjectReader(const QJsonObject &object)
        : m_object(object)
    {
    }
    const QString &badField() const { return m_badField; }
    void fail(QLatin1StringView key)
    {
        if (m_badField.isEmpty())
            m_badField = key;
    }
    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }

    qint64 number(QLatin1StringView key, qint64 fallback, qint64 highest = std::numeric_limits<qint64>::max())
    {
        if (!has(key))
            return fallback;
        const qint64 number = value(key).toInteger(-1);
        if (number < 0 || number > highest) {
            fail(key);
            return fallback;
        }
        return number;
    }
    QString text(QLatin1StringView key)
    {
        if (has(key) && !value(key).isString())
            fail(key);
        return value(key).toString();
    }
    template<class Enum>
    Enum name(QLatin1StringView key, Enum fallback, std::optional<Enum> (*fromName)(QStringView))
    {
        if (!has(key))
            return fallback;
        const std::optional<Enum> found = fromName(value(key).toString());
        if (!found)
            fail(key);
        return found.value_or(fallback);
    }

private:
    const QJsonObject &m_object;
    QString m_badField;
};

constexpr QLatin1StringView key(const char *name)
{
    return QLatin1StringView(name);
}

std::vector<Recipient> readRecipients(ObjectReader &reader)
{
    std::vector<Recipient> recipients;
    const QJsonValue value = reader.value(key("recipients"));
    if (!value.isUndefined() && !value.isArray())
        reader.fail(key("recipients"));
    const QJsonArray array = value.toArray();
    for (const auto &entry : array) {
        const QJsonObject object = entry.toObject();
        ObjectReader fields(object);
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

QByteArray readBytes(ObjectReader &reader)
{
    const QByteArray base64 = reader.text(key("bytes")).toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        reader.fail(key("bytes"));
    return *decoded;
}

void readRecord(ObjectReader &reader, Record &record)
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
    ObjectWriter object(out);
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
        object.number("fault_offset", static_cast<quint64>(record.faultOffset));
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
    ObjectReader reader(object);
    Record record;
    readRecord(reader, record);
    if (!reader.badField().isEmpty())
        return Unexpected{Error{ErrorCode::BadRecord, reader.badField()}};
    return record;
}

} // namespace Chalkwire::Trace
