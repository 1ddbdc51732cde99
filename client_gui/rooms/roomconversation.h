// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/entryevents.h"
#include "core/transferevents.h"
#include "rooms/chatrow.h"

#include <QAbstractListModel>
#include <QHash>

#include <deque>
#include <optional>

namespace Chalkwire::ClientGui {

/// The rows of one room: what was said by number, then what the user wrote and the server has not saved yet.
/// Edits, deletions and reactions change the row of their post. say() and addX() only collect; flush()
/// inserts what came in one batch, and whatever reads or changes rows flushes first.
/// Bounds:  kMaxRows and kMaxBytes; the oldest go, what the user wrote stays, and older() brings back what
///          went. Twice as much while the user reads older ones. kMaxOrphans reactions to posts that are not
///          loaded.
/// Thread:  GUI. Cost: append O(1), prepend O(page), by number O(log rows).
class RoomConversation : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomConversation)

public:
    enum Role {
        RowRole = Qt::UserRole, ///< ChatRow
        QuoteRole,              ///< QString: "ben: what it answers", empty when it answers nothing
        StartsNewRole,          ///< bool: the first one that was not read
        ContinuesRole,          ///< bool: the same person goes on within some minutes
    };
    static constexpr int kMaxRows = 100'000;
    static constexpr qint64 kMaxBytes = 64 * 1024 * 1024;
    static constexpr int kMaxOrphans = 4096;
    static constexpr int kMaxDownloads = 1024; ///< remembered while their rows are not loaded

    explicit RoomConversation(QString room, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the text as it is copied. AccessibleTextRole: a sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const QString &room() const { return m_room; }
    const ChatRow &row(int row) const { return m_rows[static_cast<size_t>(row)]; }
    int rowOf(quint64 seq) const; ///< -1: not loaded
    QString quote(const ChatRow &row) const;
    bool startsNew(int row) const { return row == m_newRow; }
    bool continues(int row) const;
    /// The newest post of the user that can be edited; -1: none.
    int lastOwnPost() const;
    /// The highest number that came; what markRead() takes when the end is in sight.
    quint64 lastSeq() const { return m_lastSeq; }
    bool mayHaveOlder() const { return m_mayHaveOlder; }
    /// The lowest number that is shown where lower ones were dropped, for loadOlder(); 0: none was.
    quint64 shownFrom() const { return m_shownFrom; }
    void setHasOlder(bool hasOlder) { m_mayHaveOlder = hasOlder; }
    void beginAbove(quint64 seq) { m_shownFrom = seq; } ///< what has lower numbers was here, and was dropped
    void readsNewest() { m_readsOlder = false; }        ///< the end is in sight: old rows may go

    void say(const Core::Told::Said &said);
    void addOlder(const Core::Told::OlderPage &page);
    void addOwn(const Core::Told::Own &own);
    void discard(const QString &id);
    /// `rate` bytes per second, 0: not known; `millis` now. What is fetched without a path shows nowhere.
    void addTransfer(const Core::Told::Transfer &transfer, qint64 rate, qint64 millis);
    void forgetFile(quint64 seq); ///< it is not on this computer any more
    void addPresence(const QString &name, bool isHere, qint64 millis);
    void addRenamed(const QString &from, const QString &to, qint64 millis);
    void addAnnouncement(const QString &text, qint64 millis);
    void addGone(quint64 from, quint64 to);
    void restart(qint64 millis);
    /// The line "new messages" stands above the first of somebody else's posts after this one; 0: none does.
    void setReadMark(quint64 seq);
    void retranslate(); ///< all rows changed their words
    void flush();       ///< makes rows of what was collected

signals:
    void olderAdded(int rows); ///< after a page; they stand at the top

private:
    using Rows = std::deque<ChatRow>;
    int entryRows() const { return static_cast<int>(m_rows.size()) - m_ownRows; }
    int placeOf(quint64 place) const; ///< the first row behind those with this number or a lower one
    void append(ChatRow row);
    void insert(int at, ChatRow row);
    void removeRow(int row);
    void removeOverflow(qint64 more, qint64 moreBytes);
    void changed(int row);
    int markDays(int first, int last);
    void findNewRow();
    void notePost(ChatRow &row);
    bool applyEntry(const Core::Told::Said &said);
    void applyEdit(const Core::Entry &entry);
    void applyDelete(const Core::Entry &entry);
    void applyReaction(const Core::Told::Said &said);
    void dropReaction(quint64 seq);
    void forgetRow(const ChatRow &row);
    void keepReactions(const ChatRow &row);
    bool isTooMuch(qint64 rows, qint64 bytes) const;
    void dropWhatIsTooMuch(RoomConversation &above);
    int pendingRow(const QString &id) const;
    void saved(int row, const Core::Told::Own &own);
    void insertPending(ChatRow row);
    void addUpload(const Core::Told::Transfer &transfer, qint64 rate, qint64 millis);
    void uploaded(int at, const Core::Told::Transfer &transfer);
    void addDownload(const Core::Told::Transfer &transfer, qint64 rate);
    void setFile(quint64 seq, RowFile file);
    std::optional<RowFile> fileOf(const Core::Entry &entry) const;
    void appendHappening(ChatRow row);

    QString m_room;
    Rows m_rows;
    Rows m_collected;
    int m_ownRows = 0; ///< not saved yet: the last ones
    qint64 m_bytes = 0;
    qint64 m_collectedBytes = 0;
    quint64 m_lastSeq = 0;
    quint64 m_readMark = 0;
    int m_newRow = -1;
    bool m_mayHaveOlder = true;
    bool m_readsOlder = false;
    quint64 m_shownFrom = 0;
    QHash<quint64, quint64> m_reactionPosts; ///< reaction -> post
    QMultiHash<quint64, Reaction> m_orphans; ///< post -> reactions
    QHash<quint64, RowFile> m_downloads;     ///< by message
};

} // namespace Chalkwire::ClientGui
