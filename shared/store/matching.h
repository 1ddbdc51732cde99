// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"
#include "core/searchquery.h"
#include "store/words.h"

#include <QSet>

#include <limits>
#include <optional>

// What all stores do alike: the rules of changing, paging, searching and forgetting.
namespace Chalkwire::Store {

inline constexpr qint64 kDayMillis = qint64(24) * 3'600'000;

/// Whether `entry` may be stored, where `of` is what it is about; null: nothing that is kept.
/// Errors: NoSuchPost, NotYours.
ErrorCode checkChange(const Core::Entry &entry, const Core::Entry *of);
/// Where a direct message goes, each inbox once; the first has its id.
QStringList inboxesOf(const Core::Append &direct);
/// Does what the entry with the number `seq` says to the entry it is about and to the topic.
void applyChange(const Core::Entry &entry, quint64 seq, Core::Entry *of, QString &topic);

/// Which entries of a room are too old. One from later than now does not know its age, because some clock
/// was wrong: it goes with those after it.
class Retention
{
public:
    Retention(qint64 keepDays, qint64 nowMillis);

    bool isOld(qint64 millis) const { return millis < m_oldest; }
    bool isKept(qint64 millis) const { return millis >= m_oldest && millis <= m_now; }
    bool keepsAll() const { return m_oldest == kAll; }

private:
    static constexpr qint64 kAll = std::numeric_limits<qint64>::min();
    qint64 m_oldest = kAll;
    qint64 m_now;
};

/// Counts the entries or hits of a page up to its bounds.
class Filling
{
public:
    Filling(qint64 count, qint64 bytes)
        : m_count(count)
        , m_bytes(bytes)
    {
    }
    /// False: the page is full without this one.
    bool take(const Core::Entry &entry);

private:
    qint64 m_count;
    qint64 m_bytes;
    bool m_isFirst = true;
};

/// A search in the words and keys that stores keep.
class SearchPlan
{
public:
    explicit SearchPlan(const Core::SearchRequest &request);

    ErrorCode error() const { return m_error; } ///< BadField: nothing to look for
    const QList<Phrase> &phrases() const { return m_phrases; }
    const QSet<QString> &roomKeys() const { return m_roomKeys; } ///< where to look
    const QString &fromKey() const { return m_fromKey; }         ///< empty: anybody
    qint64 after() const { return m_after; }                     ///< from then on
    qint64 before() const { return m_before; }                   ///< and earlier than this
    /// Everything but the room and the words.
    bool mayBe(const Core::Entry &entry) const;
    bool hasWords(const QString &text) const; ///< all phrases

private:
    ErrorCode m_error = ErrorCode::None;
    QList<Phrase> m_phrases;
    QSet<QString> m_roomKeys;
    QString m_fromKey;
    QString m_withKey;
    Core::Identity m_asker;
    qint64 m_after;
    qint64 m_before;
};

} // namespace Chalkwire::Store
