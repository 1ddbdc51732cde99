// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simuser.h"

namespace Chalkwire::Simulation {

using namespace Qt::StringLiterals;
using Core::EntryKind;

SimUser::SimUser(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network,
                 Store::MemoryStore &store, bool hasFiles)
    : m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
    , m_network(network)
    , m_store(store)
    , m_hasFiles(hasFiles)
{
}

void SimUser::enter(SimClient &client)
{
    join(client, m_dice.chance(70) ? u"lobby"_s : u"lab"_s, false);
}

void SimUser::act(SimClient &client)
{
    if (!client.isRunning())
        return;
    if (client.kept.rooms.empty() || m_dice.chance(4)) {
        joinSomething(client);
        return;
    }
    const QString room = m_dice.oneOf(client.kept.rooms).room;
    const qint64 what = m_dice.below(100);
    if (what < 45 && Core::isInbox(room))
        speakAside(client, room);
    else if (m_hasFiles && what < 12)
        handleFiles(client, room);
    else if (what < 45)
        post(client, room);
    else if (what < 65)
        change(client);
    else if (what < 82)
        look(client, room);
    else if (what < 88)
        speakAside(client, room);
    else if (what < 91)
        rename(client);
    else if (what < 94)
        tidyUp(client);
    else if (what < 96)
        leaveSomething(client);
    else
        goAway(client);
}

QString SimUser::words()
{
    return u"w%1 %2"_s.arg(++m_words).arg(QString(m_dice.below(m_dice.chance(5) ? 3000 : 20), u'x'));
}

QString SimUser::someName()
{
    return u"user%1"_s.arg(m_dice.between(qint64(1), qint64(8)));
}

void SimUser::join(SimClient &client, const QString &room, bool isPrivate)
{
    m_journal.note("join", client.number, room.toUtf8());
    (void)client.act([&](auto &core, auto &effects) { return core.join(room, isPrivate, effects); });
}

void SimUser::joinSomething(SimClient &client)
{
    static const std::array kRooms{u"lobby"_s, u"lab"_s, u"attic"_s};
    if (m_dice.chance(30))
        joinVault(client);
    else
        join(client, m_dice.oneOf(kRooms), false);
}

/// Its own, one that it was invited to, or one that it was not. Nobody makes a public room of this name.
void SimUser::joinVault(SimClient &client)
{
    const QString room = u"vault%1"_s.arg(m_dice.between(qint64(1), qint64(3)));
    const auto rooms = m_store.rooms();
    const bool isKept = std::ranges::any_of(
        rooms, [&](const Core::RoomHistory &known) { return known.name == room && known.rules.isPrivate; });
    join(client, room, !isKept || m_dice.chance(50));
}

void SimUser::leaveSomething(SimClient &client)
{
    const QString room = m_dice.oneOf(client.kept.rooms).room;
    m_journal.note("leave", client.number, room.toUtf8());
    (void)client.act([&](auto &core, auto &effects) { return core.leave(room, effects); });
}

quint64 SimUser::somePost(const SimClient &client, const QString &room)
{
    const auto shown = client.window.rooms.find(room);
    if (shown == client.window.rooms.end() || shown->second.entries.empty())
        return 0;
    auto it = shown->second.entries.begin();
    std::advance(it, m_dice.below(static_cast<qint64>(shown->second.entries.size())));
    return it->second.kind == EntryKind::Post ? it->first : 0;
}

void SimUser::post(SimClient &client, const QString &room)
{
    const quint64 re = m_dice.chance(20) ? somePost(client, room) : 0;
    for (qint64 count = m_dice.chance(10) ? m_dice.below(8) : 1; count > 0 && client.isRunning(); --count) {
        const QString text = words();
        const auto id =
            client.act([&](auto &core, auto &effects) { return core.post(room, text, re, effects); });
        client.say(id, room, EntryKind::Post);
    }
}

void SimUser::handleFiles(SimClient &client, const QString &room)
{
    using Steer = Core::ClientTransfers::Steer;
    const qint64 what = m_dice.below(10);
    if (what < 5) {
        const quint64 re = m_dice.chance(20) ? somePost(client, room) : 0;
        const QString path = u"/files/f%1"_s.arg(m_dice.between(qint64(1), qint64(40)));
        m_journal.note("give", client.number, (room + u' ' + path).toUtf8());
        (void)client.act([&](auto &core, auto &effects) { return core.offerFile(room, path, re, effects); });
    } else if (what < 8) {
        for (int tries = 0; tries < 8; ++tries) {
            const quint64 seq = somePost(client, room);
            if (seq == 0 || !client.window.rooms.at(room).entries.at(seq).text.startsWith(u'f'))
                continue;
            const QString path = m_dice.chance(50) ? u"/fetched/"_s : QString();
            m_journal.note("fetch", client.number, (room + u' ' + QString::number(seq)).toUtf8());
            (void)client.act(
                [&](auto &core, auto &effects) { return core.fetchFile(room, seq, path, effects); });
            return;
        }
    } else if (!client.kept.uploads.empty()) {
        const QString id = m_dice.oneOf(client.kept.uploads).id;
        const Steer how = m_dice.chance(50) ? Steer::Pause : m_dice.chance(50) ? Steer::Resume : Steer::Stop;
        m_journal.note("steer", client.number, (id + u' ' + QString::number(int(how))).toUtf8());
        const bool isDone =
            client.act([&](auto &core, auto &effects) { return core.steerTransfer(id, how, effects); });
        if (isDone && how == Steer::Stop)
            client.discarded.insert(id); // also where it crashes before it has told so
    }
}

void SimUser::resumeFiles(SimClient &client)
{
    const std::vector<Core::KeptUpload> all = client.kept.uploads;
    for (const Core::KeptUpload &upload : all) {
        if (upload.isPaused && client.isRunning())
            (void)client.act([&](auto &core, auto &effects) {
                return core.steerTransfer(upload.id, Core::ClientTransfers::Steer::Resume, effects);
            });
    }
}

void SimUser::change(SimClient &client)
{
    const QString room = m_dice.oneOf(client.kept.rooms).room;
    const QString text = words().left(20);
    const qint64 what = m_dice.below(10);
    if (what == 0) {
        client.say(client.act([&](auto &core, auto &effects) { return core.setTopic(room, text, effects); }),
                   room, EntryKind::Topic);
    } else if (what < 4) {
        if (const quint64 of = somePost(client, room); of > 0)
            client.say(
                client.act([&](auto &core, auto &effects) { return core.react(room, of, text, effects); }),
                room, EntryKind::React);
    } else if (!client.own.empty()) {
        const SimClient::OwnEntry mine = m_dice.oneOf(client.own);
        const bool isEdit = what < 8;
        const auto id = client.act([&](auto &core, auto &effects) {
            return isEdit ? core.edit(mine.room, mine.seq, text, effects)
                          : core.remove(mine.room, mine.seq, effects);
        });
        client.say(id, mine.room, isEdit ? EntryKind::Edit : EntryKind::Delete);
    }
}

void SimUser::look(SimClient &client, const QString &room)
{
    switch (m_dice.below(6)) {
    case 0:
        (void)client.act([](auto &core, auto &effects) { return core.search(u"w*"_s, 0, effects); });
        break;
    case 1:
        (void)client.act([&](auto &core, auto &effects) { return core.loadOlder(room, 0, effects); });
        break;
    case 2:
        (void)client.act([&](auto &core, auto &effects) {
            core.typing(room, effects);
            return true;
        });
        break;
    case 3:
        (void)client.act([&](auto &core, auto &effects) { return core.who(room, effects); });
        break;
    default:
        (void)client.act([&](auto &core, auto &effects) {
            core.markRead(room, core.room(room)->shown.last() - quint64(m_dice.chance(30)), effects);
            return true;
        });
        break;
    }
}

void SimUser::speakAside(SimClient &client, const QString &room)
{
    const QString name = someName();
    const bool isPrivate = room.startsWith(u"vault");
    if (isPrivate || m_dice.chance(20))
        (void)client.act([&](auto &core, auto &effects) { return core.invite(room, name, effects); });
    else
        (void)client.act([&](auto &core, auto &effects) { return core.direct(name, words(), effects); });
}

void SimUser::rename(SimClient &client)
{
    const QString name = someName();
    m_journal.note("name", client.number, name.toUtf8());
    (void)client.act([&](auto &core, auto &effects) { return core.setName(name, effects); });
}

/// What was refused for good is tried again or thrown away.
void SimUser::tidyUp(SimClient &client)
{
    if (client.kept.outbox.empty())
        return;
    const Core::OutboxItem item = m_dice.oneOf(client.kept.outbox);
    const bool isRetry = m_dice.chance(50);
    const bool isDone = client.act([&](auto &core, auto &effects) {
        return isRetry ? core.retry(item.id, effects) : core.discard(item.id, effects);
    });
    if (isDone && !isRetry)
        client.discarded.insert(item.id); // also where it crashes before it has told so
}

void SimUser::goAway(SimClient &client)
{
    const Micros time = m_dice.between(Millis(1'000), Millis(m_dice.chance(20) ? 300'000 : 20'000));
    const auto comeBack = [this, &client, time](auto what) { m_timeline.after(time, what); };
    switch (m_dice.below(4)) {
    case 0:
        client.leaveForGood();
        comeBack([&client] { client.reconnect(); });
        break;
    case 1:
        m_journal.note("offline", client.number);
        m_network.setAway(client, true);
        comeBack([this, &client] { m_network.setAway(client, false); });
        break;
    case 2:
        client.crash();
        comeBack([&client] { client.start(); });
        break;
    default:
        client.crashSoon();
        comeBack([&client] { client.start(); });
        break;
    }
}

} // namespace Chalkwire::Simulation
