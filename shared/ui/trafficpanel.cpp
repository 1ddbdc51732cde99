// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trafficpanel.h"

#include "trace/export.h"
#include "ui/emptystate.h"
#include "ui/filterline.h"
#include "ui/icons.h"
#include "ui/inspector.h"
#include "ui/recordexporter.h"
#include "ui/spacing.h"
#include "ui/trafficdelegate.h"
#include "ui/trafficfiltermodel.h"
#include "ui/trafficmodel.h"

#include <QAction>
#include <QBoxLayout>
#include <QDataStream>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

namespace Chalkwire::Ui {

TrafficPanel::TrafficPanel(TrafficModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filtered(new TrafficFilterModel(model, this))
    , m_filterLine(new FilterLine(this))
    , m_table(new QTableView(this))
    , m_empty(nullptr)
    , m_inspector(new Inspector(model, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_message(new QLabel(this))
    , m_cancel(new QToolButton(this))
    , m_follow(new QAction(this))
    , m_pause(new QAction(this))
    , m_clear(new QAction(this))
    , m_exportMenu(new QMenu(this))
    , m_exporter(new RecordExporter(model, this))
{
    buildTable();
    buildActions();
    buildExportMenu();
    buildLayout();
    connectParts();
    retranslate();
    onWaitingChanged();
    onCountsChanged(); // the model may have records already
}

TrafficPanel::~TrafficPanel()
{
    // The table goes after us, and its scroll bar still tells of its last range.
    m_table->verticalScrollBar()->disconnect(this);
}

void TrafficPanel::buildTable()
{
    // Before the table, which would go on to the next row when the chosen one is dropped: that belongs to
    // somebody else.
    connect(m_filtered, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TrafficPanel::leaveRows);
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new TrafficDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    m_empty = new EmptyState(m_table);
    m_empty->setIconName(QStringLiteral("wire"));
    fitRows();
}

void TrafficPanel::fitRows()
{
    const QFontMetrics metrics = m_table->fontMetrics();
    m_table->verticalHeader()->setMinimumSectionSize(metrics.height());
    m_table->verticalHeader()->setDefaultSectionSize(metrics.height() + 2 * kRowPadding);
    const int digit = metrics.horizontalAdvance(QLatin1Char('0'));
    const int widths[] = {14, 14, 5, 11, 8};
    for (int column = 0; column < TrafficModel::SummaryColumn; ++column)
        m_table->setColumnWidth(column, widths[column] * digit);
}

void TrafficPanel::buildToolRow()
{
    m_toolRow = new QWidget(this);
    auto *tools = new QHBoxLayout(m_toolRow);
    tools->setContentsMargins(kMargin, kTightMargin, kMargin, kTightMargin);
    tools->setSpacing(kTightMargin);
    tools->addWidget(m_filterLine, 1);
    m_buttons = new QWidget(m_toolRow);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(kTightMargin);
    tools->addWidget(m_buttons, 0, Qt::AlignTop);
    for (QAction *action : {m_follow, m_pause, m_clear, m_exportMenu->menuAction()}) {
        auto *button = new QToolButton(m_buttons);
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        buttons->addWidget(button);
    }
}

void TrafficPanel::buildLayout()
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(kMargin, 0, kMargin, 0);
    m_message->hide();
    m_cancel->setAutoRaise(true);
    m_cancel->setIcon(icon(u"close"));
    m_cancel->hide();

    buildToolRow();
    auto *messageRow = new QHBoxLayout;
    messageRow->addWidget(m_message, 1);
    messageRow->addWidget(m_cancel);

    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_inspector);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolRow);
    layout->addLayout(messageRow);
    layout->addWidget(m_splitter, 1);
}

void TrafficPanel::connectParts()
{
    connect(m_filterLine, &FilterLine::textChanged, this, &TrafficPanel::onFilterTyped);
    connect(m_filtered, &TrafficFilterModel::countsChanged, this, &TrafficPanel::onCountsChanged);
    connect(m_filtered, &TrafficFilterModel::modelAboutToBeReset, this, [this] { m_restore = m_current; });
    connect(m_filtered, &TrafficFilterModel::modelReset, this, &TrafficPanel::onReset);
    connect(m_filtered, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] { m_wasAtEnd = isAtEnd(); });
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &TrafficPanel::scrollIfFollowing);
    connect(m_filtered, &QAbstractItemModel::rowsRemoved, this, &TrafficPanel::onRowsRemoved);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int maximum) { onRangeChanged(maximum); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TrafficPanel::onCurrentChanged);
    connect(m_table, &QWidget::customContextMenuRequested, this, &TrafficPanel::showRowMenu);
    connect(m_inspector, &Inspector::recordChosen, this, &TrafficPanel::showRecord);
    connect(m_model, &TrafficModel::waitingChanged, this, &TrafficPanel::onWaitingChanged);
    connect(m_follow, &QAction::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToBottom();
    });
    connect(m_pause, &QAction::toggled, m_model, &TrafficModel::setPaused);
    connect(m_clear, &QAction::triggered, m_model, &TrafficModel::clear);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        m_exporter->cancel();
        showMessage(tr("The export was cancelled."), false);
    });
    connect(m_exporter, &RecordExporter::progressed, this, &TrafficPanel::onExportProgressed);
    connect(m_exporter, &RecordExporter::finished, this, &TrafficPanel::onExportFinished);
    connect(m_exporter, &RecordExporter::failed, this, &TrafficPanel::onExportFailed);
}

void TrafficPanel::setEmptyTexts(const QString &title, const QString &hint, const QString &command)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    m_emptyCommand = command;
    showEmptyTexts();
}

void TrafficPanel::showEmptyTexts()
{
    if (m_model->rowCount() > 0)
        m_empty->setTexts(tr("No record matches the filter."),
                          tr("Nothing is lost: take the filter away to see everything again."));
    else
        m_empty->setTexts(m_emptyTitle.isEmpty() ? tr("Nothing has passed yet.") : m_emptyTitle, m_emptyHint,
                          m_emptyCommand);
}

void TrafficPanel::setToolRowVisible(bool visible)
{
    m_buttons->setVisible(visible);
}

void TrafficPanel::setFilterText(const QString &text)
{
    m_filterLine->setText(text);
}

QString TrafficPanel::filterText() const
{
    return m_filterLine->text();
}

void TrafficPanel::focusFilter()
{
    m_filterLine->focusInput();
}

void TrafficPanel::onFilterTyped(const QString &text)
{
    const Result<bool> taken = m_filtered->setFilterText(text);
    m_filterLine->showError(taken ? Error{} : taken.error());
}

void TrafficPanel::onCountsChanged()
{
    m_filterLine->setBusy(m_filtered->isScanning() ? m_filtered->scanPercent() : -1);
    m_filterLine->setCounts(m_filtered->matched(), m_filtered->total());
    const bool byFilter = m_model->rowCount() > 0;
    if (m_filtered->matched() == 0 && byFilter != m_emptyByFilter) {
        m_emptyByFilter = byFilter;
        showEmptyTexts();
    }
}

void TrafficPanel::onReset()
{
    const int row = m_filtered->rowOf(m_restore);
    if (row >= 0)
        moveTo(row);
    else if (m_follow->isChecked())
        m_table->scrollToBottom();
    if (m_model->rowCount() == 0)
        onCurrentChanged();
}

void TrafficPanel::onCurrentChanged()
{
    const QModelIndex current = m_table->currentIndex();
    // A row that a filter hides, or that is dropped for memory, stays in the inspector: somebody reads it.
    if (!current.isValid() && m_model->rowCount() > 0)
        return;
    m_current = current.isValid() ? m_filtered->recordAt(current.row()).number : 0;
    m_inspector->showRecord(m_current);
    emit currentRecordChanged(m_current);
}

quint64 TrafficPanel::currentRecord() const
{
    return m_current;
}

bool TrafficPanel::isAtEnd() const
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

void TrafficPanel::scrollIfFollowing()
{
    if (m_follow->isChecked() && m_wasAtEnd)
        m_table->scrollToBottom();
}

/// A lower table still shows its end, and the row that is being read.
void TrafficPanel::onRangeChanged(int maximum)
{
    const int rows = m_filtered->rowCount();
    const bool wasAtEnd = m_table->verticalScrollBar()->value() >= m_rangeEnd;
    const bool isResize = rows == m_rangeRows;
    m_rangeEnd = maximum;
    m_rangeRows = rows;
    if (!isResize || !wasAtEnd || !m_follow->isChecked())
        return;
    m_table->scrollToBottom();
    if (m_table->currentIndex().isValid())
        m_table->scrollTo(m_table->currentIndex());
}

void TrafficPanel::leaveRows(const QModelIndex &, int first, int last)
{
    m_wasAtEnd = isAtEnd();
    const int row = m_table->currentIndex().row();
    if (row >= first && row <= last)
        m_table->setCurrentIndex({});
}

void TrafficPanel::onRowsRemoved(const QModelIndex &, int first, int last)
{
    // Rows went above what is being read: it stays where it is on the screen.
    if (m_wasAtEnd)
        return;
    QScrollBar *bar = m_table->verticalScrollBar();
    bar->setValue(bar->value() - (last - first + 1) * m_table->verticalHeader()->defaultSectionSize());
}

void TrafficPanel::onWaitingChanged()
{
    const QSignalBlocker quiet(m_pause);
    m_pause->setChecked(m_model->isPaused());
    if (!m_model->isPaused()) {
        if (m_pauseShown)
            showMessage({}, false);
        m_pauseShown = false;
        return;
    }
    m_pauseShown = true;
    showMessage(tr("Paused. Recording goes on: %1 new records wait.").arg(m_model->waiting()), false);
}

void TrafficPanel::showMessage(const QString &text, bool isError)
{
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, color(isError ? ColorRole::Error : ColorRole::Muted));
    m_message->setPalette(palette);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_cancel->setVisible(m_exporter->isRunning());
}

QByteArray TrafficPanel::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_table->horizontalHeader()->saveState() << m_follow->isChecked();
    return state;
}

void TrafficPanel::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray splitter;
    QByteArray columns;
    bool follow = true;
    stream >> splitter >> columns >> follow;
    if (stream.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_table->horizontalHeader()->restoreState(columns);
    m_follow->setChecked(follow);
}

void TrafficPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        fitRows();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
