// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/timeline.h"

#include <QByteArray>
#include <QStringList>

#include <cstdio>

namespace Chalkwire::Simulation {

/// The rules that a run checks; the numbers are what `simulate` prints.
enum class Rule : quint8 {
    SavedOnce = 1,    ///< what was acknowledged is in the store, once
    OneOrder = 2,     ///< everybody sees the same entries under the same numbers, none missing
    NoGapInStore = 3, ///< numbers of a room rise by one
    OwnWordsOnce = 4, ///< what one said oneself is shown, once
    Converged = 5,    ///< changes give everybody the same texts
    NothingLost = 6,  ///< what was said is in the store, or refused for good
    Counts = 7,       ///< unread is what a recount gives; the server knows the read marks
    Private = 8,      ///< nothing of a private room reaches those who are not admitted
    NobodyStuck = 9,  ///< all is well again in bounded time
};
inline constexpr int kRules = 9;

/// What happened in a run: a hash of all of it, the words of it if somebody reads them, and what was wrong.
class Journal
{
public:
    Journal(const Timeline &timeline, bool isPrinted)
        : m_timeline(timeline)
        , m_isPrinted(isPrinted)
    {
    }
    void note(const char *what, qint64 who, QByteArrayView bytes = {})
    {
        const qint64 at = m_timeline.now().time_since_epoch().count();
        add(QByteArrayView(reinterpret_cast<const char *>(&at), sizeof at));
        add(what);
        add(QByteArrayView(reinterpret_cast<const char *>(&who), sizeof who));
        add(bytes);
        if (m_isPrinted)
            std::printf("%11.6f  %-12s %3lld  %.*s\n", double(at) / 1e6, what, who,
                        int(bytes.endsWith('\n') ? bytes.size() - 1 : bytes.size()), bytes.data());
    }
    void fail(Rule rule, const QString &text)
    {
        m_violations.append(QStringLiteral("rule %1: %2").arg(int(rule)).arg(text));
        note("VIOLATION", int(rule), text.toUtf8());
    }
    /// Returns `isRight`.
    bool require(bool isRight, Rule rule, const QString &text)
    {
        if (!isRight)
            fail(rule, text);
        return isRight;
    }
    const QStringList &violations() const { return m_violations; }
    quint64 hash() const { return m_hash; }

private:
    void add(QByteArrayView bytes) // FNV-1a
    {
        for (const char c : bytes)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }

    const Timeline &m_timeline;
    bool m_isPrinted;
    quint64 m_hash = 0xcbf29ce484222325;
    QStringList m_violations;
};

} // namespace Chalkwire::Simulation
