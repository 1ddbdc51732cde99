// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "conversationdelegate.h"

namespace Chalkwire::ClientGui {

class PostLayout;
class Previews;

/// Paints the rows of a RoomConversation; PostLayout does the work. Keeps nothing per row.
class PostDelegate : public ConversationDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostDelegate)

public:
    /// `previews` is not owned, and outlives this.
    PostDelegate(const Previews *previews, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    PostLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;

protected:
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                  const QModelIndex &index) const override;

private:
    const Previews *m_previews;
};

} // namespace Chalkwire::ClientGui
