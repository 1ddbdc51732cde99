// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "core/clientkept.h"

#include <functional>

namespace Chalkwire::Core {

/// What the user said or changed and the server has not acknowledged, in the order of writing; decides what
/// may be sent next. docs/protocol.md §9.4
/// Order:   posts of a room follow each other without waiting. Anything else in it goes alone: were a later
///          edit, reaction or topic kept while an earlier one is refused for now, the earlier one would undo
///          it afterwards. What waits for the server's storage holds up its room.
/// Bounds:  kMaxItems, kMaxTextBytes of UTF-16 text. Thread: any one. Cost: O(items) per call.
class Outbox
{
public:
    static constexpr std::size_t kMaxItems = 1000;
    static constexpr qsizetype kMaxTextBytes = 8 * 1024 * 1024;
    static constexpr qsizetype kMaxOnTheirWay = 64;

    enum class State : quint8 { Waiting, Sent, Failed };
    struct Slot
    {
        OutboxItem item;
        QString roomKey;
        State state = State::Waiting;
        std::optional<Instant> notBefore{}; ///< Waiting: for the server's storage
        int refusals = 0;                   ///< by the server's storage, in a row
        bool hasRejoined = false;           ///< its room was joined again for it
    };

    bool hasPlaceFor(const QString &text) const;
    Slot &add(OutboxItem item); ///< sets `order`; what was restored has one
    Slot *find(QStringView id);
    void remove(QStringView id);
    void connectionLost(); ///< what was on its way waits again
    void wait(Slot &slot, Instant until);
    void fail(Slot &slot, const QString &code);
    void retry(Slot &slot); ///< what has failed

    /// What may be sent now, at most `window` on their way together; marked as sent. `isOpen` says whether a
    /// room takes anything.
    std::vector<Slot *> takeDue(Instant now, qsizetype window,
                                const std::function<bool(const QString &roomKey)> &isOpen);
    std::optional<Instant> nextRetry(Instant now) const; ///< later than now
    std::vector<Slot> &items() { return m_slots; }

private:
    std::vector<Slot> m_slots; ///< by order
    quint64 m_lastOrder = 0;
    qsizetype m_textBytes = 0;
};

} // namespace Chalkwire::Core
