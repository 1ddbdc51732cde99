// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"
#include "serverlog.h"
#include "support/loopmain.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
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

/// What accept() may answer instead of a client.
class tst_Accepting : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void survivesEveryAcceptError_data();
    void survivesEveryAcceptError();

private:
    QTemporaryDir m_folder;
};

void tst_Accepting::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    acceptError = 0;
    failedAccepts = 0;
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
}

LOOP_TEST_MAIN(tst_Accepting, "epoll")
#include "tst_accepting.moc"
