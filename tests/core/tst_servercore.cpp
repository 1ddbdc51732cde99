// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "support/coreharness.h"

#include <QTest>

using namespace Chalkwire;
using Test::CoreHarness;
using Wire::Dialect;
using namespace Qt::StringLiterals;

/// Bytes in, answers out: the tutorial's protocol, lines, HTTP and TLS, deadlines and the end of streams.
class tst_ServerCore : public QObject
{
    Q_OBJECT

private slots:
    void answersTutorialExactly_data();
    void answersTutorialExactly();
    void oneAnswerPerRead();
    void cutsOneReadAt1024();
    void faultsAreAnsweredAndNoted_data();
    void faultsAreAnsweredAndNoted();
    void strictClosesInstead();
    void pinnedListenersDoNotSniff();
    void linesAreAnsweredWithNewline();
    void linesSameInAnyChunking();
    void lineLimitCloses();
    void prefixWaitsThenAnswers();
    void prefixDeadlineCountsFromFirstByte();
    void endDecidesWhatIsUndecided();
    void unendedLineIsAnsweredAtTheEnd();
    void browserGetsOnePage();
    void slowBrowserGetsPageAtDeadline();
    void hugeHeaderIsRefused();
    void tlsGetsAnAlert();
    void datagramIsARequest();
    void operatorReachesWhomItShould();
    void nothingAfterClose();
    void unknownIdsAreIgnored();
    void idleSessionHasNoDeadline();
    void randomBytesNeverBreakIt();
};

void tst_ServerCore::answersTutorialExactly_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QStringList>("effects");
    const QStringList accepted{u"1 < accepted"_s};
    const QStringList closed{u"1 < closed"_s, u"close 1 asked"_s};
    QTest::newRow("text") << QByteArray("hello") << accepted;
    QTest::newRow("chinese") << QByteArray("\xe4\xbd\xa0\xe5\xa5\xbd") << accepted;
    QTest::newRow("close") << QByteArray("close") << closed;
    QTest::newRow("close-any-case") << QByteArray("Close") << closed;
    QTest::newRow("closeclose") << QByteArray("closeclose") << accepted;
    QTest::newRow("command-like") << QByteArray("/quit") << accepted;
    QTest::newRow("space") << QByteArray(" ") << accepted;
}

void tst_ServerCore::answersTutorialExactly()
{
    QFETCH(QByteArray, request);
    QFETCH(QStringList, effects);
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, request), effects);
    QCOMPARE(h.frames.size(), size_t(1));
    QCOMPARE(h.frames[0].type, FrameType::Request);
    QCOMPARE(h.frames[0].bytes, request);
}

void tst_ServerCore::oneAnswerPerRead()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "helloworld"), QStringList{u"1 < accepted"_s}); // two sends, one read
    QCOMPARE(h.feed(id, "hello"), QStringList{u"1 < accepted"_s});
    QCOMPARE(h.feed(id, "line\n"), QStringList{u"1 < accepted"_s}); // decided once: guide stays guide
    QCOMPARE(h.frames.back().offset, quint64(15));
    QCOMPARE(h.readSize, qint64(1024));
}

void tst_ServerCore::cutsOneReadAt1024()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, QByteArray(1024, 'x')).size(), 1);
    QCOMPARE(h.feed(id, QByteArray(1025, 'x')).size(), 2);
}

void tst_ServerCore::faultsAreAnsweredAndNoted_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<TextFault>("fault");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("cut-at-1024") << QByteArray(1022, 'x') + "\xe4\xbd" << TextFault::CutCharacter
                                 << qint64(1022);
    QTest::newRow("other-half") << QByteArray("\xa0 rest") << TextFault::InvalidUtf8 << qint64(0);
    QTest::newRow("nul") << QByteArray("ab\0c", 4) << TextFault::Nul << qint64(2);
    QTest::newRow("latin-1") << QByteArray("caf\xe9 x") << TextFault::InvalidUtf8 << qint64(3);
}

void tst_ServerCore::faultsAreAnsweredAndNoted()
{
    QFETCH(QByteArray, request);
    CoreHarness h;
    QCOMPARE(h.feed(h.join(), request), QStringList{u"1 < accepted"_s});
    QTEST(h.frames.at(0).fault, "fault");
    QTEST(h.frames.at(0).faultOffset, "offset");
}

void tst_ServerCore::strictClosesInstead()
{
    CoreHarness h({}, true);
    QCOMPARE(h.feed(h.join(), "caf\xe9"), QStringList{u"close 1 invalid_text"_s});
    QCOMPARE(h.frames.at(0).fault, TextFault::CutCharacter);
    QCOMPARE(h.feed(h.join(), QByteArray("a\0b\nhello\n", 10)), QStringList{u"close 2 invalid_text"_s});
    QCOMPARE(h.feed(h.join(), "clean"), QStringList{u"3 < accepted"_s});
}

void tst_ServerCore::pinnedListenersDoNotSniff()
{
    CoreHarness h;
    const ConnectionId guide = h.join(Dialect::Guide);
    QCOMPARE(h.feed(guide, "hello\n"), QStringList{u"1 < accepted"_s});
    QCOMPARE(h.feed(guide, "GET / HTTP/1.1\r\n\r\n"), QStringList{u"1 < accepted"_s});
    const ConnectionId line = h.join(Dialect::Line);
    QCOMPARE(h.feed(line, "hello"), QStringList());
    QCOMPARE(h.feed(line, "\n"), QStringList{u"2 < accepted\\n"_s});
}

void tst_ServerCore::linesAreAnsweredWithNewline()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "hello\r\nagain\n"), (QStringList{u"1 < accepted\\n"_s, u"1 < accepted\\n"_s}));
    QCOMPARE(h.frames.at(1).offset, quint64(7));
    QCOMPARE(h.readSize, Limits{}.readChunkBytes);
    QCOMPARE(h.feed(id, "CLOSE\nmore\n"), (QStringList{u"1 < closed\\n"_s, u"close 1 asked"_s}));
}

void tst_ServerCore::linesSameInAnyChunking()
{
    const QByteArray script = "one\n/nick ana\nhello \xe4\xbd\xa0\r\n/who\n/nope\nclose\n";
    CoreHarness whole;
    const ConnectionId first = whole.join(Dialect::Line);
    const QStringList expected = whole.feed(first, script);
    QCOMPARE(expected.size(), 7);
    for (qsizetype at = 1; at < script.size(); ++at) {
        CoreHarness h;
        const ConnectionId id = h.join(Dialect::Line);
        QStringList got = h.feed(id, script.first(at));
        got += h.feed(id, script.sliced(at));
        QCOMPARE(got, expected);
    }
    CoreHarness dribbled;
    const ConnectionId id = dribbled.join(Dialect::Line);
    QStringList got;
    for (const QByteArray &byte : Test::bytewise(script))
        got += dribbled.feed(id, byte);
    QCOMPARE(got, expected);
}

void tst_ServerCore::lineLimitCloses()
{
    Limits limits;
    limits.maxLineBytes = 20;
    CoreHarness h(limits);
    const ConnectionId fits = h.join(Dialect::Line);
    QCOMPARE(h.feed(fits, QByteArray(20, 'x') + '\n'), QStringList{u"1 < accepted\\n"_s});
    const ConnectionId tooLong = h.join(Dialect::Line);
    QCOMPARE(h.feed(tooLong, "ok\n" + QByteArray(21, 'x')),
             (QStringList{u"2 < accepted\\n"_s, u"2 < * a line has at most 20 bytes\\n"_s,
                          u"close 2 line_too_long"_s}));
    QCOMPARE(h.frames.back().bytes, QByteArray(21, 'x')); // what is refused can be looked at
    QCOMPARE(h.frames.back().offset, 3U);
}

void tst_ServerCore::prefixWaitsThenAnswers()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "GET /tea"), QStringList());
    QVERIFY(h.isPending);
    QCOMPARE(h.feed(id, " please"), QStringList{u"1 < accepted"_s} + QStringList{u"1 < accepted"_s});
    QVERIFY(!h.isPending);
    QCOMPARE(h.frames.size(), size_t(2)); // one request per read, as the tutorial's server would
    QVERIFY(!h.core.nextDeadline());

    const ConnectionId slow = h.join();
    QCOMPARE(h.feed(slow, "G"), QStringList());
    QCOMPARE(h.pass(Millis(199)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"2 < accepted"_s});
}

void tst_ServerCore::prefixDeadlineCountsFromFirstByte()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    (void)h.feed(id, "G");
    QCOMPARE(h.pass(Millis(150)), QStringList());
    QCOMPARE(h.feed(id, "E"), QStringList());
    QCOMPARE(h.pass(Millis(50)), (QStringList{u"1 < accepted"_s, u"1 < accepted"_s}));
}

void tst_ServerCore::endDecidesWhatIsUndecided()
{
    CoreHarness h;
    const ConnectionId guide = h.join();
    (void)h.feed(guide, "GET /");
    QCOMPARE(h.finish(guide), QStringList{u"1 < accepted"_s});
    const ConnectionId lines = h.join();
    (void)h.feed(lines, "a\nb");
    QCOMPARE(h.finish(lines), (QStringList{u"2 < accepted\\n"_s, u"2 < accepted\\n"_s}));
    const ConnectionId silent = h.join();
    QCOMPARE(h.finish(silent), QStringList());
}

void tst_ServerCore::unendedLineIsAnsweredAtTheEnd()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "a\n"), QStringList{u"1 < accepted\\n"_s});
    QCOMPARE(h.feed(id, "close"), QStringList());
    QCOMPARE(h.finish(id), (QStringList{u"1 < closed\\n"_s, u"close 1 asked"_s}));
}

void tst_ServerCore::browserGetsOnePage()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "GET / HTTP/1.1\r\nHost: a\r\n"), QStringList());
    const QStringList got = h.feed(id, "\r\nGET /again HTTP/1.1\r\n\r\n");
    QCOMPARE(got.size(), 2);
    QVERIFY(got[0].startsWith(u"1 < HTTP/1.1 200 OK"_s));
    QCOMPARE(got[1], u"close 1 http_answered"_s);
    QCOMPARE(h.frames.at(0).type, FrameType::HttpRequest);
}

void tst_ServerCore::slowBrowserGetsPageAtDeadline()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    (void)h.feed(id, "GET / HTTP/1.1\r\n");
    QCOMPARE(h.pass(Millis(9'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)).size(), 2);
    QVERIFY(!h.core.session(id));
}

void tst_ServerCore::hugeHeaderIsRefused()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    (void)h.feed(id, "GET / HTTP/1.1\r\n");
    const QStringList got = h.feed(id, QByteArray(8 * 1024, 'x'));
    QVERIFY(got.at(0).startsWith(u"1 < HTTP/1.1 431"_s));
    QCOMPARE(got.at(1), u"close 1 http_answered"_s);
}

void tst_ServerCore::tlsGetsAnAlert()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, QByteArray::fromHex("16030100")), QStringList());
    QCOMPARE(h.feed(id, QByteArray::fromHex("c801")).constLast(), u"close 1 tls_refused"_s);
}

void tst_ServerCore::datagramIsARequest()
{
    CoreHarness h;
    const ConnectionId id = h.join(Dialect::Undecided, Transport::Udp);
    QCOMPARE(h.core.session(id)->name(), u"udp-1"_s);
    QCOMPARE(h.feed(id, "G"), QStringList{u"1 < accepted"_s});
    QCOMPARE(h.feed(id, "hello\n"), QStringList{u"1 < accepted\\n"_s});
    QCOMPARE(h.feed(id, "a\nb\n"), QStringList{u"1 < accepted\\n"_s}); // one datagram, one answer
    QCOMPARE(h.feed(id, QByteArray(2000, 'x')), QStringList{u"1 < accepted"_s});
    QCOMPARE(h.feed(id, "close\r\n"), (QStringList{u"1 < closed\\n"_s, u"close 1 asked"_s}));
}

void tst_ServerCore::operatorReachesWhomItShould()
{
    CoreHarness h;
    const ConnectionId tutorial = h.join();
    (void)h.feed(tutorial, "hi");
    (void)h.chatter("ana");
    const auto sent = [&h](Core::Audience audience, ConnectionId id) {
        Core::Effects effects;
        h.core.operatorSends(audience, id, "x", effects);
        return h.keep(effects);
    };
    QCOMPARE(sent(Core::Audience::One, tutorial), QStringList{u"1 < x"_s});
    QCOMPARE(sent(Core::Audience::Chatting, kNoConnection), QStringList{u"2 < x"_s});
    QCOMPARE(sent(Core::Audience::Everyone, kNoConnection), QStringList{u"1,2 < x"_s});
    QCOMPARE(sent(Core::Audience::One, 99), QStringList());
    const ConnectionId silent = h.join(); // may be anybody yet
    QCOMPARE(sent(Core::Audience::Everyone, kNoConnection), QStringList{u"1,2 < x"_s});
    QCOMPARE(sent(Core::Audience::One, silent), QStringList{u"3 < x"_s});
}

void tst_ServerCore::nothingAfterClose()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    (void)h.feed(id, "close");
    QVERIFY(!h.core.session(id));
    QCOMPARE(h.feed(id, "hello"), QStringList());
    QCOMPARE(h.finish(id), QStringList());
    QCOMPARE(h.leave(id), QStringList());
}

void tst_ServerCore::unknownIdsAreIgnored()
{
    CoreHarness h;
    QCOMPARE(h.feed(7, "x"), QStringList());
    QCOMPARE(h.finish(7), QStringList());
    QCOMPARE(h.leave(7), QStringList());
}

void tst_ServerCore::idleSessionHasNoDeadline()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QVERIFY(!h.core.nextDeadline());
    (void)h.feed(id, "G");
    QVERIFY(h.core.nextDeadline());
    (void)h.leave(id);
    QVERIFY(!h.core.nextDeadline());
    QCOMPARE(h.pass(Millis(1000)), QStringList());
}

void tst_ServerCore::randomBytesNeverBreakIt()
{
    SeededRandom random(7);
    Limits limits;
    limits.maxLineBytes = 50;
    limits.maxHttpHeaderBytes = 60;
    CoreHarness h(limits);
    for (int round = 0; round < 500; ++round) {
        const ConnectionId id = h.join();
        const QByteArray stream = Test::randomBytes(random, 200, "/nickjoin \n\rGET");
        for (const QByteArray &chunk : Test::randomChunks(random, stream))
            (void)h.feed(id, chunk);
        (void)h.pass(Millis(random.next() % 400));
        (void)(random.next() % 2 ? h.finish(id) : h.leave(id));
        if (random.next() % 2)
            (void)h.leave(id);
    }
}

QTEST_GUILESS_MAIN(tst_ServerCore)
#include "tst_servercore.moc"
