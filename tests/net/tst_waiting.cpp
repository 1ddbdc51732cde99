// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlog.h"
#include "support/loopmain.h"

#include <QTest>

#include <cerrno>

using namespace Chalkwire;
using namespace Chalkwire::Net;

/// The client cap, the clients waiting for a place, and the edge beyond them.
class tst_Waiting : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void servesUpToTheCap();
    void longestWaitingComesFirst();
    void waitingClientIsNotRead();
    void waitingClientLeaves_data();
    void waitingClientLeaves();
    void halfClosedWhileWaitingIsAnswered();
    void beyondTheBacklogNobodyIsAccepted_data();
    void beyondTheBacklogNobodyIsAccepted();
    void everyListenerPauses();
    void largerCapServesAtOnce();
    void smallerCapLetsNobodyGo();
    void liftedLimitsServeEverybody();
    void dropsWaitingClientOnRequest();
    void idsAreNeverUsedAgain();

private:
    static Limits caps(qint64 clients, qint64 waiting)
    {
        Limits limits;
        limits.maxClients = clients;
        limits.maxWaiting = waiting;
        return limits;
    }
    static QStringList list(const char *events)
    {
        return QString::fromLatin1(events).split(QStringLiteral(", "));
    }
    QString localName() const
    {
        return QStringLiteral("/tmp/chalkwire-waiting-%1").arg(QCoreApplication::applicationPid());
    }
};

void tst_Waiting::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_Waiting::servesUpToTheCap()
{
    ServerLog log(caps(2, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, opened 2"));
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, opened 2, waiting 3"));
    QCOMPARE(log.server->openCount(), 3);
}

void tst_Waiting::longestWaitingComesFirst()
{
    ServerLog log(caps(1, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, waiting 2, waiting 3"));
    first.close();
    QTRY_COMPARE(log.events.mid(3), list("peerFinished 1, closed 1 peer_closed, opened 2"));
    log.server->close(2, CloseReason::Kicked);
    QTRY_COMPARE(log.events.mid(6), list("closed 2 kicked, opened 3"));
    QCOMPARE(log.lastPeer.port, third.ownPort());
    QCOMPARE(log.lastPeer.address, QStringLiteral("127.0.0.1"));
}

void tst_Waiting::waitingClientIsNotRead()
{
    ServerLog log(caps(1, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1"));
    TestPeer second = TestPeer::tcp(port);
    second.send("hello");
    QTRY_COMPARE(log.events, list("opened 1, waiting 2"));
    first.send("ping"); // a round of the loop later, still nothing
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 ping"));
    QCOMPARE(log.bytes, QByteArray("ping"));
    first.close();
    QTRY_COMPARE(log.last(), QStringLiteral("received 2 hello"));
}

void tst_Waiting::waitingClientLeaves_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("close") << false;
    QTest::newRow("reset") << true;
}

void tst_Waiting::waitingClientLeaves()
{
    QFETCH(bool, isReset);
    ServerLog log(caps(1, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, waiting 2, waiting 3"));
    if (isReset)
        second.reset();
    else
        second.close();
    QTRY_COMPARE(log.last(),
                 isReset ? QStringLiteral("closed 2 peer_reset") : QStringLiteral("closed 2 peer_closed"));
    QCOMPARE(log.server->openCount(), 2);
    first.close();
    QTRY_COMPARE(log.last(), QStringLiteral("opened 3"));
}

void tst_Waiting::halfClosedWhileWaitingIsAnswered()
{
    ServerLog log(caps(1, 5));
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->send(id, "accepted"); };
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1"));
    TestPeer second = TestPeer::tcp(port);
    second.send("hello");
    second.finishSending();
    QTRY_COMPARE(log.events, list("opened 1, waiting 2"));
    first.close();
    QTRY_VERIFY(second.isEnded());
    QCOMPARE(second.bytes(), QByteArray("accepted"));
    QTRY_COMPARE(log.events.mid(4), list("opened 2, received 2 hello, peerFinished 2, closed 2 peer_closed"));
}

void tst_Waiting::beyondTheBacklogNobodyIsAccepted_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::newRow("tcp") << false;
    QTest::newRow("local") << true;
}

void tst_Waiting::beyondTheBacklogNobodyIsAccepted()
{
    QFETCH(bool, isLocal);
    ServerLog log(caps(1, 2));
    const quint16 port = isLocal ? 0 : log.listenTcp();
    if (isLocal)
        QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, localName()}));
    std::vector<TestPeer> peers;
    for (int i = 0; i < 6; ++i)
        peers.push_back(isLocal ? TestPeer::local(localName()) : TestPeer::tcp(port));
    QTRY_COMPARE(log.events, list("opened 1, waiting 2, waiting 3"));
    peers[0].send("ping");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 ping"));
    QCOMPARE(log.events.size(), 4);
    QCOMPARE(log.server->openCount(), 3);
    peers[0].close();
    QTRY_COMPARE(log.events.mid(4), list("peerFinished 1, closed 1 peer_closed, opened 2, waiting 4"));
    peers[2].close(); // a waiting one leaves: room for one more
    QTRY_COMPARE(log.events.mid(8), list("closed 3 peer_closed, waiting 5"));
    peers.clear();
    QTRY_COMPARE(log.events.filter(QStringLiteral("closed")).size(), 6); // the one in the system's queue too
    QCOMPARE(log.server->openCount(), 0);
}

void tst_Waiting::everyListenerPauses()
{
    ServerLog log(caps(1, 1));
    const quint16 port = log.listenTcp();
    const quint16 otherPort = log.listenTcp();
    QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, localName()}));
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, waiting 2"));
    TestPeer third = TestPeer::tcp(otherPort);
    TestPeer fourth = TestPeer::local(localName());
    first.send("ping");
    QTRY_COMPARE(log.events.mid(2), list("received 1 ping"));
    first.close();
    QTRY_COMPARE(log.events.mid(3), list("peerFinished 1, closed 1 peer_closed, opened 2, waiting 3"));
    second.close();
    QTRY_COMPARE(log.events.mid(7), list("peerFinished 2, closed 2 peer_closed, opened 3, waiting 4"));
}

void tst_Waiting::largerCapServesAtOnce()
{
    ServerLog log(caps(1, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, waiting 2, waiting 3"));
    log.server->setLimits(caps(2, 5));
    QCOMPARE(log.events.size(), 3); // nothing is said from inside a call
    QTRY_COMPARE(log.events.mid(3), list("opened 2"));
}

void tst_Waiting::smallerCapLetsNobodyGo()
{
    ServerLog log(caps(3, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events.size(), 2);
    log.server->setLimits(caps(1, 5));
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("waiting 3"));
    first.close();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
    second.close();
    QTRY_COMPARE(log.last(), QStringLiteral("opened 3"));
}

void tst_Waiting::liftedLimitsServeEverybody()
{
    ServerLog log(caps(0, 0));
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < 70; ++i)
        peers.push_back(TestPeer::tcp(port));
    QTRY_COMPARE(log.events.filter(QStringLiteral("opened")).size(), 70);
    QCOMPARE(log.events.size(), 70);
}

void tst_Waiting::dropsWaitingClientOnRequest()
{
    ServerLog log(caps(1, 5));
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, waiting 2"));
    log.server->close(2, CloseReason::Kicked);
    log.server->close(2, CloseReason::Kicked);
    QCOMPARE(log.server->openCount(), 2); // until reported
    QTRY_COMPARE(log.events.mid(2), list("closed 2 kicked"));
    QCOMPARE(log.server->openCount(), 1);
    QTRY_VERIFY(second.isEnded());
}

void tst_Waiting::idsAreNeverUsedAgain()
{
    ServerLog log(caps(1, 1));
    const quint16 port = log.listenTcp();
    for (int i = 1; i <= 20; ++i) {
        TestPeer peer = TestPeer::tcp(port);
        QTRY_COMPARE(log.last(), QStringLiteral("opened %1").arg(i));
        peer.close();
        QTRY_COMPARE(log.last(), QStringLiteral("closed %1 peer_closed").arg(i));
    }
}

LOOP_TEST_MAIN(tst_Waiting, "epoll")
#include "tst_waiting.moc"
