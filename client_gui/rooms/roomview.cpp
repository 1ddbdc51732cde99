// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomview.h"

#include "entry.h"
#include "rooms/postdelegate.h"
#include "rooms/postlayout.h"
#include "rooms/previews.h"
#include "rooms/roomconversation.h"
#include "ui/icons.h"
#include "ui/words.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>
#include <QUrl>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kNearTop = 200; ///< px from the top where older messages are wished for

} // namespace

RoomView::RoomView(QWidget *parent)
    : ConversationView(parent)
    , m_previews(new Previews(this))
    , m_delegate(new PostDelegate(m_previews, this))
    , m_lookTimer(this)
    , m_previewTimer(this)
{
    setItemDelegate(m_delegate);
    setAcceptDrops(true);
    connect(m_previews, &Previews::changed, this, &RoomView::onPreview);
    setMouseTracking(true);
    m_lookTimer.setSingleShot(true);
    m_previewTimer.setSingleShot(true);
    connect(&m_previewTimer, &QTimer::timeout, this, &RoomView::wantPreviews);
    connect(&m_lookTimer, &QTimer::timeout, this, &RoomView::lookAround);
    const auto look = [this] { m_lookTimer.start(0); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, look);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, look);
}

QStringList RoomView::quickReactions()
{
    return {QStringLiteral("👍"), QStringLiteral("❤️"), QStringLiteral("😂"),
            QStringLiteral("🎉"), QStringLiteral("❓"),      QStringLiteral("✅")};
}

void RoomView::setRoom(RoomConversation *room)
{
    if (m_room)
        disconnect(m_room, nullptr, &m_lookTimer, nullptr);
    if (m_room)
        disconnect(m_room, nullptr, &m_previewTimer, nullptr);
    keepPlace();
    m_room = room;
    setConversation(room);
    jumpToEnd();
    if (!room)
        return;
    connect(room, &QAbstractItemModel::rowsInserted, &m_lookTimer, [this] { m_lookTimer.start(0); });
    // What the user gave becomes a message without moving.
    connect(room, &QAbstractItemModel::dataChanged, &m_previewTimer, [this] { m_previewTimer.start(0); });
    m_lookTimer.start(0);
    if (restorePlace())
        return;
    for (int row = 0; row < room->rowCount(); ++row) {
        if (room->startsNew(row)) {
            scrollTo(room->index(row), PositionAtCenter);
            break;
        }
    }
}

void RoomView::keepPlace()
{
    m_places.removeIf([](const auto &place) { return !place.value().top.isValid(); });
    if (!m_room)
        return;
    m_places.remove(m_room->room());
    const int top = rowAt(0);
    if (!isFollowing() && top >= 0)
        m_places.insert(m_room->room(), {m_room->index(top), -rowViewportPosition(top)});
}

bool RoomView::restorePlace()
{
    const Place place = m_places.take(m_room->room());
    if (!place.top.isValid() || place.top.model() != m_room)
        return false;
    showAt(place.top.row(), place.offset);
    return true;
}

bool RoomView::showEntry(quint64 seq)
{
    const int row = m_room ? m_room->rowOf(seq) : -1;
    if (row < 0)
        return false;
    setCurrentIndex(m_room->index(row));
    scrollTo(m_room->index(row), PositionAtCenter);
    return true;
}

void RoomView::lookAround()
{
    if (!m_room || !isVisible())
        return;
    if (verticalScrollBar()->value() <= kNearTop && m_room->mayHaveOlder())
        emit olderWished();
    wantPreviews();
    if (isFollowing())
        m_room->readsNewest();
    if (isFollowing() && m_room->lastSeq() > 0)
        emit endSeen(m_room->lastSeq());
}

void RoomView::showEvent(QShowEvent *event)
{
    ConversationView::showEvent(event);
    m_lookTimer.start(0);
}

PostHit RoomView::hitAt(const QPoint &at, int *row) const
{
    const QModelIndex index = indexAt(at);
    *row = index.row();
    if (!index.isValid())
        return {};
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return m_delegate->layoutOf(option, index).hit(at - option.rect.topLeft());
}

void RoomView::mouseMoveEvent(QMouseEvent *event)
{
    ConversationView::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton)
        return;
    int row = -1;
    const bool isHit = hitAt(event->position().toPoint(), &row).kind != PostHit::Kind::None;
    viewport()->setCursor(isHit ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void RoomView::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position().toPoint();
    ConversationView::mousePressEvent(event);
}

void RoomView::mouseReleaseEvent(QMouseEvent *event)
{
    ConversationView::mouseReleaseEvent(event);
    const QPoint at = event->position().toPoint();
    const bool isDrag = (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (event->button() != Qt::LeftButton || event->modifiers() != Qt::NoModifier || isDrag)
        return;
    int row = -1;
    const PostHit hit = hitAt(at, &row);
    if (row >= 0)
        activate(hit, row);
}

void RoomView::activate(const PostHit &hit, int row)
{
    const ChatRow shown = m_room->row(row); // a slot may change the rows
    switch (hit.kind) {
    case PostHit::Kind::None:
        return;
    case PostHit::Kind::Link:
        emit linkActivated(hit.text);
        return;
    case PostHit::Kind::Reaction:
        toggleReaction(shown, hit.text);
        return;
    case PostHit::Kind::Quote:
        showEntry(shown.of);
        return;
    case PostHit::Kind::Retry:
        emit retryWished(shown.id);
        return;
    case PostHit::Kind::Discard:
        emit discardWished(shown.id);
        return;
    case PostHit::Kind::File:
        emit fileWished(hit.act, shown);
        return;
    }
}

void RoomView::toggleReaction(const ChatRow &row, const QString &text)
{
    if (!m_changesEnabled || row.seq == 0)
        return;
    const std::vector<ReactionGroup> groups = row.groups();
    const auto group = std::ranges::find(groups, text, &ReactionGroup::text);
    if (group != groups.end() && group->ownSeq > 0)
        emit removeWished(group->ownSeq);
    else
        emit reactWished(row.seq, text);
}

bool RoomView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return ConversationView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    int row = -1;
    const PostHit hit = hitAt(help->pos(), &row);
    QString text;
    if (hit.kind == PostHit::Kind::Link)
        text = tr("Opens %1").arg(QUrl(hit.text).host().isEmpty() ? hit.text : QUrl(hit.text).host());
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : Ui::plainToolTip(text), viewport());
    return true;
}

void RoomView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || !currentIndex().isValid()) {
        ConversationView::keyPressEvent(event);
        return;
    }
    const QRect rect = visualRect(currentIndex());
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, rect.center(),
                           viewport()->mapToGlobal(rect.center()));
    contextMenuEvent(&menu);
}

void RoomView::fillMenu(QMenu *menu)
{
    const QModelIndex index = currentIndex();
    if (m_room && index.isValid()) {
        const ChatRow row = m_room->row(index.row());
        addFileActions(menu, row);
        addPostActions(menu, row);
        addLinks(menu, row);
        menu->addSeparator();
    }
    addCopyActions(menu);
}

void RoomView::addPostActions(QMenu *menu, const ChatRow &row)
{
    if (row.state == OwnState::Failed) {
        menu->addAction(Ui::icon(u"retry"), tr("Retry"), this, [this, id = row.id] { emit retryWished(id); });
        menu->addAction(Ui::icon(u"remove"), tr("Discard"), this,
                        [this, id = row.id] { emit discardWished(id); });
    }
    const bool isPost = row.kind == RowKind::Post && row.seq > 0 && !row.isDeleted && m_changesEnabled;
    if (!isPost)
        return;
    const quint64 seq = row.seq;
    menu->addAction(tr("Reply"), this, [this, seq] { emit replyWished(seq); });
    addReactions(menu->addMenu(tr("React")), row);
    if (row.isOwn()) {
        menu->addAction(tr("Edit"), this, [this, seq] { emit editWished(seq); });
        menu->addAction(tr("Delete"), this, [this, seq] { emit removeWished(seq); });
    }
}

void RoomView::addReactions(QMenu *menu, const ChatRow &row)
{
    const QStringList reactions = quickReactions();
    for (const QString &text : reactions)
        menu->addAction(text, this, [this, row, text] { toggleReaction(row, text); });
    menu->addSeparator();
    menu->addAction(tr("Another one…"), this, [this, seq = row.seq] { emit pickReactionWished(seq); });
}

void RoomView::addLinks(QMenu *menu, const ChatRow &row)
{
    if (row.kind != RowKind::Post || row.isDeleted)
        return;
    const QStringList links = linksIn(shownText(row.text, false));
    constexpr int kOffered = 5;
    for (const QString &link : links.mid(0, kOffered)) {
        const QString host = QUrl(link).host().isEmpty() ? link : QUrl(link).host();
        // An ampersand in a menu is a shortcut.
        QString shown =
            fontMetrics().elidedText(host, Qt::ElideMiddle, 40 * fontMetrics().averageCharWidth());
        shown.replace(u'&', QStringLiteral("&&"));
        menu->addAction(tr("Open %1").arg(shown), this, [this, link] { emit linkActivated(link); });
        menu->addAction(links.size() == 1 ? tr("Copy link") : tr("Copy link %1").arg(shown), this,
                        [link] { QApplication::clipboard()->setText(link); });
    }
}

} // namespace Chalkwire::ClientGui
