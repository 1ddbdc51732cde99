// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a connection and what is kept over it.
#include "core/chatclientcore.h"

#include "core/clientframe.h"
#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

constexpr int kNamelessTry = 9; ///< after NAME and NAME2 to NAME9

bool isSecret(const QString &secret)
{
    constexpr qsizetype kShortest = 16;
    return secret.size() >= kShortest && secret.size() <= kMaxCodeUnits &&
           std::ranges::all_of(secret, [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
                      c == u'-';
           });
}

bool isSound(const OutboxItem &item)
{
    return !item.id.isEmpty() && item.id.size() <= kMaxCodeUnits && qint64(item.order) > 0 &&
           !item.room.isEmpty() && item.room.size() <= kMaxNameUnits && item.kind >= EntryKind::Post &&
           item.kind <= EntryKind::Topic;
}

/// "ana", "ana2" ... "ana9", then none.
QString nameToTry(const QString &wanted, int attempt, qint64 maxCharacters)
{
    if (attempt == 0 || wanted.isEmpty())
        return wanted;
    if (attempt >= kNamelessTry)
        return {};
    QList<uint> characters = wanted.toUcs4();
    characters.resize(std::min<qsizetype>(characters.size(), maxCharacters - 1));
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()), characters.size()) +
           QString::number(attempt + 1);
}

} // namespace

ChatClientCore::ChatClientCore(const Limits &limits, const Clock &clock, Random &random)
    : m_limits(limits)
    , m_random(random)
    , m_link(limits, clock)
    , m_rooms(m_link)
    , m_transfers(m_link, m_rooms, m_random)
    , m_heartbeat(limits)
{
}

void ChatClientCore::restore(const KeptClient &kept, ClientEffects &effects)
{
    m_secret = isSecret(kept.secret) ? kept.secret : QString();
    m_wanted = checkNick(kept.name, kMaxNameCharacters).value_or(QString());
    m_history = kept.history.left(kMaxCodeUnits);
    m_link.history = m_history;
    ensureSecret(effects);
    m_rooms.restore(kept.rooms);
    for (const OutboxItem &item : kept.outbox) {
        if (isSound(item) && !m_outbox.find(item.id) && m_outbox.hasPlaceFor(item.text))
            m_outbox.add(item);
    }
    for (const Outbox::Slot &slot : m_outbox.items())
        tellOwn(slot, slot.item.failure, effects);
    m_transfers.restore(kept.uploads, effects);
    settle(effects);
}

void ChatClientCore::opened(ClientEffects &effects)
{
    if (m_state != State::Offline)
        closed(effects);
    ensureSecret(effects);
    m_state = State::Greeting;
    m_decoder.emplace(m_limits);
    m_heartbeat.opened(m_link.now());
    m_lost = {QStringLiteral("peer_closed")};
    m_nameTry = 0;
    m_helloWanted = m_wanted;
    sendHello(effects);
    settle(effects);
}

void ChatClientCore::received(const QByteArray &chunk, ClientEffects &effects)
{
    if (m_state == State::Offline || m_state == State::Ended)
        return;
    if (!chunk.isEmpty())
        m_heartbeat.heard(m_link.now());
    m_decoder->feed(chunk);
    while (m_state != State::Ended) {
        const Result<std::optional<Wire::ChatItem>> next = m_decoder->next();
        if (!next && m_state == State::Greeting) {
            endAsForeign(effects);
            break;
        }
        if (!next) {
            effects.items.emplace_back(
                FrameSeen{kConnection, FrameType::Chat, m_decoder->offset(), m_decoder->refused()});
            breakOff(CloseReason::BadFrame, errorName(next.error().code), effects);
            break;
        }
        if (!*next)
            break;
        const auto *header = std::get_if<Wire::ChatHeader>(&**next);
        const auto *payload = std::get_if<Wire::ChatPayload>(&**next);
        if ((header && header->payloadBytes == 0) || (payload && payload->isLast))
            m_heartbeat.frameIsOpen(false, m_link.now());
        if (header)
            takeFrame(*header, effects);
        else
            m_transfers.takePayload(*payload, effects);
    }
    if (m_state == State::Greeting && !m_decoder->mayBeFrame())
        endAsForeign(effects);
    m_heartbeat.frameIsOpen(m_decoder->isInFrame(), m_link.now());
    settle(effects);
}

void ChatClientCore::closed(ClientEffects &effects)
{
    if (m_state == State::Offline)
        return;
    m_state = State::Offline;
    m_link.isTalking = false;
    m_decoder.reset();
    m_leaveBy.reset();
    m_hits = {};
    m_searches = 0;
    effects.items.emplace_back(m_lost);
    m_rooms.connectionLost(); // before its requests fail: those are asked again
    for (const auto &[id, asked] : m_link.dropAsked())
        requestFailed(id, asked, QStringLiteral("connection_lost"), {}, effects);
    std::vector<QString> onTheirWay;
    for (const Outbox::Slot &slot : m_outbox.items()) {
        if (slot.state == Outbox::State::Sent)
            onTheirWay.push_back(slot.item.id);
    }
    m_outbox.connectionLost();
    for (const QString &id : onTheirWay)
        tellOwn(*m_outbox.find(id), {}, effects);
    m_transfers.connectionLost(effects);
    settle(effects);
}

void ChatClientCore::tick(ClientEffects &effects)
{
    const Instant now = m_link.now();
    if (m_transfers.isHolding()) // what it says is not read
        m_heartbeat.heard(now);
    if (m_state == State::Leaving && *m_leaveBy <= now)
        breakOff(CloseReason::LocalClosed, m_lost.reason, effects);
    if (m_state == State::Greeting || m_state == State::Talking) {
        switch (m_heartbeat.due(now)) {
        case Heartbeat::Due::Nothing:
            break;
        case Heartbeat::Due::Ping:
            m_pingId = QStringLiteral("p%1").arg(++m_pings);
            m_heartbeat.pinged(now);
            m_link.send(plainFrame("ping", m_pingId), {}, effects);
            break;
        case Heartbeat::Due::Silent:
            breakOff(CloseReason::Silent, closeReasonName(CloseReason::Silent), effects);
            break;
        case Heartbeat::Due::Unfinished:
            breakOff(CloseReason::Unfinished, closeReasonName(CloseReason::Unfinished), effects);
            break;
        }
    }
    settle(effects);
}

void ChatClientCore::goAway(ClientEffects &effects)
{
    if (m_state == State::Greeting || m_state == State::Talking) {
        m_transfers.goAway(effects);
        m_link.isTalking = false;
        m_lost = {closeReasonName(CloseReason::Quit), std::nullopt, false};
        m_link.send(plainFrame("bye"), {}, effects);
    }
    if (m_state == State::Greeting) {
        breakOff(CloseReason::LocalClosed, m_lost.reason, effects);
    } else if (m_state == State::Talking) {
        m_state = State::Leaving; // the server answers what was sent before it says bye
        m_leaveBy = m_link.now() + limitSpan(m_limits.closeGraceMs);
    }
    settle(effects);
}

void ChatClientCore::settle(ClientEffects &effects)
{
    if (m_state == State::Talking)
        sendOutbox(effects);
    m_rooms.settle(effects);
    m_transfers.settle(effects);
    if (m_history != m_link.history) { // kept after the rooms that began anew with it
        m_history = m_link.history;
        keepIdentity(effects);
    }
    effects.wakeAt.reset();
    if (m_state == State::Greeting || m_state == State::Talking)
        effects.wakeAt = m_heartbeat.wakeAt();
    if (m_state == State::Talking)
        effects.wakeAt = earlier(effects.wakeAt, earlier(m_outbox.nextRetry(m_link.now()), m_rooms.wakeAt()));
    if (m_state != State::Leaving)
        effects.wakeAt = earlier(effects.wakeAt, m_transfers.wakeAt());
    if (m_state == State::Leaving)
        effects.wakeAt = m_leaveBy;
}

void ChatClientCore::breakOff(CloseReason reason, const QString &code, ClientEffects &effects)
{
    m_state = State::Ended;
    m_link.isTalking = false;
    m_lost.reason = code;
    effects.items.emplace_back(Close{kConnection, reason});
}

/// What answers `hello` with no frame does not know the protocol, and will not the next time.
void ChatClientCore::endAsForeign(ClientEffects &effects)
{
    m_lost.mayReconnect = false;
    breakOff(CloseReason::BadFrame, Told::kNoChatServer.toString(), effects);
}

void ChatClientCore::ensureSecret(ClientEffects &effects)
{
    if (!m_secret.isEmpty())
        return;
    m_secret = drawId();
    keepIdentity(effects);
}

void ChatClientCore::keepIdentity(ClientEffects &effects)
{
    effects.items.emplace_back(KeepIdentity{m_secret, m_wanted, m_history});
}

QString ChatClientCore::drawId()
{
    const auto digits = [this] {
        return QStringLiteral("%1").arg(m_random.next(), 16, 16, QLatin1Char('0'));
    };
    const QString first = digits();
    return first + digits();
}

void ChatClientCore::sendHello(ClientEffects &effects)
{
    m_link.send(helloFrame(nameToTry(m_helloWanted, m_nameTry, m_link.nameLimit()), m_secret), {}, effects);
}

void ChatClientCore::takeGreetingError(const QString &code, const QString &text, ClientEffects &effects)
{
    const bool isAboutName = code == u"name_taken" || code == u"bad_name";
    if (!isAboutName || m_nameTry >= kNamelessTry || m_helloWanted.isEmpty()) {
        effects.items.emplace_back(Told::ServerError{code, text});
        breakOff(CloseReason::LocalClosed, code, effects);
        return;
    }
    if (code == u"bad_name")
        effects.items.emplace_back(Told::NameRefused{m_helloWanted, code});
    m_nameTry = code == u"bad_name" ? kNamelessTry : m_nameTry + 1;
    sendHello(effects);
}

} // namespace Chalkwire::Core
