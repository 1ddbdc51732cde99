// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/epolleventdispatcher.h"
#include "net/eventdispatcher.h"
#include "support/loopmain.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTest>

#include <array>
#include <memory>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

using namespace Chalkwire::Net;

/// What our loop tells about a socket that is ready, and that Qt's tells nothing.
class tst_ActivationHint : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsKnownOutside();
    void tellsOfTheEnd_data();
    void tellsOfTheEnd();
    void tellsWhenManyAreReady_data();
    void tellsWhenManyAreReady();
    void measuresTurns();

private:
    static bool isOurs()
    {
        return qobject_cast<const EpollEventDispatcher *>(QAbstractEventDispatcher::instance()) != nullptr;
    }
};

namespace {

/// Two connected TCP-like sockets, one of them watched.
struct Watched
{
    explicit Watched(const std::function<void()> &onReady)
    {
        isOpen = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) == 0;
        notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [this, onReady] {
            notifier->setEnabled(false);
            onReady();
        });
    }
    ~Watched()
    {
        notifier.reset();
        ::close(ends[0]);
        closePeer();
    }
    Q_DISABLE_COPY_MOVE(Watched)
    void closePeer()
    {
        if (ends[1] >= 0)
            ::close(std::exchange(ends[1], -1));
    }

    std::array<int, 2> ends{-1, -1};
    bool isOpen = false;
    std::unique_ptr<QSocketNotifier> notifier;
};

} // namespace

void tst_ActivationHint::nothingIsKnownOutside()
{
    QVERIFY(activationHint().mayHaveEnded);
    QVERIFY(activationHint().isAlone);
    QVERIFY(!activationHint().isBusy);
}

void tst_ActivationHint::tellsOfTheEnd_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("mayHaveEnded");
    QTest::newRow("bytes") << QStringLiteral("bytes") << false;
    QTest::newRow("half-close") << QStringLiteral("half-close") << true;
    QTest::newRow("bytes and half-close") << QStringLiteral("bytes half-close") << true;
    QTest::newRow("close") << QStringLiteral("close") << true;
}

void tst_ActivationHint::tellsOfTheEnd()
{
    QFETCH(QString, what);
    QFETCH(bool, mayHaveEnded);
    std::vector<ActivationHint> hints;
    Watched watched([&hints] { hints.push_back(activationHint()); });
    QVERIFY(watched.isOpen);
    if (what.contains(u"bytes"))
        QVERIFY(::write(watched.ends[1], "x", 1) == 1);
    if (what.contains(u"half-close"))
        QVERIFY(::shutdown(watched.ends[1], SHUT_WR) == 0);
    if (what == u"close")
        watched.closePeer();
    QTRY_COMPARE(hints.size(), std::size_t(1));
    QCOMPARE(hints.front().mayHaveEnded, mayHaveEnded || !isOurs());
    QVERIFY(activationHint().mayHaveEnded);
}

void tst_ActivationHint::tellsWhenManyAreReady_data()
{
    QTest::addColumn<int>("ready");
    QTest::addColumn<bool>("isAlone");
    QTest::addColumn<bool>("isBusy");
    QTest::newRow("one") << 1 << true << false;
    QTest::newRow("two") << 2 << false << false;
    QTest::newRow("one before the limit") << EpollEventDispatcher::kBusyFrom - 1 << false << false;
    QTest::newRow("at the limit") << EpollEventDispatcher::kBusyFrom << false << true;
}

void tst_ActivationHint::tellsWhenManyAreReady()
{
    QFETCH(int, ready);
    QFETCH(bool, isAlone);
    QFETCH(bool, isBusy);
    std::vector<ActivationHint> hints;
    std::vector<std::unique_ptr<Watched>> all;
    for (int i = 0; i < ready; ++i) {
        all.push_back(std::make_unique<Watched>([&hints] { hints.push_back(activationHint()); }));
        QVERIFY(::write(all.back()->ends[1], "x", 1) == 1);
    }
    QTRY_COMPARE(hints.size(), static_cast<std::size_t>(ready));
    for (const ActivationHint &hint : hints) {
        QCOMPARE(hint.isAlone, isAlone || !isOurs());
        QCOMPARE(hint.isBusy, isBusy && isOurs());
    }
}

void tst_ActivationHint::measuresTurns()
{
    constexpr qint64 kBusyMs = 20;
    (void)takeTurnTimes();
    bool isOver = false;
    Watched watched([&isOver] {
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < kBusyMs) {
        }
        isOver = true;
    });
    QVERIFY(::write(watched.ends[1], "x", 1) == 1);
    QTRY_VERIFY(isOver);
    QCoreApplication::processEvents(); // the next wait ends the turn
    const auto turns = takeTurnTimes();
    QCOMPARE(turns.has_value(), isOurs());
    if (turns)
        QVERIFY(turns->maxMicros() >= kBusyMs * 1000);
}

LOOP_TEST_MAIN(tst_ActivationHint, "epoll")
#include "tst_activationhint.moc"
