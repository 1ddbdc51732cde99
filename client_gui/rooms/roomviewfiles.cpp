// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files in a room: what may be done with them, which pictures are in sight, what is dropped here. Another
// part of RoomView.
#include "core/names.h"
#include "rooms/attachments.h"
#include "rooms/filewords.h"
#include "rooms/previews.h"
#include "rooms/roomconversation.h"
#include "rooms/roomview.h"
#include "ui/theme.h"

#include <QDragEnterEvent>
#include <QMenu>
#include <QPainter>

namespace Chalkwire::ClientGui {

void RoomView::addFileActions(QMenu *menu, const ChatRow &row)
{
    if (!row.file)
        return;
    for (const FileAct act : row.file->acts())
        menu->addAction(FileWords::act(act), this, [this, act, row] { emit fileWished(act, row); });
    menu->addSeparator();
}

void RoomView::wantPreviews()
{
    if (!m_room || !isVisible())
        return;
    std::vector<quint64> wanted;
    const int height = viewport()->height();
    for (int row = qMax(0, rowAt(0)); row < m_room->rowCount() && rowViewportPosition(row) < height; ++row) {
        const ChatRow &shown = m_room->row(row);
        if (shown.file && shown.seq > 0 && mayBeShown(*shown.file))
            wanted.push_back(shown.seq);
    }
    m_previews->want(m_room->room(), wanted);
}

void RoomView::setPicturesShown(bool areShown)
{
    m_previews->setEnabled(areShown);
    if (!m_room)
        return;
    m_room->retranslate(); // rows have other heights
    m_lookTimer.start(0);
}

void RoomView::onPreview(const QString &room, quint64 seq)
{
    const int row = m_room && Core::nameKey(m_room->room()) == Core::nameKey(room) ? m_room->rowOf(seq) : -1;
    if (row < 0)
        return;
    const QModelIndex index = m_room->index(row);
    dataChanged(index, index); // it is as high as its picture now
    viewport()->update();
}

void RoomView::dragEnterEvent(QDragEnterEvent *event)
{
    const bool isTaken = m_room && hasAttachments(*event->mimeData());
    setDropTarget(isTaken);
    if (isTaken)
        event->acceptProposedAction();
}

void RoomView::dragMoveEvent(QDragMoveEvent *event)
{
    if (m_isDropTarget)
        event->acceptProposedAction();
}

void RoomView::dragLeaveEvent(QDragLeaveEvent *)
{
    setDropTarget(false);
}

void RoomView::dropEvent(QDropEvent *event)
{
    setDropTarget(false);
    if (!m_room || !hasAttachments(*event->mimeData()))
        return;
    event->acceptProposedAction();
    emit dataDropped(event->mimeData());
}

void RoomView::setDropTarget(bool isTarget)
{
    m_isDropTarget = isTarget;
    viewport()->update();
}

void RoomView::paintEvent(QPaintEvent *event)
{
    ConversationView::paintEvent(event);
    if (!m_isDropTarget)
        return;
    constexpr int kFrame = 2;
    QPainter painter(viewport());
    painter.setPen(QPen(Ui::color(Ui::ColorRole::Accent), kFrame));
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

} // namespace Chalkwire::ClientGui
