// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"
#include "serverlog.h"
#include "support/loopmain.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Chalkwire;
using namespace Chalkwire::Net;

namespace {

int acceptError = 0; ///< what accept() fails with; 0: it does not
int failedAccepts = 0;

} // namespace

/// Stands before the system's: this program's, and so Qt's.
int accept4(int descriptor, sockaddr *address, socklen_t *size, int flags)
{
    if (acceptError == 0)
        return static_cast<int>(::syscall(SYS_accept4, descriptor, address, size, flags));
    ++failedAccepts;
    errno = acceptError;
    return -1;
}

/// Who is let in, how fast, and what accept() may answer instead of a client.
class tst_Accepting : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refusesOneMoreAtOnce();
    void refusesOneMoreInTime();
    void waitingClientsCountToo();
    void refusedClientReadsAnEnd();
    void leavesDescriptorsToTheProgram_data();
    void leavesDescriptorsToTheProgram();
    void takesTurns();
    void keepsThePace();
    void survivesEveryAcceptError_data();
    void survivesEveryAcceptError();

private:
    static Limits countingLoopback()
    {
        Limits limits;
        limits.exemptLoopback = 0;
        return limits;
    }
    static QStringList list(const char *events)
    {
        return QString::fromLatin1(events).split(QStringLiteral(", "));
    }
    /// What a server makes of a limit of `files`.
    static qint64 measured(ServerLog &log, const Limits &limits, rlim_t files)
    {
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        const rlimit fewer{files, before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &fewer);
        log.server->setLimits(limits);
        ::setrlimit(RLIMIT_NOFILE, &before);
        return log.server->maxServed();
    }
    QTemporaryDir m_folder;
};

void tst_Accepting::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    acceptError = 0;
    failedAccepts = 0;
}

void tst_Accepting::refusesOneMoreAtOnce()
{
    Limits limits = countingLoopback();
    limits.maxPerAddress = 2;
    ServerLog log(limits);
    const quint16 port = log.listenTcp(QStringLiteral("*"));
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1, opened 2"));
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events.mid(2), list("refused maxPerAddress"));
    QCOMPARE(log.lastPeer.port, third.ownPort());
    TestPeer other = TestPeer::tcp(port, "::1"); // another address
    QTRY_COMPARE(log.events.mid(3), list("opened 3"));
    first.close();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 1 peer_closed"));
    TestPeer fourth = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 4"));
    QCOMPARE(log.server->openCount(), 3);
}

void tst_Accepting::refusesOneMoreInTime()
{
    Limits limits = countingLoopback();
    limits.maxNewPerAddress = 3;
    limits.newPerAddressMs = 24 * 3'600'000;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    for (int i = 1; i <= 3; ++i) {
        TestPeer peer = TestPeer::tcp(port);
        QTRY_COMPARE(log.last(), QStringLiteral("opened %1").arg(i));
        peer.close();
        QTRY_COMPARE(log.last(), QStringLiteral("closed %1 peer_closed").arg(i));
    }
    TestPeer peer = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("refused maxNewPerAddress"));
    log.server->setLimits(Limits());
    TestPeer next = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 4"));
}

void tst_Accepting::waitingClientsCountToo()
{
    Limits limits = countingLoopback();
    limits.maxPerAddress = 2;
    limits.maxClients = 1;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, list("opened 1"));
    TestPeer second = TestPeer::tcp(port);
    TestPeer third = TestPeer::tcp(port);
    QTRY_COMPARE(log.events.mid(1), list("waiting 2, refused maxPerAddress"));
    second.close();
    QTRY_COMPARE(log.last(), QStringLiteral("closed 2 peer_closed"));
    TestPeer fourth = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("waiting 3"));
}

void tst_Accepting::refusedClientReadsAnEnd()
{
    Limits limits = countingLoopback();
    limits.maxPerAddress = 1;
    ServerLog log(limits);
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    second.send("hello"); // arrives before it is refused, and is thrown away: no reset
    QTRY_COMPARE(log.last(), QStringLiteral("refused maxPerAddress"));
    QTRY_VERIFY(second.isEnded());
    QCOMPARE(second.error(), 0);
    QCOMPARE(second.bytes(), QByteArray());
}

void tst_Accepting::leavesDescriptorsToTheProgram_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::newRow("tcp") << false;
    QTest::newRow("local") << true;
}

void tst_Accepting::leavesDescriptorsToTheProgram()
{
    QFETCH(bool, isLocal);
    Limits limits;
    limits.maxClients = 0;
    limits.maxWaiting = 0;
    ServerLog log(limits);
    const QString name = m_folder.filePath(QStringLiteral("capped"));
    const quint16 port = isLocal ? 0 : log.listenTcp();
    if (isLocal)
        QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, name}));
    QCOMPARE(measured(log, limits, 1000), 1000 - 128 - 1);
    limits.reservedFiles = 0;
    QCOMPARE(measured(log, limits, 1000), 0); // lifted
    limits.reservedFiles = 11;
    QCOMPARE(measured(log, limits, 21), 10); // the half, rounded down, is kept
    QCOMPARE(measured(log, limits, 23), 11);
    std::vector<TestPeer> peers;
    for (int i = 0; i < 15; ++i)
        peers.push_back(isLocal ? TestPeer::local(name) : TestPeer::tcp(port));
    QTRY_COMPARE(log.last(), QStringLiteral("waiting 12")); // the last one shows that places are wanted
    QCOMPARE(log.events.filter(QStringLiteral("opened")).size(), 11);
    peers[0].send("ping");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 ping"));
    QCOMPARE(log.server->openCount(), 12); // the others are in the system's queue
    peers[1].close();
    QTRY_COMPARE(log.events.mid(13), list("peerFinished 2, closed 2 peer_closed, opened 12, waiting 13"));
    QCOMPARE(log.server->openCount(), 12);
    limits.maxClients = 1; // waiting clients hold descriptors too
    QCOMPARE(measured(log, limits, 25), 13);
    QTRY_COMPARE(log.last(), QStringLiteral("waiting 15"));
    QCOMPARE(log.server->openCount(), 14);
}

void tst_Accepting::takesTurns()
{
    static constexpr int kPeers = 12;
    Limits limits;
    limits.maxAcceptsPerTurn = 3;
    limits.maxAcceptsPerSecond = 0;
    ServerLog log(limits);
    int turn = 0;
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &log,
            [&turn] { ++turn; });
    QMap<int, int> perTurn;
    log.onOpened = [&](ConnectionId) { ++perTurn[turn]; };
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < kPeers; ++i)
        peers.push_back(TestPeer::tcp(port));
    QTRY_COMPARE(log.events.size(), kPeers);
    for (const int count : perTurn)
        QVERIFY2(count <= 3, qPrintable(QString::number(count)));
}

void tst_Accepting::keepsThePace()
{
    Limits limits;
    limits.maxAcceptsPerTurn = 2;
    limits.maxAcceptsPerSecond = 1;
    ServerLog log(limits);
    log.onReceived = [&log](ConnectionId id, const QByteArray &) { log.server->send(id, "accepted"); };
    const quint16 port = log.listenTcp();
    std::vector<TestPeer> peers;
    for (int i = 0; i < 6; ++i)
        peers.push_back(TestPeer::tcp(port));
    QTRY_COMPARE(log.events, list("opened 1, opened 2"));
    peers[0].send("ping"); // served clients do not wait
    QTRY_COMPARE(peers[0].bytes(), QByteArray("accepted"));
    QCOMPARE(log.events.mid(2), list("received 1 ping"));
    log.server->setLimits(Limits());
    QTRY_COMPARE(log.last(), QStringLiteral("opened 6"));
}

void tst_Accepting::survivesEveryAcceptError_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<bool>("isUsed"); // accepted before: Qt then reports no error any more
    QTest::addColumn<int>("error");
    for (const int error : {EMFILE, ENFILE, ENOMEM, ECONNABORTED, EPERM}) {
        for (const bool isLocal : {false, true}) {
            for (const bool isUsed : {false, true})
                QTest::addRow("%s-%s-%s", ::strerrorname_np(error), isLocal ? "local" : "tcp",
                              isUsed ? "used" : "fresh")
                    << isLocal << isUsed << error;
        }
    }
}

void tst_Accepting::survivesEveryAcceptError()
{
    QFETCH(bool, isLocal);
    QFETCH(bool, isUsed);
    QFETCH(int, error);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("listener 1: .*")));
    ServerLog log;
    const QString name = m_folder.filePath(QStringLiteral("failing"));
    const quint16 port = isLocal ? 0 : log.listenTcp();
    if (isLocal)
        QVERIFY(log.server->listen(Endpoint{Transport::Local, {}, 0, name}));
    const auto newPeer = [&] { return isLocal ? TestPeer::local(name) : TestPeer::tcp(port); };
    std::vector<TestPeer> peers;
    if (isUsed) {
        peers.push_back(newPeer());
        QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    }
    acceptError = error;
    peers.push_back(newPeer());
    QTRY_VERIFY(log.events.contains(QStringLiteral("acceptTroubled 1")));
    QElapsedTimer watched;
    watched.start();
    QTRY_VERIFY(watched.hasExpired(Listener::kRetryMs + 100));
    QVERIFY(failedAccepts > 0);
    QVERIFY2(failedAccepts < 100, qPrintable(QString::number(failedAccepts))); // it does not spin
    acceptError = 0;
    QTRY_VERIFY((peers.push_back(newPeer()), peers.back().isConnected()));
    peers.back().send("hello");
    QTRY_VERIFY(log.bytes.endsWith("hello"));
    QCOMPARE(log.events.count(QStringLiteral("acceptTroubled 1")), 1); // said once
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("listener 1: .*")));
    acceptError = error;
    peers.push_back(newPeer());
    QTRY_COMPARE(log.events.count(QStringLiteral("acceptTroubled 1")), 2); // and once more the next time
}

LOOP_TEST_MAIN(tst_Accepting, "epoll")
#include "tst_accepting.moc"
