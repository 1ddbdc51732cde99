// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "wire/chatdecoder.h"
#include "wire/chatheader.h"
#include "wire/framefields.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;
using Wire::FieldKind;
using Wire::FieldMeaning;
using Wire::FrameField;
using Wire::FrameFields;

namespace {

QByteArray bytesOf(QByteArrayView frame, const FrameField &field)
{
    return frame.sliced(field.start, field.length).toByteArray();
}

/// What the field's own bytes say, read by somebody else.
QJsonValue valueIn(QByteArrayView frame, const FrameField &field)
{
    const QByteArray key = field.name.isEmpty() ? "\"\":" : ""; // of a list
    const auto object =
        Wire::readChatHeader('{' + key + bytesOf(frame, field) + '}', 2 * FrameFields::kMaxDepth);
    return object ? object->value(field.name) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue shownValue(const FrameFields &fields, int index);

/// The object made of the fields whose parent is `index`, or the list.
QJsonValue shownChildren(const FrameFields &fields, int index, bool isList)
{
    QJsonObject object;
    QJsonArray list;
    for (int i = index + 1; i < static_cast<int>(fields.fields.size()); ++i) {
        const FrameField &field = fields.fields[static_cast<std::size_t>(i)];
        if (field.parent != index || field.kind == FieldKind::Bytes)
            continue;
        if (isList)
            list.append(shownValue(fields, i));
        else
            object.insert(field.name, shownValue(fields, i));
    }
    return isList ? QJsonValue(list) : QJsonValue(object);
}

QJsonValue shownValue(const FrameFields &fields, int index)
{
    const FrameField &field = fields.fields[static_cast<std::size_t>(index)];
    switch (field.kind) {
    case FieldKind::Text:
        return field.text;
    case FieldKind::Number:
        return QJsonDocument::fromJson('[' + field.text.toLatin1() + ']').array().at(0);
    case FieldKind::Flag:
        return field.text == u"true";
    case FieldKind::Null:
    case FieldKind::Bytes:
        return QJsonValue::Null;
    case FieldKind::List:
    case FieldKind::Object:
        return shownChildren(fields, index, field.kind == FieldKind::List);
    }
    return {};
}

/// Where the fields are wrong about the bytes; empty: nowhere.
QString wrongPlace(QByteArrayView frame, const FrameFields &fields)
{
    for (std::size_t i = 0; i < fields.fields.size(); ++i) {
        const FrameField &field = fields.fields[i];
        const bool isInside =
            field.start >= 0 && field.length >= 0 && field.start + field.length <= frame.size();
        const bool isAfterParent = field.parent >= -1 && field.parent < static_cast<int>(i);
        if (!isInside || !isAfterParent)
            return QStringLiteral("field %1 (%2)").arg(i).arg(field.name);
        if (field.parent < 0)
            continue;
        const FrameField &parent = fields.fields[static_cast<std::size_t>(field.parent)];
        if (field.start < parent.start || field.start + field.length > parent.start + parent.length)
            return QStringLiteral("field %1 (%2) leaves its parent").arg(i).arg(field.name);
    }
    return {};
}

/// The frames of a stream as they are recorded, and what cannot be one.
QList<QByteArray> cut(const QByteArray &stream)
{
    Wire::ChatDecoder decoder(Limits{});
    decoder.feed(stream);
    QList<QByteArray> frames;
    for (;;) {
        const auto next = decoder.next();
        if (!next || !*next)
            break;
        if (const auto *header = std::get_if<Wire::ChatHeader>(&**next))
            frames.append(header->bytes);
        else
            frames.last() += std::get<Wire::ChatPayload>(**next).bytes.toByteArray();
    }
    return frames;
}

QByteArray streamOf(const QJsonObject &vector)
{
    return vector.contains(u"hex") ? QByteArray::fromHex(vector.value(u"hex").toString().toLatin1())
                                   : vector.value(u"text").toString().toUtf8();
}

/// Where the broken frames of tests/vectors/chat-frames.jsonl break, counted in them by hand.
const QHash<QString, qint64> kBreaks{
    {QStringLiteral("not-json"), 0},
    {QStringLiteral("not-json-after-good"), 0},
    {QStringLiteral("array"), 0},
    {QStringLiteral("text-only"), 0},
    {QStringLiteral("number-only"), 0},
    {QStringLiteral("cut-object"), 14},
    {QStringLiteral("two-objects-on-a-line"), 15},
    {QStringLiteral("trailing-comma"), 15},
    {QStringLiteral("single-quotes"), 1},
    {QStringLiteral("unquoted-key"), 1},
    {QStringLiteral("comment"), 16},
    {QStringLiteral("nan"), 19},
    {QStringLiteral("number-fraction-without-digits"), 19},
    {QStringLiteral("number-fraction-alone"), 19},
    {QStringLiteral("number-negative-fraction-alone"), 19},
    {QStringLiteral("number-power-after-point"), 19},
    {QStringLiteral("number-power-without-digits"), 19},
    {QStringLiteral("number-plus"), 19},
    {QStringLiteral("number-leading-zero"), 19},
    {QStringLiteral("number-minus-alone"), 19},
    {QStringLiteral("number-two-points"), 19},
    {QStringLiteral("number-past-any-double"), 19},
    {QStringLiteral("raw-tab-in-text"), 24},
    {QStringLiteral("bad-escape"), 23},
    {QStringLiteral("bad-hex-escape"), 23},
    {QStringLiteral("byte-order-mark"), 0},
    {QStringLiteral("depth-17"), 80},
    {QStringLiteral("depth-of-arrays"), 20},
    {QStringLiteral("brackets-without-end"), 16},
    {QStringLiteral("duplicate-key"), 15},
    {QStringLiteral("duplicate-key-escaped"), 15},
    {QStringLiteral("duplicate-key-inside"), 27},
    {QStringLiteral("nul"), 24},
    {QStringLiteral("nul-after"), 15},
    {QStringLiteral("nul-escaped"), 24},
    {QStringLiteral("lone-high-surrogate"), 23},
    {QStringLiteral("lone-low-surrogate"), 23},
    {QStringLiteral("surrogates-reversed"), 23},
    {QStringLiteral("two-high-surrogates"), 23},
    {QStringLiteral("surrogate-as-utf-8"), 23},
    {QStringLiteral("invalid-utf-8"), 23},
    {QStringLiteral("overlong-utf-8"), 23},
    {QStringLiteral("bytes-negative"), 16},
    {QStringLiteral("bytes-text"), 16},
    {QStringLiteral("bytes-fraction"), 16},
    {QStringLiteral("bytes-null"), 16},
    {QStringLiteral("bytes-too-many"), 16},
    {QStringLiteral("bytes-huge"), 16},
};

QString partsOf(QByteArrayView frame, FrameType type)
{
    QStringList parts;
    const FrameFields fields = Wire::lineFields(frame, type, Limits{});
    for (const FrameField &field : fields.fields)
        parts += QStringLiteral("%1:%2+%3").arg(int(field.meaning)).arg(field.start).arg(field.length);
    return parts.join(u' ');
}

QString part(FieldMeaning meaning, qsizetype start, qsizetype length)
{
    return QStringLiteral("%1:%2+%3").arg(int(meaning)).arg(start).arg(length);
}

} // namespace

class tst_FrameFields : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void saysWhatFieldsMean();
    void knowsTheProtocol();
    void ignoresWhatIsUnknown();
    void marksWrongKinds();
    void payloadIsAField();
    void headerLimit();
    void fieldLimit();
    void depthLimit();
    void everyTruncation();
    void survivesRandomBytes();
    void lines_data();
    void lines();
    void lineLimit();
    void framesByType();
};

void tst_FrameFields::vectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(CHALKWIRE_VECTORS "/chat-frames.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject vector = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(vector.value(u"name").toString())) << vector;
    }
}

void tst_FrameFields::vectors()
{
    QFETCH(QJsonObject, vector);
    const QByteArray stream = streamOf(vector);
    const QJsonArray expected = vector.value(u"frames").toArray();
    const QList<QByteArray> frames = cut(stream);
    QCOMPARE(frames.size(), expected.size());
    qsizetype end = 0;
    for (qsizetype i = 0; i < frames.size(); ++i) {
        const FrameFields fields = Wire::chatFields(frames[i], Limits{});
        QVERIFY2(!fields.error, qPrintable(errorName(fields.error.value_or(Error{}).code)));
        QCOMPARE(wrongPlace(frames[i], fields), QString());
        QCOMPARE(shownChildren(fields, -1, false), expected[i][u"header"]);
        QCOMPARE(fields.type, expected[i][u"header"][u"type"].toString());
        for (int f = 0; f < static_cast<int>(fields.fields.size()); ++f) {
            const FrameField &field = fields.fields[static_cast<std::size_t>(f)];
            if (field.kind != FieldKind::Bytes)
                QCOMPARE(valueIn(frames[i], field), shownValue(fields, f));
        }
        end = stream.indexOf(frames[i], end) + frames[i].size();
    }
    if (vector.value(u"error").isNull())
        return;
    const FrameFields broken = Wire::chatFields(stream.sliced(end), Limits{});
    QVERIFY(broken.error);
    QCOMPARE(errorName(broken.error->code), vector.value(u"error").toString());
    QCOMPARE(broken.error->position, kBreaks.value(vector.value(u"name").toString(), -1));
    QCOMPARE(wrongPlace(stream.sliced(end), broken), QString());
}

void tst_FrameFields::saysWhatFieldsMean()
{
    const QByteArray frame = "{\"type\":\"message\",\"room\":\"lab\",\"time\":1764060000000,\"file\":{"
                             "\"name\":\"tea.txt\",\"size\":11}}\n";
    const FrameFields fields = Wire::chatFields(frame, Limits{});
    const QList<std::pair<FieldMeaning, QByteArray>> expected{
        {FieldMeaning::Type, "\"type\":\"message\""},
        {FieldMeaning::Room, "\"room\":\"lab\""},
        {FieldMeaning::Time, "\"time\":1764060000000"},
        {FieldMeaning::File, "\"file\":{\"name\":\"tea.txt\",\"size\":11}"},
        {FieldMeaning::FileName, "\"name\":\"tea.txt\""},
        {FieldMeaning::FileSize, "\"size\":11"},
        {FieldMeaning::LineEnd, "\n"},
    };
    QCOMPARE(static_cast<qsizetype>(fields.fields.size()), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const FrameField &field = fields.fields[static_cast<std::size_t>(i)];
        QCOMPARE(field.meaning, expected[i].first);
        QCOMPARE(bytesOf(frame, field), expected[i].second);
    }
    QCOMPARE(fields.fields[3].items, 2);
    QCOMPARE(fields.fields[4].parent, 3);
    QCOMPARE(Wire::frameSection(fields.type), QStringLiteral("9.4"));
    QCOMPARE(Wire::frameSection(u"fetched"), QStringLiteral("9.10"));
    QCOMPARE(Wire::frameSection(u"fetch fetched"), QString());
}

/// Each frame and field that a table of docs/protocol.md has stands in ours.
void tst_FrameFields::knowsTheProtocol()
{
    QFile file(QStringLiteral(CHALKWIRE_PROTOCOL));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression frames(QStringLiteral("`([a-z]+)` \\{((?:[^{}]|\\{[^{}]*\\})*)\\}"));
    static const QRegularExpression keys(QStringLiteral("`([a-z_0-9]+)`"));
    static const QRegularExpression nested(
        QStringLiteral("`file`: \\{([^{}]*)\\}|\\[\\{([^{}]*)\\}, \\.\\.\\.\\]"));
    int fields = 0;
    const auto check = [&](const QString &type, const QString &list, const QString &in) {
        for (auto key = keys.globalMatch(list); key.hasNext(); ++fields) {
            const QString path = in + key.next().captured(1);
            QVERIFY2(Wire::knownField(type, path), qPrintable(type + u' ' + path));
        }
    };
    for (auto it = frames.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString type = match.captured(1);
        QVERIFY2(!Wire::frameSection(type).isEmpty(), qPrintable(type));
        QString list = match.captured(2);
        if (const auto inner = nested.match(list); inner.hasMatch()) {
            const bool isFile = !inner.captured(1).isEmpty();
            check(type, inner.captured(isFile ? 1 : 2),
                  isFile ? QStringLiteral("file.") : QStringLiteral("marks[]."));
            list.remove(inner.captured(isFile ? 1 : 2));
        }
        check(type, list, QString());
    }
    QVERIFY2(fields > 100, qPrintable(QString::number(fields)));
}

void tst_FrameFields::ignoresWhatIsUnknown()
{
    const QByteArray frame =
        R"({"type":"ping","x":{"type":"post"},"limits":{"header":1},"file.name":"a","rooms[]":{}})";
    const FrameFields fields = Wire::chatFields(frame, Limits{});
    QVERIFY(!fields.error);
    QCOMPARE(fields.fields.size(), 7U);
    for (std::size_t i = 1; i < fields.fields.size(); ++i)
        QCOMPARE(fields.fields[i].meaning, FieldMeaning::Unknown);
    const FrameFields dotted = Wire::chatFields(R"({"type":"message","file.name":"a"})", Limits{});
    QCOMPARE(dotted.fields.at(1).meaning, FieldMeaning::Unknown);
    const FrameFields strange = Wire::chatFields(R"({"type":7,"room":"lab"})", Limits{});
    QCOMPARE(strange.type, QString());
    QVERIFY(strange.fields.at(0).isWrongKind);
    QCOMPARE(strange.fields.at(1).meaning, FieldMeaning::Unknown);
}

void tst_FrameFields::marksWrongKinds()
{
    const FrameFields fields = Wire::chatFields(
        R"({"type":"room","room":7,"members":{"a":1},"private":true,"topic":null,"count":"2"})", Limits{});
    QList<bool> wrong;
    for (const FrameField &field : fields.fields)
        wrong.append(field.isWrongKind);
    QCOMPARE(wrong, (QList<bool>{false, true, true, false, false, true, true}));
    QCOMPARE(fields.fields.at(3).meaning, FieldMeaning::Unknown); // in what is no list of names
}

void tst_FrameFields::payloadIsAField()
{
    const qsizetype mebibyte = 1024 * 1024;
    const QByteArray header = "{\"type\":\"chunk\",\"id\":\"f1\",\"offset\":0,\"bytes\":1048576}\n";
    const FrameFields fields = Wire::chatFields(header + QByteArray(mebibyte, '{'), Limits{});
    QVERIFY(!fields.error);
    const FrameField &payload = fields.fields.back();
    QCOMPARE(payload.meaning, FieldMeaning::Payload);
    QCOMPARE(payload.start, header.size());
    QCOMPARE(payload.length, mebibyte);
    QVERIFY(payload.text.isEmpty());
    // One byte more than a payload may have is announced.
    const FrameFields more = Wire::chatFields("{\"type\":\"chunk\",\"bytes\":1048577}\n", Limits{});
    QVERIFY(more.error);
    QCOMPARE(more.error->code, ErrorCode::BadPayload);
    QCOMPARE(more.error->detail, QStringLiteral("1048576"));
}

void tst_FrameFields::headerLimit()
{
    QByteArray header = R"({"type":"ping","x":""})";
    header.insert(header.size() - 2, QByteArray(64 * 1024 - header.size(), 'x'));
    const FrameFields fits = Wire::chatFields(header + '\n', Limits{});
    QVERIFY(!fits.error);
    QCOMPARE(fits.fields.at(1).text.size(), 64 * 1024 - 22);
    header.insert(header.size() - 2, 'x');
    for (const char *end : {"", "\n"}) {
        const FrameFields tooLong = Wire::chatFields(header + end, Limits{});
        QVERIFY(tooLong.error);
        QCOMPARE(tooLong.error->code, ErrorCode::HeaderTooLong);
        QCOMPARE(tooLong.error->position, 65536);
    }
    Limits lifted;
    lifted.maxHeaderBytes = 0;
    QVERIFY(!Wire::chatFields(header, lifted).error);
}

void tst_FrameFields::fieldLimit()
{
    const auto listOf = [](std::size_t items) {
        QByteArray frame = R"({"x":[)";
        for (std::size_t i = 0; i < items; ++i)
            frame += i == 0 ? "1" : ",1";
        return frame + "]}\n";
    };
    const FrameFields fits = Wire::chatFields(listOf(FrameFields::kMaxFields - 1), Limits{});
    QCOMPARE(fits.fields.size(), FrameFields::kMaxFields + 1); // the line end too
    QCOMPARE(fits.left, 0);
    const FrameFields cut = Wire::chatFields(listOf(FrameFields::kMaxFields), Limits{});
    QCOMPARE(cut.fields.size(), FrameFields::kMaxFields + 1);
    QCOMPARE(cut.left, 1);
    QVERIFY(!cut.error);
    QCOMPARE(cut.fields.at(0).items, static_cast<qsizetype>(FrameFields::kMaxFields));
}

void tst_FrameFields::depthLimit()
{
    const auto nested = [](int depth) {
        return QByteArray("{\"a\":").repeated(depth) + "{}" + QByteArray("}").repeated(depth);
    };
    Limits lifted;
    lifted.maxHeaderDepth = 0;
    const FrameFields fits = Wire::chatFields(nested(FrameFields::kMaxDepth), lifted);
    QCOMPARE(fits.fields.size(), std::size_t(FrameFields::kMaxDepth));
    QCOMPARE(fits.left, 0);
    const FrameFields cut = Wire::chatFields(nested(FrameFields::kMaxDepth + 1), lifted);
    QCOMPARE(cut.fields.size(), std::size_t(FrameFields::kMaxDepth));
    QCOMPARE(cut.left, 1);
    const FrameFields deep = Wire::chatFields(QByteArray("[").repeated(30'000), Limits{});
    QCOMPARE(deep.error->code, ErrorCode::TooDeep);
}

void tst_FrameFields::everyTruncation()
{
    const QByteArray frame =
        "{\"type\":\"post\",\"text\":\"a\\\"b\\u00e9\\ud83d\\ude42\",\"x\":[true,null,-1.5e3,{\"k\":{}}]}\n";
    std::size_t most = 0;
    for (qsizetype size = 0; size < frame.size(); ++size) {
        const QByteArray part = frame.first(size);
        const FrameFields fields = Wire::chatFields(part, Limits{});
        QCOMPARE(wrongPlace(part, fields), QString());
        QVERIFY(fields.error.has_value() == (size < frame.size() - 1));
        QVERIFY(fields.fields.size() + 1 >= most); // what has been read stays; "-1.5e" is no number again
        most = qMax(most, fields.fields.size());
        if (fields.error)
            QVERIFY(fields.error->position >= 0 && fields.error->position <= size);
    }
    QCOMPARE(most, 8U);
}

void tst_FrameFields::survivesRandomBytes()
{
    SeededRandom random(11);
    for (int i = 0; i < 3000; ++i) {
        const QByteArray bytes = '{' + Test::randomBytes(random, static_cast<qsizetype>(random.next() % 200),
                                                         "{}[]\",:\\u01tn\n \"\"");
        const FrameFields fields = Wire::chatFields(bytes, Limits{});
        QCOMPARE(wrongPlace(bytes, fields), QString());
        const qsizetype line = bytes.indexOf('\n');
        if (fields.error)
            QVERIFY(fields.error->position >= 0 &&
                    fields.error->position <= (line < 0 ? bytes.size() : line));
        for (const FrameType type : {FrameType::Command, FrameType::Push, FrameType::Answer, FrameType::Line})
            QCOMPARE(wrongPlace(bytes, Wire::lineFields(bytes, type, Limits{})), QString());
    }
}

void tst_FrameFields::lines_data()
{
    using M = FieldMeaning;
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<FrameType>("type");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *name, const QByteArray &frame, FrameType type, const QStringList &parts) {
        QTest::newRow(name) << frame << type << parts;
    };
    row("line", "hello\n", FrameType::Line, {part(M::PlainText, 0, 5), part(M::LineEnd, 5, 1)});
    row("line-crlf", "hi\r\n", FrameType::Line, {part(M::PlainText, 0, 2), part(M::LineEnd, 2, 2)});
    row("line-without-end", "hi", FrameType::Line, {part(M::PlainText, 0, 2)});
    row("line-empty", "\n", FrameType::Line, {part(M::LineEnd, 0, 1)});
    row("line-close", "Close\n", FrameType::Line, {part(M::Close, 0, 5), part(M::LineEnd, 5, 1)});
    row("nick", "/nick ana\r\n", FrameType::Command,
        {part(M::Command, 0, 5), part(M::CommandName, 6, 3), part(M::LineEnd, 9, 2)});
    row("join-spaces", "/JOIN   lab 2 \n", FrameType::Command,
        {part(M::Command, 0, 5), part(M::CommandRoom, 8, 5), part(M::LineEnd, 14, 1)});
    row("msg", "/msg ben how are you\n", FrameType::Command,
        {part(M::Command, 0, 4), part(M::CommandName, 5, 3), part(M::CommandText, 9, 11),
         part(M::LineEnd, 20, 1)});
    row("msg-no-text", "/msg ben\n", FrameType::Command,
        {part(M::Command, 0, 4), part(M::CommandName, 5, 3), part(M::LineEnd, 8, 1)});
    row("who", "/who\n", FrameType::Command, {part(M::Command, 0, 4), part(M::LineEnd, 4, 1)});
    row("unknown-command", "/dance now\n", FrameType::Command,
        {part(M::Command, 0, 6), part(M::CommandRest, 7, 3), part(M::LineEnd, 10, 1)});
    row("request", "hello\n", FrameType::Request, {part(M::PlainRequest, 0, 6)});
    row("request-close", "CLOSE", FrameType::Request, {part(M::Close, 0, 5)});
    row("accepted", "accepted", FrameType::Answer, {part(M::Accepted, 0, 8)});
    row("accepted-line", "accepted\n", FrameType::Answer, {part(M::Accepted, 0, 8), part(M::LineEnd, 8, 1)});
    row("closed", "closed", FrameType::Answer, {part(M::Closed, 0, 6)});
    row("notice", "* bye\n", FrameType::Answer, {part(M::Notice, 0, 5), part(M::LineEnd, 5, 1)});
    row("other-answer", "HELLO\n", FrameType::Answer, {part(M::PlainText, 0, 5), part(M::LineEnd, 5, 1)});
    row("push", "[lobby] ana: a: b\n", FrameType::Push,
        {part(M::PushRoom, 1, 5), part(M::PushName, 8, 3), part(M::PushText, 13, 4),
         part(M::LineEnd, 17, 1)});
    row("push-notice", "* ana came\n", FrameType::Push, {part(M::Notice, 0, 10), part(M::LineEnd, 10, 1)});
    row("push-text", "[lobby] hi\n", FrameType::Push, {part(M::PlainText, 0, 10), part(M::LineEnd, 10, 1)});
}

void tst_FrameFields::lines()
{
    QFETCH(QByteArray, frame);
    QFETCH(FrameType, type);
    QFETCH(QStringList, parts);
    QCOMPARE(partsOf(frame, type), parts.join(u' '));
}

void tst_FrameFields::lineLimit()
{
    const QByteArray longest(8192, 'x');
    QVERIFY(!Wire::lineFields(longest + "\r\n", FrameType::Line, Limits{}).error);
    const auto tooLong = Wire::lineFields(longest + 'x', FrameType::Line, Limits{}).error;
    QVERIFY(tooLong);
    QCOMPARE(tooLong->code, ErrorCode::LineTooLong);
    QCOMPARE(tooLong->position, 8192);
    QVERIFY(!Wire::lineFields(longest + 'x', FrameType::Answer, Limits{}).error); // a server may say more
}

void tst_FrameFields::framesByType()
{
    const auto first = [](const char *bytes, FrameType type) {
        const auto fields = Wire::frameFields(bytes, type, Limits{});
        return fields && !fields->fields.empty() ? std::optional(fields->fields.front().meaning)
                                                 : std::nullopt;
    };
    QCOMPARE(first("{\"type\":\"pong\"}\n", FrameType::Answer), FieldMeaning::Type);
    QCOMPARE(first("{\"type\":\"message\"}\n", FrameType::Push), FieldMeaning::Type);
    QCOMPARE(first("{curly}\n", FrameType::Push), FieldMeaning::PlainText); // the operator's, to lines
    QCOMPARE(first("{\"type\":\"ping\"}\n", FrameType::Line), FieldMeaning::PlainText);
    QVERIFY(Wire::frameFields("oops\n", FrameType::Chat, Limits{})->error);
    for (const FrameType type : {FrameType::None, FrameType::HttpPage, FrameType::TlsHello, FrameType::Raw})
        QVERIFY(!Wire::frameFields("{\"type\":\"ping\"}\n", type, Limits{}));
}

QTEST_APPLESS_MAIN(tst_FrameFields)
#include "tst_framefields.moc"
