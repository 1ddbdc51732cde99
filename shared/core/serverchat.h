// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chatrequest.h"
#include "core/servercore.h"
#include "wire/chatframe.h"

namespace Chalkwire::Core {

/// What ServerCore does with the frames of chat clients: a view of it, made where it is needed. For its own
/// files only. docs/protocol.md §9
class ServerCore::Chat
{
public:
    explicit Chat(ServerCore &core)
        : m_core(core)
        , m_limits(core.m_limits)
        , m_talk(core.m_talk)
    {
    }

    void takeFrames(ServerSession &s, Effects &effects);
    void sayBye(ServerSession &s, CloseReason reason, Effects &effects);
    void sayFault(ServerSession &s, const Error &fault, Effects &effects);
    void sayPing(ServerSession &s, Effects &effects);
    static std::optional<Instant> awayDue(const ServerSession &s); ///< when others are told of it
    void tellAway(ServerSession &s, Effects &effects);
    static QByteArray announcement(const QByteArray &text, qint64 millis);

    // serverchatkept.cpp: what the history answered
    void acknowledge(ServerSession &s, const char *type, const Stored &stored, Effects &effects);
    void showPage(ServerSession &s, const Question &question, const Page &page, Effects &effects);
    void showFound(ServerSession &s, const Question &question, const Found &found, Effects &effects);
    void showMarks(ServerSession &s, const Question &question, const Marks &marks, Effects &effects);

    // serverfiles.cpp: what the disk answered
    void answered(const UploadBegun &begun, Effects &effects);
    void answered(const UploadWritten &written, Effects &effects);
    void answered(const UploadDone &done, Effects &effects);
    void answered(const FileRead &read, Effects &effects);

    // serverchatfiles.cpp
    void beginFetch(ServerSession &s, const Question &question, const Page &page, Effects &effects);
    /// Fetches are over, uploads are left to be gone on with. `isAbandoned`: those too that are complete.
    void endTransfers(ServerSession &s, bool isAbandoned, Effects &effects);

private:
    using Transfers = std::map<quint64, Transfer>;
    struct Command
    {
        QLatin1StringView type;
        void (Chat::*take)(ServerSession &, ChatRequest &, Effects &);
        bool isForStrangers = false; ///< allowed before welcome
        bool hasPayload = false;
    };
    static const Command *commandNamed(QStringView type);
    void takeFrame(ServerSession &s, const Wire::ChatHeader &header, Effects &effects);
    void hello(ServerSession &s, ChatRequest &request, Effects &effects);
    void ping(ServerSession &s, ChatRequest &request, Effects &effects);
    void pong(ServerSession &s, ChatRequest &request, Effects &effects);
    void bye(ServerSession &s, ChatRequest &request, Effects &effects);
    void join(ServerSession &s, ChatRequest &request, Effects &effects);
    void leave(ServerSession &s, ChatRequest &request, Effects &effects);
    void name(ServerSession &s, ChatRequest &request, Effects &effects);
    void who(ServerSession &s, ChatRequest &request, Effects &effects);
    void rooms(ServerSession &s, ChatRequest &request, Effects &effects);
    void invite(ServerSession &s, ChatRequest &request, Effects &effects);
    void direct(ServerSession &s, ChatRequest &request, Effects &effects);
    void typing(ServerSession &s, ChatRequest &request, Effects &effects);
    void away(ServerSession &s, ChatRequest &request, Effects &effects);
    void learnName(const ServerSession &s, Effects &effects); ///< for whoever writes to it later

    // serverchatdirects.cpp
    bool hasInbox(const ServerSession &s) const;
    bool isOwnInbox(const ServerSession &s, ChatRequest &request) const; ///< the room that it names
    void joinInbox(ServerSession &s, ChatRequest &request, Effects &effects);
    void appendRooms(JsonWriter &w, const ServerSession &s) const;
    QStringList features() const;
    void sayRoom(ServerSession &s, const QString &id, const Rooms::Room &room, Effects &effects);
    void appendMembers(JsonWriter &w, const Rooms::Room &room) const;
    bool takeName(ServerSession &s, ChatRequest &request, QString &name, Effects &effects);
    bool makePrivate(ServerSession &s, ChatRequest &request, const QString &name, Effects &effects);
    void setRules(const Rooms::Room &room, const RoomRules &rules, Effects &effects);
    /// Lets somebody into a private room, for as long as it can be known again. False: they are too many.
    bool admit(const Rooms::Room &room, const Talk::Person &person, Effects &effects);

    // serverchatkept.cpp
    void post(ServerSession &s, ChatRequest &request, Effects &effects);
    void edit(ServerSession &s, ChatRequest &request, Effects &effects);
    void remove(ServerSession &s, ChatRequest &request, Effects &effects);
    void react(ServerSession &s, ChatRequest &request, Effects &effects);
    void topic(ServerSession &s, ChatRequest &request, Effects &effects);
    void history(ServerSession &s, ChatRequest &request, Effects &effects);
    void search(ServerSession &s, ChatRequest &request, Effects &effects);
    void read(ServerSession &s, ChatRequest &request, Effects &effects);
    void marks(ServerSession &s, ChatRequest &request, Effects &effects);
    void keep(ServerSession &s, ChatRequest &request, Entry entry, Effects &effects);
    void replay(ServerSession &s, const Question &before, quint64 after, Effects &effects);
    void sayJoined(ServerSession &s, const QString &id, const Page &inbox, Effects &effects);
    void finishPage(ServerSession &s, const QString &id, const Page &page, Effects &effects);

    // serverchatfiles.cpp, serverfiles.cpp
    void offer(ServerSession &s, ChatRequest &request, Effects &effects);
    void chunk(ServerSession &s, ChatRequest &request, Effects &effects);
    void fetch(ServerSession &s, ChatRequest &request, Effects &effects);
    void stop(ServerSession &s, ChatRequest &request, Effects &effects);
    void takePayload(ServerSession &s, const Wire::ChatPayload &part, Effects &effects);
    bool mayTransfer(ServerSession &s, ChatRequest &request, Effects &effects); ///< answers what may not
    bool endOnePaused(Effects &effects);
    quint64 begin(ServerSession &s, Transfer transfer, Effects &effects); ///< gives its ticket
    void finish(ServerSession &s, Transfers::iterator upload, Effects &effects);
    void fetchOn(ServerSession &s, Transfers::iterator it, Effects &effects);
    void fail(ServerSession &s, Transfers::iterator it, ErrorCode error, Effects &effects);
    void end(ServerSession &s, Transfers::iterator transfer);
    Transfers::iterator find(const ServerSession &s, QStringView id);
    ServerSession *transferring(quint64 ticket, Transfers::iterator &it);

    bool isInOrder(ServerSession &s, ChatRequest &request, Effects &effects); ///< answers what is not
    /// The room it names, if it is in it; otherwise this answers, and is null.
    const Rooms::Room *ownRoom(ServerSession &s, ChatRequest &request, Effects &effects);
    const Rooms::Room *roomNamed(const ServerSession &s, QStringView name) const;
    void refuse(ServerSession &s, const ChatRequest &request, const Error &error, Effects &effects);
    /// `type`: of the frame it is about; empty: not known.
    void answerError(ServerSession &s, const QString &id, QStringView type, const Error &error,
                     Effects &effects);
    template<class Fill>
    void answerFrame(ServerSession &s, const QString &id, const char *type, Effects &effects, Fill fill)
    {
        m_core.answer(s,
                      Wire::chatFrame(type,
                                      [&](JsonWriter &w) {
                                          if (!id.isEmpty())
                                              w.text("id", id);
                                          fill(w);
                                      }),
                      effects);
    }

    ServerCore &m_core;
    const Limits &m_limits;
    Talk &m_talk;
};

} // namespace Chalkwire::Core
