// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/servercore.h"

namespace Chalkwire::Core {

/// What ServerCore does with requests and lines: a view of it, made where it is needed. For its own files
/// only. docs/protocol.md §3, §4
class ServerCore::Lines
{
public:
    explicit Lines(ServerCore &core)
        : m_core(core)
        , m_talk(core.m_talk)
    {
    }

    void takeRequest(ServerSession &s, const Wire::Frame &frame, bool hasLineEnd, Effects &effects);
    void takeLine(ServerSession &s, const Wire::Frame &frame, Effects &effects);
    void showFound(ServerSession &s, const Found &found, Effects &effects);

private:
    void takeCommand(ServerSession &s, QStringView line, Effects &effects);
    void commandNick(ServerSession &s, QStringView argument, Effects &effects);
    void commandJoin(ServerSession &s, QStringView argument, Effects &effects);
    void commandWho(ServerSession &s, Effects &effects);
    void commandMsg(ServerSession &s, QStringView argument, Effects &effects);
    void commandSearch(ServerSession &s, QStringView argument, Effects &effects);
    bool isRefusedAsText(ServerSession &s, TextFault fault, Effects &effects);
    void post(ServerSession &s, const QString &text, Effects &effects);
    void moveTo(ServerSession &s, const QString &room, Effects &effects);
    QString whereabouts(const ServerSession &s) const;

    ServerCore &m_core;
    Talk &m_talk;
};

} // namespace Chalkwire::Core
