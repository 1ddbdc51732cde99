// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <vector>

namespace Chalkwire::ClientGui {

/// One room, or the conversation with one person: "@ben".
struct RoomItem
{
    enum class State : quint8 {
        Joining, ///< asked for, or to be when there is a connection
        In,
        Refused,  ///< `code` says why
        Declared, ///< a direct conversation: nobody is asked
    };

    QString name;
    State state = State::Joining;
    bool isPrivate = false;
    bool hasDraft = false;
    qint64 unread = 0;
    qint64 mentions = 0;
    QString code;

    bool isDirect() const { return name.startsWith(u'@'); }
    bool operator==(const RoomItem &other) const = default;
};

/// The rooms the user follows, by name as people sort them; then the direct conversations.
/// Bounds: kMaxRooms. Thread: GUI. Cost: O(rooms).
class RoomsModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsModel)

public:
    enum Role {
        NameRole = Qt::UserRole, ///< QString, as the server writes it
        UnreadRole,              ///< qint64; 1000: so many or more
        MentionsRole,            ///< qint64
        DraftRole,               ///< bool: something is written and not sent
        StateRole,               ///< int of RoomItem::State
        PrivateRole,             ///< bool
    };
    static constexpr int kMaxRooms = 256;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the name made visible. AccessibleTextRole: a sentence. ToolTipRole: why it was refused.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    int find(const QString &name) const; ///< -1: not there
    const RoomItem &item(int row) const { return m_items[static_cast<size_t>(row)]; }
    /// Adds or changes it; a name that is written otherwise is the same room. False: there are kMaxRooms.
    bool set(const RoomItem &item);
    void remove(const QString &name);
    qint64 totalUnread() const;
    qint64 totalMentions() const;
    void retranslate();

private:
    static QString sentence(const RoomItem &shown);

    std::vector<RoomItem> m_items; ///< sorted
};

} // namespace Chalkwire::ClientGui
