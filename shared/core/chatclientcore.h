// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "core/clienttransfers.h"
#include "core/heartbeat.h"
#include "core/outbox.h"

namespace Chalkwire::Core {

/// All behaviour of a client of Chalkwire protocol 1 towards one server, without I/O; it lives through
/// reconnects. docs/protocol.md §9
/// Once:    what the user says gets its id and is kept (KeepOutboxItem) before it is sent, until it is
///          acknowledged or refused for good. After a reconnect the rooms are joined with `since`, then it is
///          sent again. Each entry is told once (SeqCursor); KeepRoom says up to where, after them.
/// Effects: to be carried out in order. Send, FrameSeen and Close have connection 1; after Close nothing is
///          sent until closed() and opened(). Every call may fill some; one that returns an error or false
///          fills nothing, not even wakeAt.
/// Bounds:  Limits (header, depth, payload), Outbox, FollowedRooms, ClientTransfers, EntryBatch, ServerLink.
/// What one chunk
///          fills is bounded by its length: no frame tells more than a few things, and lists are cut.
/// Server:  whatever it sends is not heard, or ends the connection; the reason is in Lost.
/// Errors:  of what the user does: BadName, BadField (the field), TooLong (the bytes allowed), NotInRoom,
///          TooManyRooms, NotConnected, TooMuchWaiting, NoFiles.
/// Thread:  any one. `clock` and `random` are not owned.
class ChatClientCore
{
public:
    static constexpr ConnectionId kConnection = ServerLink::kConnection;

    ChatClientCore(const Limits &limits, const Clock &clock, Random &random);
    ChatClientCore(const ChatClientCore &) = delete;
    ChatClientCore &operator=(const ChatClientCore &) = delete;

    /// Once, before everything else. What does not hold is left out; without a secret one is drawn and kept.
    void restore(const KeptClient &kept, ClientEffects &effects);

    void opened(ClientEffects &effects);
    void received(const QByteArray &chunk, ClientEffects &effects);
    void closed(ClientEffects &effects); ///< Lost says whether to come again
    void tick(ClientEffects &effects);

    Result<bool> setName(const QString &name, ClientEffects &effects); ///< also without a connection
    /// Follows a room from now on, over every connection, until leave(). Returns its name.
    Result<QString> join(const QString &room, bool isPrivate, ClientEffects &effects);
    Result<bool> leave(const QString &room, ClientEffects &effects);

    // These wait for the connection and the room, and return the id of Told::Own. `of` and `re`: numbers of
    // entries.
    Result<QString> post(const QString &room, const QString &text, quint64 re, ClientEffects &effects);
    Result<QString> edit(const QString &room, quint64 of, const QString &text, ClientEffects &effects);
    Result<QString> remove(const QString &room, quint64 of, ClientEffects &effects); ///< a post or a reaction
    Result<QString> react(const QString &room, quint64 of, const QString &text, ClientEffects &effects);
    Result<QString> setTopic(const QString &room, const QString &text, ClientEffects &effects);
    bool retry(const QString &id, ClientEffects &effects);   ///< what has failed; false: it has not
    bool discard(const QString &id, ClientEffects &effects); ///< false: it is on its way, or not there

    // These need the connection, and return the id of what answers them. A direct message waits like a post
    // once a server has said that it keeps them.
    Result<QString> direct(const QString &to, const QString &text, ClientEffects &effects);
    Result<QString> search(const QString &text, quint64 before, ClientEffects &effects);
    Result<QString> invite(const QString &room, const QString &name, ClientEffects &effects);
    Result<QString> who(const QString &room, ClientEffects &effects); ///< without a room: on the server
    Result<QString> listRooms(ClientEffects &effects);

    /// OlderPage comes when it can. `shownFrom`: the lowest number that is still shown, where some were taken
    /// off the screen since: the ones below come again; 0: all are.
    Result<bool> loadOlder(const QString &room, quint64 shownFrom, ClientEffects &effects);
    void markRead(const QString &room, quint64 seq, ClientEffects &effects);
    void typing(const QString &room, ClientEffects &effects); ///< call it as often as a key is pressed
    /// Told to those who share a room with us, after each reconnect too. `text`: why; may be empty.
    Result<bool> setAway(bool isAway, const QString &text, ClientEffects &effects);
    void goAway(ClientEffects &effects); ///< says bye; Lost does not reconnect then
    // Files, see ClientTransfers. They wait for the connection and the room, and return the transfer's id.
    Result<QString> offerFile(const QString &room, const QString &path, quint64 re, ClientEffects &effects);
    Result<QString> fetchFile(const QString &room, quint64 seq, const QString &path, ClientEffects &effects);
    bool steerTransfer(const QString &id, ClientTransfers::Steer how, ClientEffects &effects);
    void answered(const std::vector<TransferAnswer> &answers, ClientEffects &effects);
    void written(qint64 queuedBytes, ClientEffects &effects); ///< of what was sent, so many still wait
    bool isGiving() const { return m_transfers.isGiving(); }  ///< and written() is waited for

    const QString &name() const { return m_link.name; } ///< what the server calls us; empty before welcome
    const ClientRoom *room(const QString &name) const { return m_rooms.room(name); }

private:
    enum class State : quint8 { Offline, Greeting, Talking, Leaving, Ended };
    struct FrameKind;
    static const FrameKind *frameKind(QStringView type);

    void settle(ClientEffects &effects);
    void breakOff(CloseReason reason, const QString &code, ClientEffects &effects);
    void endAsForeign(ClientEffects &effects);
    void ensureSecret(ClientEffects &effects);
    void keepIdentity(ClientEffects &effects);
    void sendHello(ClientEffects &effects);
    QString drawId();

    // What the user says.
    Result<QString> checkedText(const QString &text, qint64 maxBytes) const;
    Result<QString> queue(EntryKind kind, const QString &room, quint64 of, const QString &text,
                          ClientEffects &effects);
    Result<QString> queueItem(OutboxItem item, ClientEffects &effects);
    Result<QString> ask(Asked request);
    Result<bool> askForName(const QString &name, ClientEffects &effects);
    void sendOutbox(ClientEffects &effects);
    void tellOwn(const Outbox::Slot &slot, const QString &code, ClientEffects &effects);
    void giveUpOn(Outbox::Slot &slot, const QString &code, ClientEffects &effects);
    bool fits(const OutboxItem &item) const;

    // What the server says.
    void takeFrame(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeEntry(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeWelcome(const Wire::ChatHeader &header, ClientEffects &effects);
    void beginAnew(ClientEffects &effects);
    void takeError(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeGreetingError(const QString &code, const QString &text, ClientEffects &effects);
    void takeOutboxError(Outbox::Slot &slot, const QString &code, ClientEffects &effects);
    void requestFailed(const QString &id, const Asked &asked, const QString &code, const QString &text,
                       ClientEffects &effects);
    void takeHistory(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeAck(const Wire::ChatHeader &header, ClientEffects &effects);
    void takePing(const Wire::ChatHeader &header, ClientEffects &effects);
    void takePong(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeBye(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeRenamed(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeAway(const Wire::ChatHeader &header, ClientEffects &effects);
    void takePeople(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeRooms(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeInvited(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeInvitation(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeDirect(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeAnnouncement(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeHit(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeFound(const Wire::ChatHeader &header, ClientEffects &effects);

    Limits m_limits;
    Random &m_random;
    State m_state = State::Offline;
    ServerLink m_link;
    FollowedRooms m_rooms;
    ClientTransfers m_transfers;
    Outbox m_outbox;
    Heartbeat m_heartbeat;
    std::optional<Wire::ChatDecoder> m_decoder;
    QString m_secret;
    QString m_history;     ///< that the kept rooms are of
    QString m_wanted;      ///< name that the user wants
    QString m_helloWanted; ///< when hello was sent
    int m_nameTry = 0;
    bool m_isAway = false;
    QString m_awayText; ///< why; may be empty
    QString m_pingId;
    quint64 m_pings = 0;
    std::optional<Instant> m_leaveBy; ///< Leaving: the server has until then
    Told::Lost m_lost;                ///< what closed() will say
    EntryBatch m_hits;                ///< of the search that is being answered
    int m_searches = 0;               ///< without an answer
};

} // namespace Chalkwire::Core
