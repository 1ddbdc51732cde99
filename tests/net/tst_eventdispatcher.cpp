// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopmain.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/// Two connected sockets, each end closed once.
class Pair
{
public:
    Pair()
    {
        m_isOpen = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends.data()) == 0;
    }
    ~Pair()
    {
        close(0);
        close(1);
    }
    Q_DISABLE_COPY_MOVE(Pair)

    int end(std::size_t index) const { return m_ends.at(index); }
    void close(std::size_t index)
    {
        if (m_isOpen && m_ends.at(index) >= 0)
            ::close(std::exchange(m_ends.at(index), -1));
    }
    bool write(std::size_t index, const QByteArray &bytes) const
    {
        return ::write(m_ends.at(index), bytes.constData(), static_cast<std::size_t>(bytes.size())) ==
               bytes.size();
    }
    QByteArray read(std::size_t index) const
    {
        QByteArray bytes(4096, '\0');
        const auto count = ::read(m_ends.at(index), bytes.data(), static_cast<std::size_t>(bytes.size()));
        bytes.resize(qMax<qsizetype>(0, count));
        return bytes;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_isOpen = false;
};

/// One turn that does not wait.
bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    return QThread::currentThread()->eventDispatcher()->processEvents(flags);
}

/// Turns until nothing is left to do. False if there is no end to it.
bool settle()
{
    for (int turns = 0; turns < 1000; ++turns) {
        if (!turn())
            return true;
    }
    return false;
}

bool isOurs()
{
    return QThread::currentThread()->eventDispatcher()->inherits("Chalkwire::Net::EpollEventDispatcher");
}

/// Counts how often a notifier fires, and does what it was told then.
class Watcher
{
public:
    explicit Watcher(int fd, QSocketNotifier::Type type = QSocketNotifier::Read)
        : m_notifier(fd, type)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            ++count;
            if (then)
                then();
        });
    }
    QSocketNotifier &notifier() { return m_notifier; }
    int count = 0;
    std::function<void()> then;

private:
    QSocketNotifier m_notifier;
};

} // namespace

/// What a thread full of sockets asks of its event loop; the same on ours and on Qt's.
class tst_EventDispatcher : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void readsWhileThereIsData();
    void writesWhileThereIsRoom();
    void tellsUrgentData();
    void wakesReaderAtHangUp();
    void takesPlainFiles();
    void switchesOffClosedDescriptors();
    void watchesBothWaysApart();
    void switchesInSlots();
    void deletesInSlots();
    void reusedNumberIsNotMistaken();
    void closedButDuplicatedStaysQuiet();
    void manyReadyAllServed();

    void timersKeepTheirOrder();
    void timersAreNeverEarly();
    void killsAndSetsTimersInSlots();
    void deletesTimerOwnersInSlots();
    void movesTimersToAnotherThread();
    void tellsItsTimers();

    void nobodyStarves();
    void leavesOutWhatItShould();
    void wakesOnPosts();
    void wakeUpBeforeWaitingCounts();
    void interruptsFromOtherThreads();
    void quitsAtAnyMoment();
    void nestedLoopServesOthers();
    void nestedLoopTakesOverWhatWasReady();
    void timerDoesNotFireInItsOwnNestedLoop();
};

void tst_EventDispatcher::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    settle();
}

void tst_EventDispatcher::readsWhileThereIsData()
{
    Pair pair;
    Watcher reader(pair.end(0));
    turn();
    QCOMPARE(reader.count, 0);
    QVERIFY(pair.write(1, "abc"));
    turn();
    turn();
    QCOMPARE(reader.count, 2); // as long as it is not read
    QCOMPARE(pair.read(0), QByteArray("abc"));
    QVERIFY(settle());
    QCOMPARE(reader.count, 2);
}

void tst_EventDispatcher::writesWhileThereIsRoom()
{
    Pair pair;
    Watcher writer(pair.end(0), QSocketNotifier::Write);
    turn();
    QCOMPARE(writer.count, 1);
    const QByteArray much(65'536, 'x');
    while (::write(pair.end(0), much.constData(), static_cast<std::size_t>(much.size())) > 0) {
    }
    const int before = writer.count;
    turn();
    QCOMPARE(writer.count, before);
    while (!pair.read(1).isEmpty()) {
    }
    turn();
    QCOMPARE(writer.count, before + 1);
}

void tst_EventDispatcher::tellsUrgentData()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *const plain = reinterpret_cast<sockaddr *>(&address); // NOLINT: as the system wants it
    QVERIFY(::bind(listener, plain, length) == 0 && ::listen(listener, 1) == 0);
    QVERIFY(::getsockname(listener, plain, &length) == 0);
    const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QVERIFY(::connect(peer, plain, length) == 0);
    const int own = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    {
        Watcher urgent(own, QSocketNotifier::Exception);
        turn();
        QCOMPARE(urgent.count, 0);
        QCOMPARE(::send(peer, "!", 1, MSG_OOB), 1);
        QTRY_VERIFY(urgent.count > 0);
    }
    for (const int fd : {listener, peer, own})
        ::close(fd);
}

void tst_EventDispatcher::wakesReaderAtHangUp()
{
    Pair pair;
    Watcher reader(pair.end(0));
    turn();
    pair.close(1);
    turn();
    QCOMPARE(reader.count, 1);
}

void tst_EventDispatcher::takesPlainFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    Watcher reader(file.handle());
    turn();
    turn();
    QCOMPARE(reader.count, 2); // always ready, as poll(2) has it
    reader.notifier().setEnabled(false);
    QVERIFY(settle());
    QCOMPARE(reader.count, 2);
    reader.notifier().setEnabled(true);
    turn();
    QCOMPARE(reader.count, 3);
}

void tst_EventDispatcher::switchesOffClosedDescriptors()
{
    if (!isOurs())
        return; // Qt's own loops differ among each other
    const int fd = ::dup(0);
    ::close(fd);
    Watcher reader(fd);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("descriptor \\d+ cannot be watched")));
    QVERIFY(settle());
    QVERIFY(!reader.notifier().isEnabled());
    QCOMPARE(reader.count, 0);
}

void tst_EventDispatcher::watchesBothWaysApart()
{
    Pair pair;
    Watcher reader(pair.end(0));
    Watcher writer(pair.end(0), QSocketNotifier::Write);
    turn();
    QCOMPARE(reader.count, 0);
    QCOMPARE(writer.count, 1);
    writer.notifier().setEnabled(false);
    QVERIFY(pair.write(1, "x"));
    turn();
    QCOMPARE(reader.count, 1);
    QCOMPARE(writer.count, 1);
    reader.notifier().setEnabled(false);
    writer.notifier().setEnabled(true);
    turn();
    QCOMPARE(reader.count, 1);
    QCOMPARE(writer.count, 2);
}

void tst_EventDispatcher::switchesInSlots()
{
    Pair one;
    Pair two;
    Watcher first(one.end(0));
    Watcher second(two.end(0));
    // Whichever is first switches the other off: it must not hear of what was found for it.
    first.then = [&] { second.notifier().setEnabled(false); };
    second.then = [&] { first.notifier().setEnabled(false); };
    turn();
    QVERIFY(one.write(1, "x") && two.write(1, "x"));
    turn();
    turn();
    QCOMPARE(first.count > 0, second.count == 0);
    QCOMPARE(first.count + second.count, 2);
    // Off and on again within its own slot.
    Watcher &left = first.count > 0 ? first : second;
    left.then = [&] {
        left.notifier().setEnabled(false);
        left.notifier().setEnabled(true);
    };
    const int before = left.count;
    turn();
    turn();
    QCOMPARE(left.count, before + 2);
}

void tst_EventDispatcher::deletesInSlots()
{
    Pair one;
    Pair two;
    auto first = std::make_unique<Watcher>(one.end(0));
    auto second = std::make_unique<Watcher>(two.end(0));
    int fired = 0;
    first->then = [&] {
        ++fired;
        second.reset();
    };
    second->then = [&] {
        ++fired;
        first.reset();
    };
    turn();
    QVERIFY(one.write(1, "x") && two.write(1, "x"));
    turn();
    QCOMPARE(fired, 1);
}

void tst_EventDispatcher::reusedNumberIsNotMistaken()
{
    Pair one;
    Pair two;
    std::array<Pair *, 2> pairs{&one, &two};
    std::array<std::unique_ptr<Watcher>, 2> readers{std::make_unique<Watcher>(one.end(0)),
                                                    std::make_unique<Watcher>(two.end(0))};
    std::unique_ptr<Watcher> newcomer;
    int reused = -1;
    const auto replaceOther = [&](std::size_t other) {
        if (newcomer)
            return;
        reused = pairs.at(other)->end(0);
        readers.at(other).reset();
        pairs.at(other)->close(0);
        Pair fresh; // the lowest free number is the one just closed
        QCOMPARE(::dup2(fresh.end(0), reused), reused);
        newcomer = std::make_unique<Watcher>(reused);
    };
    readers[0]->then = [&] { replaceOther(1); };
    readers[1]->then = [&] { replaceOther(0); };
    turn();
    QVERIFY(one.write(1, "x") && two.write(1, "x"));
    turn();
    QVERIFY(newcomer);
    QCOMPARE(newcomer->count, 0); // what was ready was the one before it
    newcomer.reset();
    ::close(reused);
}

void tst_EventDispatcher::closedButDuplicatedStaysQuiet()
{
    Pair pair;
    const int duplicate = ::dup(pair.end(0));
    {
        Watcher reader(pair.end(0));
        turn();
        QVERIFY(pair.write(1, "x"));
    }
    pair.close(0);
    // epoll would wake us for it for ever, were it not taken out before it was closed.
    QTimer timer;
    bool isOver = false;
    timer.callOnTimeout(this, [&isOver] { isOver = true; });
    timer.start(20);
    int turns = 0;
    for (; !isOver; ++turns)
        turn(QEventLoop::WaitForMoreEvents);
    QVERIFY2(turns < 10, qPrintable(QString::number(turns)));
    ::close(duplicate);
}

void tst_EventDispatcher::manyReadyAllServed()
{
    constexpr int kPairs = Chalkwire::Net::EpollEventDispatcher::kMaxReady + 44;
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Watcher>> readers;
    for (int i = 0; i < kPairs; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        readers.push_back(std::make_unique<Watcher>(pairs.back()->end(0)));
        readers.back()->then = [pair = pairs.back().get()] { pair->read(0); };
        QVERIFY(pairs.back()->write(1, "x"));
    }
    QVERIFY(settle());
    for (const auto &reader : readers)
        QCOMPARE(reader->count, 1);
}

void tst_EventDispatcher::timersKeepTheirOrder()
{
    QList<int> order;
    QEventLoop loop;
    for (const int ms : {40, 10, 30, 20}) {
        QTimer::singleShot(ms, Qt::PreciseTimer, &loop, [&order, &loop, ms] {
            order += ms;
            if (order.size() == 4)
                loop.quit();
        });
    }
    loop.exec();
    QCOMPARE(order, (QList<int>{10, 20, 30, 40}));
}

void tst_EventDispatcher::timersAreNeverEarly()
{
    for (const auto type : {Qt::PreciseTimer, Qt::CoarseTimer, Qt::VeryCoarseTimer}) {
        if (type != Qt::PreciseTimer && !isOurs())
            continue; // Qt's may come 5 % early
        for (const int ms : {0, 1, 3, 25}) {
            QElapsedTimer elapsed;
            QEventLoop loop;
            elapsed.start();
            QTimer::singleShot(ms, type, &loop, [&loop] { loop.quit(); });
            loop.exec();
            QVERIFY2(elapsed.nsecsElapsed() >= qint64{ms} * 1'000'000,
                     qPrintable(QString::number(elapsed.nsecsElapsed())));
        }
    }
}

void tst_EventDispatcher::killsAndSetsTimersInSlots()
{
    QTimer first;
    QTimer second;
    QTimer third;
    int firstCount = 0;
    int secondCount = 0;
    int thirdCount = 0;
    first.callOnTimeout(this, [&] {
        ++firstCount;
        first.stop();
        second.stop(); // due as well: must not fire any more
        third.start(0);
    });
    second.callOnTimeout(this, [&] { ++secondCount; });
    third.callOnTimeout(this, [&] {
        if (++thirdCount == 3)
            third.stop();
    });
    first.start(0);
    second.start(0);
    QVERIFY(settle());
    QCOMPARE(firstCount, 1);
    QCOMPARE(secondCount, 0);
    QCOMPARE(thirdCount, 3);
}

void tst_EventDispatcher::deletesTimerOwnersInSlots()
{
    auto first = std::make_unique<QTimer>();
    auto second = std::make_unique<QTimer>();
    int fired = 0;
    first->callOnTimeout(this, [&] {
        ++fired;
        second.reset();
        first.release()->deleteLater();
    });
    second->callOnTimeout(this, [&] { ++fired; });
    first->start(0);
    second->start(0);
    turn();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    turn();
    QCOMPARE(fired, 1);
}

void tst_EventDispatcher::movesTimersToAnotherThread()
{
    QThread thread;
    auto *timer = new QTimer; // deleted by the thread it is moved to
    std::atomic<QThread *> firedIn = nullptr;
    timer->setInterval(1);
    connect(timer, &QTimer::timeout, timer, [&firedIn, timer] {
        firedIn = QThread::currentThread();
        timer->deleteLater();
    });
    connect(timer, &QObject::destroyed, &thread, &QThread::quit, Qt::DirectConnection);
    timer->start();
    timer->moveToThread(&thread);
    thread.start();
    QVERIFY(thread.wait(10'000));
    QCOMPARE(firedIn.load(), &thread);
}

void tst_EventDispatcher::tellsItsTimers()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(60'000);
    const auto infos = QThread::currentThread()->eventDispatcher()->registeredTimers(&timer);
    QCOMPARE(infos.size(), 1);
    QCOMPARE(infos.first().timerId, timer.timerId());
    QCOMPARE(infos.first().interval, 60'000);
    QCOMPARE(infos.first().timerType, Qt::PreciseTimer);
    QVERIFY(timer.remainingTime() > 0 && timer.remainingTime() <= 60'000);
    timer.stop();
    QVERIFY(QThread::currentThread()->eventDispatcher()->registeredTimers(&timer).isEmpty());
}

void tst_EventDispatcher::nobodyStarves()
{
    Pair pair;
    Watcher socket(pair.end(0)); // its data is never read: always ready
    QVERIFY(pair.write(1, "x"));
    QTimer zero;
    int zeroCount = 0;
    zero.callOnTimeout(this, [&] { ++zeroCount; });
    zero.start(0);
    int posts = 0;
    std::function<void()> repost = [&] {
        ++posts;
        QMetaObject::invokeMethod(&zero, repost, Qt::QueuedConnection);
    };
    repost();
    for (int i = 0; i < 50; ++i)
        turn();
    QVERIFY2(socket.count >= 20, qPrintable(QString::number(socket.count)));
    QVERIFY2(zeroCount >= 20, qPrintable(QString::number(zeroCount)));
    QVERIFY2(posts >= 20, qPrintable(QString::number(posts)));
    repost = [] {};
}

void tst_EventDispatcher::leavesOutWhatItShould()
{
    if (!isOurs())
        return; // Qt's glib loop takes these flags for hints
    Pair pair;
    Watcher reader(pair.end(0));
    QVERIFY(pair.write(1, "x"));
    QTimer zero;
    int zeroCount = 0;
    zero.callOnTimeout(this, [&] { ++zeroCount; });
    turn(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(reader.count, 0);
    // Waiting without sockets: what ends it is the timer, not the data.
    zero.start(1);
    while (zeroCount == 0)
        turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
    QCOMPARE(reader.count, 0);
    zero.start(0);
    zeroCount = 0;
    turn(QEventLoop::X11ExcludeTimers);
    QCOMPARE(zeroCount, 0);
    turn();
    QVERIFY(reader.count > 0);
}

void tst_EventDispatcher::wakesOnPosts()
{
    // Ping-pong between two loops that have nothing else to wake them: a lost wake-up would hang it.
    constexpr int kRounds = 20'000;
    QThread thread;
    if (isOurs())
        thread.setEventDispatcher(new Chalkwire::Net::EpollEventDispatcher);
    QObject there;
    there.moveToThread(&thread);
    thread.start();
    QObject here;
    QEventLoop loop;
    int rounds = 0;
    std::function<void()> pong = [&] {
        if (++rounds == kRounds)
            return loop.quit();
        QMetaObject::invokeMethod(&there,
                                  [&] { QMetaObject::invokeMethod(&here, pong, Qt::QueuedConnection); });
    };
    pong();
    loop.exec();
    thread.quit();
    thread.wait();
    QCOMPARE(rounds, kRounds);
}

void tst_EventDispatcher::wakeUpBeforeWaitingCounts()
{
    auto *dispatcher = QThread::currentThread()->eventDispatcher();
    dispatcher->wakeUp();
    turn(QEventLoop::WaitForMoreEvents); // hangs if it is forgotten
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        QMetaObject::invokeMethod(
            this, [] {}, Qt::QueuedConnection);
    });
    turn(QEventLoop::WaitForMoreEvents); // as does this, when a post in the last moment is not seen
    disconnect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, nullptr);
}

void tst_EventDispatcher::interruptsFromOtherThreads()
{
    for (int i = 0; i < 200; ++i) {
        QEventLoop loop;
        const std::unique_ptr<QThread> other(QThread::create([&loop] { loop.exit(7); }));
        // The loop may begin before or after: exec() forgets an exit that came earlier, so start it from
        // inside.
        QMetaObject::invokeMethod(
            &loop, [&other] { other->start(); }, Qt::QueuedConnection);
        QCOMPARE(loop.exec(), 7);
        other->wait();
    }
}

void tst_EventDispatcher::quitsAtAnyMoment()
{
    for (int i = 0; i < 300; ++i) {
        QThread thread;
        if (isOurs())
            thread.setEventDispatcher(new Chalkwire::Net::EpollEventDispatcher);
        thread.start();
        if (i % 3 == 1)
            QThread::yieldCurrentThread();
        if (i % 3 == 2)
            QMetaObject::invokeMethod(
                thread.eventDispatcher(), [] {}, Qt::QueuedConnection);
        thread.quit();
        QVERIFY(thread.wait(10'000));
    }
}

void tst_EventDispatcher::nestedLoopServesOthers()
{
    Pair outer;
    Pair inner;
    Watcher outside(outer.end(0));
    Watcher inside(inner.end(0));
    QEventLoop loop;
    inside.then = [&] {
        inner.read(0);
        loop.quit();
    };
    outside.then = [&] {
        outer.read(0);
        QVERIFY(inner.write(1, "x"));
        loop.exec();
    };
    turn();
    QVERIFY(outer.write(1, "x"));
    turn();
    QCOMPARE(outside.count, 1);
    QCOMPARE(inside.count, 1);
    QVERIFY(settle());
    QCOMPARE(outside.count, 1);
    QCOMPARE(inside.count, 1);
}

void tst_EventDispatcher::nestedLoopTakesOverWhatWasReady()
{
    Pair one;
    Pair two;
    Watcher first(one.end(0));
    Watcher second(two.end(0));
    const auto readAndNest = [](Pair &pair) {
        pair.read(0);
        turn(); // serves the other one, which was found ready before
    };
    first.then = [&] { readAndNest(one); };
    second.then = [&] { readAndNest(two); };
    turn();
    QVERIFY(one.write(1, "x") && two.write(1, "x"));
    QVERIFY(settle());
    QCOMPARE(first.count, 1);
    QCOMPARE(second.count, 1);
}

void tst_EventDispatcher::timerDoesNotFireInItsOwnNestedLoop()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int count = 0;
    timer.callOnTimeout(this, [&] {
        ++count;
        deepest = qMax(deepest, ++depth);
        turn();
        turn();
        --depth;
    });
    timer.start(0);
    turn();
    turn();
    timer.stop();
    QCOMPARE(deepest, 1);
    QCOMPARE(count, 2);
}

LOOP_TEST_MAIN(tst_EventDispatcher, "epoll")
#include "tst_eventdispatcher.moc"
