// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatsession.h"

#include "core/names.h"
#include "store/clientstore.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::App {

namespace {

constexpr int kFlushMs = 1000;
constexpr Millis kLongestSleep{3'600'000}; // who wakes too early looks again

} // namespace

QString serverKey(const Net::Endpoint &target)
{
    // Names of local sockets are as their file system has them.
    return target.transport == Transport::Local ? target.text() : target.text().toLower();
}

ChatSession::ChatSession(const Limits &limits, ChatLink &link)
    : m_link(link)
    , m_core(limits, m_clock, m_random)
    , m_policy(m_clock, m_random)
{
    for (QTimer *timer : {&m_tick, &m_retry, &m_flush})
        timer->setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, [this] { noteKept(m_store->flush()); });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        Core::ClientEffects effects;
        m_core.tick(effects);
        carryOut(effects);
    });
    connect(&m_retry, &QTimer::timeout, this, &ChatSession::tryWhenDue);
    connect(&m_desk, &TransferDesk::worked, this, [this](const SharedTransferAnswers &answers) {
        Core::ClientEffects effects;
        m_core.answered(*answers, effects);
        carryOut(effects);
    });
}

ChatSession::~ChatSession() = default;

void ChatSession::start(const QString &stateFile, const Net::Endpoint &target, const QString &nick,
                        const QString &room)
{
    const Core::KeptClient kept = load(stateFile, serverKey(target));
    m_secret.setPattern(kept.secret.toUtf8());
    Core::ClientEffects effects;
    m_core.restore(kept, effects);
    carryOut(effects);
    if (!nick.isEmpty())
        call(0, [&nick](Core::ChatClientCore &core, Core::ClientEffects &changes) -> Result<QString> {
            if (const Result<bool> named = core.setName(nick, changes); !named)
                return Unexpected{named.error()};
            return QString();
        });
    const bool isNowhere = std::ranges::all_of(
        kept.rooms, [](const Core::KeptRoom &known) { return Core::isInbox(known.room); });
    const QString wanted = room.isEmpty() && isNowhere ? Core::kLobby.toString() : room;
    if (!wanted.isEmpty())
        call(0, [&wanted](Core::ChatClientCore &core, Core::ClientEffects &changes) {
            return core.join(wanted, false, changes);
        });
    m_policy.tryNow();
    tryWhenDue();
}

Core::KeptClient ChatSession::load(const QString &stateFile, const QString &server)
{
    if (stateFile.isEmpty()) {
        tell(Keeping{});
        return {};
    }
    Result<std::unique_ptr<Store::ClientStore>> store = Store::ClientStore::open(stateFile);
    if (!store) {
        tell(Keeping{false, {}, store.error()});
        return {};
    }
    Result<Core::KeptClient> kept = (*store)->load(server);
    if (!kept) {
        tell(Keeping{false, (*store)->setAside(), kept.error()});
        return {};
    }
    m_store = *std::move(store);
    tell(Keeping{true, m_store->setAside()});
    return *std::move(kept);
}

void ChatSession::call(quint64 number, const Call &call)
{
    Core::ClientEffects effects;
    const Result<QString> done = call(m_core, effects);
    if (!done) {
        m_link.tell(CallDone{number, {}, done.error()});
        return;
    }
    m_link.tell(CallDone{number, *done});
    carryOut(effects);
}

void ChatSession::opened()
{
    m_hasStood = true;
    m_lostReason.clear();
    m_policy.connected();
    Core::ClientEffects effects;
    m_core.opened(effects);
    carryOut(effects);
}

Core::ClientEffects ChatSession::received(const QByteArray &chunk)
{
    Core::ClientEffects effects;
    m_core.received(chunk, effects);
    return effects;
}

void ChatSession::carryOut(const Core::ClientEffects &effects)
{
    keep(effects);
    for (const Core::ClientEffect &effect : effects.items)
        std::visit([this](const auto &one) { apply(one); }, effect);
    m_desk.take(effects.files);
    wake(m_tick, effects.wakeAt);
}

void ChatSession::written(qint64 queuedBytes)
{
    if (!m_core.isGiving())
        return;
    Core::ClientEffects effects;
    m_core.written(queuedBytes, effects);
    carryOut(effects);
}

void ChatSession::lost(bool isHopeless)
{
    Core::ClientEffects effects;
    m_core.closed(effects);
    Core::ReconnectPolicy::Loss loss{0, isHopeless};
    for (const Core::ClientEffect &effect : effects.items) {
        if (const auto *told = std::get_if<Core::Told::Lost>(&effect)) {
            m_lostReason = told->reason;
            loss = {told->retryAfterSeconds.value_or(0), !told->mayReconnect};
        }
    }
    carryOut(effects);
    wake(m_retry, m_policy.lost(loss));
}

void ChatSession::goAway()
{
    stayAway();
    Core::ClientEffects effects;
    m_core.goAway(effects);
    carryOut(effects);
}

void ChatSession::stayAway()
{
    m_policy.cancel();
    m_retry.stop();
}

void ChatSession::tryNow()
{
    m_policy.tryNow();
    tryWhenDue();
}

void ChatSession::tryWhenDue()
{
    if (m_policy.begin())
        m_link.connectChat();
    else
        wake(m_retry, m_policy.nextTry());
}

QByteArray ChatSession::masked(const QByteArray &bytes) const
{
    const QByteArray secret = m_secret.pattern();
    if (secret.isEmpty() || m_secret.indexIn(bytes) < 0)
        return bytes;
    QByteArray result = bytes;
    return result.replace(secret, QByteArray(secret.size(), '*'));
}

void ChatSession::keep(const Core::ClientEffects &effects)
{
    for (const Core::ClientEffect &effect : effects.items) {
        if (const auto *identity = std::get_if<Core::KeepIdentity>(&effect))
            m_secret.setPattern(identity->secret.toUtf8());
    }
    if (!m_store)
        return;
    noteKept(m_store->keep(effects));
    if (m_store->hasWaiting() && !m_flush.isActive())
        m_flush.start(kFlushMs);
}

void ChatSession::noteKept(const Error &error)
{
    if (error.code != m_keeping.error.code)
        tell(Keeping{error.code == ErrorCode::None, m_keeping.setAside, error});
}

void ChatSession::tell(const Keeping &keeping)
{
    m_keeping = keeping;
    m_link.tell(keeping);
}

void ChatSession::wake(QTimer &timer, std::optional<Instant> at)
{
    if (!at) {
        timer.stop();
        return;
    }
    const auto left = std::chrono::ceil<Millis>(*at - m_clock.now());
    timer.start(std::clamp<Millis>(left, Millis(0), kLongestSleep));
}

} // namespace Chalkwire::App
