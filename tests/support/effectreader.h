// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// length: one line for each effect
#pragma once

#include "core/clienteffects.h"

#include <QStringList>

namespace Chalkwire::Test {

using namespace Qt::StringLiterals;

/// What ChatClientCore fills, each as a line to compare: "> {...}" is sent, "said lobby 5 ben: hi" is told.
class EffectReader
{
public:
    QString operator()(const Core::FrameSeen &) const { return {}; }
    QString operator()(const Core::Send &e) const
    {
        return u"> "_s + QString::fromUtf8(e.bytes.left(e.bytes.indexOf('\n')));
    }
    QString operator()(const Core::Close &e) const { return u"close "_s + closeReasonName(e.reason); }
    QString operator()(const Core::SetReadSize &e) const { return u"read "_s + QString::number(e.bytes); }
    QString operator()(const Core::HoldReading &e) const { return e.isHeld ? u"hold"_s : u"go on"_s; }
    QString operator()(const Core::KeepIdentity &e) const
    {
        return words({u"keep me"_s, e.secret, e.name, e.history});
    }
    QString operator()(const Core::KeepRoom &e) const
    {
        const QString cursor = e.room.cursor ? QString::number(*e.room.cursor) : u"-"_s;
        return words({u"keep room"_s, e.room.room, cursor, e.room.isPrivate ? u"private"_s : u""_s,
                      e.room.read ? u"read "_s + QString::number(e.room.read) : QString(),
                      e.room.unread ? u"unread "_s + QString::number(e.room.unread) : QString()});
    }
    QString operator()(const Core::ForgetRoom &e) const { return u"forget room "_s + e.room; }
    QString operator()(const Core::KeepOutboxItem &e) const { return u"keep "_s + item(e.item); }
    QString operator()(const Core::KeepUpload &e) const
    {
        const Core::KeptUpload &u = e.upload;
        return words({u"keep upload"_s, u.id, u.room, u.name, QString::number(u.bytes),
                      u.sha256.isEmpty() ? u"unknown"_s : QString(), u.failure,
                      u.isPaused ? u"paused"_s : u""_s});
    }
    QString operator()(const Core::ForgetUpload &e) const { return u"forget upload "_s + e.id; }
    QString operator()(const Core::ForgetOutboxItem &e) const { return u"forget "_s + e.id; }
    QString operator()(const Core::Told::Welcome &e) const
    {
        return words({u"welcome"_s, e.name, u"wanted"_s, e.wanted,
                      e.hasHistory ? u"history"_s : u"no-history"_s, rooms(e.rooms),
                      QString::number(e.roomCount)});
    }
    QString operator()(const Core::Told::NameRefused &e) const
    {
        return words({u"name-refused"_s, e.name, e.code});
    }
    QString operator()(const Core::Told::Lost &e) const
    {
        return words({u"lost"_s, e.reason,
                      e.retryAfterSeconds ? u"retry "_s + QString::number(*e.retryAfterSeconds) : QString(),
                      e.mayReconnect ? u""_s : u"for good"_s});
    }
    QString operator()(const Core::Told::ServerError &e) const { return words({u"error"_s, e.code, e.text}); }
    QString operator()(const Core::Told::Announcement &e) const
    {
        return words({u"announcement"_s, e.text, e.millis ? QString::number(e.millis) : QString()});
    }
    QString operator()(const Core::Told::Lag &e) const { return u"lag "_s + QString::number(e.time.count()); }
    QString operator()(const Core::Told::RoomJoined &e) const
    {
        return words({u"joined"_s, e.room, u"["_s + e.members.join(u',') + u"]"_s,
                      QString::number(e.memberCount), e.topic, e.isPrivate ? u"private"_s : u""_s,
                      e.keepDays ? u"keeps "_s + QString::number(e.keepDays) : QString()});
    }
    QString operator()(const Core::Told::RoomRules &e) const
    {
        return words({u"rules"_s, e.room, u"keeps "_s + QString::number(e.keepDays)});
    }
    QString operator()(const Core::Told::RoomRefused &e) const
    {
        return words({u"refused"_s, e.room, e.code});
    }
    QString operator()(const Core::Told::RoomLeft &e) const { return u"left "_s + e.room; }
    QString operator()(const Core::Told::RoomList &e) const
    {
        return words({u"rooms"_s, rooms(e.rooms), QString::number(e.count)});
    }
    QString operator()(const Core::Told::Members &e) const
    {
        return words(
            {u"members"_s, e.room, u"["_s + e.members.join(u',') + u"]"_s, QString::number(e.count)});
    }
    QString operator()(const Core::Told::Presence &e) const
    {
        return words({e.isHere ? u"came"_s : u"went"_s, e.room, e.name});
    }
    QString operator()(const Core::Told::Away &e) const
    {
        return words({e.isAway ? u"away"_s : u"back"_s, e.name, e.text, e.isOwn ? u"own"_s : u""_s});
    }
    QString operator()(const Core::Told::Renamed &e) const
    {
        return words({u"renamed"_s, e.from, e.to, e.isOwn ? u"own"_s : u""_s});
    }
    QString operator()(const Core::Told::Typing &e) const { return words({u"typing"_s, e.room, e.name}); }
    QString operator()(const Core::Told::Invitation &e) const
    {
        return words({u"invitation"_s, e.room, e.from});
    }
    QString operator()(const Core::Told::Invited &e) const { return words({u"invited"_s, e.room, e.name}); }
    QString operator()(const Core::Told::Said &e) const { return u"said "_s + said(e); }
    QString operator()(const Core::Told::OlderPage &e) const
    {
        QStringList all;
        for (const Core::Told::Said &one : e.entries)
            all.append(said(one));
        return words(
            {u"older"_s, e.room, u"["_s + all.join(u", "_s) + u"]"_s, e.hasMore ? u"more"_s : u""_s});
    }
    QString operator()(const Core::Told::Gone &e) const
    {
        return words({u"gone"_s, e.room, QString::number(e.from), QString::number(e.to)});
    }
    QString operator()(const Core::Told::Restarted &e) const { return u"restarted "_s + e.room; }
    QString operator()(const Core::Told::RoomCounts &e) const
    {
        return words({u"counts"_s, e.room, QString::number(e.unread), QString::number(e.mentions), u"read"_s,
                      QString::number(e.read)});
    }
    QString operator()(const Core::Told::Own &e) const
    {
        static const QStringList kStates{u"waiting"_s, u"sent"_s, u"saved"_s, u"failed"_s};
        const bool isSaved = e.state == Core::Told::Own::State::Saved;
        return words({u"own"_s, e.item.id, kStates.at(int(e.state)), e.code,
                      isSaved ? QString::number(e.seq) : QString(), e.comesAsEntry ? u"as-entry"_s : u""_s});
    }
    QString operator()(const Core::Told::Discarded &e) const { return u"discarded "_s + e.id; }
    QString operator()(const Core::Told::Direct &e) const
    {
        return words({u"direct"_s, e.seq ? QString::number(e.seq) : QString(), e.from + u':', e.text,
                      e.isReplay ? u"replay"_s : u""_s, e.isOwn ? u"own to "_s + e.to : QString()});
    }
    QString operator()(const Core::Told::DirectSent &e) const
    {
        return words({u"direct-sent"_s, e.id, e.to});
    }
    QString operator()(const Core::Told::SearchResult &e) const
    {
        QStringList all;
        for (const Core::Told::Said &one : e.hits)
            all.append(said(one));
        return words({u"found"_s, e.id, u"["_s + all.join(u", "_s) + u"]"_s,
                      e.next ? QString::number(e.next) : QString()});
    }
    QString operator()(const Core::Told::Transfer &e) const
    {
        static const QStringList kStates{u"reading"_s,  u"waiting"_s, u"running"_s, u"paused"_s,
                                         u"checking"_s, u"done"_s,    u"failed"_s,  u"stopped"_s};
        const bool isUpload = e.way == Core::Told::Transfer::Way::Upload;
        return words({isUpload ? u"up"_s : u"down"_s, e.id, kStates.at(int(e.state)), e.name,
                      u"%1/%2"_s.arg(e.done).arg(e.bytes), e.code, e.seq ? u"seq %1"_s.arg(e.seq) : QString(),
                      e.path.isEmpty() ? QString() : u"at "_s + e.path});
    }
    QString operator()(const Core::Told::RequestFailed &e) const
    {
        return words({u"request-failed"_s, e.id, e.room, e.name, e.code});
    }

private:
    static QString words(const QStringList &all)
    {
        QStringList kept;
        for (const QString &word : all) {
            if (!word.isEmpty())
                kept.append(word);
        }
        return kept.join(u' ');
    }
    static QString words(std::initializer_list<QString> all) { return words(QStringList(all)); }
    static QString rooms(const std::vector<Core::Told::ListedRoom> &listed)
    {
        QStringList all;
        for (const Core::Told::ListedRoom &room : listed)
            all.append(u"%1/%2/%3"_s.arg(room.name).arg(room.members).arg(room.last));
        return u"["_s + all.join(u',') + u"]"_s;
    }
    static QString item(const Core::OutboxItem &i)
    {
        static const QStringList kKinds{QString(), u"post"_s, u"edit"_s, u"delete"_s, u"react"_s, u"topic"_s};
        return words({i.id, kKinds.at(int(i.kind)), i.room,
                      i.of ? u"of "_s + QString::number(i.of) : QString(), i.text,
                      i.failure.isEmpty() ? QString() : u"failed "_s + i.failure});
    }
    static QString said(const Core::Told::Said &e)
    {
        static const QStringList kKinds{QString(), QString(), u"edit"_s, u"delete"_s, u"react"_s, u"topic"_s};
        const Core::Entry &entry = e.entry;
        return words({e.room, QString::number(entry.seq), kKinds.at(int(entry.kind)), entry.from + u':',
                      entry.text, entry.of ? u"of "_s + QString::number(entry.of) : QString(),
                      entry.changedBy ? u"changed "_s + QString::number(entry.changedBy) : QString(),
                      entry.isDeleted ? u"deleted"_s : u""_s, e.isReplay ? u"replay"_s : u""_s,
                      e.isOwn ? u"own"_s : u""_s, e.mentionsMe ? u"mention"_s : u""_s,
                      entry.file ? u"file %1 %2"_s.arg(entry.file->name).arg(entry.file->bytes) : QString()});
    }
};

} // namespace Chalkwire::Test
