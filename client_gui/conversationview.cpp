// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversationview.h"

#include "base/text.h"
#include "conversationdelegate.h"
#include "conversationroles.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kGuessedHeight = 34; ///< of a row nobody has measured
constexpr int kMeasuredAtOnce = 200;
constexpr int kMeasuredAbove = 40; ///< of rows that come above what is read
constexpr int kNearEnd = 4;        ///< px from the end that still count as the end

} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QTableView(parent)
    , m_jump(new QToolButton(this))
    , m_sliceTimer(this)
{
    setItemDelegate(new ConversationDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    horizontalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(kGuessedHeight);
    // A hidden header that repaints itself for each row it learns about costs O(rows) each time.
    verticalHeader()->setUpdatesEnabled(false);
    m_jump->setIcon(Ui::icon(u"follow"));
    m_jump->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_jump->setCursor(Qt::PointingHandCursor);
    m_jump->setAutoFillBackground(true);
    m_jump->hide();
    m_sliceTimer.setSingleShot(true);
    connect(m_jump, &QToolButton::clicked, this, &ConversationView::jumpToEnd);
    connect(&m_sliceTimer, &QTimer::timeout, this, &ConversationView::measureSlice);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ConversationView::onScrolled);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &ConversationView::onRangeChanged);
    retranslate();
}

void ConversationView::setConversation(QAbstractItemModel *model)
{
    // The view lays itself out while the models change: until it has the new one there are no rows.
    QAbstractItemModel *before = std::exchange(m_model, nullptr);
    m_measured.clear();
    m_scanFrom = m_scanTo;
    const QItemSelectionModel *selection = selectionModel();
    setModel(model);
    m_model = model;
    delete selection; // QAbstractItemView leaves it to us
    if (before)
        disconnect(before, nullptr, this, nullptr);
    if (model) {
        // After setModel(): the headers hear of rows first, and we set the heights of rows they know.
        connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this,
                &ConversationView::onRowsAboutToBeInserted);
        connect(model, &QAbstractItemModel::rowsInserted, this, &ConversationView::onRowsInserted);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &ConversationView::onRowsRemoved);
        connect(model, &QAbstractItemModel::modelReset, this, &ConversationView::onReset);
    }
    onReset();
}

QString ConversationView::selectedText() const
{
    const QList<int> rows = selectedRows();
    if (rows.size() == 1)
        return m_model->index(rows.first(), 0).data().toString();
    QStringList lines;
    for (const int row : rows)
        lines.append(m_model->index(row, 0).data(kLineRole).toString());
    return lines.join(u'\n');
}

void ConversationView::copyText()
{
    if (!selectedRows().isEmpty())
        QApplication::clipboard()->setText(selectedText());
}

void ConversationView::copyHex()
{
    QByteArray bytes;
    for (const int row : selectedRows())
        bytes += m_model->index(row, 0).data(kBytesRole).toByteArray();
    QApplication::clipboard()->setText(toHex(bytes));
}

void ConversationView::jumpToEnd()
{
    m_following = true;
    measureVisible();
    scrollToBottom();
    updateJump();
}

void ConversationView::showAt(int row, int offset)
{
    updateGeometries();
    m_following = false;
    verticalScrollBar()->setValue(verticalHeader()->sectionPosition(row) + offset);
    onScrolled(verticalScrollBar()->value());
}

void ConversationView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        forgetHeights();
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        forgetHeights();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    updateJump();
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyText();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier)
        jumpToEnd();
    QTableView::keyPressEvent(event);
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(event->globalPos());
}

void ConversationView::fillMenu(QMenu *menu)
{
    addCopyActions(menu);
}

void ConversationView::addCopyActions(QMenu *menu)
{
    const QList<int> rows = selectedRows();
    QAction *text = menu->addAction(Ui::icon(u"copy"), tr("Copy"), this, &ConversationView::copyText);
    text->setShortcut(QKeySequence::Copy);
    text->setEnabled(!rows.isEmpty());
    const bool hasBytes =
        m_model && m_model->rowCount() > 0 && m_model->index(0, 0).data(kBytesRole).isValid();
    if (hasBytes)
        menu->addAction(tr("Copy as hex"), this, &ConversationView::copyHex)->setEnabled(!rows.isEmpty());
    menu->addSeparator();
    QAction *all = menu->addAction(tr("Select all"), this, &ConversationView::selectAll);
    all->setShortcut(QKeySequence::SelectAll);
}

/// Coming by keyboard, there is a current row to move from.
void ConversationView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                         event->reason() == Qt::ShortcutFocusReason;
    if (isByKey && !currentIndex().isValid() && m_model && m_model->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0),
                                          QItemSelectionModel::NoUpdate);
}

void ConversationView::onRowsAboutToBeInserted()
{
    m_topRow = rowAt(0);
}

void ConversationView::onRowsInserted(const QModelIndex &, int first, int last)
{
    const int count = last - first + 1;
    const bool isAbove = !m_following && first <= m_topRow;
    m_measured.insert(m_measured.begin() + first, static_cast<size_t>(count), false);
    const int atOnce = isAbove ? kMeasuredAbove : kMeasuredAtOnce;
    for (int row = qMax(first, last - atOnce + 1); row <= last; ++row)
        measure(row);
    m_scanFrom = isAbove ? qMax(m_scanFrom + count, last + 1) : m_model->rowCount();
    m_scanTo = qMax(0, m_scanFrom - kMeasuredAhead);
    if (count >= atOnce)
        m_sliceTimer.start(0);
    if (isAbove)
        moveBy(verticalHeader()->sectionPosition(last) + rowHeight(last) -
               verticalHeader()->sectionPosition(first));
    for (int row = first; row <= last && !m_following; ++row) {
        const QVariant isNews = m_model->index(row, 0).data(kNewsRole);
        m_newRows += !isAbove && (!isNews.isValid() || isNews.toBool()) ? 1 : 0;
    }
    updateJump();
}

/// What is read stands still.
void ConversationView::moveBy(int height)
{
    updateGeometries();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + height);
}

/// Only what has changed is measured again.
void ConversationView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                   const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    const int first = topLeft.row();
    const int last = bottomRight.row();
    if (first < 0 || static_cast<size_t>(last) >= m_measured.size())
        return;
    if (last - first >= kMeasuredAtOnce) {
        forgetHeights();
        return;
    }
    const int top = rowAt(0);
    int grown = 0;
    for (int row = first; row <= last; ++row) {
        const int before = rowHeight(row);
        m_measured[static_cast<size_t>(row)] = false;
        measure(row);
        grown += row < top ? rowHeight(row) - before : 0;
    }
    if (!m_following && grown != 0)
        moveBy(grown);
}

void ConversationView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt would move to the next row, and scroll there, when the current one goes.
    if (currentIndex().isValid() && currentIndex().row() <= last)
        selectionModel()->clearCurrentIndex();
    m_removedHeight = 0;
    for (int row = first; row <= qMin(last, rowAt(0) - 1); ++row)
        m_removedHeight += rowHeight(row);
    m_measured.erase(m_measured.begin() + first, m_measured.begin() + last + 1);
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

/// What is read stands still when older rows go.
void ConversationView::onRowsRemoved()
{
    if (!m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - m_removedHeight);
}

void ConversationView::onReset()
{
    m_measured.assign(static_cast<size_t>(m_model ? m_model->rowCount() : 0), false);
    m_following = true;
    m_newRows = 0;
    forgetHeights();
    updateJump();
}

void ConversationView::onScrolled(int value)
{
    m_following = value >= verticalScrollBar()->maximum() - kNearEnd;
    if (!m_following)
        measureVisible();
    updateJump();
}

void ConversationView::onRangeChanged(int, int maximum)
{
    if (m_following)
        verticalScrollBar()->setValue(maximum);
    updateJump();
}

void ConversationView::forgetHeights()
{
    std::fill(m_measured.begin(), m_measured.end(), false);
    m_scanFrom = static_cast<int>(m_measured.size());
    m_scanTo = qMax(0, m_scanFrom - kMeasuredAhead);
    if (m_scanFrom == 0)
        return;
    for (int row = qMax(0, m_scanFrom - kMeasuredAtOnce); row < m_scanFrom; ++row)
        measure(row);
    measureVisible();
    m_sliceTimer.start(0);
}

void ConversationView::measure(int row)
{
    auto &isMeasured = m_measured[static_cast<size_t>(row)];
    if (isMeasured)
        return;
    isMeasured = true;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect.setWidth(columnWidth(0));
    verticalHeader()->resizeSection(row, itemDelegate()->sizeHint(option, m_model->index(row, 0)).height());
}

void ConversationView::measureVisible()
{
    if (!m_model || m_measured.empty())
        return;
    const int top = rowAt(0);
    // Heights above stay as they are, so nothing moves but what grows below.
    int y = 0;
    for (int row = top; row >= 0 && row < m_model->rowCount() && y < viewport()->height(); ++row) {
        measure(row);
        y += rowHeight(row);
    }
}

/// From the newest row up: what the user is likely to look at first. The row at the top keeps its place.
void ConversationView::measureSlice()
{
    QElapsedTimer clock;
    clock.start();
    const int top = rowAt(0);
    int grown = 0;
    while (m_scanFrom > m_scanTo && clock.elapsed() < kSliceMs) {
        --m_scanFrom;
        if (m_measured[static_cast<size_t>(m_scanFrom)])
            continue;
        const int before = rowHeight(m_scanFrom);
        measure(m_scanFrom);
        if (m_scanFrom < top)
            grown += rowHeight(m_scanFrom) - before;
    }
    updateGeometries();
    if (!m_following && grown != 0)
        moveBy(grown);
    if (m_scanFrom > m_scanTo)
        m_sliceTimer.start(0);
}

void ConversationView::updateJump()
{
    if (m_following)
        m_newRows = 0;
    m_jump->setVisible(!m_following && m_model && m_model->rowCount() > 0);
    m_jump->setText(m_newRows == 0   ? tr("Go to the newest")
                    : m_newRows == 1 ? tr("1 new message")
                                     : tr("%1 new messages").arg(m_newRows));
    m_jump->setAccessibleName(m_jump->text());
    m_jump->adjustSize();
    const QRect area = viewport()->geometry();
    m_jump->move(area.center().x() - m_jump->width() / 2, area.bottom() - m_jump->height() - Ui::kMargin);
}

void ConversationView::retranslate()
{
    setAccessibleName(tr("Conversation"));
    setAccessibleDescription(tr("What you sent and what came back, newest last"));
    updateJump();
}

QList<int> ConversationView::selectedRows() const
{
    QList<int> rows;
    if (!selectionModel())
        return rows;
    const QModelIndexList indexes = selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace Chalkwire::ClientGui
