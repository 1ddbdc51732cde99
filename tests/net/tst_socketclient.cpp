// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketclient.h"
#include "net/socketserver.h"
#include "support/loopmain.h"
#include "support/testpeer.h"

#include <QSignalSpy>
#include <QTest>

#include <cerrno>

using namespace Chalkwire;
using namespace Chalkwire::Net;

class tst_SocketClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void talksTcp();
    void talksLocal();
    void eachSendIsOneWrite();
    void cutsReads();
    void reportsFailure_data();
    void reportsFailure();
    void timesOut();
    void finishSendingKeepsReading();
    void peerFinishedComesBeforeClosed();
    void answersAfterPeerFinished();
    void closeWhileConnecting();
    void openAgainDropsSilently();
    void ownResetIsSeen();
    void peerResetIsReported();
    void actsInsideSlots_data();
    void actsInsideSlots();

private:
    static Endpoint tcp(quint16 port) { return {Transport::Tcp, QStringLiteral("127.0.0.1"), port, {}}; }
    QString localName() const
    {
        return QStringLiteral("/tmp/chalkwire-client-%1").arg(QCoreApplication::applicationPid());
    }
};

/// A SocketClient and everything it said.
class ClientLog : public QObject
{
    Q_OBJECT

public:
    ClientLog()
    {
        connect(client, &SocketClient::opened, this,
                [this](const PeerInfo &peer, const QString &ownEndpoint) {
                    lastPeer = peer;
                    own = ownEndpoint;
                    add("opened");
                });
        connect(client, &SocketClient::failed, this, [this](SocketClient::Failure failure) {
            lastFailure = failure;
            add("failed");
        });
        connect(client, &SocketClient::received, this, [this](const QByteArray &chunk, int segments) {
            bytes += chunk;
            chunkSizes.append(chunk.size());
            segmentCounts.append(segments);
            add("received");
        });
        connect(client, &SocketClient::peerFinished, this, [this] { add("peerFinished"); });
        connect(client, &SocketClient::closed, this,
                [this](CloseReason reason) { add("closed " + closeReasonName(reason).toLatin1()); });
    }
    ~ClientLog() override { delete client; }

    QByteArray last() const { return events.value(events.size() - 1); }

    SocketClient *client = new SocketClient(Limits());
    QByteArrayList events;
    QByteArray bytes;
    QList<qsizetype> chunkSizes;
    QList<int> segmentCounts;
    PeerInfo lastPeer;
    QString own;
    SocketClient::Failure lastFailure = SocketClient::Failure::Other;
    std::function<void(const QByteArray &)> onEvent;

private:
    void add(const QByteArray &event)
    {
        events.append(event);
        if (onEvent)
            onEvent(event);
    }
};

void tst_SocketClient::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_SocketClient::talksTcp()
{
    TestListener listener;
    ClientLog log;
    log.client->send("before it stands: ignored");
    log.client->open(tcp(listener.port()), 5000);
    QVERIFY(log.events.isEmpty());
    QTRY_COMPARE(log.events, QByteArrayList{"opened"});
    TestPeer server = listener.accept();
    QCOMPARE(log.lastPeer.port, listener.port());
    QVERIFY(log.own.startsWith(QStringLiteral("127.0.0.1:")));
    log.client->send("hello");
    QTRY_COMPARE(server.bytes(), QByteArray("hello"));
    server.send("acc");
    server.send("epted");
    QTRY_COMPARE(log.bytes, QByteArray("accepted"));
    QVERIFY(log.segmentCounts.first() >= 1);
    log.client->close(CloseReason::LocalClosed);
    QTRY_COMPARE(log.last(), QByteArray("closed local_closed"));
    QTRY_VERIFY(server.isEnded());
}

void tst_SocketClient::talksLocal()
{
    SocketServer server{Limits()};
    connect(&server, &SocketServer::received, &server,
            [&server](ConnectionId id, const QByteArray &chunk) { server.send(id, chunk.toUpper()); });
    QVERIFY(server.listen(Endpoint{Transport::Local, {}, 0, localName()}));
    ClientLog log;
    log.client->open(Endpoint{Transport::Local, {}, 0, localName()}, 5000);
    QTRY_COMPARE(log.events, QByteArrayList{"opened"});
    QCOMPARE(log.lastPeer.address, localName());
    log.client->send("hello");
    QTRY_COMPARE(log.bytes, QByteArray("HELLO"));
    server.closeAll(CloseReason::Stopping);
    QTRY_COMPARE(log.last(), QByteArray("closed peer_closed"));
}

void tst_SocketClient::eachSendIsOneWrite()
{
    TestListener listener;
    ClientLog log;
    QByteArrayList writes;
    connect(log.client, &SocketClient::written, this, [&writes](const WrittenChunk &chunk) {
        writes.append(chunk.bytes);
        QCOMPARE(chunk.messages, 1);
    });
    log.client->open(tcp(listener.port()), 5000);
    QTRY_COMPARE(log.events, QByteArrayList{"opened"});
    log.client->send("one");
    log.client->send("two");
    QVERIFY(writes.isEmpty()); // nothing is said from inside a call
    QTRY_COMPARE(writes, QByteArrayList({"one", "two"}));
    TestPeer server = listener.accept();
    QTRY_COMPARE(server.bytes(), QByteArray("onetwo"));
}

void tst_SocketClient::cutsReads()
{
    TestListener listener;
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QTRY_COMPARE(log.last(), QByteArray("opened"));
    TestPeer server = listener.accept();
    server.send(QByteArray(1025, 'x'));
    QTRY_COMPARE(log.chunkSizes, QList<qsizetype>({1024, 1}));
    log.client->setReadSize(2000);
    server.send(QByteArray(2001, 'x'));
    QTRY_COMPARE(log.chunkSizes, QList<qsizetype>({1024, 1, 2000, 1}));
}

void tst_SocketClient::reportsFailure_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<SocketClient::Failure>("failure");
    quint16 freePort = 0;
    {
        TestListener listener;
        freePort = listener.port();
    }
    const Endpoint nobody{Transport::Local, {}, 0, localName() + QStringLiteral("-nobody")};
    QTest::newRow("refused") << tcp(freePort) << SocketClient::Failure::Refused;
    QTest::newRow("no-such-socket") << nobody << SocketClient::Failure::NotThere;
    QTest::newRow("empty-local-name")
        << Endpoint{Transport::Local, {}, 0, {}} << SocketClient::Failure::NotThere;
    QTest::newRow("no-such-host") << Endpoint{Transport::Tcp, QStringLiteral("a..b"), 1, {}}
                                  << SocketClient::Failure::HostNotFound;
    QTest::newRow("udp") << Endpoint{Transport::Udp, QStringLiteral("127.0.0.1"), 1, {}}
                         << SocketClient::Failure::Other;
}

void tst_SocketClient::reportsFailure()
{
    QFETCH(Endpoint, endpoint);
    QFETCH(SocketClient::Failure, failure);
    ClientLog log;
    log.client->open(endpoint, 20'000);
    QVERIFY(log.events.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(log.events, QByteArrayList{"failed"}, 15'000);
    QCOMPARE(log.lastFailure, failure);
    log.client->close(CloseReason::LocalClosed); // nothing stands: nothing is said
    QCoreApplication::processEvents();
    QCOMPARE(log.events.size(), 1);
}

void tst_SocketClient::timesOut()
{
    TestListener listener(0);
    TestPeer first =
        TestPeer::tcp(listener.port()); // the system's queue of 0 + 1 is full: the next one hangs
    ClientLog log;
    log.client->open(tcp(listener.port()), 50);
    QTRY_COMPARE(log.events, QByteArrayList{"failed"});
    QCOMPARE(log.lastFailure, SocketClient::Failure::TimedOut);
}

void tst_SocketClient::finishSendingKeepsReading()
{
    TestListener listener;
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QTRY_COMPARE(log.last(), QByteArray("opened"));
    TestPeer server = listener.accept();
    const QByteArray bytes(3 * 1024 * 1024, 'x');
    log.client->send(bytes);
    log.client->finishSending();
    log.client->send("never");
    QTRY_VERIFY(server.isEnded());
    QCOMPARE(server.bytes().size(), bytes.size());
    server.send("answer");
    QTRY_COMPARE(log.bytes, QByteArray("answer"));
    server.close();
    QTRY_COMPARE(log.events, QByteArrayList({"opened", "received", "peerFinished", "closed peer_closed"}));
}

void tst_SocketClient::peerFinishedComesBeforeClosed()
{
    TestListener listener;
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QTRY_VERIFY(listener.hasClient());
    TestPeer server = listener.accept();
    server.send("closed");
    server.close();
    QTRY_COMPARE(log.events, QByteArrayList({"opened", "received", "peerFinished", "closed peer_closed"}));
}

void tst_SocketClient::answersAfterPeerFinished()
{
    TestListener listener;
    ClientLog log;
    log.onEvent = [&log](const QByteArray &event) {
        if (event == "peerFinished")
            log.client->send("thanks");
    };
    log.client->open(tcp(listener.port()), 5000);
    QTRY_VERIFY(listener.hasClient());
    TestPeer server = listener.accept();
    server.finishSending();
    QTRY_VERIFY(server.isEnded());
    QCOMPARE(server.bytes(), QByteArray("thanks"));
}

void tst_SocketClient::closeWhileConnecting()
{
    TestListener listener(0);
    TestPeer first = TestPeer::tcp(listener.port());
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QCoreApplication::processEvents();
    log.client->close(CloseReason::LocalClosed);
    QVERIFY(log.events.isEmpty());
    QTRY_COMPARE(log.events, QByteArrayList{"closed local_closed"});
}

void tst_SocketClient::openAgainDropsSilently()
{
    TestListener first;
    TestListener second;
    ClientLog log;
    log.client->open(tcp(first.port()), 5000);
    QTRY_COMPARE(log.last(), QByteArray("opened"));
    TestPeer firstServer = first.accept();
    log.client->open(tcp(second.port()), 5000);
    QTRY_COMPARE(log.events, QByteArrayList({"opened", "opened"}));
    QCOMPARE(log.lastPeer.port, second.port());
    QTRY_VERIFY(firstServer.isEnded());
}

void tst_SocketClient::ownResetIsSeen()
{
    TestListener listener;
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QTRY_COMPARE(log.last(), QByteArray("opened"));
    TestPeer server = listener.accept();
    log.client->reset(CloseReason::LocalClosed);
    QTRY_COMPARE(server.error(), ECONNRESET);
    QTRY_COMPARE(log.last(), QByteArray("closed local_closed"));
}

void tst_SocketClient::peerResetIsReported()
{
    TestListener listener;
    ClientLog log;
    log.client->open(tcp(listener.port()), 5000);
    QTRY_COMPARE(log.last(), QByteArray("opened"));
    listener.accept().reset();
    QTRY_COMPARE(log.last(), QByteArray("closed peer_reset"));
    QCOMPARE(log.events.size(), 2);
}

void tst_SocketClient::actsInsideSlots_data()
{
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("what");
    for (const char *where : {"opened", "failed", "received", "peerFinished", "closed peer_closed"}) {
        for (const char *what : {"delete", "open", "close"})
            QTest::addRow("%s-in-%s", what, where) << QByteArray(where) << QByteArray(what);
    }
}

void tst_SocketClient::actsInsideSlots()
{
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, what);
    auto first = std::make_unique<TestListener>();
    TestListener second;
    const quint16 port = first->port();
    if (where == "failed")
        first.reset();
    ClientLog log;
    bool hasActed = false;
    log.onEvent = [&](const QByteArray &event) {
        if (event != where || std::exchange(hasActed, true))
            return;
        if (what == "delete")
            delete std::exchange(log.client, nullptr);
        else if (what == "open")
            log.client->open(tcp(second.port()), 5000);
        else
            log.client->close(CloseReason::LocalClosed);
    };
    log.client->open(tcp(port), 5000);
    if (first) {
        QTRY_VERIFY(first->hasClient());
        TestPeer server = first->accept();
        server.send(QByteArray(3000, 'x'));
        server.close();
    }
    QTRY_VERIFY(hasActed);
    if (what == "open")
        QTRY_VERIFY(second.hasClient());
    const bool isOver = where == "failed" || where.startsWith("closed");
    if (what == "close" && !isOver)
        QTRY_COMPARE(log.last(), QByteArray("closed local_closed"));
    QCoreApplication::processEvents();
}

LOOP_TEST_MAIN(tst_SocketClient, "epoll")
#include "tst_socketclient.moc"
