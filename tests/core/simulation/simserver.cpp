// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simserver.h"

namespace Chalkwire::Simulation {

SimServer::SimServer(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network, bool hasFiles)
    : clock(timeline)
    , disk(timeline, dice, journal)
    , files(timeline, dice, journal)
    , m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
    , m_network(network)
    , m_hasFiles(hasFiles)
{
    disk.answer = [this](DiskAnswers &answers) { take(answers); };
    files.answer = [this](const auto &answers) {
        run([&](auto &core, auto &effects) { core.filesAnswered(answers, effects); });
    };
    // Small, so that a run of some minutes meets them.
    m_limits.maxPending = dice.chance(50) ? 3 : 256;
    m_limits.maxPageEntries = dice.chance(50) ? 4 : 200;
    m_limits.maxWorkPerTurn = dice.chance(50) ? 64 : 65'536;
    if (!hasFiles)
        return;
    m_limits.maxTransfers = dice.chance(50) ? 1 : 8;
    m_limits.maxUploads = dice.chance(50) ? 2 : 64;
    m_limits.uploadWindowBytes = dice.chance(50) ? 10'000 : 4 * 1024 * 1024;
}

void SimServer::start()
{
    m_journal.note("s.start", 0);
    m_core = std::make_unique<Core::ServerCore>(m_limits, Core::ServerCore::Options{false, true, m_hasFiles},
                                                clock, m_dice);
    m_core->restore(disk.store.rooms(), disk.identity);
    files.open(disk.store.files().value_or(std::vector<Core::KeptFile>()));
    m_network.listen(this);
    if (isPurging)
        purgeLater();
}

void SimServer::stop()
{
    constexpr Millis kStop{10'000};
    if (!m_core || m_isStopping)
        return;
    m_journal.note("s.stop", 0);
    m_isStopping = true;
    m_network.listen(nullptr);
    run([](auto &core, auto &effects) { core.stop(effects); });
    later(kStop, [this] { // enough: those who do not take their goodbye are dropped
        for (const ConnectionId id : m_connections)
            m_network.kill(id, SimNetwork::Server);
        m_connections.clear();
        finishStop();
    });
    finishStop();
}

void SimServer::crash()
{
    if (!m_core)
        return;
    m_journal.note("s.crash", 0);
    ++m_life;
    m_isStopping = false;
    m_core.reset();
    m_wakeAt.reset();
    disk.crash();
    files.crash();
    m_network.listen(nullptr);
    for (const ConnectionId id : std::exchange(m_connections, {}))
        m_network.kill(id, SimNetwork::Server);
}

void SimServer::loseHistory()
{
    crash();
    m_journal.note("s.lost", 0);
    disk.lose();
}

void SimServer::order(const Core::RoomOrder &order)
{
    m_journal.note("order", int(order.what), order.room.toUtf8());
    if (order.what == Core::RoomOrder::What::Remove)
        disk.removed.insert_or_assign(order.room, m_timeline.now());
    run([&](auto &core, auto &effects) { core.take(order, effects); });
}

void SimServer::announce(const QByteArray &words)
{
    run([&](auto &core, auto &effects) {
        core.operatorSends(Core::Audience::Everyone, kNoConnection, words, effects);
    });
}

void SimServer::purgeLater()
{
    later(Millis(10'000), [this] {
        disk.purge(clock.wallMicros() / 1000);
        purgeLater();
    });
}

/// Once everybody is gone and all is written.
void SimServer::finishStop()
{
    if (!m_isStopping || !m_connections.empty())
        return;
    if (disk.isIdle() && files.isIdle())
        crash(); // nothing is left to lose
    else
        later(Millis(5), [this] { finishStop(); });
}

void SimServer::later(Micros delay, std::function<void()> what)
{
    m_timeline.after(delay, [this, what = std::move(what), life = m_life] {
        if (life == m_life)
            what();
    });
}

void SimServer::opened(ConnectionId id)
{
    m_connections.insert(id);
    run([id](auto &core, auto &effects) { core.opened(id, {}, Wire::Dialect::Undecided, {}, effects); });
}

void SimServer::received(ConnectionId id, const QByteArray &chunk)
{
    run([&](auto &core, auto &effects) { core.received(id, chunk, effects); });
}

void SimServer::closed(ConnectionId id)
{
    m_connections.erase(id);
    const bool isEnd = m_dice.chance(50); // of the stream, or a reset
    run([&](auto &core, auto &effects) {
        if (isEnd)
            core.finished(id, effects);
        core.closed(id, effects);
    });
    finishStop();
}

void SimServer::take(DiskAnswers &answers)
{
    files.release(disk.store.takeDroppedFiles());
    run([&](auto &core, auto &effects) {
        if (!answers.stored.empty())
            core.stored(std::move(answers.stored), effects);
        for (const Core::Page &page : answers.pages)
            core.paged(page, effects);
        for (const Core::Found &found : answers.found)
            core.found(found, effects);
        for (const Core::Marks &marks : answers.marks)
            core.marked(marks, effects);
        for (const Core::RoomHistory &room : answers.purged)
            core.purged(room.name, room.firstSeq);
    });
}

template<class Call>
void SimServer::run(Call call)
{
    if (!m_core)
        return;
    Core::Effects effects;
    call(*m_core, effects);
    apply(effects);
}

void SimServer::apply(Core::Effects &effects)
{
    for (const Core::Effect &effect : effects.items)
        std::visit([this](const auto &one) { applyEffect(one); }, effect);
    if (!effects.history.empty())
        disk.take(effects.history);
    if (!effects.files.empty())
        files.take(effects.files);
    if (effects.hasMoreStored)
        later(Micros(100), [this] { run([](auto &core, auto &more) { core.proceedStored(more); }); });
    wakeWhenDue();
}

void SimServer::wakeWhenDue()
{
    const std::optional<Instant> due = m_core->nextDeadline();
    if (due == std::exchange(m_wakeAt, due) || !due)
        return;
    later(std::max(Micros(0), *due - m_timeline.now()), [this, at = *due] {
        if (m_wakeAt != at)
            return;
        m_wakeAt.reset();
        run([](auto &core, auto &effects) { core.tick(effects); });
    });
}

void SimServer::applyEffect(const Core::Send &send)
{
    for (const ConnectionId id : send.to)
        m_network.send(id, SimNetwork::Server, send.bytes);
}

void SimServer::applyEffect(const Core::Close &close)
{
    m_network.close(close.connection, SimNetwork::Server);
}

void SimServer::applyEffect(const Core::HoldReading &hold)
{
    m_network.hold(hold.connection, hold.isHeld);
    if (hold.isHeld && !hold.isWaiting)
        later(Micros(100), [this, id = hold.connection] {
            run([id](auto &core, auto &effects) { core.proceed(id, effects); });
        });
}

} // namespace Chalkwire::Simulation
