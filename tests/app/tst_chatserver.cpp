// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningserver.h"
#include "support/loopmain.h"

#include "app/batch.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <vector>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

class tst_ChatServer : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheStoryInOrder();
    void snapshotCountsBothWays();
    void ratesCountThoseWhoLeft();
    void typingIsNotForThoseBehind();
    void waitingClientIsListedAndServedNext();
    void operatorSendsAndDisconnects();
    void operatorResets();
    void operatorOrdersInRooms();
    void broadcastIsOneRecord();
    void answersOfOneReadAreOneChunk();
    void tellsHowLongKeepingTakes();
    void tellsHowBusyTheLoopIs();
    void reportsRestWhenShowingThemIsSlow();
    void failedListenerIsReported();
    void stopsAndStartsAgain();
    void stopsWhileItStarts();
    void endsWithLiveClients();
    void writesLogAndTrace();
    void closedClientKeepsItsName();
    void newLimitsHoldAtOnce();
    void stalledUserGetsBoundedNotices();
    void stopTellsEverythingFirst();
    void silentClientMakesRoom();
    void stormOfRefusalsIsFewNotices();
    void saysWhenFilesAreFewerThanPlaces();
};

void tst_ChatServer::stalledUserGetsBoundedNotices()
{
    constexpr int kFaults = 5000;
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QVERIFY(peer.waitForConnected());
    peer.write(QByteArray("\xff\n").repeated(kFaults));
    // This thread takes nothing meanwhile: waiting here runs no event loop.
    QByteArray answers;
    while (answers.size() < kFaults * 9 && peer.waitForReadyRead())
        answers += peer.readAll();
    QCOMPARE(answers.size(), kFaults * 9);
    qsizetype dropped = 0;
    const auto counted = [&running, &dropped] {
        qsizetype told = 0;
        dropped = 0;
        for (const Notice &notice : std::as_const(running.notices)) {
            told += notice.code == NoticeCode::TextFaultSeen ? 1 : 0;
            dropped += notice.code == NoticeCode::NoticesDropped ? notice.arguments.first().toInt() : 0;
        }
        return told + dropped;
    };
    QTRY_COMPARE(counted(), kFaults);
    QVERIFY(dropped > 0);
}

void tst_ChatServer::stopTellsEverythingFirst()
{
    Running running;
    QVERIFY(running.isUp());
    size_t recordsAtStop = 0;
    QObject::connect(&running.server, &ChatServer::stateChanged, &running.server, [&](ServerState state) {
        if (state == ServerState::Stopped)
            recordsAtStop = running.records.size();
    });
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QVERIFY(peer.waitForConnected());
    // Waiting here runs no event loop: a report is on its way, and not taken, while more passes and the stop
    // comes.
    size_t requests = 0;
    QElapsedTimer since;
    since.start();
    do {
        peer.write("hello");
        QVERIFY(peer.waitForReadyRead());
        peer.readAll();
        ++requests;
    } while (since.elapsed() < 3 * kReportMs);
    running.server.stop();
    QVERIFY(peer.waitForDisconnected());
    QTRY_COMPARE(recordsAtStop, 2 + 4 * requests);
}

void tst_ChatServer::tellsTheStoryInOrder()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    peer.close();
    QTRY_COMPARE(running.records.size(), size_t(6));
    using Trace::RecordKind;
    const QList<RecordKind> kinds{RecordKind::Opened, RecordKind::Chunk, RecordKind::Frame,
                                  RecordKind::Frame,  RecordKind::Chunk, RecordKind::Closed};
    for (size_t i = 0; i < running.records.size(); ++i) {
        QCOMPARE(running.records[i].kind, kinds[static_cast<qsizetype>(i)]);
        QCOMPARE(running.records[i].number, i + 1);
    }
    QCOMPARE(running.records[1].bytes, "hello");
    QCOMPARE(running.records[2].type, FrameType::Request);
    QCOMPARE(running.records[3].bytes, "accepted");
    QCOMPARE(running.records[4].bytes, "accepted");
    QCOMPARE(running.records[4].peer, u"tutorial-1"_s);
    QVERIFY(running.records[5].reason == CloseReason::PeerClosed);
}

void tst_ChatServer::snapshotCountsBothWays()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello\n"), "accepted\n");
    QTRY_COMPARE(running.snapshot.clients.size(), 1);
    QTRY_COMPARE(running.snapshot.clients.first().bytesOut, quint64(9));
    const ClientRow row = running.snapshot.clients.first();
    QCOMPARE(row.bytesIn, quint64(6));
    QCOMPARE(row.messagesIn, quint64(1));
    QCOMPARE(row.messagesOut, quint64(1));
    QCOMPARE(row.name, u"line-1"_s);
    QVERIFY(row.dialect == Wire::Dialect::Line && row.state == ClientState::Open);
    QCOMPARE(row.peer.port, peer.localPort());
}

void tst_ChatServer::ratesCountThoseWhoLeft()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    peer.close();
    QTRY_VERIFY(running.snapshot.messagesPerSecond > 0); // a second is over
    QVERIFY(running.snapshot.bytesPerSecond > 0);
    QTRY_COMPARE(running.snapshot.bytesPerSecond, 0.0);
}

void tst_ChatServer::typingIsNotForThoseBehind()
{
    ServerConfig config = anyPort();
    config.limits.softQueuedBytes = 10'000;
    Running running(config);
    QVERIFY(running.isUp());
    std::array<QTcpSocket, 3> peers; // 0 speaks, 1 reads, 2 does not
    std::array<QByteArray, 3> got;
    const auto read = [&](std::size_t peer) { return got.at(peer) += peers.at(peer).readAll(); };
    for (std::size_t i = 0; i < peers.size(); ++i) {
        peers.at(i).connectToHost(QHostAddress::LocalHost, running.port());
        peers.at(i).write("{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"join\",\"room\":\"lobby\"}\n");
        QTRY_VERIFY(read(i).contains("\"members\""));
    }
    const auto typings = [&running](ConnectionId id) {
        return std::ranges::count_if(running.records, [id](const Trace::Record &record) {
            return record.kind == Trace::RecordKind::Frame && record.direction == Direction::ToClient &&
                   record.bytes.contains("\"typing\"") && record.concerns(id);
        });
    };
    const QByteArray typing = "{\"type\":\"typing\",\"room\":\"lobby\"}\n";
    peers.at(0).write(typing);
    QTRY_VERIFY(read(1).contains("typing") && read(2).contains("typing"));

    peers.at(2).setReadBufferSize(4096);
    running.server.send(ChatServer::Audience::One, 3, QByteArray(3'900'000, 'a')); // no system keeps so much
    QTRY_VERIFY(!running.records.empty() && running.records.back().bytes.size() > 10'000);
    peers.at(0).write(typing);
    QTRY_COMPARE(read(1).count("typing"), 2);
    peers.at(0).write("{\"type\":\"post\",\"id\":\"1\",\"room\":\"lobby\",\"text\":\"still said\"}\n");
    peers.at(2).setReadBufferSize(0);
    QTRY_VERIFY(read(2).contains("still said"));
    QCOMPARE(got.at(2).count("typing"), 1);
    QTRY_COMPARE(typings(2), 2);
    QCOMPARE(typings(3), 1);
}

void tst_ChatServer::waitingClientIsListedAndServedNext()
{
    ServerConfig config = anyPort();
    config.limits.maxClients = 1;
    Running running(config);
    QVERIFY(running.isUp());
    QTcpSocket first;
    first.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(first, "hello"), "accepted");
    QTcpSocket second;
    second.connectToHost(QHostAddress::LocalHost, running.port());
    second.write("me");
    QTRY_COMPARE(running.snapshot.waiting, 1);
    QVERIFY(running.snapshot.clients.last().state == ClientState::Waiting);
    QCOMPARE(running.snapshot.clients.last().bytesIn, quint64(0));
    QSignalSpy ready(&second, &QTcpSocket::readyRead);
    first.close();
    QVERIFY(ready.wait());
    QCOMPARE(second.readAll(), "accepted");
    QTRY_COMPARE(running.snapshot.waiting, 0);
}

void tst_ChatServer::operatorSendsAndDisconnects()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    QSignalSpy gone(&peer, &QTcpSocket::disconnected);
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    QSignalSpy ready(&peer, &QTcpSocket::readyRead);
    running.server.send(ChatServer::Audience::One, 1, "from the desk");
    QVERIFY(ready.wait());
    QCOMPARE(peer.readAll(), "from the desk");
    running.server.disconnectClient(1);
    QVERIFY(gone.wait());
    QTRY_VERIFY(!running.records.empty() && running.records.back().reason == CloseReason::Kicked);
}

void tst_ChatServer::operatorResets()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    running.server.resetClient(1);
    QTRY_VERIFY(!running.records.empty() && running.records.back().reason == CloseReason::Reset);
    QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
}

void tst_ChatServer::operatorOrdersInRooms()
{
    using Core::RoomOrder;
    ServerConfig config = anyPort();
    config.limits.keepDays = 5;
    Running running(config);
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QVERIFY(peer.waitForConnected());
    QVERIFY(ask(peer, "/nick ana\n/join lab\n").startsWith("* you are ana"));
    QStringList done;
    QObject::connect(&running.server, &ChatServer::ordered, &running.server, [&](const Core::OrderDone &one) {
        done.append(u"%1 %2"_s.arg(errorName(one.error)).arg(one.seq));
    });
    running.server.order({RoomOrder::What::Say, u"lab"_s, u"lunch"_s});
    running.server.order({RoomOrder::What::Keep, u"lab"_s, {}, 0, 3650});
    running.server.order({RoomOrder::What::Keep, u"lab"_s, {}, 0, 3651});
    QTRY_COMPARE(done.size(), 3); // the first one perhaps last: it waits for the history
    done.sort();
    QCOMPARE(done, (QStringList{u"bad_field 0"_s, u"none 0"_s, u"none 1"_s}));
    const auto roomNamed = [&running](const QString &name) {
        const auto row = std::ranges::find(running.snapshot.rooms, name, &RoomRow::name);
        RoomRow found = row == running.snapshot.rooms.end() ? RoomRow() : *row;
        const bool isTimed = std::exchange(found.lastMillis, 0) > 0;
        return isTimed == (found.lastSeq > 0) ? found : RoomRow();
    };
    QTRY_COMPARE(roomNamed(u"lab"_s), (RoomRow{u"lab"_s, {}, 1, 1, 1, 3650, false}));
    running.server.order({RoomOrder::What::Remove, u"lab"_s});
    QTRY_COMPARE(done.size(), 4);
    QTRY_COMPARE(running.snapshot.rooms.size(), 1);
    QCOMPARE(running.snapshot.rooms.first().name, u"lobby"_s);
    QByteArray heard;
    QTRY_VERIFY((heard += peer.readAll()).contains("* the operator removes lab"));
    QVERIFY(heard.contains("[lab] operator: lunch\n* lab keeps what is said for 3650 days\n") ||
            heard.contains("* lab keeps what is said for 3650 days\n[lab] operator: lunch\n"));
    running.server.stop();
    QTRY_COMPARE(running.server.state(), ServerState::Stopped);
    running.server.order({RoomOrder::What::Say, u"lobby"_s, u"late"_s});
    QTRY_COMPARE(done.size(), 5);
    QCOMPARE(done.last(), u"not_connected 0"_s);
}

void tst_ChatServer::broadcastIsOneRecord()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peers[3];
    for (int i = 0; i < 3; ++i) {
        peers[i].connectToHost(QHostAddress::LocalHost, running.port());
        QVERIFY(ask(peers[i], "/nick n" + QByteArray::number(i) + '\n').startsWith("* you are"));
    }
    const auto isThePush = [](const Trace::Record &r) {
        return r.kind == Trace::RecordKind::Frame && r.bytes == "[lobby] n0: hi\n";
    };
    peers[0].write("hi\n");
    QTRY_COMPARE(std::count_if(running.records.begin(), running.records.end(), isThePush), 1);
    const auto push = std::find_if(running.records.begin(), running.records.end(), isThePush);
    QCOMPARE(push->recipients.size(), size_t(2));
    QVERIFY(push->concerns(2) && push->concerns(3) && !push->concerns(1));
    QVERIFY(push->offsetFor(2) > push->offsetFor(3)); // each in its own stream
}

void tst_ChatServer::answersOfOneReadAreOneChunk()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    peer.write(QByteArray("hi\n").repeated(64));
    QTRY_COMPARE(peer.bytesAvailable(), 64 * 9);
    const auto isAnswer = [](const Trace::Record &r) { return r.direction == Direction::ToClient; };
    const auto isChunk = [](const Trace::Record &r) { return r.kind == Trace::RecordKind::Chunk; };
    QTRY_VERIFY(!running.records.empty() && isAnswer(running.records.back()));
    Trace::Records answers;
    std::ranges::copy_if(running.records, std::back_inserter(answers), isAnswer);
    QCOMPARE(answers.size(), size_t(65)); // the messages, then the write that took them
    QCOMPARE(std::ranges::count_if(answers, isChunk), 1);
    QCOMPARE(answers.back().messages, quint16(64));
    QCOMPARE(answers.back().bytes.size(), 64 * 9);
    QCOMPARE(answers.at(63).offset, quint64(63 * 9));
}

void tst_ChatServer::reportsRestWhenShowingThemIsSlow()
{
    if (!threadTime())
        return; // then they come as often as ever
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    QList<Instant> reports;
    connect(&running.server, &ChatServer::snapshotChanged, this, [&reports, &peer] {
        reports.append(SystemClock().now());
        peer.write("again"); // so that there is another one
        const Micros until = *threadTime() + Millis(20);
        while (*threadTime() < until) {
        }
    });
    peer.write("again");
    QTRY_VERIFY(reports.size() > 4);
    // What the second one rests is known from the first: no shorter than ten times what that took.
    for (qsizetype i = 2; i < reports.size(); ++i)
        QVERIFY(reports.at(i) - reports.at(i - 2) >= Millis(200));
}

void tst_ChatServer::tellsHowLongKeepingTakes()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello\n"), "accepted\n"); // follows no room: not kept
    QTRY_VERIFY(running.snapshot.messagesPerSecond > 0);
    QVERIFY(!running.snapshot.store);
    QVERIFY(ask(peer, "/nick ana\n").startsWith("* you are ana"));
    QCOMPARE(ask(peer, "kept\n"), "accepted\n");
    QTRY_VERIFY(running.snapshot.store);
    QVERIFY(running.snapshot.store->p50Micros <= running.snapshot.store->p99Micros);
    QCOMPARE(running.snapshot.store->waiting, 0);
    QTRY_COMPARE(running.snapshot.messagesPerSecond, 0.0);
    QVERIFY(running.snapshot.store); // what it was stays
}

void tst_ChatServer::tellsHowBusyTheLoopIs()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    QTRY_VERIFY(running.snapshot.messagesPerSecond > 0); // a second is over
#ifdef Q_OS_LINUX
    QVERIFY(running.snapshot.loop);
    QVERIFY(running.snapshot.loop->maxMicros > 0);
    QVERIFY(running.snapshot.loop->p99Micros <= running.snapshot.loop->maxMicros);
#else
    QVERIFY(!running.snapshot.loop);
#endif
}

void tst_ChatServer::failedListenerIsReported()
{
    Running first;
    QVERIFY(first.isUp());
    ServerConfig config = anyPort();
    config.listeners.first().endpoint.port = first.port();
    ChatServer second(config);
    QSignalSpy failed(&second, &ChatServer::listenFailed);
    QSignalSpy states(&second, &ChatServer::stateChanged);
    second.start();
    QTRY_COMPARE(states.size(), 2);
    QVERIFY(second.state() == ServerState::Stopped);
    QCOMPARE(failed.size(), 1);
    const auto failure = failed.at(0).at(0).value<Net::ListenFailure>();
    QVERIFY(failure.kind == Net::ListenFailure::Kind::AddressInUse);
    QVERIFY(failure.nextFreePort != 0);
}

void tst_ChatServer::stopsAndStartsAgain()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    QSignalSpy gone(&peer, &QTcpSocket::disconnected);
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    running.server.stop();
    QVERIFY(gone.wait());
    QTRY_VERIFY(running.server.state() == ServerState::Stopped);
    QVERIFY(running.server.listeners().isEmpty());
    running.server.start();
    QVERIFY(running.isUp());
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "hello"), "accepted");
    QTRY_COMPARE(running.records.back().connection, ConnectionId(2)); // ids are never used again
}

void tst_ChatServer::stopsWhileItStarts()
{
    const QTemporaryDir folder;
    ServerConfig config;
    ListenSpec spec = ServerConfig::defaultListener();
    spec.endpoint.port = 0;
    config.listeners = {spec};
    config.dataDir = folder.path();
    ChatServer server(config);
    for (int i = 0; i < 3; ++i) {
        server.start();
        server.stop(); // its history is being opened
        QTRY_COMPARE(server.state(), ServerState::Stopped);
    }
    server.start(); // and nobody has it
    QTRY_COMPARE(server.state(), ServerState::Listening);
}

void tst_ChatServer::endsWithLiveClients()
{
    QTcpSocket peers[20];
    {
        Running running;
        QVERIFY(running.isUp());
        for (QTcpSocket &peer : peers) {
            peer.connectToHost(QHostAddress::LocalHost, running.port());
            QCOMPARE(ask(peer, "hello"), "accepted");
        }
    }
    for (QTcpSocket &peer : peers)
        QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
}

void tst_ChatServer::writesLogAndTrace()
{
    QTemporaryDir folder;
    ServerConfig config = anyPort();
    config.ephemeral = false;
    config.dataDir = folder.path();
    config.traceFile = folder.filePath(u"trace.jsonl"_s);
    {
        Running running(config);
        QVERIFY(running.isUp());
        QTcpSocket peer;
        peer.connectToHost(QHostAddress::LocalHost, running.port());
        QCOMPARE(ask(peer, "hello"), "accepted");
        running.server.stop();
        QTRY_VERIFY(running.server.state() == ServerState::Stopped);
    }
    QFile trace(config.traceFile);
    QVERIFY(trace.open(QIODevice::ReadOnly));
    QCOMPARE(trace.readAll().count('\n'), 6);
    QFile log(folder.filePath(u"logs/server.log"_s));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("hello"));
}

void tst_ChatServer::closedClientKeepsItsName()
{
    Running running;
    QVERIFY(running.isUp());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(peer, "close"), "closed"); // decided and over in one call
    QTRY_VERIFY(!running.records.empty() && running.records.back().kind == Trace::RecordKind::Closed);
    QCOMPARE(running.records.back().peer, u"tutorial-1"_s);
}

void tst_ChatServer::newLimitsHoldAtOnce()
{
    Running running;
    QVERIFY(running.isUp());
    ServerConfig config = running.server.config();
    config.strict = true;
    running.server.setConfig(config);
    QTcpSocket peer;
    QSignalSpy gone(&peer, &QTcpSocket::disconnected);
    peer.connectToHost(QHostAddress::LocalHost, running.port());
    peer.write("\xff");
    QVERIFY(gone.wait());
    QCOMPARE(peer.readAll(), QByteArray());
}

void tst_ChatServer::silentClientMakesRoom()
{
    ServerConfig config = anyPort();
    config.limits.maxClients = 1;
    config.limits.firstByteMs = 1;
    Running running(config);
    QVERIFY(running.isUp());
    QTcpSocket silent;
    QSignalSpy gone(&silent, &QTcpSocket::disconnected);
    silent.connectToHost(QHostAddress::LocalHost, running.port());
    QTRY_COMPARE(running.snapshot.served, 1);
    QTcpSocket next;
    next.connectToHost(QHostAddress::LocalHost, running.port());
    QCOMPARE(ask(next, "hello"), "accepted");
    QTRY_COMPARE(gone.size(), 1);
    const auto isIdle = [](const Trace::Record &r) {
        return r.connection == 1 && r.reason == CloseReason::Idle;
    };
    QTRY_VERIFY(std::ranges::any_of(running.records, isIdle));
}

void tst_ChatServer::stormOfRefusalsIsFewNotices()
{
    constexpr int kPeers = 50;
    ServerConfig config = anyPort();
    config.limits.exemptLoopback = 0;
    config.limits.maxPerAddress = 1;
    Running running(config);
    QVERIFY(running.isUp());
    std::vector<std::unique_ptr<QTcpSocket>> peers;
    for (int i = 0; i < kPeers; ++i) {
        peers.push_back(std::make_unique<QTcpSocket>());
        peers.back()->connectToHost(QHostAddress::LocalHost, running.port());
    }
    const auto refused = [&running] {
        QList<Notice> found;
        std::ranges::copy_if(running.notices, std::back_inserter(found),
                             [](const Notice &n) { return n.code == NoticeCode::ClientsRefused; });
        return found;
    };
    const auto total = [&refused] {
        int sum = 0;
        for (const Notice &n : refused())
            sum += n.arguments.value(0).toInt();
        return sum;
    };
    QTRY_COMPARE(total(), kPeers - 1);
    QVERIFY2(refused().size() < kPeers / 4, qPrintable(QString::number(refused().size())));
    QCOMPARE(refused().first().arguments.value(2), u"maxPerAddress"_s);
    for (const auto &peer : peers)
        QTRY_VERIFY(peer == peers.front() || peer->state() == QAbstractSocket::UnconnectedState);
}

void tst_ChatServer::saysWhenFilesAreFewerThanPlaces()
{
    const auto isCapped = [](const Running &running) {
        return std::ranges::any_of(running.notices,
                                   [](const Notice &n) { return n.code == NoticeCode::PlacesCapped; });
    };
    ServerConfig config = anyPort();
    config.limits.maxClients = 1;
    Running running(config);
    QVERIFY(running.isUp());
    QTRY_VERIFY(!running.notices.isEmpty());
    QVERIFY(!isCapped(running));
    config.limits.maxClients = 1'000'000'000'000;
    running.server.setConfig(config);
    QTRY_VERIFY(isCapped(running));
    Running lifted([&config] {
        config.limits.maxClients = 0;
        return config;
    }());
    QTRY_VERIFY(isCapped(lifted));
}

LOOP_TEST_MAIN(tst_ChatServer, "qt") // as in the programs
#include "tst_chatserver.moc"
