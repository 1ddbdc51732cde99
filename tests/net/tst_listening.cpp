// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"
#include "serverlog.h"
#include "support/loopmain.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxyFactory>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Chalkwire;
using namespace Chalkwire::Net;

class tst_Listening : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void servesBothFamilies();
    void servesOneFamily_data();
    void servesOneFamily();
    void takenPortNamesItsHolder();
    void refusesAddress_data();
    void refusesAddress();
    void asksNoProxy_data();
    void asksNoProxy();
    void stopListeningKeepsClients();
    void listensAgainOnTheSamePort();
    void localSocketIsForItsOwnerOnly();
    void localSocketReplacesOnlyStaleFiles();
    void localSocketNames_data();
    void localSocketNames();
    void stopsInsideOpened();
    void survivesLackOfDescriptors_data();
    void survivesLackOfDescriptors();

private:
    static Endpoint tcp(const QString &host, quint16 port = 0) { return {Transport::Tcp, host, port, {}}; }
    static Endpoint local(const QString &name) { return {Transport::Local, {}, 0, name}; }
    QTemporaryDir m_folder;
};

/// While it lives this process may open only `free` more descriptors.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(int free)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        std::vector<int> probes;
        for (int i = 0; i <= free; ++i)
            probes.push_back(::dup(0));
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(probes.back()); // the first one that may not be opened
        for (const int probe : probes)
            ::close(probe);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(DescriptorLimit)

private:
    rlimit m_before{};
};

void tst_Listening::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_Listening::servesBothFamilies()
{
    ServerLog log;
    const quint16 port = log.listenTcp(QStringLiteral("*"));
    TestPeer four = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    QCOMPARE(log.lastPeer.address, QStringLiteral("127.0.0.1"));
    QCOMPARE(log.lastPeer.port, four.ownPort());
    TestPeer six = TestPeer::tcp(port, "::1");
    QTRY_COMPARE(log.last(), QStringLiteral("opened 2"));
    QCOMPARE(log.lastPeer.address, QStringLiteral("::1"));
    QCOMPARE(log.lastPeer.endpoint(), QStringLiteral("[::1]:%1").arg(six.ownPort()));
}

void tst_Listening::servesOneFamily_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isFour");
    QTest::addColumn<bool>("isSix");
    QTest::newRow("ipv4") << "127.0.0.1" << true << false;
    QTest::newRow("ipv6") << "::1" << false << true;
    QTest::newRow("any-ipv4") << "0.0.0.0" << true << false;
    QTest::newRow("any-ipv6") << "::" << false << true;
    QTest::newRow("localhost") << "localhost" << true << false;
}

void tst_Listening::servesOneFamily()
{
    QFETCH(QString, host);
    QFETCH(bool, isFour);
    QFETCH(bool, isSix);
    ServerLog log;
    const quint16 port = log.listenTcp(host);
    QVERIFY(port != 0);
    QCOMPARE(TestPeer::tcp(port).isConnected(), isFour);
    QCOMPARE(TestPeer::tcp(port, "::1").isConnected(), isSix);
}

void tst_Listening::takenPortNamesItsHolder()
{
    ServerLog log;
    const quint16 port = log.listenTcp();
    const auto again = log.server->listen(tcp(QStringLiteral("127.0.0.1"), port));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ListenFailure::Kind::AddressInUse);
    QCOMPARE(again.error().endpoint, tcp(QStringLiteral("127.0.0.1"), port));
    QCOMPARE(again.error().holder,
             QStringLiteral("tst_listening (pid %1)").arg(QCoreApplication::applicationPid()));
    QVERIFY(again.error().nextFreePort > port);
    QVERIFY(log.server->listen(tcp(QStringLiteral("127.0.0.1"), again.error().nextFreePort)));
}

void tst_Listening::refusesAddress_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("kind");
    QTest::newRow("not-here") << "192.0.2.1" << int(ListenFailure::Kind::AddressNotHere);
    QTest::newRow("name") << "example.org" << int(ListenFailure::Kind::BadAddress);
    QTest::newRow("garbage") << "1.2.3" << int(ListenFailure::Kind::BadAddress);
}

void tst_Listening::refusesAddress()
{
    QFETCH(QString, host);
    QFETCH(int, kind);
    ServerLog log;
    const auto info = log.server->listen(tcp(host));
    QVERIFY(!info);
    QCOMPARE(int(info.error().kind), kind);
    const auto udp = log.server->listen(Endpoint{Transport::Udp, host, 0, {}});
    QVERIFY(!udp);
    QCOMPARE(int(udp.error().kind), kind);
}

namespace {

/// Counts who asks for a proxy. A desktop's own answer may take a name server's time.
class CountingProxies final : public QNetworkProxyFactory
{
public:
    explicit CountingProxies(int &questions)
        : m_questions(questions)
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        ++m_questions;
        return {QNetworkProxy::NoProxy};
    }

private:
    int &m_questions;
};

} // namespace

void tst_Listening::asksNoProxy_data()
{
    QTest::addColumn<int>("transport");
    QTest::addColumn<QString>("host");
    QTest::newRow("tcp") << int(Transport::Tcp) << QStringLiteral("127.0.0.1");
    QTest::newRow("udp") << int(Transport::Udp) << QStringLiteral("127.0.0.1");
    QTest::newRow("refused-tcp") << int(Transport::Tcp) << QStringLiteral("192.0.2.1");
    QTest::newRow("refused-udp") << int(Transport::Udp) << QStringLiteral("192.0.2.1");
}

void tst_Listening::asksNoProxy()
{
    QFETCH(int, transport);
    QFETCH(QString, host);
    int questions = 0;
    QNetworkProxyFactory::setApplicationProxyFactory(new CountingProxies(questions)); // Qt owns it
    {
        SocketServer server{Limits()};
        const auto first = server.listen(Endpoint{static_cast<Transport>(transport), host, 0, {}});
        if (first) // taken now: the search for a free port next to it must not ask either
            QVERIFY(!server.listen(first->endpoint));
    }
    QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
    QCOMPARE(questions, 0);
}

void tst_Listening::stopListeningKeepsClients()
{
    ServerLog log;
    const quint16 port = log.listenTcp();
    const QString name = m_folder.filePath(QStringLiteral("stop"));
    QVERIFY(log.server->listen(local(name)));
    TestPeer peer = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    log.server->stopListening();
    QVERIFY(!TestPeer::tcp(port).isConnected());
    QVERIFY(!QFileInfo::exists(name));
    peer.send("still here");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 still here"));
}

void tst_Listening::listensAgainOnTheSamePort()
{
    ServerLog log;
    const quint16 port = log.listenTcp();
    TestPeer peer = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    log.server->stopListening();
    log.server->closeAll(CloseReason::Stopping); // our side ends first: TIME_WAIT stays behind
    QTRY_VERIFY(peer.isEnded());
    const auto info = log.server->listen(tcp(QStringLiteral("127.0.0.1"), port));
    QVERIFY(info);
    QCOMPARE(info->id, ListenerId(2));
    TestPeer next = TestPeer::tcp(port);
    QTRY_COMPARE(log.last(), QStringLiteral("opened 2"));
    QCOMPARE(log.lastPeer.listener, ListenerId(2));
}

void tst_Listening::localSocketIsForItsOwnerOnly()
{
    ServerLog log;
    const QString name = m_folder.filePath(QStringLiteral("mode"));
    QVERIFY(log.server->listen(local(name)));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(name).constData(), &status), 0);
    QVERIFY(S_ISSOCK(status.st_mode));
    QCOMPARE(int(status.st_mode & 0777), 0700);
}

void tst_Listening::localSocketReplacesOnlyStaleFiles()
{
    const QString name = m_folder.filePath(QStringLiteral("stale"));
    const QString hidden = m_folder.filePath(QStringLiteral("hidden"));
    ServerLog log;
    QVERIFY(log.server->listen(local(name)));
    ServerLog second;
    const auto taken = second.server->listen(local(name));
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, ListenFailure::Kind::AddressInUse);
    TestPeer peer = TestPeer::local(name);
    peer.send("hello");
    QTRY_VERIFY(log.bytes.endsWith("hello")); // still the first one's

    QVERIFY(QFile::rename(name, hidden)); // as a crash would leave it: a socket file and nobody behind it
    log.server->stopListening();
    QVERIFY(QFile::rename(hidden, name));
    QCOMPARE(localPath(name), LocalPath::Stale);
    QVERIFY(second.server->listen(local(name)));
}

void tst_Listening::localSocketNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<LocalPath>("expected");
    const QString folder = m_folder.path() + u'/';
    QFile file(folder + QStringLiteral("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.link(folder + QStringLiteral("link")));
    QVERIFY(QFile::link(folder + QStringLiteral("nowhere"), folder + QStringLiteral("dangling")));
    QTest::newRow("free") << folder + QStringLiteral("free") << LocalPath::Free;
    QTest::newRow("file") << folder + QStringLiteral("file") << LocalPath::NotASocket;
    QTest::newRow("link") << folder + QStringLiteral("link") << LocalPath::NotASocket;
    QTest::newRow("dangling-link") << folder + QStringLiteral("dangling") << LocalPath::NotASocket;
    QTest::newRow("folder") << m_folder.path() << LocalPath::NotASocket;
    QTest::newRow("limit") << folder + QString(106 - folder.size(), u'n') << LocalPath::Free;
    QTest::newRow("limit-plus-one") << folder + QString(107 - folder.size(), u'n') << LocalPath::TooLong;
}

void tst_Listening::localSocketNames()
{
    QFETCH(QString, name);
    QFETCH(LocalPath, expected);
    QCOMPARE(localPath(name), expected);
    ServerLog log;
    const auto info = log.server->listen(local(name));
    QCOMPARE(info.has_value(), expected == LocalPath::Free);
    if (!info)
        QCOMPARE(info.error().kind, ListenFailure::Kind::BadAddress);
    else
        QVERIFY(TestPeer::local(name).isConnected());
}

void tst_Listening::stopsInsideOpened()
{
    ServerLog log;
    log.onOpened = [&log](ConnectionId) { log.server->stopListening(); };
    const quint16 port = log.listenTcp();
    TestPeer first = TestPeer::tcp(port);
    TestPeer second = TestPeer::tcp(port);
    QTRY_COMPARE(log.events, QStringList{QStringLiteral("opened 1")});
    QTRY_VERIFY(second.isEnded() || second.error() != 0);
    QCOMPARE(log.events.size(), 1);
    first.send("x");
    QTRY_COMPARE(log.last(), QStringLiteral("received 1 x"));
}

void tst_Listening::survivesLackOfDescriptors_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<bool>("isUsed"); // accepted before: Qt then never reports the lack
    QTest::addColumn<int>("free");
    for (const bool isLocal : {false, true}) {
        for (const bool isUsed : {false, true}) {
            for (const int free : {0, 1})
                QTest::addRow("%s-%s-%d", isLocal ? "local" : "tcp", isUsed ? "used" : "fresh", free)
                    << isLocal << isUsed << free;
        }
    }
}

void tst_Listening::survivesLackOfDescriptors()
{
    QFETCH(bool, isLocal);
    QFETCH(bool, isUsed);
    QFETCH(int, free);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("listener 1: .*")));
    ServerLog log;
    const QString name = m_folder.filePath(QStringLiteral("full"));
    const quint16 port = isLocal ? 0 : log.listenTcp();
    if (isLocal)
        QVERIFY(log.server->listen(local(name)));
    const auto newPeer = [&] { return isLocal ? TestPeer::local(name) : TestPeer::tcp(port); };
    std::vector<TestPeer> peers;
    if (isUsed) {
        peers.push_back(newPeer());
        QTRY_COMPARE(log.last(), QStringLiteral("opened 1"));
    }
    for (int i = 0; i < 3; ++i)
        peers.push_back(newPeer());
    const QString trouble = QStringLiteral("acceptTroubled 1");
    int wakeUps = 0;
    const QObject counting; // outlives the limit: UBSan needs a descriptor to look at a vptr
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &counting,
            [&wakeUps] { ++wakeUps; });
    {
        const DescriptorLimit limit(free);
        QTRY_VERIFY(log.events.contains(trouble));
        wakeUps = 0;
        QElapsedTimer watched;
        watched.start();
        QTRY_VERIFY(watched.hasExpired(Listener::kRetryMs + 100));
        QVERIFY(wakeUps < 2'000); // a listener that spins makes tens of thousands
        // Served clients go on.
        if (isUsed) {
            peers.front().send("ping");
            QTRY_VERIFY(log.events.contains(QStringLiteral("received 1 ping")));
        }
    }
    TestPeer later = newPeer();
    later.send("hello");
    QTRY_VERIFY(log.bytes.endsWith("hello"));
}

LOOP_TEST_MAIN(tst_Listening, "epoll")
#include "tst_listening.moc"
