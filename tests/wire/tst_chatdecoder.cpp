// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "wire/chatdecoder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Chalkwire;
using Wire::ChatDecoder;
using Wire::ChatHeader;
using Wire::ChatPayload;

namespace {

struct DecodedFrame
{
    QJsonObject header;
    QByteArray payload;
    friend bool operator==(const DecodedFrame &, const DecodedFrame &) = default;
};

struct Outcome
{
    QList<DecodedFrame> frames;
    QString error;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

char *toString(const Outcome &outcome)
{
    QString text = QStringLiteral("%1 frames, error '%2':").arg(outcome.frames.size()).arg(outcome.error);
    for (const DecodedFrame &frame : outcome.frames)
        text += QString::fromUtf8(QJsonDocument(frame.header).toJson(QJsonDocument::Compact)) + u' ' +
                QString::fromLatin1(frame.payload.toHex());
    return qstrdup(qPrintable(text));
}

/// Feeds the chunks one after another and drains the decoder after each, as a session does.
Outcome decode(const QList<QByteArray> &chunks, const Limits &limits = {})
{
    ChatDecoder decoder(limits);
    Outcome outcome;
    quint64 offset = 0;
    for (const QByteArray &chunk : chunks) {
        decoder.feed(chunk);
        for (;;) {
            const auto next = decoder.next();
            if (!next) {
                outcome.error = errorName(next.error().code);
                return outcome;
            }
            if (!*next)
                break;
            if (const auto *header = std::get_if<ChatHeader>(&**next)) {
                Q_ASSERT(header->offset >= offset); // empty lines are skipped
                offset = header->offset + static_cast<quint64>(header->bytes.size());
                outcome.frames.append({header->fields, QByteArray()});
            } else {
                const auto &part = std::get<ChatPayload>(**next);
                Q_ASSERT(part.offset == offset && !part.bytes.isEmpty());
                offset += static_cast<quint64>(part.bytes.size());
                outcome.frames.last().payload += part.bytes.toByteArray();
            }
        }
    }
    return outcome;
}

/// The rows of tests/vectors/chat-frames.jsonl as test data.
void loadVectors()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Outcome>("expected");
    QFile file(QStringLiteral(CHALKWIRE_VECTORS "/chat-frames.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject row = QJsonDocument::fromJson(file.readLine()).object();
        const QByteArray stream = row.contains(u"hex")
                                      ? QByteArray::fromHex(row.value(u"hex").toString().toLatin1())
                                      : row.value(u"text").toString().toUtf8();
        Outcome expected{{}, row.value(u"error").toString()};
        const QJsonArray frames = row.value(u"frames").toArray();
        for (const QJsonValue &frame : frames)
            expected.frames.append(
                {frame[u"header"].toObject(), QByteArray::fromHex(frame[u"payload"].toString().toLatin1())});
        QTest::newRow(qPrintable(row.value(u"name").toString())) << stream << expected;
    }
}

QByteArray headerOf(qsizetype bytes)
{
    const QByteArray empty = R"({"type":"ping","x":""})";
    QByteArray header = empty;
    header.insert(empty.size() - 2, QByteArray(bytes - empty.size(), 'x'));
    return header;
}

} // namespace

Q_DECLARE_METATYPE(Outcome)

class tst_ChatDecoder : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data() { loadVectors(); }
    void vectors();
    void headerLimit();
    void payloadLimit();
    void depthLimit();
    void payloadIsNotCopied();
    void toldWhereFramesAre();
    void isDeadAfterError();
    void keepsWhatIsRefused();
    void letsGoOfChunks();
    void survivesRandomBytes();
};

void tst_ChatDecoder::vectors()
{
    QFETCH(QByteArray, stream);
    QFETCH(Outcome, expected);
    QCOMPARE(decode({stream}), expected);
    QCOMPARE(decode(Test::bytewise(stream)), expected);
    for (qsizetype at = 1; at < stream.size(); ++at)
        QCOMPARE(decode({stream.first(at), stream.sliced(at)}), expected);
    SeededRandom random(1);
    for (int round = 0; round < 20; ++round)
        QCOMPARE(decode(Test::randomChunks(random, stream)), expected);
}

void tst_ChatDecoder::headerLimit()
{
    const Limits limits;
    const QByteArray fits = headerOf(limits.maxHeaderBytes);
    QCOMPARE(fits.size(), limits.maxHeaderBytes);
    QCOMPARE(decode({fits + '\n'}).frames.size(), 1);
    const QString tooLong = errorName(ErrorCode::HeaderTooLong);
    QCOMPARE(decode({headerOf(limits.maxHeaderBytes + 1) + '\n'}).error, tooLong);
    // Without an LF it is found out as soon as it is sure.
    QCOMPARE(decode({fits}), Outcome{});
    QCOMPARE(decode({fits, "x"}).error, tooLong);
    Limits none;
    none.maxHeaderBytes = 0;
    QCOMPARE(decode({headerOf(limits.maxHeaderBytes + 1) + '\n'}, none).frames.size(), 1);
}

void tst_ChatDecoder::payloadLimit()
{
    const Limits limits;
    const auto frame = [](qint64 bytes) {
        return R"({"type":"chunk","bytes":)" + QByteArray::number(bytes) + "}\n";
    };
    QCOMPARE(decode({frame(limits.maxPayloadBytes)}).frames.size(), 1);
    QCOMPARE(decode({frame(limits.maxPayloadBytes + 1)}).error, errorName(ErrorCode::BadPayload));
}

void tst_ChatDecoder::depthLimit()
{
    Limits limits;
    limits.maxHeaderDepth = 2;
    QCOMPARE(decode({"{\"a\":[]}\n"}, limits).error, QString());
    QCOMPARE(decode({"{\"a\":[[]]}\n"}, limits).error, errorName(ErrorCode::TooDeep));
}

void tst_ChatDecoder::payloadIsNotCopied()
{
    ChatDecoder decoder({});
    const QByteArray chunk = "{\"type\":\"chunk\",\"bytes\":4}\nabcd";
    decoder.feed(chunk);
    const auto header = decoder.next();
    QVERIFY(std::holds_alternative<ChatHeader>(**header));
    const auto item = decoder.next();
    const auto &part = std::get<ChatPayload>(**item);
    QCOMPARE(static_cast<const void *>(part.bytes.data()),
             static_cast<const void *>(chunk.constData() + chunk.size() - 4));
    QVERIFY(part.isLast);
}

void tst_ChatDecoder::toldWhereFramesAre()
{
    ChatDecoder decoder({}, 100);
    decoder.feed("\n{\"type\":\"chunk\",\"bytes\":3}\nab");
    auto next = decoder.next();
    const auto header = std::get<ChatHeader>(**next);
    QCOMPARE(header.offset, 101u);
    QCOMPARE(header.bytes, QByteArray("{\"type\":\"chunk\",\"bytes\":3}\n"));
    QCOMPARE(header.type, QStringLiteral("chunk"));
    QCOMPARE(header.payloadBytes, 3);
    next = decoder.next();
    QCOMPARE(std::get<ChatPayload>(**next).offset, 128u);
    QVERIFY(!std::get<ChatPayload>(**next).isLast);
    QVERIFY(decoder.isInFrame());
    decoder.feed("c");
    next = decoder.next();
    QVERIFY(std::get<ChatPayload>(**next).isLast);
    QVERIFY(!decoder.isInFrame());
    decoder.feed("{");
    QVERIFY(!*decoder.next());
    QVERIFY(decoder.isInFrame());
}

void tst_ChatDecoder::isDeadAfterError()
{
    ChatDecoder decoder({});
    decoder.feed("hello\n{\"type\":\"ping\"}\n");
    QVERIFY(!decoder.next());
    decoder.feed("{\"type\":\"ping\"}\n");
    const auto again = decoder.next();
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::BadJson);
    QCOMPARE(decoder.buffered(), 0);
}

void tst_ChatDecoder::keepsWhatIsRefused()
{
    ChatDecoder decoder({});
    decoder.feed("{\"type\":\"ping\"}\n\nhello\n{\"type\":\"ping\"}\n");
    QVERIFY(*decoder.next());
    QVERIFY(decoder.refused().isEmpty());
    QVERIFY(!decoder.next());
    QVERIFY(!decoder.next());
    QCOMPARE(decoder.refused(), QByteArray("hello\n"));
    QCOMPARE(decoder.offset(), 17U);
    Limits limits;
    limits.maxHeaderBytes = 20;
    for (const char *end : {"", "\n"}) {
        ChatDecoder bounded(limits);
        bounded.feed(headerOf(50) + end);
        QVERIFY(!bounded.next());
        QCOMPARE(bounded.refused(), headerOf(50).first(21)); // no more than it takes
    }
}

void tst_ChatDecoder::letsGoOfChunks()
{
    ChatDecoder decoder({});
    QByteArray chunk = "{\"type\":\"ping\"}\n";
    decoder.feed(chunk);
    while (*decoder.next())
        continue;
    QVERIFY(chunk.isDetached());
}

void tst_ChatDecoder::survivesRandomBytes()
{
    SeededRandom random(2);
    Limits limits;
    limits.maxHeaderBytes = 200;
    limits.maxPayloadBytes = 200;
    for (int round = 0; round < 2000; ++round) {
        QByteArray stream = R"({"type":"chunk","bytes":3})";
        stream += '\n' + Test::randomBytes(random, 100, "{}[]\":,\\u0d8\n");
        const auto at = static_cast<qsizetype>(random.next() % static_cast<quint64>(stream.size()));
        stream[at] = static_cast<char>(random.next());
        QCOMPARE(decode(Test::randomChunks(random, stream), limits), decode({stream}, limits));
    }
}

QTEST_GUILESS_MAIN(tst_ChatDecoder)
#include "tst_chatdecoder.moc"
