// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace Chalkwire::Core {

/// Which numbers of a room have been shown, so that each is shown once: all of oldest()..cursor(), and some
/// above, kept as runs. docs/protocol.md §9.5
/// Bounds: kMaxRuns runs. A number that would need another one is Full: not taken, so it has to come again
/// once the gaps below are filled; isBehind() says so until it has. Thread: any one.
class SeqCursor
{
public:
    static constexpr std::size_t kMaxRuns = 64;
    enum class Take : quint8 {
        New,   ///< show it
        Known, ///< shown before, or skipped
        Older, ///< below all that was shown
        Full,  ///< do not show it: it will come again
    };

    /// Everything up to here counts as shown, nothing below was: the room begins for us after it.
    void place(quint64 cursor);
    bool isPlaced() const { return m_oldest > 0; }
    Take take(quint64 seq);      ///< seq >= 1, and isPlaced()
    void expect(quint64 last);   ///< the room has entries up to here
    void skipTo(quint64 cursor); ///< what is missing up to here is not there any more
    /// Nothing that is missing next is there: up to what was shown above, or up to the end. Returns the last
    /// number that is given up; 0: none was missing before something shown.
    quint64 giveUp();
    void widen(quint64 oldest);  ///< the entries from here on were shown too
    void narrow(quint64 oldest); ///< what was shown below is not any more: it may come again as Older

    bool isBehind() const { return m_cursor < m_last; }
    quint64 cursor() const { return m_cursor; }
    quint64 oldest() const { return m_oldest; }
    quint64 last() const { return m_last; } ///< the highest number known to exist

private:
    struct Run
    {
        quint64 from = 0;
        quint64 to = 0;
    };
    void absorb(); ///< runs that the cursor has reached

    quint64 m_oldest = 0;
    quint64 m_cursor = 0;
    quint64 m_last = 0;
    std::vector<Run> m_above; ///< rising, with gaps between them and to the cursor
};

} // namespace Chalkwire::Core
