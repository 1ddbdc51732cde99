// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does. Another part of ChatClientCore.
#include "core/chatclientcore.h"

#include "base/text.h"
#include "core/clientframe.h"
#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kMaxReactionBytes = 64;
constexpr qint64 kMaxTopicBytes = 1024;
constexpr qint64 kMaxAwayBytes = 256;
constexpr qint64 kMaxSearchBytes = 1024; ///< more than the 16 terms that are looked for

Unexpected<Error> wrong(const char *field)
{
    return Unexpected{Error{ErrorCode::BadField, QString::fromLatin1(field)}};
}

} // namespace

Result<bool> ChatClientCore::setName(const QString &name, ClientEffects &effects)
{
    const Result<QString> checked = checkNick(name, m_link.nameLimit());
    if (!checked)
        return Unexpected{checked.error()};
    if (m_state == State::Talking)
        return askForName(*checked, effects);
    m_wanted = *checked;
    ensureSecret(effects);
    keepIdentity(effects);
    settle(effects);
    return true;
}

Result<bool> ChatClientCore::askForName(const QString &name, ClientEffects &effects)
{
    const Result<QString> id = ask({Told::Request::Name, {}, name});
    if (!id)
        return Unexpected{id.error()};
    m_link.send(plainFrame("name", *id, {}, name), {}, effects);
    settle(effects);
    return true;
}

Result<bool> ChatClientCore::setAway(bool isAway, const QString &text, ClientEffects &effects)
{
    QString why;
    if (isAway && !text.isEmpty()) {
        const Result<QString> checked = checkedText(text, kMaxAwayBytes);
        if (!checked)
            return Unexpected{checked.error()};
        why = *checked;
    }
    m_isAway = isAway;
    m_awayText = why;
    if (m_state == State::Talking)
        m_link.send(setAwayFrame(isAway, why), {}, effects);
    settle(effects);
    return true;
}

Result<QString> ChatClientCore::join(const QString &room, bool isPrivate, ClientEffects &effects)
{
    Result<QString> joined = m_rooms.join(room, isPrivate);
    if (joined)
        settle(effects);
    return joined;
}

Result<bool> ChatClientCore::leave(const QString &room, ClientEffects &effects)
{
    if (!m_rooms.leave(room, effects))
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    settle(effects);
    return true;
}

Result<QString> ChatClientCore::post(const QString &room, const QString &text, quint64 re,
                                     ClientEffects &effects)
{
    const Result<QString> checked = checkedText(text, m_link.limits.text);
    return checked ? queue(EntryKind::Post, room, re, *checked, effects) : checked;
}

Result<QString> ChatClientCore::edit(const QString &room, quint64 of, const QString &text,
                                     ClientEffects &effects)
{
    const Result<QString> checked = checkedText(text, m_link.limits.text);
    return checked ? queue(EntryKind::Edit, room, of, *checked, effects) : checked;
}

Result<QString> ChatClientCore::remove(const QString &room, quint64 of, ClientEffects &effects)
{
    return queue(EntryKind::Delete, room, of, {}, effects);
}

Result<QString> ChatClientCore::react(const QString &room, quint64 of, const QString &text,
                                      ClientEffects &effects)
{
    const Result<QString> checked = checkedText(text, kMaxReactionBytes);
    return checked ? queue(EntryKind::React, room, of, *checked, effects) : checked;
}

Result<QString> ChatClientCore::setTopic(const QString &room, const QString &text, ClientEffects &effects)
{
    if (text.isEmpty())
        return queue(EntryKind::Topic, room, 0, text, effects);
    const Result<QString> checked = checkedText(text, kMaxTopicBytes);
    return checked ? queue(EntryKind::Topic, room, 0, *checked, effects) : checked;
}

Result<QString> ChatClientCore::checkedText(const QString &text, qint64 maxBytes) const
{
    QString clean = text;
    clean.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    clean.replace(u'\r', u'\n');
    if (clean.isEmpty() || !isPlainText(clean))
        return wrong("text");
    if (passes(clean.toUtf8().size(), maxBytes))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(maxBytes)}};
    return clean;
}

bool ChatClientCore::fits(const OutboxItem &item) const
{
    const bool isLong = item.kind == EntryKind::Post || item.kind == EntryKind::Edit;
    // Escapes make a header longer than its text.
    return !(isLong && passes(item.text.toUtf8().size(), m_link.limits.text)) &&
           !passes(outboxFrame(item).size() - 1, m_link.limits.header);
}

Result<QString> ChatClientCore::queue(EntryKind kind, const QString &room, quint64 of, const QString &text,
                                      ClientEffects &effects)
{
    const bool needsOf = kind != EntryKind::Post && kind != EntryKind::Topic;
    if ((needsOf && of == 0) || qint64(of) < 0)
        return wrong(needsOf ? "of" : "re");
    const FollowedRoom *followed = m_rooms.findRoom(room);
    if (!followed || followed->room.membership == ClientRoom::Membership::Refused)
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    return queueItem({drawId(), 0, followed->room.name, kind, of, text, m_link.wallMillis(), {}}, effects);
}

Result<QString> ChatClientCore::queueItem(OutboxItem item, ClientEffects &effects)
{
    if (!fits(item))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(m_link.limits.header)}};
    if (!m_outbox.hasPlaceFor(item.text))
        return Unexpected{Error{ErrorCode::TooMuchWaiting}};
    const QString id = item.id;
    const Outbox::Slot &slot = m_outbox.add(std::move(item));
    effects.items.emplace_back(KeepOutboxItem{slot.item});
    tellOwn(slot, {}, effects);
    settle(effects);
    return id;
}

void ChatClientCore::sendOutbox(ClientEffects &effects)
{
    const qint64 most = m_link.limits.pending == 0 ? Outbox::kMaxOnTheirWay : m_link.limits.pending;
    const auto due = m_outbox.takeDue(m_link.now(), std::min<qsizetype>(most, Outbox::kMaxOnTheirWay),
                                      [this](const QString &key) { return m_rooms.isOpen(key); });
    for (Outbox::Slot *slot : due) {
        if (!fits(slot->item)) { // this server allows less than the one it was written for
            giveUpOn(*slot, errorName(ErrorCode::TooLong), effects);
            continue;
        }
        m_link.send(outboxFrame(slot->item), slot->item.room, effects);
        tellOwn(*slot, {}, effects);
    }
}

void ChatClientCore::tellOwn(const Outbox::Slot &slot, const QString &code, ClientEffects &effects)
{
    const auto state = slot.state == Outbox::State::Waiting ? Told::Own::State::Waiting
                       : slot.state == Outbox::State::Sent  ? Told::Own::State::Sent
                                                            : Told::Own::State::Failed;
    effects.items.emplace_back(Told::Own{slot.item, state, code});
}

void ChatClientCore::giveUpOn(Outbox::Slot &slot, const QString &code, ClientEffects &effects)
{
    m_outbox.fail(slot, code);
    effects.items.emplace_back(KeepOutboxItem{slot.item});
    tellOwn(slot, code, effects);
}

bool ChatClientCore::retry(const QString &id, ClientEffects &effects)
{
    Outbox::Slot *slot = m_outbox.find(id);
    if (!slot || slot->state != Outbox::State::Failed)
        return false;
    m_outbox.retry(*slot);
    effects.items.emplace_back(KeepOutboxItem{slot->item});
    tellOwn(*slot, {}, effects);
    settle(effects);
    return true;
}

bool ChatClientCore::discard(const QString &id, ClientEffects &effects)
{
    const Outbox::Slot *slot = m_outbox.find(id);
    if (!slot || slot->state == Outbox::State::Sent)
        return false;
    m_outbox.remove(id);
    effects.items.emplace_back(ForgetOutboxItem{id});
    effects.items.emplace_back(Told::Discarded{id});
    settle(effects);
    return true;
}

Result<QString> ChatClientCore::ask(Asked request)
{
    if (m_state != State::Talking)
        return Unexpected{Error{ErrorCode::NotConnected}};
    const std::optional<QString> id = m_link.ask(std::move(request));
    if (!id)
        return Unexpected{Error{ErrorCode::TooMuchWaiting}};
    return *id;
}

Result<QString> ChatClientCore::direct(const QString &to, const QString &text, ClientEffects &effects)
{
    Result<QString> name = checkName(to, m_link.nameLimit());
    if (!name)
        return name;
    Result<QString> checked = checkedText(text, m_link.limits.text);
    if (!checked)
        return checked;
    if (passes(directFrame(QString(kMaxCodeUnits, u'0'), *name, *checked).size(), m_link.limits.header))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(m_link.limits.header)}};
    if (m_link.hasDirects)
        return queueItem(
            {drawId(), 0, kInbox.toString() + *name, EntryKind::Post, 0, *checked, m_link.wallMillis(), {}},
            effects);
    Result<QString> id = ask({Told::Request::Direct, {}, *name});
    if (id) {
        m_link.send(directFrame(*id, *name, *checked), {}, effects);
        settle(effects);
    }
    return id;
}

Result<QString> ChatClientCore::search(const QString &text, quint64 before, ClientEffects &effects)
{
    Result<QString> checked = checkedText(text, kMaxSearchBytes);
    if (!checked)
        return checked;
    Result<QString> id = ask({Told::Request::Search});
    if (id) {
        ++m_searches;
        m_link.send(searchFrame(*id, *checked, before), {}, effects);
        settle(effects);
    }
    return id;
}

Result<QString> ChatClientCore::invite(const QString &room, const QString &name, ClientEffects &effects)
{
    Result<QString> checked = checkName(name, m_link.nameLimit());
    if (!checked)
        return checked;
    const FollowedRoom *followed = m_rooms.findRoom(room);
    if (!followed)
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    Result<QString> id = ask({Told::Request::Invite, followed->room.name, *checked});
    if (id) {
        m_link.send(plainFrame("invite", *id, followed->room.name, *checked), followed->room.name, effects);
        settle(effects);
    }
    return id;
}

Result<QString> ChatClientCore::who(const QString &room, ClientEffects &effects)
{
    const FollowedRoom *followed = m_rooms.findRoom(room);
    if (!room.isEmpty() && !followed)
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    const QString name = followed ? followed->room.name : QString();
    Result<QString> id = ask({Told::Request::Who, name});
    if (id) {
        m_link.send(plainFrame("who", *id, name), name, effects);
        settle(effects);
    }
    return id;
}

Result<QString> ChatClientCore::listRooms(ClientEffects &effects)
{
    Result<QString> id = ask({Told::Request::Rooms});
    if (id) {
        m_link.send(plainFrame("rooms", *id), {}, effects);
        settle(effects);
    }
    return id;
}

Result<bool> ChatClientCore::loadOlder(const QString &room, quint64 shownFrom, ClientEffects &effects)
{
    FollowedRoom *followed = m_rooms.find(room);
    if (!followed)
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    followed->room.shown.narrow(shownFrom);
    followed->wantsOlder = true;
    settle(effects);
    return true;
}

void ChatClientCore::markRead(const QString &room, quint64 seq, ClientEffects &effects)
{
    m_rooms.markRead(room, seq);
    settle(effects);
}

Result<QString> ChatClientCore::offerFile(const QString &room, const QString &path, quint64 re,
                                          ClientEffects &effects)
{
    Result<QString> id = m_transfers.offer(drawId(), room, path, re, effects);
    if (id)
        settle(effects);
    return id;
}

Result<QString> ChatClientCore::fetchFile(const QString &room, quint64 seq, const QString &path,
                                          ClientEffects &effects)
{
    Result<QString> id = m_transfers.fetch(drawId(), room, seq, path, effects);
    if (id)
        settle(effects);
    return id;
}

bool ChatClientCore::steerTransfer(const QString &id, ClientTransfers::Steer how, ClientEffects &effects)
{
    const bool isDone = m_transfers.steer(id, how, effects);
    if (isDone)
        settle(effects);
    return isDone;
}

void ChatClientCore::answered(const std::vector<TransferAnswer> &answers, ClientEffects &effects)
{
    for (const TransferAnswer &answer : answers)
        std::visit([&](const auto &one) { m_transfers.answered(one, effects); }, answer);
    settle(effects);
}

void ChatClientCore::written(qint64 queuedBytes, ClientEffects &effects)
{
    m_transfers.written(queuedBytes);
    settle(effects);
}

void ChatClientCore::typing(const QString &room, ClientEffects &effects)
{
    m_rooms.typing(room, effects);
    settle(effects);
}

} // namespace Chalkwire::Core
