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
    static QByteArray announcement(const QByteArray &text);

private:
    struct Command;
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
    void post(ServerSession &s, ChatRequest &request, Effects &effects);
    void direct(ServerSession &s, ChatRequest &request, Effects &effects);
    void typing(ServerSession &s, ChatRequest &request, Effects &effects);

    bool isInOrder(ServerSession &s, ChatRequest &request, Effects &effects); ///< answers what is not
    /// The room it names, if it is in it; otherwise this answers, and is null.
    const Rooms::Room *ownRoom(ServerSession &s, ChatRequest &request, Effects &effects);
    const Rooms::Room *roomNamed(const ServerSession &s, QStringView name) const;
    void answerError(ServerSession &s, const ChatRequest *request, const Error &error, Effects &effects);
    template<class Fill>
    void answerFrame(ServerSession &s, const ChatRequest *request, const char *type, Effects &effects,
                     Fill fill);

    ServerCore &m_core;
    const Limits &m_limits;
    Talk &m_talk;
};

} // namespace Chalkwire::Core
