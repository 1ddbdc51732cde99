// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlog.h"
#include "support/loopmain.h"

#include <QTest>

#include <cerrno>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Chalkwire;
using namespace Chalkwire::Net;

/// Reading, writing and the ways a connection ends.
class tst_Streams : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void smallAnswersDoNotWait();
    void cutsReads_data();
    void cutsReads();
    void readSizeFromInsideTheSlot();
    void twoSendsOneRead();
    void chunksTakeNoMoreMemoryThanTheyNeed();
    void sendsOfOneTurnAreOneWrite();
    void sameSendsToManyAreToldOnce();
    void sendsTogetherKeepTheOrder();
    void partsOfALongWriteAreTold();
    void slowReaderIsClosedPastTheCap();
    void stalledReaderIsClosed();
    void slowButReadingPeerStays();
    void unsentBytesPauseReading();
    void oneByteTooManyIsBehind();
    void gracefulCloseSendsEverything();
    void closeOverUnreadBytesKeepsTheAnswer();
    void gracefulCloseBecomesAbort();
    void peerReset();
    void ownReset();
    void ownResetOfLocalPeer();
    void actsInsideSlots_data();
    void actsInsideSlots();
    void deletesServerInClosed();
    void deletesServerWithLiveClients();
    void ignoresUnknownIds();
    void closeAllReportsEveryClient();
};

void tst_Streams::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_Streams::smallAnswersDoNotWait()
{
    struct Nobody final : ConnectionOwner
    {
        void connectionHasOutput(Connection &) override {}
        void connectionWrote(Connection &, const WrittenChunk &) override {}
        void connectionReceived(Connection &, const QByteArray &, int) override {}
        void connectionPeerFinished(Connection &) override {}
        void connectionClosed(Connection &, CloseReason, const QString &) override {}
    } nobody;
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const TestListener listener;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(listener.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QVERIFY(::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0); // NOLINT
    const Connection connection(1, StreamSocket::fromDescriptor(Transport::Tcp, fd), Limits(), &nobody);
    int isAtOnce = 0;
    socklen_t length = sizeof isAtOnce;
    QVERIFY(::getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &isAtOnce, &length) == 0);
    QVERIFY(isAtOnce != 0);
}

void tst_Streams::cutsReads_data()
{
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("readSize"); // 0: as it comes
    QTest::addColumn<QList<qsizetype>>("chunks");
    QTest::newRow("one-byte") << 1 << 0 << QList<qsizetype>{1};
    QTest::newRow("limit") << 1024 << 0 << QList<qsizetype>{1024};
    QTest::newRow("limit-plus-one") << 1025 << 0 << QList<qsizetype>{1024, 1};
    QTest::newRow("larger-reads") << 40'000 << 16'384 << QList<qsizetype>{16'384, 16'384, 7'232};
    QTest::newRow("single-bytes") << 3 << 1 << QList<qsizetype>{1, 1, 1};
}

void tst_Streams::cutsReads()
{
    QFETCH(int, sent);
    QFETCH(int, readSize);
    QFETCH(QList<qsizetype>, chunks);
    ServerLog log;
    log.onOpened = [&](ConnectionId id) {
        if (readSize > 0)
            log.server->setReadSize(id, readSize);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    const QByteArray bytes(sent, 'x');
    QCOMPARE(peer.send(bytes), sent);
    QTRY_COMPARE(log.bytes.size(), sent);
    QCOMPARE(log.chunkSizes, chunks);
    QVERIFY(log.segmentCounts.first() >= 1);
    for (const int following : log.segmentCounts.mid(1))
        QCOMPARE(following, 0);
}

void tst_Streams::readSizeFromInsideTheSlot()
{
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->setReadSize(id, 3000); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send(QByteArray(4024, 'x'));
    QTRY_COMPARE(log.bytes.size(), 4024);
    QCOMPARE(log.chunkSizes, QList<qsizetype>({1024, 3000}));
}

void tst_Streams::twoSendsOneRead()
{
    ServerLog log;
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("close");
    peer.send("close");
    QTRY_COMPARE(log.events,
                 QStringList({QStringLiteral("opened 1"), QStringLiteral("received 1 closeclose")}));
    QCOMPARE(log.segmentCounts, QList<int>{2});
    peer.send("one");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 one"));
    QCOMPARE(log.segmentCounts, QList<int>({2, 1}));
}

void tst_Streams::chunksTakeNoMoreMemoryThanTheyNeed()
{
    ServerLog log;
    QList<qsizetype> spare;
    log.onReceived = [&spare](ConnectionId, const QByteArray &chunk) {
        spare.append(chunk.capacity() - chunk.size());
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("one");
    QTRY_COMPARE(spare.size(), 1);
    peer.send("two");
    QTRY_COMPARE(spare.size(), 2);
    for (const qsizetype bytes : spare)
        QVERIFY2(bytes < 100, qPrintable(QString::number(bytes)));
}

void tst_Streams::sendsOfOneTurnAreOneWrite()
{
    ServerLog log;
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    for (int i = 0; i < 64; ++i)
        log.server->send(1, QByteArray(10, char('0' + i)));
    QCOMPARE(log.server->queuedBytes(1), 640);
    QVERIFY(log.writes.isEmpty());
    QTRY_COMPARE(peer.bytes().size(), 640);
    QCOMPARE(log.server->queuedBytes(1), 0);
    QCOMPARE(log.writes.size(), 1);
    QCOMPARE(log.writes.first().to, std::vector<ConnectionId>{1});
    QCOMPARE(log.writes.first().chunk.bytes, peer.bytes());
    QCOMPARE(log.writes.first().chunk.messages, 64);
    log.server->send(1, "more"); // another turn, another write
    QTRY_COMPARE(log.writes.size(), 2);
}

void tst_Streams::sendsTogetherKeepTheOrder()
{
    ServerLog log;
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < 3; ++i)
        peers.push_back(TestPeer::tcp(port));
    QTRY_COMPARE(log.events.size(), 3);
    constexpr ConnectionId kUnknown = 99;
    const std::vector<ConnectionId> all{1, kUnknown, 2, 3};
    log.server->send(2, "before ");
    log.server->send(all, {"one ", "two "});
    log.server->send(3, "after ");
    log.server->send(all, {"three"});
    QCOMPARE(log.server->queuedBytes(1), 13);
    QTRY_COMPARE(peers.at(0).bytes(), "one two three");
    QTRY_COMPARE(peers.at(1).bytes(), "before one two three");
    QTRY_COMPARE(peers.at(2).bytes(), "one two after three");
    QCOMPARE(log.writes.size(), 3); // one each
    QCOMPARE(log.writes.at(2).chunk.messages, 4);
}

void tst_Streams::sameSendsToManyAreToldOnce()
{
    ServerLog log;
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < 3; ++i)
        peers.push_back(TestPeer::tcp(port));
    QTRY_COMPARE(log.events.size(), 3);
    for (const QByteArray &message : {QByteArray("one"), QByteArray("two")}) {
        for (ConnectionId id = 1; id <= 3; ++id)
            log.server->send(id, message);
    }
    log.server->send(3, "and this");
    QTRY_COMPARE(log.writes.size(), 2);
    QCOMPARE(log.writes.at(0).to, (std::vector<ConnectionId>{1, 2}));
    QCOMPARE(log.writes.at(0).chunk.bytes, "onetwo");
    QCOMPARE(log.writes.at(1).to, std::vector<ConnectionId>{3});
    QCOMPARE(log.writes.at(1).chunk.bytes, "onetwoand this");
    QTRY_COMPARE(peers.at(0).bytes(), "onetwo");
    QTRY_COMPARE(peers.at(2).bytes(), "onetwoand this");
}

void tst_Streams::partsOfALongWriteAreTold()
{
    Limits limits;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    QByteArray sent;
    for (int i = 0; i < 100; ++i) {
        const QByteArray message(100'000, char('a' + i % 26));
        sent += message;
        log.server->send(1, message);
    }
    QTRY_COMPARE(peer.bytes().size(), sent.size());
    QTRY_COMPARE(log.server->queuedBytes(1), 0);
    QByteArray told;
    int messages = 0;
    for (const Written &written : std::as_const(log.writes)) {
        told += written.chunk.bytes;
        messages += written.chunk.messages;
    }
    QVERIFY(told == sent && peer.bytes() == sent);
    QCOMPARE(messages, 100);
}

void tst_Streams::slowReaderIsClosedPastTheCap()
{
    Limits limits;
    limits.maxQueuedBytes = 200'000;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    do { // until the system takes no more
        log.server->send(1, QByteArray(10'000, 'a'));
        QCoreApplication::processEvents();
    } while (log.server->queuedBytes(1) == 0);
    for (qint64 missing = 1; missing > 0; missing = limits.maxQueuedBytes - log.server->queuedBytes(1))
        log.server->send(1, QByteArray(limits.maxQueuedBytes - log.server->queuedBytes(1), 'a'));
    QCOMPARE(log.server->queuedBytes(1), limits.maxQueuedBytes);
    QCOMPARE(log.server->openCount(), 1);

    log.server->send(1, "b");
    QCOMPARE(log.server->queuedBytes(1), 0);
    QCOMPARE(log.last(), QStringLiteral("opened 1")); // nothing is said from inside a call
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 slow"));
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

void tst_Streams::stalledReaderIsClosed()
{
    Limits limits;
    limits.sendStallMs = 100;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    log.server->send(1, QByteArray(16 * 1024 * 1024, 'a'));
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 slow"));
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

void tst_Streams::slowButReadingPeerStays()
{
    Limits limits;
    limits.sendStallMs = 250;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    const QByteArray sent(4 * 1024 * 1024, 'a');
    log.server->send(1, sent);
    QTRY_COMPARE(peer.bytes().size(), sent.size()); // a look every 50 ms
    QDeadlineTimer past(2 * limits.sendStallMs);
    while (!past.hasExpired()) // all was taken: nothing is waited for any more
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    QCOMPARE(log.last(), QStringLiteral("opened 1"));
}

void tst_Streams::oneByteTooManyIsBehind()
{
    Limits limits;
    limits.softQueuedBytes = 200'000;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    do { // until the system takes no more
        log.server->send(1, QByteArray(10'000, 'a'));
        QCoreApplication::processEvents();
    } while (log.server->queuedBytes(1) == 0);
    log.server->send(1, QByteArray(limits.softQueuedBytes - log.server->queuedBytes(1), 'a'));
    QCOMPARE(log.server->queuedBytes(1), limits.softQueuedBytes);
    QVERIFY(!log.server->isBehind(1));
    peer.send("hello");
    QTRY_COMPARE(log.bytes, "hello");

    log.server->send(1, "b");
    QVERIFY(log.server->isBehind(1));
    limits.softQueuedBytes += 1;
    log.server->setLimits(limits);
    QVERIFY(!log.server->isBehind(1));
}

void tst_Streams::unsentBytesPauseReading()
{
    Limits limits;
    limits.softQueuedBytes = 500'000;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    TestPeer peer = TestPeer::tcp(port, "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    while (log.server->queuedBytes(1) <= 600'000)
        log.server->send(1, QByteArray(100'000, 'a'));

    qint64 sent = 0;
    const QByteArray request(64 * 1024, 'r');
    for (int turn = 0; turn < 500; ++turn) { // 32 MiB, if anybody took it
        sent += qMax<qint64>(0, peer.send(request));
        QCoreApplication::processEvents();
    }
    QVERIFY(sent > 0);
    QVERIFY(sent < 16 * 1024 * 1024); // back-pressure reached the peer
    TestPeer other = TestPeer::tcp(port);
    other.send("hello");
    QTRY_VERIFY(log.events.contains(QStringLiteral("received 2 hello")));
    QCOMPARE(log.bytes.size(), 5); // and not one byte of the slow one

    QTRY_COMPARE((peer.bytes(), log.bytes.size()), sent + 5); // it reads, so it is read again
    QVERIFY(!log.events.contains(QStringLiteral("closed 1 slow")));
}

void tst_Streams::gracefulCloseSendsEverything()
{
    Limits limits;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    const QByteArray answer(8 * 1024 * 1024, 'a');
    log.onReceived = [&](ConnectionId id, const QByteArray &) {
        log.server->send(id, answer);
        log.server->close(id, CloseReason::Asked);
        log.server->send(id, "never"); // after close nothing goes out
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("close");
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes().size(), answer.size());
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 asked"));
    QCOMPARE(log.events.count(QStringLiteral("peerFinished 1")), 0);
}

void tst_Streams::closeOverUnreadBytesKeepsTheAnswer()
{
    ServerLog log;
    log.onReceived = [&](ConnectionId id, const QByteArray &) {
        log.server->send(id, "closed");
        log.server->close(id, CloseReason::Asked);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send(QByteArray(300'000, 'x')); // one read answers; the rest is never read
    QTRY_VERIFY(peer.isEnded() || peer.error() != 0);
    QCOMPARE(peer.error(), 0);
    QCOMPARE(peer.bytes(), QByteArray("closed"));
    QCOMPARE(log.chunkSizes.size(), 1);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 asked"));
}

void tst_Streams::gracefulCloseBecomesAbort()
{
    Limits limits;
    limits.closeGraceMs = 50;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    log.server->send(1, QByteArray(32 * 1024 * 1024, 'a'));
    QVERIFY(log.server->queuedBytes(1) > 0);
    log.server->close(1, CloseReason::Kicked);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 kicked"));
    QCOMPARE(log.server->openCount(), 0);
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

void tst_Streams::peerReset()
{
    ServerLog log;
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 x"));
    peer.reset();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_reset"));
    QCOMPARE(log.events.count(QStringLiteral("peerFinished 1")), 0);
}

void tst_Streams::ownReset()
{
    ServerLog log;
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    log.server->reset(1, CloseReason::Reset);
    QTRY_COMPARE(peer.error(), ECONNRESET);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 reset"));
}

void tst_Streams::ownResetOfLocalPeer()
{
    const QString name = QStringLiteral("/tmp/chalkwire-streams-%1").arg(QCoreApplication::applicationPid());
    ServerLog log;
    QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, name}));
    TestPeer peer = TestPeer::local(name);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    QCOMPARE(log.lastPeer.transport, Transport::Local);
    QCOMPARE(log.lastPeer.address, name);
    log.server->reset(1, CloseReason::Reset);
    QTRY_VERIFY(peer.isEnded());
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 reset"));
}

void tst_Streams::actsInsideSlots_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("lastEvent");
    for (const char *where : {"opened", "received"}) {
        const QString slot = QString::fromLatin1(where);
        const QString silent =
            slot == u"opened" ? QStringLiteral("opened 1") : QStringLiteral("received 1 ...");
        QTest::addRow("close-in-%s", where) << slot << "close"
                                            << "closed 1 kicked";
        QTest::addRow("reset-in-%s", where) << slot << "reset"
                                            << "closed 1 reset";
        QTest::addRow("both-in-%s", where) << slot << "both"
                                           << "closed 1 reset";
        QTest::addRow("delete-in-%s", where) << slot << "delete" << silent;
    }
}

void tst_Streams::actsInsideSlots()
{
    QFETCH(QString, where);
    QFETCH(QString, what);
    QFETCH(QString, lastEvent);
    ServerLog log;
    const auto act = [&](ConnectionId id) {
        if (what == u"delete")
            return log.dropServer();
        log.server->send(
            id, QByteArray(8 * 1024 * 1024, 'a')); // so that a graceful close has something to wait for
        if (what != u"reset")
            log.server->close(id, CloseReason::Kicked);
        if (what != u"close")
            log.server->reset(id, CloseReason::Reset);
    };
    Limits limits;
    limits.maxQueuedBytes = 0;
    log.server->setLimits(limits);
    if (where == u"opened")
        log.onOpened = act;
    else
        log.onReceived = [&](ConnectionId id, const QByteArray &) { act(id); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send(QByteArray(5000, 'x')); // several reads in one turn
    QTRY_VERIFY(peer.isEnded() || peer.error() != 0);
    QTRY_COMPARE(log.last(), lastEvent);
    QVERIFY(log.chunkSizes.size() <= 1);
}

void tst_Streams::deletesServerInClosed()
{
    ServerLog log;
    connect(log.server, &SocketServer::closed, this, [&log] { log.dropServer(); });
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    TestPeer other = TestPeer::tcp(
        log.server->listen(Endpoint{Transport::Tcp, QStringLiteral("127.0.0.1"), 0, {}})->endpoint.port);
    QTRY_COMPARE(log.events.size(), 2);
    peer.close();
    QTRY_VERIFY(other.isEnded());
    QVERIFY(!log.server);
}

void tst_Streams::deletesServerWithLiveClients()
{
    Limits limits;
    limits.maxClients = 3;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < 5; ++i) {
        peers.push_back(TestPeer::tcp(port));
        peers.back().send("hello");
    }
    QTRY_COMPARE(log.events.filter(QStringLiteral("received")).size(), 3);
    QTRY_COMPARE(log.events.filter(QStringLiteral("waiting")).size(), 2);
    log.server->send(1, QByteArray(16 * 1024 * 1024, 'a'));
    const auto said = log.events.size();
    log.dropServer();
    for (TestPeer &peer : peers)
        QTRY_VERIFY(peer.isEnded() || peer.error() != 0);
    QCOMPARE(log.events.size(), said);
}

void tst_Streams::ignoresUnknownIds()
{
    ServerLog log;
    log.server->send(7, "x");
    log.server->close(7, CloseReason::Kicked);
    log.server->reset(kNoConnection, CloseReason::Reset);
    log.server->setReadSize(7, 1);
    log.server->setAnswerPending(7, true);
    QCOMPARE(log.server->queuedBytes(7), 0);
    QCoreApplication::processEvents();
    QVERIFY(log.events.isEmpty());
}

void tst_Streams::closeAllReportsEveryClient()
{
    Limits limits;
    limits.maxClients = 2;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.server->openCount(), 3);
    log.server->stopListening();
    log.server->closeAll(CloseReason::Stopping);
    QTRY_COMPARE(log.server->openCount(), 0);
    QCOMPARE(log.events.filter(QStringLiteral("stopping")).size(), 3);
    QTRY_VERIFY(first.isEnded() && second.isEnded() && third.isEnded());
    QVERIFY(!TestPeer::tcp(port).isConnected());
}

LOOP_TEST_MAIN(tst_Streams, "epoll")
#include "tst_streams.moc"
