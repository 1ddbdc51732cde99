// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatserver.h"
#include "support/loopmain.h"

#include "app/batch.h"
#include "net/socketserver.h"

#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>

using namespace Chalkwire;
using namespace Chalkwire::App;

namespace {

constexpr std::size_t kPeers = 5;

ServerConfig anyPort()
{
    ServerConfig config;
    ListenSpec spec = ServerConfig::defaultListener();
    spec.endpoint.port = 0;
    config.listeners = {spec};
    config.ephemeral = true;
    return config;
}

/// A server with clients in its lobby. The n-th client has the id n + 1.
struct Crowd
{
    explicit Crowd(const ServerConfig &config = anyPort())
        : server(config)
    {
        QObject::connect(&server, &ChatServer::recorded, &server, [this](const Trace::SharedRecords &batch) {
            records.insert(records.end(), batch->begin(), batch->end());
        });
        server.start();
    }
    bool gathers()
    {
        if (!QTest::qWaitFor([this] { return server.state() == ServerState::Listening; }))
            return false;
        for (std::size_t i = 0; i < kPeers; ++i) {
            peers.at(i).connectToHost(QHostAddress::LocalHost, server.listeners().first().endpoint.port);
            peers.at(i).write("/nick n" + QByteArray::number(i) + '\n');
            if (!QTest::qWaitFor([this, i] { return read(i).contains("you are"); }))
                return false;
        }
        return true;
    }
    const QByteArray &read(std::size_t peer) { return got.at(peer) += peers.at(peer).readAll(); }
    /// What the records of one kind say was sent to this client; nothing when they leave a gap or overlap.
    QByteArray told(std::size_t peer, Trace::RecordKind kind) const
    {
        const ConnectionId id = peer + 1;
        QByteArray all;
        for (const Trace::Record &record : records) {
            if (record.kind != kind || record.direction != Direction::ToClient || !record.concerns(id))
                continue;
            if (record.offsetFor(id) != quint64(all.size()))
                return {};
            all += record.bytes;
        }
        return all;
    }
    bool isAllTold(const QByteArray &last)
    {
        const auto isTold = [this, &last](std::size_t peer) {
            return read(peer).endsWith(last) && told(peer, Trace::RecordKind::Frame) == got.at(peer) &&
                   told(peer, Trace::RecordKind::Chunk) == got.at(peer);
        };
        return QTest::qWaitFor([&isTold] {
            for (std::size_t peer = 0; peer < kPeers; ++peer) {
                if (!isTold(peer))
                    return false;
            }
            return true;
        });
    }

    ChatServer server;
    Trace::Records records;
    std::array<QTcpSocket, kPeers> peers;
    std::array<QByteArray, kPeers> got;
};

} // namespace

/// Messages to the same clients are handed on together: nobody may notice.
class tst_Fanout : public QObject
{
    Q_OBJECT

private slots:
    void everyStreamIsWhatItsRecordsSay_data();
    void everyStreamIsWhatItsRecordsSay();
    void messagesInARowShareTheirList();
    void leavingClientGetsWhatCameBefore();
    void closedClientGetsWhatCameBefore();
    void moreThanOneBatchHolds();
};

void tst_Fanout::everyStreamIsWhatItsRecordsSay_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Fanout::everyStreamIsWhatItsRecordsSay()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Crowd crowd;
    QVERIFY(crowd.gathers());
    static const std::array<QByteArray, 8> kSayings{
        "hello\n", "and again\n",  "/msg n1 psst\n", "/msg n3 psst\n",
        "/who\n",  "/join side\n", "/join\n",        "\n",
    };
    for (int burst = 0; burst < 40; ++burst) {
        QByteArray said;
        for (quint32 lines = 1 + random.bounded(9U); lines > 0; --lines)
            said += kSayings.at(random.bounded(quint32(kSayings.size())));
        QTcpSocket &peer = crowd.peers.at(random.bounded(quint32(kPeers)));
        peer.write(said);
        peer.flush();
        if (random.bounded(4U) == 0)
            QCoreApplication::processEvents();
    }
    for (std::size_t i = 0; i < kPeers; ++i) {
        crowd.peers.at(i).write("/help\n");
        QVERIFY(QTest::qWaitFor([&crowd, i] { return crowd.read(i).contains("* /quit"); }));
    }
    crowd.server.send(ChatServer::Audience::Everyone, kNoConnection, "the end\n");
    QVERIFY(crowd.isAllTold("the end\n"));
}

void tst_Fanout::messagesInARowShareTheirList()
{
    Crowd crowd;
    QVERIFY(crowd.gathers());
    crowd.peers[0].write("one\ntwo\nthree\n");
    QVERIFY(QTest::qWaitFor([&crowd] { return crowd.read(1).endsWith("n0: three\n"); }));
    crowd.server.send(ChatServer::Audience::Everyone, kNoConnection, "the end\n");
    QVERIFY(crowd.isAllTold("the end\n"));
    QList<qint64> costs;
    for (const Trace::Record &record : crowd.records) {
        if (record.kind == Trace::RecordKind::Frame && record.bytes.startsWith("[lobby] n0: "))
            costs.append(record.recipients.cost());
    }
    QCOMPARE(costs.size(), 3);
    QVERIFY(costs.at(0) > 0);
    QCOMPARE(costs.at(1), 0);
    QCOMPARE(costs.at(2), 0);
}

void tst_Fanout::leavingClientGetsWhatCameBefore()
{
    Crowd crowd;
    QVERIFY(crowd.gathers());
    crowd.peers[2].write("bye all\nclose\n");
    QTRY_COMPARE(crowd.peers[2].state(), QAbstractSocket::UnconnectedState);
    QVERIFY(crowd.read(2).endsWith("accepted\nclosed\n"));
    for (const std::size_t other : {std::size_t(0), std::size_t(4)})
        QTRY_VERIFY(crowd.read(other).endsWith("n2: bye all\n* n2 left lobby\n"));
}

void tst_Fanout::closedClientGetsWhatCameBefore()
{
    ServerConfig config = anyPort();
    config.limits.maxUnfinished = 1;
    config.hasHistory = false; // what is said is told in the same turn
    Crowd crowd(config);
    QVERIFY(crowd.gathers());
    crowd.peers[1].write("/who\nthe older unfinished line");
    QTRY_VERIFY(crowd.read(1).contains("* in lobby"));
    crowd.peers[0].write("hello\nand the newer one");
    QTRY_COMPARE(crowd.peers[1].state(), QAbstractSocket::UnconnectedState);
    QVERIFY(crowd.read(1).endsWith("n0: hello\n* this line did not end in time\n"));
}

void tst_Fanout::moreThanOneBatchHolds()
{
    ServerConfig config = anyPort();
    config.limits.readChunkBytes = 1024 * 1024;
    config.limits.maxReadBytesPerTurn = 1024 * 1024;
    config.limits.maxWorkPerTurn = 0;
    Crowd crowd(config);
    QVERIFY(crowd.gathers());
    // 600 kB, as fast as the system hands them on; others see three bytes for each.
    crowd.peers[3].write((QByteArray(1500, '\1') + '\n').repeated(400));
    QVERIFY(
        QTest::qWaitFor([&crowd] { return crowd.read(0).count('\n') > 400 && crowd.got[0].endsWith('\n'); }));
    crowd.server.send(ChatServer::Audience::Everyone, kNoConnection, "the end\n");
    QVERIFY(crowd.isAllTold("the end\n"));
    for (const Trace::Record &record : crowd.records)
        QVERIFY(record.direction == Direction::ToServer ||
                record.bytes.size() <= Net::SocketServer::kMaxTogether);
}

LOOP_TEST_MAIN(tst_Fanout, "qt") // as in the programs
#include "tst_fanout.moc"
