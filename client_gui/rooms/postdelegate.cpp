// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/postdelegate.h"

#include "rooms/postlayout.h"
#include "rooms/previews.h"
#include "rooms/roomconversation.h"
#include "ui/theme.h"

namespace Chalkwire::ClientGui {

PostDelegate::PostDelegate(const Previews *previews, QObject *parent)
    : ConversationDelegate(parent)
    , m_previews(previews)
{
}

PostLayout PostDelegate::layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    PostSource source;
    source.row = index.data(RoomConversation::RowRole).value<ChatRow>();
    source.quote = index.data(RoomConversation::QuoteRole).toString();
    source.startsNew = index.data(RoomConversation::StartsNewRole).toBool();
    source.continues = index.data(RoomConversation::ContinuesRole).toBool();
    const auto *room = qobject_cast<const RoomConversation *>(index.model());
    if (room && source.row.file) {
        source.preview = m_previews->sizeOf(room->room(), source.row.seq);
        source.image = m_previews->image(room->room(), source.row.seq);
    }
    return {source, option.rect.width(), option.font, Ui::byteFont()};
}

void PostDelegate::paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    layoutOf(option, index).paint(painter, option.rect.topLeft(), EntryColors::of(option.palette));
}

QSize PostDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), layoutOf(option, index).height()};
}

} // namespace Chalkwire::ClientGui
