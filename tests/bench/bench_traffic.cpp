// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the traffic view costs the GUI thread. Prints one line of numbers:
//   bench_traffic append COUNT            nanoseconds a record, until it is a row
//   bench_traffic filter COUNT FILTER     milliseconds until FILTER holds for COUNT rows, longest gap in ms
//   bench_traffic window FRAMES SECONDS [lanes|filter]
//       the whole server window shown while FRAMES frames a second pass: frames a second that did pass, the
//       gap that 99 % of moments fall into, the longest one (ms). `lanes`: with the Lanes of a chosen record;
//       `filter`: with a filter at work.
// A gap is the time from one look of the GUI thread at its events to the next: how long a key may wait.
#include "server_gui/serverapplication.h"

#include "app/servercommand.h"
#include "bench/loadtools.h"
#include "ui/inspector.h"
#include "ui/trafficfiltermodel.h"
#include "ui/trafficmodel.h"
#include "ui/trafficpanel.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QTableView>
#include <QTimer>

#include <atomic>
#include <thread>
#include <utility>

#include <pthread.h>

using namespace Chalkwire;
using LoadClock = Load::Clock;

namespace {

/// Ticks each millisecond, and remembers how late.
class GapMeter
{
public:
    GapMeter()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] { tick(); });
        m_timer.setTimerType(Qt::PreciseTimer);
    }
    void start()
    {
        m_gaps.clear();
        m_last = LoadClock::now();
        m_timer.start(1);
    }
    void stop()
    {
        tick();
        m_timer.stop();
        std::sort(m_gaps.begin(), m_gaps.end());
    }
    double longestMs() const { return m_gaps.empty() ? 0 : m_gaps.back(); }
    /// Milliseconds: at 99 % of all moments the gap that one falls into is not longer.
    double p99OfMomentsMs() const
    {
        double all = 0;
        for (const double gap : m_gaps)
            all += gap;
        double sum = 0;
        for (const double gap : m_gaps) {
            sum += gap;
            if (sum >= 0.99 * all)
                return gap;
        }
        return 0;
    }

private:
    void tick()
    {
        const LoadClock::time_point now = LoadClock::now();
        m_gaps.push_back(std::chrono::duration<double, std::milli>(now - m_last).count());
        m_last = now;
    }

    QTimer m_timer;
    LoadClock::time_point m_last;
    std::vector<double> m_gaps;
};

Trace::Record record(int i)
{
    Trace::Record result;
    result.number = 1 + static_cast<quint64>(i);
    result.kind = i % 2 ? Trace::RecordKind::Frame : Trace::RecordKind::Chunk;
    result.type = i % 2 ? FrameType::Line : FrameType::None;
    result.connection = 1 + static_cast<ConnectionId>(i % 100);
    result.peer = QStringLiteral("line-%1").arg(result.connection);
    result.wallMicros = 1'700'000'000'000'000 + i;
    result.bytes =
        QByteArray("a line of common length, the number of which is ") + QByteArray::number(i) + '\n';
    return result;
}

Trace::SharedRecords batch(int first, int count)
{
    Trace::Records records;
    for (int i = 0; i < count; ++i)
        records.push_back(record(first + i));
    return std::make_shared<const Trace::Records>(std::move(records));
}

constexpr int kBatch = 2000;

/// In batches, as the engine reports.
void fill(Ui::TrafficModel &model, int count)
{
    for (int i = 0; i < count; i += kBatch) {
        model.append(batch(i, std::min(kBatch, count - i)));
        model.flush();
    }
}

int measureAppend(int count)
{
    Trace::Batches batches;
    for (int i = 0; i < count; i += kBatch)
        batches.push_back(batch(i, std::min(kBatch, count - i)));
    Ui::TrafficModel model(Limits().traceBytes);
    Ui::TrafficFilterModel shown(&model);
    const LoadClock::time_point begin = LoadClock::now();
    for (Trace::SharedRecords &one : batches) {
        model.append(std::exchange(one, {})); // the model alone has it: dropping it costs what it costs
        model.flush();
    }
    std::printf("%.0f\n", Load::secondsSince(begin) / count * 1e9);
    return 0;
}

int measureFilter(int count, const QString &filter)
{
    Ui::TrafficModel model(0);
    Ui::TrafficPanel panel(&model);
    panel.resize(1000, 600);
    panel.show();
    fill(model, count);
    const auto *shown = panel.findChild<Ui::TrafficFilterModel *>();
    while (shown->matched() < count)
        QCoreApplication::processEvents();
    GapMeter gaps;
    LoadClock::time_point begin;
    QObject::connect(shown, &Ui::TrafficFilterModel::scanFinished, &panel, [&gaps, &begin] {
        std::printf("%.1f ", Load::secondsSince(begin) * 1e3);
        QTimer::singleShot(100, qApp, [&gaps] { // what painting the result costs belongs to it
            gaps.stop();
            std::printf("%.1f\n", gaps.longestMs());
            QApplication::quit();
        });
    });
    QTimer::singleShot(100, &panel, [&] {
        gaps.start();
        begin = LoadClock::now();
        panel.setFilterText(filter);
    });
    return QApplication::exec();
}

/// Clients in a thread of their own: each line is a frame, its answer another one.
class Students
{
public:
    Students(int port, int framesPerSecond)
        : m_thread([this, port, framesPerSecond] { run(port, framesPerSecond); })
    {
    }
    ~Students()
    {
        m_isOver = true;
        m_thread.join();
    }
    int answers() const { return m_answers; }

private:
    void run(int port, int framesPerSecond)
    {
        ::pthread_setname_np(::pthread_self(), "students"); // for whoever profiles this
        constexpr int kClients = 50;
        const std::string_view line = "a line of common length from a student\n";
        std::vector<int> sockets;
        Load::Readable readable;
        for (int i = 0; i < kClients; ++i) {
            sockets.push_back(Load::connectTo(port));
            readable.add(sockets.back(), static_cast<uint64_t>(i));
        }
        std::array<char, 65536> buffer{};
        const LoadClock::time_point begin = LoadClock::now();
        int64_t sent = 0;
        while (!m_isOver) {
            for (auto due = static_cast<int64_t>(Load::secondsSince(begin) * framesPerSecond / 2); sent < due;
                 ++sent)
                Load::sendAll(sockets[static_cast<size_t>(sent % kClients)], line);
            readable.wait(1, [&](uint64_t i, uint32_t) {
                const ssize_t size = ::recv(sockets[i], buffer.data(), buffer.size(), MSG_DONTWAIT);
                if (size > 0)
                    m_answers += static_cast<int>(std::count(buffer.begin(), buffer.begin() + size, '\n'));
            });
        }
        for (const int socket : sockets)
            ::close(socket);
    }

    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_answers = 0;
    std::thread m_thread;
};

int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr address = Load::loopback(0);
    socklen_t size = sizeof address;
    if (::bind(descriptor, &address, size) != 0 || ::getsockname(descriptor, &address, &size) != 0)
        Load::fail("bind");
    sockaddr_in bound{};
    std::memcpy(&bound, &address, sizeof bound);
    ::close(descriptor);
    return ntohs(bound.sin_port);
}

Ui::TrafficPanel *trafficPanel()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *panel = window->findChild<Ui::TrafficPanel *>())
            return panel;
    }
    return nullptr;
}

/// What a teacher looks at while it runs.
void look(const QString &at)
{
    Ui::TrafficPanel *panel = trafficPanel();
    if (at == u"filter")
        panel->setFilterText(QStringLiteral("from:line-7 student"));
    if (at != u"lanes")
        return;
    panel->findChild<Ui::Inspector *>()->setCurrentIndex(Ui::Inspector::LanesTab);
    auto *table = panel->findChild<QTableView *>();
    table->selectRow(table->model()->rowCount() - 1);
}

int measureWindow(QApplication &application, int framesPerSecond, int seconds, const QString &lookAt)
{
    const int port = freePort();
    App::ServerCommand command;
    command.config.ephemeral = true;
    command.config.listeners = {App::ServerConfig::defaultListener()};
    command.config.listeners.first().endpoint.port = static_cast<quint16>(port);
    command.hasListeners = true;
    GapMeter gaps;
    std::unique_ptr<Students> students;
    int before = 0;
    constexpr int kSettleMs = 1500;
    QTimer::singleShot(kSettleMs, &application,
                       [&] { students = std::make_unique<Students>(port, framesPerSecond); });
    QTimer::singleShot(2 * kSettleMs, &application, [&] { look(lookAt); });
    QTimer::singleShot(3 * kSettleMs, &application, [&] {
        before = students->answers();
        gaps.start();
    });
    QTimer::singleShot(3 * kSettleMs + seconds * 1000, &application, [&] {
        gaps.stop();
        std::printf("%.0f %.1f %.1f\n", 2.0 * (students->answers() - before) / seconds, gaps.p99OfMomentsMs(),
                    gaps.longestMs());
        students.reset();
        QApplication::quit();
    });
    return ServerGui::runServerWindow(application, command);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const int count = words.value(2).toInt();
    if (words.value(1) == u"append" && count > 0)
        return measureAppend(count);
    if (words.value(1) == u"filter" && count > 0)
        return measureFilter(count, words.value(3));
    if (words.value(1) == u"window" && count > 0)
        return measureWindow(application, count, qMax(1, words.value(3).toInt()), words.value(4));
    std::fprintf(stderr, "usage: bench_traffic append COUNT | filter COUNT FILTER | "
                         "window FRAMES SECONDS [lanes|filter]\n");
    return 2;
}
