// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <vector>

namespace Chalkwire::ClientGui {

/// A modest set of emoji, found by their English or Chinese words, whatever language is shown. DisplayRole:
/// the emoji. AccessibleTextRole and ToolTipRole: its name in the language shown now.
class EmojiModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmojiModel)

public:
    enum class Group : quint8 { All, Faces, Hands, Things, Signs };

    explicit EmojiModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Those of a group, or of all with `words` in them.
    void show(Group group, const QString &words);

private:
    std::vector<int> m_shown; ///< of the table
};

} // namespace Chalkwire::ClientGui
