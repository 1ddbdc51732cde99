// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/run.h"

#include "simulation/checker.h"

namespace Chalkwire::Simulation {

namespace {

/// Longer than every wait of the two cores: half-open connections (chatSilentMs), ReconnectPolicy::kMaxDelay,
/// the outbox after the storage's refusals.
constexpr Millis kPatience{15 * 60'000};

/// Until then somebody may not know that its connection is over (chatSilentMs).
constexpr Millis kSilence{130'000};

/// In half of the runs somebody handles files; the others stay what they were when they broke a rule.
bool hasFiles(quint64 seed)
{
    return seed % 4 >= 2;
}

/// In most runs the operator takes part, what is old goes, and files with what is kept get lost.
bool hasOperator(quint64 seed)
{
    return seed % 5 < 3;
}

} // namespace

Run::Run(quint64 seed, bool isPrinted)
    : m_dice(seed)
    , m_journal(m_timeline, isPrinted)
    , m_network(m_timeline, m_dice, m_journal)
    , m_server(m_timeline, m_dice, m_journal, m_network, hasFiles(seed))
    , m_user(m_timeline, m_dice, m_journal, m_network, m_server.disk.store, hasFiles(seed))
    , m_operator(m_dice, m_server)
    , m_hasOperator(hasOperator(seed))
{
    m_server.isPurging = m_hasOperator;
    if (m_hasOperator)
        m_server.disk.identity = QStringLiteral("history-1");
    const qint64 count = m_dice.between(qint64(2), qint64(m_dice.chance(4) ? 50 : 6));
    for (int number = 1; number <= count; ++number)
        m_clients.push_back(
            std::make_unique<SimClient>(m_timeline, m_dice, m_journal, m_network, m_server.disk, number));
}

Run::Outcome Run::play()
{
    m_server.start();
    for (const auto &client : m_clients) {
        client->start();
        m_user.enter(*client);
    }
    trouble();
    heal();
    check();
    Outcome outcome{m_journal.hash(), m_journal.violations(), qint64(m_clients.size())};
    for (const Core::RoomHistory &room : m_server.disk.store.rooms())
        outcome.entries += qint64(room.lastSeq);
    return outcome;
}

void Run::trouble()
{
    for (qint64 steps = m_dice.between(qint64(50), qint64(250)); steps > 0; --steps) {
        step();
        const Micros longest = Millis(m_dice.chance(5) ? 30'000 : 500);
        m_timeline.runUntil(m_timeline.now() +
                            m_dice.between(Micros(0).count(), longest.count()) * Micros(1));
    }
}

void Run::step()
{
    if (m_hasOperator && m_dice.chance(8)) {
        m_operator.act();
        return;
    }
    if (m_hasOperator && m_dice.chance(1)) {
        loseSomething();
        return;
    }
    const qint64 what = m_dice.below(100);
    if (what < 85) {
        m_user.act(*m_dice.oneOf(m_clients));
    } else if (what < 93) {
        for (const ConnectionId id : m_network.live()) {
            if (m_dice.chance(30))
                m_network.cut(id);
        }
    } else if (what < 97) {
        disturbServer();
    } else {
        disturbClock();
    }
}

void Run::disturbServer()
{
    if (!m_server.isUp()) {
        m_server.start();
        return;
    }
    switch (m_dice.below(4)) {
    case 0:
        m_server.stop();
        break;
    case 1:
        m_server.disk.isFull = !m_server.disk.isFull;
        m_server.files.isFull = m_server.disk.isFull;
        m_journal.note("s.full", m_server.disk.isFull);
        break;
    default:
        m_server.crash();
        break;
    }
    m_timeline.after(m_dice.between(Millis(10), Millis(15'000)), [this] {
        if (!m_server.isUp())
            m_server.start();
    });
}

/// The file of a client or the history of the server.
void Run::loseSomething()
{
    if (m_dice.chance(50)) {
        SimClient &client = *m_dice.oneOf(m_clients);
        client.loseFile();
        client.start();
        m_user.enter(client);
        return;
    }
    m_server.loseHistory();
    for (const auto &client : m_clients)
        client->historyLost();
    if (m_dice.chance(50))
        m_server.start();
}

void Run::disturbClock()
{
    const Micros by = Millis(m_dice.between(qint64(-86'400'000), qint64(86'400'000)));
    m_journal.note("clock", by.count());
    if (m_dice.chance(50))
        m_server.clock.jump(by);
    else
        m_dice.oneOf(m_clients)->clock.jump(by);
}

void Run::heal()
{
    m_journal.note("heal", 0);
    m_network.heal();
    m_server.disk.isFull = false;
    m_server.files.isFull = false;
    for (const auto &client : m_clients)
        client->calm();
    const Instant known = m_timeline.now() + kSilence;
    const Instant end = m_timeline.now() + kPatience;
    do {
        if (!m_server.isUp())
            m_server.start();
        for (const auto &client : m_clients) {
            client->start();
            m_user.resumeFiles(*client);
            if (client->isResting())
                client->reconnect();
        }
        m_timeline.runUntil(m_timeline.now() + Millis(10'000));
    } while (m_timeline.now() < known || (m_timeline.now() < end && !isSettled()));
    m_timeline.runUntil(m_timeline.now() + Millis(5000)); // read marks, kReadPace
}

bool Run::isSettled()
{
    return m_server.isUp() && !m_server.isStopping() &&
           std::ranges::all_of(m_clients, [this](const auto &client) {
               return Checker::whatIsOpen(*client, m_server.disk.store).isEmpty();
           });
}

void Run::check()
{
    Checker checker(m_journal, m_server.disk.store);
    for (const auto &client : m_clients)
        checker.checkClient(*client);
    checker.checkStore(m_clients);
}

} // namespace Chalkwire::Simulation
