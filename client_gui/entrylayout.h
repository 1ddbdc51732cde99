// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entry.h"
#include "textparts.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

class QPainter;

namespace Chalkwire::ClientGui {

/// Where everything of one row stands, for one width and font; measured by the view, painted by the delegate.
/// Own messages stand right, what came stands left, events in the middle. Each text is laid out on its own,
/// so that a right-to-left one never disturbs its neighbours.
class EntryLayout
{
public:
    EntryLayout(const Entry &entry, int width, const QFont &font, const QFont &byteFont);

    int height() const { return m_height; }
    QRect bubble() const { return m_bubble; } ///< empty for notices and events
    QString meta() const { return m_meta; }   ///< "you · 10:41:07"
    void paint(QPainter &painter, const QPoint &origin, const EntryColors &colors) const;

private:
    void layEvent(const Entry &entry);
    void layMessage(const Entry &entry);
    void layHex(const Entry &entry, int width);
    void placeColumn(const Entry &entry, const QSize &content, int badge);
    void paintEvent(QPainter &painter, const EntryColors &colors) const;
    void paintBubble(QPainter &painter, const EntryColors &colors) const;

    int m_width;
    int m_side;
    int m_height = 0;
    bool m_isMine = false;
    QFont m_font;
    QFont m_small;
    QFont m_bold;
    QFont m_byteFont;
    QTextLayout m_text;
    QTextLayout m_hex;
    QRect m_bubble;
    QPoint m_textAt;
    QPoint m_hexAt;
    QSize m_hexSize;
    QString m_author; ///< above the bubble; Other only
    QString m_room;
    QRect m_authorRect;
    QString m_meta;
    QRect m_metaRect;
    QString m_badge;
    QRect m_badgeRect;
};

} // namespace Chalkwire::ClientGui
