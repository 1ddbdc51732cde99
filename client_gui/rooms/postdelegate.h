// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "conversationdelegate.h"

namespace Chalkwire::ClientGui {

class PostLayout;

/// Paints the rows of a RoomConversation; PostLayout does the work. Keeps nothing per row.
class PostDelegate : public ConversationDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostDelegate)

public:
    using ConversationDelegate::ConversationDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static PostLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index);

protected:
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                  const QModelIndex &index) const override;
};

} // namespace Chalkwire::ClientGui
