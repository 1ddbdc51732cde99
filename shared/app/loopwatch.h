// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/peer.h"

#include <QString>

#include <optional>

namespace Chalkwire::App {

/// What keeps the engine's event loop from its sockets.
enum class LoopWork : quint8 {
    Arrival,   ///< a client came
    Reading,   ///< what a client sent
    Departure, ///< a client left
    Deadline,  ///< waits that are over
    Report,    ///< telling the window
    Command,   ///< what the operator asked for
    History,   ///< telling what was kept
    Many,      ///< many small things, none of them long
};
QString loopWorkName(LoopWork work); ///< "reading"; for the log

/// Remembers the longest piece of work that kept the loop busy for more than kBlocked. Thread: any one.
class LoopWatch
{
public:
    static constexpr Micros kBlocked = Millis(50);

    struct Blocked
    {
        LoopWork work = LoopWork::Many;
        ConnectionId client = kNoConnection; ///< kNoConnection: about no single one
        Micros time{0};
        int count = 0; ///< pieces of work past kBlocked since the last takeLongest()
    };

    /// Measures from its making to its end.
    class Scope
    {
        Q_DISABLE_COPY_MOVE(Scope)

    public:
        Scope(LoopWatch &watch, LoopWork work, ConnectionId client = kNoConnection)
            : m_watch(watch)
            , m_work(work)
            , m_client(client)
            , m_began(watch.m_clock.now())
        {
        }
        ~Scope() { m_watch.note(m_work, m_client, m_watch.m_clock.now() - m_began); }

    private:
        LoopWatch &m_watch;
        LoopWork m_work;
        ConnectionId m_client;
        Instant m_began;
    };

    /// `clock` is not owned and outlives this.
    explicit LoopWatch(const Clock &clock)
        : m_clock(clock)
    {
    }
    /// Nothing when nothing took too long since the last call.
    std::optional<Blocked> takeLongest();

private:
    void note(LoopWork work, ConnectionId client, Micros time);

    const Clock &m_clock;
    Blocked m_longest;
};

} // namespace Chalkwire::App
