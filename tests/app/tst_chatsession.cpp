// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatpair.h"
#include "support/loopmain.h"
#include "support/testpeer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::Client;
using Test::Server;

namespace {

QByteArray frame(const QJsonObject &fields)
{
    return QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
}

const QByteArray kWelcome = frame({{u"type"_s, u"welcome"_s},
                                   {u"protocol"_s, 1},
                                   {u"name"_s, u"ana"_s},
                                   {u"server"_s, u"scripted"_s},
                                   {u"rooms"_s, QJsonArray()}});

} // namespace

/// Chats as a window has them: over real sockets, against our server and against scripted bytes.
class tst_ChatSession : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void talks();
    void answersEachCall();
    void recordsFramesWithoutTheSecret();
    void comesBackAndMissesNothing();
    void goesOnWhereAnotherProgramStopped();
    void keepsBeforeItSends();
    void worksWithoutTheFile();
    void triesOnWhenRefused();
    void givesUpOnNamesThatNobodyHas();
    void triesNow();
    void cancels();
    void obeysTheServer_data();
    void obeysTheServer();
    void waitsAsTheServerAsks();
    void closesInOrder();
    void stalledUserMakesTheServerWait();

private:
    QString path() const { return m_folder.filePath(u"client.sqlite"_s); }
    QTemporaryDir m_folder;
};

void tst_ChatSession::talks()
{
    Server server;
    Client ana;
    Client bob;
    ana.open(server.port(), u"ana"_s);
    bob.open(server.port(), u"bob"_s);
    QTRY_VERIFY(ana.has<Told::RoomJoined>() && bob.has<Told::RoomJoined>());
    QCOMPARE(ana.all<Told::Welcome>()[0].name, u"ana"_s);
    QCOMPARE(bob.all<Told::RoomJoined>()[0].room, u"lobby"_s);
    ana.chat.post(u"lobby"_s, u"hello 你好"_s);
    QTRY_COMPARE(bob.said(), QStringList{u"hello 你好"_s});
    QTRY_COMPARE(ana.saved(), u"hello 你好"_s);
    bob.chat.direct(u"ana"_s, u"secretly"_s);
    QTRY_VERIFY(ana.has<Told::Direct>());
    QTRY_COMPARE(bob.saved(), u"secretly"_s);
    ana.chat.setName(u"anna"_s);
    QTRY_VERIFY(bob.has<Told::Renamed>());
}

void tst_ChatSession::answersEachCall()
{
    Server server;
    Client ana;
    const quint64 early = ana.chat.listRooms();
    QTRY_COMPARE(ana.calls.size(), 1);
    QCOMPARE(ana.calls[0].call, early);
    QCOMPARE(ana.calls[0].error.code, ErrorCode::NotConnected);
    ana.open(server.port(), u"a name"_s); // which nobody can have
    QTRY_VERIFY(ana.has<Told::RoomJoined>());
    QCOMPARE(ana.calls[1].call, 0);
    QCOMPARE(ana.calls[1].error.code, ErrorCode::BadName);
    ana.calls.clear();
    const quint64 nowhere = ana.chat.post(u"nowhere"_s, u"x"_s);
    const quint64 post = ana.chat.post(u"lobby"_s, u"x"_s);
    const quint64 join = ana.chat.join(u"lab"_s);
    const quint64 retry = ana.chat.retry(u"none"_s);
    QTRY_COMPARE(ana.calls.size(), 4);
    QCOMPARE(ana.calls[0].call, nowhere);
    QCOMPARE(ana.calls[0].error.code, ErrorCode::NotInRoom);
    QCOMPARE(ana.calls[1].call, post);
    QCOMPARE(ana.calls[1].error.code, ErrorCode::None);
    QTRY_VERIFY(ana.has<Told::Own>());
    QCOMPARE(ana.all<Told::Own>()[0].item.id, ana.calls[1].id);
    QCOMPARE(ana.calls[2].call, join);
    QCOMPARE(ana.calls[2].id, u"lab"_s);
    QCOMPARE(ana.calls[3].call, retry);
    QCOMPARE(ana.calls[3].error.code, ErrorCode::BadField);
}

void tst_ChatSession::recordsFramesWithoutTheSecret()
{
    TestListener listener;
    Client ana;
    ana.open(listener.port(), u"ana"_s);
    QTRY_VERIFY(listener.hasClient());
    TestPeer peer = listener.accept();
    QTRY_VERIFY(peer.bytes().endsWith('\n'));
    const QByteArray hello = peer.bytes();
    const QByteArray secret = QJsonDocument::fromJson(hello).object().value(u"client"_s).toString().toUtf8();
    QVERIFY(secret.size() >= 16);
    peer.send(kWelcome);
    QTRY_VERIFY(ana.has<Told::Welcome>());
    QTRY_VERIFY(std::ranges::any_of(ana.records, [&](const Trace::Record &record) {
        return record.kind == Trace::RecordKind::Chunk && record.direction == Direction::ToClient;
    }));
    QByteArray masked = hello;
    masked.replace(secret, QByteArray(secret.size(), '*'));
    int seen = 0;
    for (const Trace::Record &record : ana.records) {
        QVERIFY(!record.bytes.contains(secret));
        if (record.bytes == masked)
            ++seen; // the frame and the chunk
        if (record.kind == Trace::RecordKind::Frame && record.direction == Direction::ToClient)
            QCOMPARE(record.bytes, kWelcome);
    }
    QCOMPARE(seen, 2);
}

void tst_ChatSession::comesBackAndMissesNothing()
{
    const QTemporaryDir data;
    auto server = std::make_unique<Server>(0, data.path());
    const quint16 port = server->port();
    Client ana;
    Client bob;
    ana.open(port, u"ana"_s);
    bob.open(port, u"bob"_s);
    QTRY_VERIFY(ana.has<Told::RoomJoined>() && bob.has<Told::RoomJoined>());
    ana.chat.post(u"lobby"_s, u"one"_s);
    QTRY_COMPARE(bob.said(), QStringList{u"one"_s});
    server.reset();
    QTRY_VERIFY(ana.wasIn(LinkState::Waiting) && bob.wasIn(LinkState::Waiting));
    ana.chat.post(u"lobby"_s, u"two"_s);
    server = std::make_unique<Server>(port, data.path());
    ana.chat.tryNow();
    QTRY_COMPARE(ana.saved(), u"one two"_s);
    bob.chat.tryNow();
    QTRY_COMPARE(bob.said(), (QStringList{u"one"_s, u"two"_s}));
}

void tst_ChatSession::goesOnWhereAnotherProgramStopped()
{
    Server server;
    Client bob;
    bob.open(server.port(), u"bob"_s);
    {
        Client ana;
        ana.open(server.port(), u"ana"_s, path());
        ana.chat.join(u"lab"_s);
        QTRY_COMPARE(ana.all<Told::RoomJoined>().size(), 2);
        QVERIFY(ana.keepings.at(0).isKept);
    }
    Client ana;
    ana.open(server.port(), {}, path());
    QTRY_COMPARE(ana.all<Told::RoomJoined>().size(), 2);
    QCOMPARE(ana.all<Told::Welcome>()[0].wanted, u"ana"_s);
}

/// What the server has in its hands is on our disk: a second program finds it there.
void tst_ChatSession::keepsBeforeItSends()
{
    TestListener listener;
    auto ana = std::make_unique<Client>();
    ana->open(listener.port(), u"ana"_s, path());
    QTRY_VERIFY(listener.hasClient());
    TestPeer peer = listener.accept();
    peer.send(kWelcome);
    QTRY_VERIFY(peer.bytes().contains("\"join\"")); // only now "room" answers it
    peer.send(frame({{u"type"_s, u"room"_s}, {u"room"_s, u"lobby"_s}}));
    ana->chat.post(u"lobby"_s, u"kept"_s);
    QTRY_VERIFY(peer.bytes().contains("\"kept\""));
    ana.reset();
    Client next;
    next.open(listener.port(), {}, path());
    QTRY_VERIFY(next.has<Told::Own>());
    QCOMPARE(next.all<Told::Own>()[0].item.text, u"kept"_s);
    QCOMPARE(next.all<Told::Own>()[0].state, Told::Own::State::Waiting);
}

void tst_ChatSession::worksWithoutTheFile()
{
    Server server;
    Client first;
    first.open(server.port(), u"ana"_s, path());
    QTRY_VERIFY(first.has<Told::Welcome>());
    Client second;
    second.open(server.port(), {}, path());
    QTRY_VERIFY(second.has<Told::RoomJoined>());
    QCOMPARE(second.keepings.size(), 1);
    QVERIFY(!second.keepings[0].isKept);
    QCOMPARE(second.keepings[0].error.code, ErrorCode::StorageInUse);
    second.chat.post(u"lobby"_s, u"still here"_s);
    QTRY_COMPARE(second.saved(), u"still here"_s);
    Client third;
    third.open(server.port(), {});
    QTRY_COMPARE(third.keepings.size(), 1);
    QVERIFY(!third.keepings[0].isKept);
    QCOMPARE(third.keepings[0].error.code, ErrorCode::None);
}

void tst_ChatSession::triesOnWhenRefused()
{
    quint16 port = 0;
    {
        TestListener once;
        port = once.port();
    }
    Client ana;
    ana.open(port, u"ana"_s);
    QTRY_VERIFY(ana.wasIn(LinkState::Waiting));
    const auto waiting = std::ranges::find(ana.states, LinkState::Waiting, &LinkStatus::state);
    QCOMPARE(waiting->failure, Net::SocketClient::Failure::Refused);
    QVERIFY(!waiting->systemText.isEmpty());
    QVERIFY(waiting->ownEndpoint.isEmpty());
    QCOMPARE(waiting->attempt, 2);
    QVERIFY(waiting->nextTry.has_value());
    QVERIFY(!ana.wasIn(LinkState::Failed));
    Server server(port);
    QTRY_VERIFY(ana.has<Told::Welcome>()); // by itself
}

void tst_ChatSession::givesUpOnNamesThatNobodyHas()
{
    Client ana;
    Net::Endpoint target;
    target.host = u"no-such-host.invalid"_s;
    target.port = 8000;
    ana.chat.open(target, ClientKind::Chat, u"ana"_s);
    QTRY_VERIFY_WITH_TIMEOUT(ana.isIn(LinkState::Failed), 20'000);
    QCOMPARE(ana.chat.status().failure, Net::SocketClient::Failure::HostNotFound);
    QVERIFY(!ana.chat.status().nextTry);
}

void tst_ChatSession::triesNow()
{
    TestListener listener;
    Client ana;
    ana.open(listener.port(), u"ana"_s);
    QTRY_VERIFY(listener.hasClient());
    {
        TestPeer peer = listener.accept();
        peer.send(frame({{u"type"_s, u"bye"_s}, {u"reason"_s, u"shutdown"_s}, {u"retry_after"_s, 600}}));
        QTRY_VERIFY(ana.isIn(LinkState::Waiting));
    }
    QCOMPARE(ana.chat.status().lostReason, u"shutdown"_s);
    ana.chat.tryNow();
    QTRY_VERIFY(listener.hasClient());
    QTRY_VERIFY(ana.isIn(LinkState::Connected));
}

void tst_ChatSession::cancels()
{
    quint16 port = 0;
    {
        TestListener once;
        port = once.port();
    }
    Client ana;
    ana.open(port, u"ana"_s);
    QTRY_VERIFY(ana.isIn(LinkState::Waiting));
    ana.chat.cancelReconnect();
    QTRY_VERIFY(ana.isIn(LinkState::Idle));
    QVERIFY(!ana.chat.status().nextTry);
    Server server(port);
    ana.chat.tryNow();
    QTRY_VERIFY(ana.has<Told::Welcome>());
}

void tst_ChatSession::obeysTheServer_data()
{
    QTest::addColumn<QByteArray>("bye");
    QTest::newRow("told") << frame(
        {{u"type"_s, u"bye"_s}, {u"reason"_s, u"disconnected"_s}, {u"reconnect"_s, false}});
    QTest::newRow("replaced") << frame({{u"type"_s, u"bye"_s}, {u"reason"_s, u"replaced"_s}});
}

void tst_ChatSession::obeysTheServer()
{
    QFETCH(QByteArray, bye);
    TestListener listener;
    Client ana;
    ana.open(listener.port(), u"ana"_s);
    QTRY_VERIFY(listener.hasClient());
    TestPeer peer = listener.accept();
    peer.send(kWelcome + bye);
    QTRY_VERIFY(ana.isIn(LinkState::Ended));
    QVERIFY(!ana.chat.status().nextTry);
    QVERIFY(!ana.wasIn(LinkState::Waiting));
    QVERIFY(!ana.all<Told::Lost>().at(0).mayReconnect);
}

void tst_ChatSession::waitsAsTheServerAsks()
{
    TestListener listener;
    Client ana;
    ana.open(listener.port(), u"ana"_s);
    QTRY_VERIFY(listener.hasClient());
    TestPeer peer = listener.accept();
    const Instant before = SystemClock().now();
    peer.send(frame({{u"type"_s, u"bye"_s}, {u"reason"_s, u"shutdown"_s}, {u"retry_after"_s, 300}}));
    QTRY_VERIFY(ana.isIn(LinkState::Waiting));
    QVERIFY(*ana.chat.status().nextTry >= before + std::chrono::seconds(300));
}

void tst_ChatSession::closesInOrder()
{
    TestListener listener;
    Client ana;
    ana.open(listener.port(), u"ana"_s);
    QTRY_VERIFY(listener.hasClient());
    TestPeer peer = listener.accept();
    peer.send(kWelcome);
    QTRY_VERIFY(ana.has<Told::Welcome>());
    ana.chat.close();
    QTRY_VERIFY(peer.bytes().contains("\"bye\""));
    peer.send(frame({{u"type"_s, u"bye"_s}}));
    QTRY_VERIFY(peer.isEnded());
    peer.close();
    QTRY_VERIFY(ana.isIn(LinkState::Idle));
    QVERIFY(!ana.chat.status().nextTry);
    QCOMPARE(ana.all<Told::Lost>().at(0).reason, u"quit"_s);
}

/// A window that takes nothing makes the engine stop reading, so that the server's bytes stay with the
/// server.
void tst_ChatSession::stalledUserMakesTheServerWait()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    Client ana;
    ana.open(listener.serverPort(), u"ana"_s);
    QTRY_VERIFY(listener.hasPendingConnections());
    QTcpSocket *peer = listener.nextPendingConnection();
    peer->write(kWelcome);
    QTRY_VERIFY(ana.has<Told::Welcome>());
    constexpr std::size_t kFrames = 40'000;
    const QByteArray one = frame({{u"type"_s, u"announcement"_s}, {u"text"_s, QString(1000, u'x')}});
    for (std::size_t i = 0; i < kFrames; ++i)
        peer->write(one);
    // This thread takes nothing meanwhile: waiting here runs no event loop.
    constexpr int kNoProgressMs = 500;
    while (peer->waitForBytesWritten(kNoProgressMs)) {
    }
    QVERIFY(peer->bytesToWrite() > 0);
    QVERIFY(!ana.has<Told::Announcement>());
    QTRY_COMPARE_WITH_TIMEOUT(ana.all<Told::Announcement>().size(), kFrames, 30'000);
}

LOOP_TEST_MAIN(tst_ChatSession, "qt") // as in the programs
#include "tst_chatsession.moc"
