// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlog.h"
#include "support/loopmain.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Net;

/// Each datagram is a request; peers are listed and forgotten.
class tst_Udp : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersDatagrams();
    void tellsPeersApart();
    void dualStack();
    void ignoresEmptyDatagrams();
    void deliversBigDatagramWhole();
    void readsMoreThanOneTurn();
    void forgetsSilentPeers();
    void longestSilentMakesRoom();
    void operatorForgetsPeer();
    void stopListeningReportsPeers();
    void takenPort();
    void actsInsideSlots_data();
    void actsInsideSlots();

private:
    static quint16 listenUdp(ServerLog &log, const QString &host = QStringLiteral("127.0.0.1"))
    {
        const auto info = log.server->listen(Endpoint{Transport::Udp, host, 0, {}});
        return info ? info->endpoint.port : quint16(0);
    }
};

void tst_Udp::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_Udp::answersDatagrams()
{
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->send(id, "accepted"); };
    TestPeer peer = TestPeer::udp(listenUdp(log));
    peer.send("hello");
    QTRY_COMPARE(peer.bytes(), QByteArray("accepted"));
    peer.send("again");
    QTRY_COMPARE(peer.bytes(), QByteArray("acceptedaccepted"));
    QCOMPARE(log.events, QStringList({QStringLiteral("opened 1"), QStringLiteral("received 1 hello"),
                                      QStringLiteral("received 1 again")}));
    QCOMPARE(log.lastPeer.transport, Transport::Udp);
    QCOMPARE(log.lastPeer.address, QStringLiteral("127.0.0.1"));
    QCOMPARE(log.lastPeer.port, peer.ownPort());
}

void tst_Udp::tellsPeersApart()
{
    ServerLog log;
    const quint16 port = listenUdp(log);
    TestPeer first = TestPeer::udp(port);
    TestPeer second = TestPeer::udp(port);
    first.send("a");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 a"));
    second.send("b");
    QTRY_COMPARE(log.last(), QStringLiteral("received 2 b"));
    log.server->send(2, "to two");
    QTRY_COMPARE(second.bytes(), QByteArray("to two"));
    QCOMPARE(first.bytes(), QByteArray());
}

void tst_Udp::dualStack()
{
    ServerLog log;
    log.onReceived = [&log](ConnectionId id, const QByteArray &chunk) { log.server->send(id, chunk); };
    const quint16 port = listenUdp(log, QStringLiteral("*"));
    TestPeer four = TestPeer::udp(port);
    four.send("four");
    QTRY_COMPARE(four.bytes(), QByteArray("four"));
    QCOMPARE(log.lastPeer.address, QStringLiteral("127.0.0.1"));
    TestPeer six = TestPeer::udp(port, "::1");
    six.send("six");
    QTRY_COMPARE(six.bytes(), QByteArray("six"));
    QCOMPARE(log.lastPeer.address, QStringLiteral("::1"));
}

void tst_Udp::ignoresEmptyDatagrams()
{
    ServerLog log;
    TestPeer peer = TestPeer::udp(listenUdp(log));
    peer.send("");
    peer.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 x"));
    QCOMPARE(log.events.size(), 2);
}

void tst_Udp::deliversBigDatagramWhole()
{
    ServerLog log;
    TestPeer peer = TestPeer::udp(listenUdp(log));
    QCOMPARE(peer.send(QByteArray(65'507, 'x')), 65'507); // the most a datagram holds
    QTRY_COMPARE(log.chunkSizes, QList<qsizetype>{65'507});
}

void tst_Udp::readsMoreThanOneTurn()
{
    ServerLog log;
    TestPeer peer = TestPeer::udp(listenUdp(log));
    for (int i = 0; i < 150; ++i) // more than one turn's budget
        QCOMPARE(peer.send("x"), 1);
    QTRY_COMPARE(log.bytes.size(), 150);
    QCOMPARE(log.chunkSizes.size(), 150);
}

void tst_Udp::forgetsSilentPeers()
{
    Limits limits;
    limits.udpForgetMs = 40;
    ServerLog log(limits);
    TestPeer peer = TestPeer::udp(listenUdp(log));
    peer.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 idle"));
    QCOMPARE(log.server->openCount(), 0);
    log.server->send(1, "late"); // nobody any more
    peer.send("y");
    QTRY_COMPARE(log.events.value(4), QStringLiteral("received 2 y"));
    QCOMPARE(peer.bytes(), QByteArray());
}

void tst_Udp::longestSilentMakesRoom()
{
    Limits limits;
    limits.maxUdpPeers = 2;
    ServerLog log(limits);
    const quint16 port = listenUdp(log);
    TestPeer first = TestPeer::udp(port);
    TestPeer second = TestPeer::udp(port);
    TestPeer third = TestPeer::udp(port);
    first.send("a");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 a"));
    second.send("b");
    QTRY_COMPARE(log.last(), QStringLiteral("received 2 b"));
    first.send("c"); // now the second is silent longest
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 c"));
    QCOMPARE(log.server->openCount(), 2);
    third.send("d");
    QTRY_VERIFY(log.events.contains(QStringLiteral("closed 2 idle")));
    QVERIFY(log.events.contains(QStringLiteral("received 3 d")));
    QCOMPARE(log.server->openCount(), 2);
    QVERIFY(!log.events.contains(QStringLiteral("closed 1 idle")));
}

void tst_Udp::operatorForgetsPeer()
{
    ServerLog log;
    TestPeer peer = TestPeer::udp(listenUdp(log));
    peer.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 x"));
    log.server->close(1, CloseReason::Kicked);
    QCOMPARE(log.server->openCount(), 1); // until reported
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 kicked"));
    QCOMPARE(log.server->openCount(), 0);
}

void tst_Udp::stopListeningReportsPeers()
{
    ServerLog log;
    TestPeer peer = TestPeer::udp(listenUdp(log));
    peer.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 x"));
    log.server->stopListening();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 stopping"));
    log.server->send(1, "y");
}

void tst_Udp::takenPort()
{
    ServerLog log;
    const quint16 port = listenUdp(log);
    const auto again = log.server->listen(Endpoint{Transport::Udp, QStringLiteral("127.0.0.1"), port, {}});
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ListenFailure::Kind::AddressInUse);
    QVERIFY(
        again.error().holder.contains(QStringLiteral("(pid %1)").arg(QCoreApplication::applicationPid())));
    QVERIFY(again.error().nextFreePort > port);
}

void tst_Udp::actsInsideSlots_data()
{
    QTest::addColumn<bool>("isDelete");
    QTest::addColumn<bool>("isOpened");
    QTest::newRow("stop-in-opened") << false << true;
    QTest::newRow("stop-in-received") << false << false;
    QTest::newRow("delete-in-opened") << true << true;
    QTest::newRow("delete-in-received") << true << false;
}

void tst_Udp::actsInsideSlots()
{
    QFETCH(bool, isDelete);
    QFETCH(bool, isOpened);
    ServerLog log;
    bool hasActed = false;
    const auto act = [&](ConnectionId) {
        hasActed = true;
        if (isDelete)
            log.dropServer();
        else
            log.server->stopListening();
    };
    if (isOpened)
        log.onOpened = act;
    else
        log.onReceived = [&](ConnectionId id, const QByteArray &) { act(id); };
    TestPeer peer = TestPeer::udp(listenUdp(log));
    for (int i = 0; i < 5; ++i)
        peer.send("x");
    QTRY_VERIFY(hasActed);
    QCoreApplication::processEvents();
    QCOMPARE(log.chunkSizes.size(), isOpened ? 0 : 1);
    if (!isDelete)
        QTRY_COMPARE(log.last(), QStringLiteral("closed 1 stopping"));
}

LOOP_TEST_MAIN(tst_Udp, "epoll")
#include "tst_udp.moc"
