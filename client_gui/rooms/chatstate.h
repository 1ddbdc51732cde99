// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// length: one take() for each event
#pragma once

#include "core/clienteffects.h"
#include "rooms/peoplemodel.h"
#include "rooms/roomconversation.h"
#include "rooms/roomsmodel.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>

#include <functional>
#include <map>
#include <memory>

namespace Chalkwire::ClientGui {

/// What a window of protocol 1 shows, built from what ChatClientCore tells: rooms, their rows, their people.
/// Rooms keep their rows over reconnects. A conversation with one person is a room "@ben".
/// Ownership: the models live as long as this; a RoomConversation until its room is left.
/// Bounds:  RoomsModel::kMaxRooms rooms, each bounded by its models. Thread: GUI.
class ChatState : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatState)

public:
    explicit ChatState(QObject *parent = nullptr);
    ~ChatState() override;

    RoomsModel *rooms() { return &m_rooms; }
    PeopleModel *people() { return &m_people; } ///< of the current room
    /// nullptr: there is no such room.
    RoomConversation *conversation(const QString &room) const;
    const QString &currentRoom() const { return m_current; } ///< empty: none
    void setCurrentRoom(const QString &room);
    QString topic(const QString &room) const;
    qint64 memberCount(const QString &room) const;
    qint64 keepDays(const QString &room) const;     ///< see Core::Told::RoomJoined
    QStringList members(const QString &room) const; ///< those the server listed

    bool isConnected() const { return m_connected; }
    bool hasHistory() const { return m_hasHistory; }
    bool keepsDirects() const { return m_keepsDirects; } ///< the server does
    bool takesFiles() const { return m_hasFiles; }       ///< the server; until one was reached it may
    const QString &ownName() const { return m_ownName; }
    const QString &server() const { return m_server; }
    qint64 lagMicros() const { return m_lagMicros; } ///< -1: not known

    void apply(const std::vector<Core::ClientEvent> &events);
    /// A room that is being joined, or was followed in an earlier run. False: there are too many.
    bool addRoom(const QString &name, bool isPrivate);
    /// The conversation with somebody; returns its room, "@ben". Empty: there are too many.
    QString openDirect(const QString &name);
    void closeDirect(const QString &room);
    void forgetRefused(const QString &room); ///< takes it off the list if the user was never in it
    bool isKept(const QString &direct) const
    {
        return m_ownDirects.contains(direct);
    } ///< by the core, by its id
    /// What was written to somebody, under the id that answers it.
    void writeDirect(const QString &id, const QString &to, const QString &text);
    /// Takes a line that was not delivered away; returns its text, or nothing when there is none.
    QString takeDirect(const QString &room, const QString &id);
    void setDraft(const QString &room, bool isThere);
    void retranslate();

signals:
    void currentRoomChanged();
    void roomChanged(const QString &room);                ///< its topic, people or state
    void connectionChanged();                             ///< connected, name, server or lag
    void spoken(const Chalkwire::Core::Told::Said &said); ///< by somebody else, now: for a notification
    void directCame(const QString &room, const QString &text);
    void directsWished();    ///< what was said to and by the user before: the page of kInbox
    void olderDirectsCame(); ///< a page of it, which may have nothing of the current conversation
    void announced(const QString &text);
    void invited(const QString &room, const QString &by);
    void invitationSent(const QString &room, const QString &name);
    void joined(const QString &room);
    void refused(const QString &room, const QString &code); ///< it could not be joined
    void everybodyListed(const QStringList &names);         ///< who is connected
    void transferTold(const Chalkwire::Core::Told::Transfer &transfer);
    void found(const Chalkwire::Core::Told::SearchResult &result);
    void roomsListed(const Chalkwire::Core::Told::RoomList &list);
    void trouble(const QString &sentence); ///< something the user wanted was refused

private:
    struct Room
    {
        std::unique_ptr<RoomConversation> rows;
        QString topic;
        quint64 topicSeq = 0;
        QStringList members; ///< what the server listed, kept up to date
        QStringList away;    ///< of them
        qint64 memberCount = 0;
        qint64 keepDays = 0;
        quint64 read = 0;
    };
    Room *find(const QString &name);
    const Room *find(const QString &name) const;
    Room *make(const RoomItem &item);
    void drop(const QString &name);
    bool isCurrent(const QString &room) const;
    void changeItem(const QString &room, const std::function<void(RoomItem &)> &change);
    void showPeople();
    void showDirect(const Core::OutboxItem &item, Core::Told::Own::State state, const QString &code = {});

    void takeOlderDirects(const Core::Told::OlderPage &event);
    void restartDirects(qint64 millis);
    void noteDirect(const Core::Told::Own &event);

    void take(const Core::Told::Welcome &event);
    void take(const Core::Told::NameRefused &event);
    void take(const Core::Told::Lost &event);
    void take(const Core::Told::ServerError &event);
    void take(const Core::Told::Announcement &event);
    void take(const Core::Told::Lag &event);
    void take(const Core::Told::RoomJoined &event);
    void take(const Core::Told::RoomRules &event);
    void take(const Core::Told::RoomRefused &event);
    void take(const Core::Told::RoomLeft &event);
    void take(const Core::Told::RoomList &event);
    void take(const Core::Told::Members &event);
    void take(const Core::Told::Presence &event);
    void take(const Core::Told::Renamed &event);
    void take(const Core::Told::Away &event);
    void take(const Core::Told::Typing &event);
    void take(const Core::Told::Invitation &event);
    void take(const Core::Told::Invited &event);
    void take(const Core::Told::Said &event);
    void take(const Core::Told::OlderPage &event);
    void take(const Core::Told::Gone &event);
    void take(const Core::Told::Restarted &event);
    void take(const Core::Told::RoomCounts &event);
    void take(const Core::Told::Own &event);
    void take(const Core::Told::Discarded &event);
    void take(const Core::Told::Direct &event);
    void take(const Core::Told::DirectSent &event);
    void take(const Core::Told::SearchResult &event);
    void take(const Core::Told::RequestFailed &event);
    void take(const Core::Told::Transfer &event);

    RoomsModel m_rooms;
    PeopleModel m_people;
    std::map<QString, Room> m_byKey;               ///< by nameKey
    std::map<QString, Core::OutboxItem> m_directs; ///< on their way, by id
    std::map<QString, TransferRate> m_rates;       ///< of the files on their way, by id
    QElapsedTimer m_clock;
    QSet<QString> m_ownDirects; ///< ids that the core tells of: it keeps them until they are saved
    QString m_current;
    QString m_ownName;
    QString m_server;
    qint64 m_lagMicros = -1;
    quint64 m_order = 0;
    QSet<QString> m_closedDirects; ///< by nameKey: their rows are gone
    quint64 m_lastDirect = 0;      ///< the highest number of the inbox that came
    bool m_hasDirects = false;     ///< they were wished
    bool m_keepsDirects = false;   ///< the server does
    bool m_hasOlderDirects = true; ///< below the pages of the inbox that came
    bool m_connected = false;
    bool m_hasHistory = false;
    bool m_hasFiles = true;
};

} // namespace Chalkwire::ClientGui
