// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatclient.h"
#include "support/loopmain.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Qt::StringLiterals;

namespace {

/// A client, a bare server to connect it to, and everything the client's signals said.
struct Pair
{
    explicit Pair(ClientKind kind, const QString &nick = {})
        : client(Limits{})
    {
        QObject::connect(&client, &ChatClient::linesAdded, &client,
                         [this](const ChatLines &more) { lines.append(more); });
        QObject::connect(&client, &ChatClient::recorded, &client, [this](const Trace::SharedRecords &batch) {
            records.insert(records.end(), batch->begin(), batch->end());
        });
        server.listen(QHostAddress::LocalHost);
        Net::Endpoint target;
        target.host = u"127.0.0.1"_s;
        target.port = server.serverPort();
        client.open(target, kind, nick);
        if (QTest::qWaitFor([this] { return server.hasPendingConnections() && isIn(LinkState::Connected); }))
            peer = server.nextPendingConnection();
    }
    bool isIn(LinkState state) const { return client.status().state == state; }
    QByteArray read(qsizetype bytes) const
    {
        (void)QTest::qWaitFor([this, bytes] { return peer->bytesAvailable() >= bytes; });
        return peer->readAll();
    }

    ChatClient client;
    QTcpServer server;
    QTcpSocket *peer = nullptr; ///< the server's end; child of `server`
    QList<ChatLine> lines;
    Trace::Records records;
};

} // namespace

class tst_ChatClient : public QObject
{
    Q_OBJECT

private slots:
    void tutorialConversation();
    void tooLongIsToldAtOnce();
    void lineKindGreets();
    void rawSendsBytesAndHalfCloses();
    void twoSendsOneReplyShows();
    void stalledUserMakesServerWait();
    void linesComeBeforeTheEnd();
    void refusedFails();
    void resetByPeerEnds();
    void closingIsIdle();
    void opensAgain();
    void endsWhileConnected();
};

void tst_ChatClient::tutorialConversation()
{
    Pair pair(ClientKind::Tutorial);
    QVERIFY(pair.peer);
    QVERIFY(pair.client.sendText(u"hello"_s).has_value());
    QCOMPARE(pair.read(5), "hello");
    pair.peer->write("accepted");
    QTRY_COMPARE(pair.lines.size(), 2);
    QCOMPARE(pair.lines[1].text, u"accepted"_s);
    pair.peer->write("CLOSED");
    QTRY_VERIFY(pair.isIn(LinkState::Ended));
    QVERIFY(pair.client.status().endReason == CloseReason::ServerSaidClosed);
}

void tst_ChatClient::tooLongIsToldAtOnce()
{
    Pair pair(ClientKind::Tutorial);
    QVERIFY(pair.peer);
    QCOMPARE(pair.client.sendText(QString(1025, u'x')).error().code, ErrorCode::TooLong);
    QVERIFY(pair.client.sendText(QString(1024, u'y')).has_value());
    QCOMPARE(pair.read(1024), QByteArray(1024, 'y'));
}

void tst_ChatClient::lineKindGreets()
{
    Pair pair(ClientKind::Line, u"ana"_s);
    QVERIFY(pair.peer);
    QCOMPARE(pair.read(10), "/nick ana\n");
    pair.peer->write("[lobby] ben: hi\n");
    QTRY_COMPARE(pair.lines.size(), 2);
    QVERIFY(pair.lines[1].who == ChatLine::Who::Other);
    QCOMPARE(pair.lines[1].name, u"ben"_s);
}

void tst_ChatClient::rawSendsBytesAndHalfCloses()
{
    Pair pair(ClientKind::Raw);
    QVERIFY(pair.peer);
    const QByteArray bytes("\0\xff\n", 3);
    QSignalSpy ended(pair.peer, &QTcpSocket::readChannelFinished);
    pair.client.sendBytes(bytes);
    pair.client.finishSending();
    QVERIFY(ended.wait());
    QCOMPARE(pair.peer->readAll(), bytes);
    QVERIFY(pair.isIn(LinkState::Connected)); // our side of the stream is over, not the connection
}

void tst_ChatClient::twoSendsOneReplyShows()
{
    Pair pair(ClientKind::Tutorial);
    QVERIFY(pair.peer);
    (void)pair.client.sendText(u"first"_s);
    QCOMPARE(pair.read(5), "first"); // a turn of its own
    (void)pair.client.sendText(u"second"_s);
    QCOMPARE(pair.read(6), "second");
    pair.peer->write("accepted");
    QTRY_COMPARE(pair.records.size(), size_t(7)); // opened, twice frame and chunk out, chunk and frame in
    QVERIFY(pair.records[4].kind == Trace::RecordKind::Chunk);
    QCOMPARE(pair.records[4].offset, quint64(5));
    QCOMPARE(pair.records[4].bytes, "second");
    QCOMPARE(pair.records[4].messages, quint16(1));
    QVERIFY(pair.records[5].direction == Direction::ToClient);
}

void tst_ChatClient::stalledUserMakesServerWait()
{
    Pair pair(ClientKind::Line);
    QVERIFY(pair.peer);
    constexpr int kLines = 40'000;
    const QByteArray line = "[lobby] ben: " + QByteArray(1000, 'x') + '\n';
    for (int i = 0; i < kLines; ++i)
        pair.peer->write(line);
    // This thread takes nothing meanwhile: waiting here runs no event loop.
    constexpr int kNoProgressMs = 500;
    while (pair.peer->waitForBytesWritten(kNoProgressMs)) {
    }
    QVERIFY(pair.peer->bytesToWrite() > 0);
    QCOMPARE(pair.lines.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(pair.lines.size(), kLines, 30'000);
}

void tst_ChatClient::linesComeBeforeTheEnd()
{
    Pair pair(ClientKind::Line);
    QVERIFY(pair.peer);
    qsizetype linesAtEnd = -1;
    QObject::connect(&pair.client, &ChatClient::statusChanged, &pair.client, [&](const LinkStatus &status) {
        if (status.state == LinkState::Ended)
            linesAtEnd = pair.lines.size();
    });
    for (int i = 0; i < 100; ++i)
        pair.peer->write("[lobby] ben: hi\n");
    pair.peer->disconnectFromHost();
    QTRY_COMPARE(linesAtEnd, 100);
}

void tst_ChatClient::refusedFails()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    Net::Endpoint target;
    target.host = u"127.0.0.1"_s;
    target.port = server.serverPort();
    server.close();
    ChatClient client(Limits{});
    client.open(target, ClientKind::Tutorial);
    QTRY_VERIFY(client.status().state == LinkState::Failed);
    QVERIFY(client.status().failure == Net::SocketClient::Failure::Refused);
    QVERIFY(!client.status().systemText.isEmpty());
}

void tst_ChatClient::resetByPeerEnds()
{
    Pair pair(ClientKind::Raw);
    QVERIFY(pair.peer);
    pair.peer->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    pair.peer->abort();
    QTRY_VERIFY(pair.isIn(LinkState::Ended));
}

void tst_ChatClient::closingIsIdle()
{
    Pair pair(ClientKind::Line);
    QVERIFY(pair.peer);
    pair.client.close();
    QTRY_VERIFY(pair.isIn(LinkState::Idle));
    QTRY_COMPARE(pair.peer->state(), QAbstractSocket::UnconnectedState);
}

void tst_ChatClient::opensAgain()
{
    Pair pair(ClientKind::Tutorial);
    QVERIFY(pair.peer);
    pair.client.open(pair.client.status().target, ClientKind::Line);
    QTRY_VERIFY(pair.server.hasPendingConnections());
    QTRY_VERIFY(pair.isIn(LinkState::Connected));
    QTRY_COMPARE(pair.peer->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(pair.records.back().connection, ConnectionId(2));
}

void tst_ChatClient::endsWhileConnected()
{
    for (const ClientKind kind : {ClientKind::Tutorial, ClientKind::Line, ClientKind::Raw}) {
        Pair pair(kind);
        QVERIFY(pair.peer);
        pair.client.sendBytes("bye");
    }
}

LOOP_TEST_MAIN(tst_ChatClient, "qt") // as in the programs
#include "tst_chatclient.moc"
