// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "wire/linedecoder.h"

#include <QTest>

using namespace Chalkwire;
using Wire::LineDecoder;

namespace {

struct Outcome
{
    QList<QByteArray> lines; ///< with their line ends
    QByteArray rest;
    ErrorCode error = ErrorCode::None;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Feeds the chunks one after another and drains the decoder after each, as a session does.
Outcome decode(const QList<QByteArray> &chunks, qint64 limit)
{
    LineDecoder decoder(limit);
    Outcome outcome;
    quint64 offset = 0;
    for (const QByteArray &chunk : chunks) {
        decoder.feed(chunk);
        for (;;) {
            const auto next = decoder.next();
            if (!next) {
                outcome.error = next.error().code;
                return outcome;
            }
            if (!*next)
                break;
            Q_ASSERT((*next)->offset == offset);
            offset += static_cast<quint64>((*next)->bytes.size());
            outcome.lines.append((*next)->bytes);
        }
    }
    if (const auto rest = decoder.finish())
        outcome.rest = rest->bytes;
    return outcome;
}

} // namespace

class tst_LineDecoder : public QObject
{
    Q_OBJECT

private slots:
    void cutsLines_data();
    void cutsLines();
    void givesTextWithoutLineEnd();
    void sameInAnyChunking_data();
    void sameInAnyChunking();
    void limitHolds_data();
    void limitHolds();
    void isDeadAfterError();
    void survivesRandomBytes();
};

void tst_LineDecoder::cutsLines_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("empty") << QByteArray() << QList<QByteArray>{} << QByteArray();
    QTest::newRow("lf") << QByteArray("a\n") << QList<QByteArray>{"a\n"} << QByteArray();
    QTest::newRow("crlf") << QByteArray("a\r\n") << QList<QByteArray>{"a\r\n"} << QByteArray();
    QTest::newRow("empty-line") << QByteArray("\n\r\n") << QList<QByteArray>{"\n", "\r\n"} << QByteArray();
    QTest::newRow("lone-cr") << QByteArray("a\rb\n") << QList<QByteArray>{"a\rb\n"} << QByteArray();
    QTest::newRow("cr-cr-lf") << QByteArray("a\r\r\n") << QList<QByteArray>{"a\r\r\n"} << QByteArray();
    QTest::newRow("rest") << QByteArray("a\nb") << QList<QByteArray>{"a\n"} << QByteArray("b");
    QTest::newRow("nul") << QByteArray("a\0b\n", 4) << QList<QByteArray>{QByteArray("a\0b\n", 4)}
                         << QByteArray();
}

void tst_LineDecoder::cutsLines()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<QByteArray>, lines);
    QFETCH(QByteArray, rest);
    const Outcome expected{lines, rest, ErrorCode::None};
    QVERIFY(decode({stream}, 64) == expected);
}

void tst_LineDecoder::givesTextWithoutLineEnd()
{
    LineDecoder decoder(64);
    decoder.feed("hello\r\nx\r\r\ny\n");
    QCOMPARE((**decoder.next()).text().toByteArray(), QByteArray("hello"));
    QCOMPARE((**decoder.next()).text().toByteArray(), QByteArray("x\r"));
    QCOMPARE((**decoder.next()).text().toByteArray(), QByteArray("y"));
    QVERIFY(!*decoder.next());
    QCOMPARE(decoder.buffered(), 0);
}

void tst_LineDecoder::sameInAnyChunking_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("script") << QByteArray("/nick ana\nhello\r\n\xe4\xbd\xa0\xe5\xa5\xbd\n\n/quit\r\n");
    QTest::newRow("too-long") << QByteArray("ok\n0123456789abcdefX\nnever\n");
    QTest::newRow("too-long-crlf") << QByteArray("0123456789abcde\r\r\nz\n");
}

void tst_LineDecoder::sameInAnyChunking()
{
    QFETCH(QByteArray, stream);
    constexpr qint64 kLimit = 16;
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) { // every truncation ...
        const QByteArray part = stream.first(cut);
        const Outcome whole = decode({part}, kLimit);
        QVERIFY2(decode(Test::bytewise(part), kLimit) == whole, qPrintable(QString::number(cut)));
        for (qsizetype at = 0; at <= part.size(); ++at) // ... at every split point
            QVERIFY(decode({part.first(at), part.sliced(at)}, kLimit) == whole);
    }
}

void tst_LineDecoder::limitHolds_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("isTooLong");
    const QByteArray full(16, 'x');
    QTest::newRow("limit") << full + "\n" << false;
    QTest::newRow("limit-crlf") << full + "\r\n" << false;
    QTest::newRow("limit-unended") << full << false;
    QTest::newRow("limit-cr-pending") << full + "\r" << false;
    QTest::newRow("limit-plus-one") << full + "x\n" << true;
    QTest::newRow("limit-plus-one-unended") << full + "x" << true;
    QTest::newRow("limit-plus-cr-in-text") << full + "\rx" << true;
}

void tst_LineDecoder::limitHolds()
{
    QFETCH(QByteArray, stream);
    QFETCH(bool, isTooLong);
    QCOMPARE(decode({stream}, 16).error, isTooLong ? ErrorCode::LineTooLong : ErrorCode::None);
    QCOMPARE(decode(Test::bytewise(stream), 16).error, isTooLong ? ErrorCode::LineTooLong : ErrorCode::None);
    QCOMPARE(decode({stream}, 0).error, ErrorCode::None);
}

void tst_LineDecoder::isDeadAfterError()
{
    LineDecoder decoder(4);
    decoder.feed("12345");
    QVERIFY(!decoder.next());
    decoder.feed("\nok\n");
    QCOMPARE(decoder.next().error().code, ErrorCode::LineTooLong);
    QCOMPARE(decoder.buffered(), 0);
    QVERIFY(!decoder.finish());
    LineDecoder second(4);
    second.feed("ok\n1234567\n");
    QVERIFY(second.next() && !second.next());
    QVERIFY(!second.next());
    QCOMPARE(second.refused(), QByteArray("12345"));
    QCOMPARE(second.offset(), 3U);
}

void tst_LineDecoder::survivesRandomBytes()
{
    SeededRandom random(20261123);
    for (int round = 0; round < 300; ++round) {
        const QByteArray stream = Test::randomBytes(random, 400, "\n\r");
        const QList<QByteArray> chunks = Test::randomChunks(random, stream);
        QVERIFY(decode(chunks, 40) == decode({stream}, 40));
    }
}

QTEST_GUILESS_MAIN(tst_LineDecoder)
#include "tst_linedecoder.moc"
