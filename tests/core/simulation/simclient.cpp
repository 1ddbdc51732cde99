// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simclient.h"

#include <QCryptographicHash>

namespace Chalkwire::Simulation {

namespace {

/// Of the client with its first file, or a later one.
QString secretOf(int number, int file)
{
    const QString first = QStringLiteral("secret-of-client-%1").arg(number);
    return file == 1 ? first : first + QStringLiteral("-%1").arg(file);
}

/// As the server does it: docs/protocol.md §9.2.
QByteArray authorWith(const QString &secret)
{
    return QCryptographicHash::hash("chalkwire author " + secret.toLatin1(), QCryptographicHash::Sha256)
        .first(Core::kIdentityBytes);
}

} // namespace

SimClient::SimClient(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network, SimDisk &disk,
                     int which)
    : number(which)
    , clock(timeline)
    , window(journal, disk.store, which, authorWith(secretOf(which, 1)))
    , m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
    , m_network(network)
    , m_disk(disk)
    , m_author(authorWith(secretOf(which, 1)))
{
    kept.secret = secretOf(which, 1);
    kept.name = QStringLiteral("user%1").arg(which);
}

void SimClient::start()
{
    if (m_core)
        return;
    m_journal.note("c.start", number);
    m_core = std::make_unique<Core::ChatClientCore>(Limits(), clock, m_dice);
    m_policy = std::make_unique<Core::ReconnectPolicy>(clock, m_dice);
    Core::KeptClient all = kept;
    for (const auto &[name, conversation] : conversations)
        all.rooms.push_back(conversation);
    run([&all](auto &core, auto &effects) { core.restore(all, effects); });
    reconnect();
}

void SimClient::crash()
{
    if (!m_core)
        return;
    m_journal.note("c.crash", number);
    ++m_life;
    m_core.reset();
    m_policy.reset();
    m_dieAfter.reset();
    m_wakeAt.reset();
    m_lost.reset();
    m_isOpen = false;
    m_isWelcome = false;
    window.rooms.clear();
    fetching.clear();
    m_hashed.clear();
    m_fetched.clear();
    if (m_link != kNoConnection)
        m_network.kill(std::exchange(m_link, kNoConnection), SimNetwork::Client);
}

void SimClient::loseFile()
{
    crash();
    m_journal.note("c.lost", number);
    const auto forget = [this](const auto &all) {
        for (const auto &[id, what] : all) {
            m_earlier.try_emplace(id, m_author);
            if (!saved.contains(id))
                discarded.insert(id);
        }
    };
    forget(said);
    forget(given);
    kept = {};
    kept.secret = secretOf(number, ++m_files);
    kept.name = QStringLiteral("user%1").arg(number);
    m_author = authorWith(kept.secret);
    window.setAuthor(m_author);
    own.clear();
    firstAfter.clear();
    seen.clear();
    mustCome.clear();
    conversations.clear();
    m_joined.clear();
}

void SimClient::historyLost()
{
    if (const ConnectionId link = m_link; link != kNoConnection) { // nothing of the old one comes any more
        m_network.kill(link, SimNetwork::Client);
        closed(link);
    }
    for (const auto &[id, where] : saved)
        discarded.insert(id);
    for (const Core::OutboxItem &item : kept.outbox) {
        if (item.of > 0)
            foreign.insert(item.id);
    }
    for (const Core::KeptUpload &upload : kept.uploads) {
        if (upload.re > 0)
            foreign.insert(upload.id);
    }
    saved.clear();
    mustCome.clear();
}

const QByteArray &SimClient::authorOf(const QString &id) const
{
    const auto earlier = m_earlier.find(id);
    return earlier == m_earlier.end() ? m_author : earlier->second;
}

bool SimClient::mayBeGone(const QString &id) const
{
    const bool hasOperator = !m_disk.identity.isEmpty();
    return hasOperator && m_disk.kept.contains({authorOf(id), id});
}

bool SimClient::saveOnce(const QString &id, const QString &room, quint64 seq)
{
    const auto [before, isNew] = saved.try_emplace(id, room, seq);
    auto &[savedIn, savedAs] = before->second;
    if (isGone(m_disk.store, savedIn, savedAs))
        savedAs = seq;
    return savedAs == seq;
}

void SimClient::reconnect()
{
    if (!m_core)
        return;
    m_policy->tryNow();
    plan();
}

bool SimClient::isResting() const
{
    return m_core && m_link == kNoConnection && !m_policy->nextTry();
}

void SimClient::leaveForGood()
{
    m_journal.note("c.bye", number);
    run([](auto &core, auto &effects) { core.goAway(effects); });
}

bool SimClient::say(const Result<QString> &id, const QString &room, Core::EntryKind kind)
{
    if (id)
        m_journal.note("say", number, (room + u' ' + QString::number(int(kind)) + u' ' + *id).toUtf8());
    return id.has_value();
}

void SimClient::plan()
{
    const std::optional<Instant> next = m_policy->nextTry();
    if (!next)
        return;
    m_timeline.after(std::max(Micros(0), *next - m_timeline.now()), [this, life = m_life] {
        if (life != m_life || m_link != kNoConnection || !m_policy->begin())
            return;
        m_link = m_network.connect(*this);
        m_journal.note("c.connect", number, QByteArray::number(m_link));
    });
}

void SimClient::opened(ConnectionId id)
{
    if (id != m_link)
        return;
    m_isOpen = true;
    m_policy->connected();
    run([](auto &core, auto &effects) { core.opened(effects); });
}

void SimClient::received(ConnectionId id, const QByteArray &chunk)
{
    if (id == m_link)
        run([&](auto &core, auto &effects) { core.received(chunk, effects); });
}

void SimClient::closed(ConnectionId id)
{
    if (id != m_link)
        return;
    m_link = kNoConnection;
    m_lost.reset();
    if (std::exchange(m_isOpen, false))
        run([](auto &core, auto &effects) { core.closed(effects); });
    if (!m_core)
        return;
    Core::ReconnectPolicy::Loss loss;
    if (m_lost)
        loss = {m_lost->retryAfterSeconds.value_or(0), !m_lost->mayReconnect};
    m_policy->lost(loss);
    plan();
}

void SimClient::carryOut(Core::ClientEffects &effects)
{
    for (const Core::ClientEffect &effect : effects.items) {
        if (m_dieAfter && (*m_dieAfter)-- == 0) {
            crash();
            return;
        }
        std::visit([this](const auto &one) { apply(one); }, effect);
    }
    workOn(effects.files);
    drainSoon();
    wakeAt(effects.wakeAt);
}

void SimClient::wakeAt(std::optional<Instant> at)
{
    if (at == std::exchange(m_wakeAt, at) || !at)
        return;
    m_timeline.after(std::max(Micros(0), *at - m_timeline.now()), [this, at, life = m_life] {
        if (life != m_life || m_wakeAt != at)
            return;
        m_wakeAt.reset();
        run([](auto &core, auto &effects) { core.tick(effects); });
    });
}

} // namespace Chalkwire::Simulation
