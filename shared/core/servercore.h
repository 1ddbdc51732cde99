// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// length: declares what five sources do, which would otherwise share a class of their own for its state

#include "base/clock.h"
#include "base/limits.h"
#include "base/random.h"
#include "core/effects.h"
#include "core/serversession.h"
#include "core/talk.h"

#include <deque>
#include <map>
#include <set>

namespace Chalkwire::Core {

/// All behaviour of the server, without I/O: guide, line, chat, HTTP and TLS refusal, rooms and names.
/// docs/protocol.md. Feed it what happened; it fills Effects with what to do, in order. Deterministic for the
/// same inputs and clock. Bounds: Limits (maxLineBytes, maxHeaderBytes, maxPayloadBytes, maxHttpHeaderBytes,
/// maxUnfinished, maxRooms, maxNameCharacters); nothing grows with what a peer sends. Errors: a peer's
/// mistake is an answer or a Close with its reason. Ids it does not know are ignored. Thread: any one. No
/// allocation per idle connection and tick.
class ServerCore
{
public:
    struct Options
    {
        bool strict = false; ///< close connections whose text is not clean UTF-8 (CloseReason::InvalidText)
        bool hasHistory = false; ///< what members say goes to Effects::history before anybody is told
        bool hasFiles = false;   ///< chat clients may give files, whose contents go to Effects::files
    };
    /// `clock` and `random` are not owned and outlive this.
    ServerCore(const Limits &limits, const Options &options, const Clock &clock, Random &random);

    /// `pinned`: Guide or Line to skip the sniffing. UDP peers are never sniffed: a datagram is a request.
    /// `listenAddress`: what a browser is told to type.
    void opened(ConnectionId id, const PeerInfo &peer, Wire::Dialect pinned, const QString &listenAddress,
                Effects &effects);
    void received(ConnectionId id, const QByteArray &chunk, Effects &effects);
    /// The next slice of a connection that is held, see HoldReading.
    void proceed(ConnectionId id, Effects &effects);
    void finished(ConnectionId id,
                  Effects &effects); ///< the peer ended its side: what is undecided is decided now
    void closed(ConnectionId id, Effects &effects);
    void tick(Effects &effects);
    /// So many clients wait for a place now. Those who said nothing for firstByteMs lose theirs to them.
    void waitingChanged(qsizetype count, Effects &effects);

    // What the history answers. It answers every Append, in their order, and every Lookup.
    /// It was opened: before the first client. `identity` tells it from others, docs/protocol.md §9.2.
    void restore(const std::vector<RoomHistory> &rooms, const QString &identity = {});
    void purged(const QString &room, quint64 firstSeq); ///< older entries of this room are gone
    void stored(const std::vector<Stored> &batch, Effects &effects);
    void proceedStored(Effects &effects); ///< see Effects::hasMoreStored
    void paged(const Page &page, Effects &effects);
    void found(const Found &found, Effects &effects);
    void marked(const Marks &marks, Effects &effects);
    /// To Effects::files; every step that says so is answered, in order.
    void filesAnswered(const std::vector<FileAnswer> &answers, Effects &effects);

    /// Ends every connection, those who wait for the history once it has answered. Nothing more is read.
    void stop(Effects &effects);
    void disconnect(ConnectionId id, CloseReason reason, Effects &effects); ///< chat clients are told why

    /// The operator's bytes, as they are.
    void operatorSends(Audience audience, ConnectionId id, const QByteArray &bytes, Effects &effects);
    /// To Effects::done, once what became of it is known.
    void take(const RoomOrder &order, Effects &effects);

    void setOptions(const Limits &limits, const Options &options, Effects &effects);
    const Rooms &rooms() const { return m_talk.rooms(); }
    const ServerSession *
    session(ConnectionId id) const; ///< null when unknown; valid until the next non-const call
    /// When the next deadline is, or nullopt.
    std::optional<Instant> nextDeadline() const;

private:
    // servercore.cpp: from bytes to frames
    void decide(ServerSession &s, Wire::Dialect dialect, Effects &effects);
    void sniff(ServerSession &s, const QByteArray &chunk, Effects &effects);
    void dispatch(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects);
    void receiveRequests(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects);
    void receiveDatagram(ServerSession &s, const QByteArray &datagram, quint64 offset, Effects &effects);
    void takeLines(ServerSession &s, Effects &effects);
    void takeNextSlice(ServerSession &s, Effects &effects);
    void takeTheRest(ServerSession &s, Effects &effects);
    void charge(ServerSession &s, qint64 pushWork, Effects &effects);
    void receiveHttp(ServerSession &s, const QByteArray &chunk, Effects &effects);
    void receiveTls(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects);
    ServerSession *find(ConnectionId id);
    void forgetIfOver(ServerSession &s);
    void forget(ServerSession &s);

    // serverdeadlines.cpp: what the time does
    std::optional<Instant> unfinishedDue(const ServerSession &s) const;
    std::optional<Instant> idleDue(const ServerSession &s) const;
    std::optional<Instant> silenceDue(const ServerSession &s) const;
    std::optional<Instant> dueAt(const ServerSession &s) const;
    void watch(ServerSession &s);
    void afterBytes(ServerSession &s, quint64 messagesBefore);
    void setDeadline(ServerSession &s, std::optional<Instant> at);
    void setUnfinished(ServerSession &s, std::optional<Instant> since);
    void endUnfinished(ServerSession &s, Effects &effects);
    void expire(ServerSession &s, Effects &effects);
    void boundUnfinished(Effects &effects);
    bool arePlacesWanted() const;
    void givePlacesAway(Effects &effects);

    class Lines; // serverlines.h: what requests and lines mean
    void answer(ServerSession &s, const QByteArray &bytes, Effects &effects,
                FrameType type = FrameType::Answer);
    void answerLine(ServerSession &s, const QString &text, Effects &effects);
    /// What a frame says; left out where it has no faults and nobody is there to read it.
    DecodedText textOf(const ServerSession &s, const Wire::Frame &frame, bool isCommand) const;
    class Chat;     // serverchat.h: what chat frames mean
    class Operator; // serveroperator.h: what the operator does in rooms

    // serverhistory.cpp: what is kept
    struct Asked
    {
        quint64 ticket = 0;
        ConnectionId by = kNoConnection;
        const char *type = nullptr;         ///< of the chat frame; null: a line
        FileLink file{};                    ///< a post brings it
        ConnectionId guest = kNoConnection; ///< a direct message to somebody who has no inbox
    };
    void append(ServerSession &s, const QString &room, Entry entry, const char *type, Effects &effects);
    template<class Batch>
    std::size_t tellStored(const Batch &batch, Effects &effects);
    void takeStored(const Stored &stored, Effects &effects);
    void ask(ServerSession &s, Question question, Effects &effects);
    void askNext(ServerSession &s, Effects &effects);
    ServerSession *answered(quint64 ticket, Question &question, Effects &effects);
    void settle(ServerSession &s, Effects &effects);
    void leave(ServerSession &s, CloseReason reason, Effects &effects); ///< once it has its answers
    void end(ServerSession &s, CloseReason reason, Effects &effects);
    bool mustWait(const ServerSession &s) const;
    void waitIfDue(ServerSession &s, Effects &effects);
    void goOn(Effects &effects);
    const Identity &authorOf(ServerSession &s);
    bool keepDirect(ServerSession &s, const Talk::Person *to, Entry entry, const QString &id,
                    Effects &effects);

    bool isKept(const ServerSession &s) const; ///< what it says
    void close(ServerSession &s, CloseReason reason, Effects &effects);

    Limits m_limits;
    Options m_options;
    const Clock &m_clock;
    std::map<ConnectionId, ServerSession> m_sessions;
    std::set<std::pair<Instant, ConnectionId>> m_deadlines;
    std::set<std::pair<Instant, ConnectionId>> m_unfinished; ///< by unfinishedSince
    std::set<ConnectionId> m_silent;                         ///< not a byte yet; the longest served first
    std::set<ConnectionId> m_givenAway;                      ///< closed for those who wait, not gone yet
    qsizetype m_waiting = 0;
    Talk m_talk{m_limits, m_clock};
    Random &m_random;
    std::deque<Asked> m_asked;             ///< on their way to the history
    std::deque<Stored> m_stored;           ///< back from it, not told yet
    std::map<quint64, RoomOrder> m_orders; ///< likewise on their way, by ticket
    QString m_historyIdentity;             ///< may be empty
    quint64 m_lastTicket = 0;
    qint64 m_returns = 0;                    ///< clients that were told to come again, in this stop()
    std::vector<ConnectionId> m_forHistory;  ///< they wait, see ServerSession::isWaiting
    std::map<quint64, Transfer> m_transfers; ///< by ticket
    qint64 m_uploads = 0;                    ///< of them
    qint64 m_unwritten = 0;                  ///< bytes of theirs on their way to the disk
};

} // namespace Chalkwire::Core
