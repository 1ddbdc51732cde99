// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlog.h"
#include "support/loopmain.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Chalkwire;
using namespace Chalkwire::Net;

/// A peer that ends its side must get its answers, whenever they come.
class tst_HalfClose : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersInReceived_data();
    void answersInReceived();
    void answersInPeerFinished();
    void answersAfterPeerFinished();
    void answersWhenEndComesLater();
    void answersManyWithFullKernelBuffer();
    void deliversEverythingBeforeTheEnd();
    void answersOnLocalSocket();
    void pendingAnswerThatNeverComes();
    void closeInPeerFinishedKeepsItsReason();
    void resetInPeerFinished();
    void deleteServerInPeerFinished();
    void fullyClosedPeerIsClosedNotReset();
    void peerThatNeverReadsItsAnswers();
    void peerThatDribblesItsReads();
    void closeEndsThoughItsGraceIsLifted();
};

void tst_HalfClose::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_HalfClose::answersInReceived_data()
{
    QTest::addColumn<bool>("isSeparate");
    QTest::newRow("bytes-and-end-at-once") << false;
    QTest::newRow("end-after-the-answer") << true;
}

void tst_HalfClose::answersInReceived()
{
    QFETCH(bool, isSeparate);
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->send(id, "accepted"); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("hello");
    if (isSeparate)
        QTRY_COMPARE(peer.bytes(), QByteArray("accepted"));
    peer.finishSending();
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("accepted"));
    QTRY_COMPARE(log.events,
                 QStringList({QStringLiteral("opened 1"), QStringLiteral("received 1 hello"),
                              QStringLiteral("peerFinished 1"), QStringLiteral("closed 1 peer_closed")}));
    QCOMPARE(log.server->openCount(), 0);
}

void tst_HalfClose::answersInPeerFinished()
{
    ServerLog log;
    log.onPeerFinished = [&log](ConnectionId id) { log.server->send(id, "last words"); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    QTRY_COMPARE(log.events.size(), 1);
    peer.finishSending(); // with nothing before it
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("last words"));
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
}

void tst_HalfClose::answersAfterPeerFinished()
{
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) {
        log.server->setAnswerPending(id, true);
        QTimer::singleShot(60, log.server, [&log, id] {
            log.server->send(id, "late");
            log.server->setAnswerPending(id, false);
        });
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("GE");
    peer.finishSending();
    QTRY_COMPARE(log.last(), QStringLiteral("peerFinished 1"));
    QVERIFY(!peer.isEnded());
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("late"));
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
    QCOMPARE(log.events.count(QStringLiteral("peerFinished 1")), 1);
}

void tst_HalfClose::answersWhenEndComesLater()
{
    ServerLog log;
    ConnectionId client = kNoConnection;
    log.onReceived = [&](ConnectionId id, const QByteArray &) {
        client = id;
        log.server->setAnswerPending(id, true);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("GE");
    QTRY_COMPARE(client, ConnectionId(1));
    peer.finishSending();
    QTRY_COMPARE(log.last(), QStringLiteral("peerFinished 1"));
    log.server->send(client, "one ");
    log.server->send(client, "two");
    log.server->setAnswerPending(client, false);
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("one two"));
}

void tst_HalfClose::answersManyWithFullKernelBuffer()
{
    // Each request gets a big answer: far more than the kernel takes while nobody reads.
    static constexpr int kRequests = 200;
    const QByteArray answer(64 * 1024, 'a');
    Limits limits;
    limits.maxQueuedBytes = 64 * 1024 * 1024;
    ServerLog log(limits);
    qint64 queued = 0;
    log.onReceived = [&](ConnectionId id, const QByteArray &chunk) {
        for (qsizetype i = 0; i < chunk.size(); ++i)
            log.server->send(id, answer);
        queued = log.server->queuedBytes(id);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send(QByteArray(kRequests, 'x'));
    peer.finishSending();
    QTRY_VERIFY(log.events.contains(QStringLiteral("peerFinished 1")));
    QVERIFY(queued > 0);
    QVERIFY(!log.events.contains(QStringLiteral("closed 1 peer_closed")));
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes().size(), kRequests * answer.size());
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
}

void tst_HalfClose::deliversEverythingBeforeTheEnd()
{
    // Reading pauses while answers are unsent, and the end is met with requests still unread.
    Limits limits;
    limits.maxQueuedBytes = 8 * 1024 * 1024;
    ServerLog log(limits);
    const QByteArray answer(16 * 1024, 'a');
    log.onReceived = [&](ConnectionId id, const QByteArray &) { log.server->send(id, answer); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    const QByteArray requests(1024 * 1024, 'r'); // 1024 reads, 16 MiB of answers
    qint64 sent = 0;
    QTRY_VERIFY((sent += qMax<qint64>(0, peer.send(requests.mid(sent)))) == requests.size());
    peer.finishSending();
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEnded(), 20'000);
    QCOMPARE(log.bytes.size(), requests.size());
    QCOMPARE(peer.bytes().size(), log.chunkSizes.size() * answer.size());
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
}

void tst_HalfClose::answersOnLocalSocket()
{
    const QString name = QStringLiteral("/tmp/chalkwire-test-%1").arg(QCoreApplication::applicationPid());
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->send(id, "accepted"); };
    log.onPeerFinished = [&log](ConnectionId id) { log.server->send(id, " bye"); };
    QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, name}));
    TestPeer peer = TestPeer::local(name);
    peer.send("hello");
    peer.finishSending();
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("accepted bye"));
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
}

void tst_HalfClose::pendingAnswerThatNeverComes()
{
    ServerLog log;
    log.onOpened = [&log](ConnectionId id) { log.server->setAnswerPending(id, true); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.finishSending();
    QTRY_COMPARE(log.last(), QStringLiteral("peerFinished 1"));
    log.server->setAnswerPending(1, false);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
    QTRY_VERIFY(peer.isEnded());
}

void tst_HalfClose::closeInPeerFinishedKeepsItsReason()
{
    ServerLog log;
    log.onPeerFinished = [&log](ConnectionId id) {
        log.server->send(id, "closed");
        log.server->close(id, CloseReason::Asked);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.finishSending();
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.bytes(), QByteArray("closed"));
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 asked"));
}

void tst_HalfClose::resetInPeerFinished()
{
    ServerLog log;
    log.onPeerFinished = [&log](ConnectionId id) { log.server->reset(id, CloseReason::Reset); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.finishSending();
    QTRY_COMPARE(peer.error(), ECONNRESET);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 reset"));
}

void tst_HalfClose::deleteServerInPeerFinished()
{
    ServerLog log;
    log.onPeerFinished = [&log](ConnectionId) { log.dropServer(); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.finishSending();
    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(log.last(), QStringLiteral("peerFinished 1"));
}

void tst_HalfClose::fullyClosedPeerIsClosedNotReset()
{
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->setAnswerPending(id, true); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.send("x");
    peer.close(); // both directions: our answers meet a reset
    QTRY_COMPARE(log.last(), QStringLiteral("peerFinished 1"));
    log.server->send(1, "a");
    log.server->send(1, "b");
    log.server->setAnswerPending(1, false);
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
}

void tst_HalfClose::peerThatNeverReadsItsAnswers()
{
    Limits limits;
    limits.closeGraceMs = 50;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    log.onPeerFinished = [&log](ConnectionId id) { log.server->send(id, QByteArray(16 * 1024 * 1024, 'a')); };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    peer.finishSending();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 slow"));
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

void tst_HalfClose::peerThatDribblesItsReads()
{
    Limits limits;
    limits.closeGraceMs = 60'000; // never passes between two reads
    limits.maxCloseMs = 300;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    log.onPeerFinished = [&log](ConnectionId id) { log.server->send(id, QByteArray(64 * 1024 * 1024, 'a')); };
    TestPeer peer = TestPeer::tcp(log.listenTcp(), "127.0.0.1", 4096);
    QTimer reading;
    connect(&reading, &QTimer::timeout, &log, [&peer] { (void)peer.bytes(); });
    reading.start(5);
    peer.finishSending();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 slow"));
    QVERIFY(!peer.bytes().isEmpty());
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

void tst_HalfClose::closeEndsThoughItsGraceIsLifted()
{
    Limits limits;
    limits.closeGraceMs = 0;
    limits.maxCloseMs = 50;
    limits.maxQueuedBytes = 0;
    ServerLog log(limits);
    log.onOpened = [&log](ConnectionId id) {
        log.server->send(id, QByteArray(16 * 1024 * 1024, 'a'));
        log.server->close(id, CloseReason::Kicked);
    };
    TestPeer peer = TestPeer::tcp(log.listenTcp());
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 kicked"));
    QTRY_COMPARE(peer.error(), ECONNRESET);
}

LOOP_TEST_MAIN(tst_HalfClose, "epoll")
#include "tst_halfclose.moc"
