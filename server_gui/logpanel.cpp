// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanel.h"

#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "words.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace Chalkwire::ServerGui {

namespace {

constexpr LogLevel kLevels[] = {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error};

/// The level's icon before its word.
class LevelDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto level = static_cast<LogLevel>(index.data(NoticesModel::LevelRole).toInt());
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {16, 16};
        switch (level) {
        case LogLevel::Warning:
            option->icon = Ui::icon(u"warning", Ui::ColorRole::Warning);
            break;
        case LogLevel::Error:
            option->icon = Ui::icon(u"error", Ui::ColorRole::Error);
            break;
        default:
            option->icon = Ui::icon(u"info", Ui::ColorRole::Muted);
            break;
        }
    }
};

} // namespace

void LogPanel::LevelFilter::setLevel(LogLevel level)
{
    m_level = level;
    invalidateRowsFilter();
}

bool LogPanel::LevelFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    return index.data(NoticesModel::LevelRole).toInt() >= static_cast<int>(m_level);
}

LogPanel::LogPanel(NoticesModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_levelLabel(new QLabel(this))
    , m_levelBox(new QComboBox(this))
    , m_copy(new QToolButton(this))
    , m_clear(new QToolButton(this))
    , m_table(new QTableView(this))
    , m_copyAction(new QAction(this))
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(Ui::kMargin, Ui::kTightMargin, Ui::kMargin, Ui::kTightMargin);
    row->setSpacing(Ui::kMargin);
    row->addWidget(m_levelLabel);
    row->addWidget(m_levelBox);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_table, 1);
    m_levelLabel->setBuddy(m_levelBox);
    for (const LogLevel level : kLevels)
        m_levelBox->addItem(QString(), static_cast<int>(level));
    buildTable();
    retranslate();
    setLevel(LogLevel::Info);
    connect(m_levelBox, &QComboBox::currentIndexChanged, this, &LogPanel::onLevelChosen);
    connect(m_copy, &QToolButton::clicked, this, &LogPanel::copy);
    connect(m_clear, &QToolButton::clicked, model, &NoticesModel::clear);
}

void LogPanel::buildTable()
{
    m_filtered.setSourceModel(m_model);
    m_table->setModel(&m_filtered);
    m_empty = new Ui::EmptyState(m_table);
    m_table->setItemDelegateForColumn(NoticesModel::Level, new LevelDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(NoticesModel::Time,
                            fontMetrics().horizontalAdvance(QStringLiteral("00:00:00")) + 2 * Ui::kMargin);
    m_table->setColumnWidth(NoticesModel::Level, fontMetrics().horizontalAdvance(QStringLiteral("Warning")) +
                                                     4 * Ui::kMargin + 24);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(m_copyAction);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_copyAction, &QAction::triggered, this, &LogPanel::copy);
    // New rows and a lower panel alike: who was at the end stays there.
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (bar->value() >= std::exchange(m_end, maximum))
            m_table->scrollToBottom();
    });
    setFocusProxy(m_table);
}

void LogPanel::retranslate()
{
    m_levelLabel->setText(tr("Sho&w:"));
    const QString names[] = {tr("everything"), tr("from Info on"), tr("warnings and errors"),
                             tr("errors only")};
    for (int i = 0; i < m_levelBox->count(); ++i)
        m_levelBox->setItemText(i, names[i]);
    m_levelBox->setAccessibleName(tr("Log level to show"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the log rows"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the log"));
    m_copyAction->setText(tr("&Copy"));
    m_table->setAccessibleName(tr("Log"));
    m_empty->setTexts(tr("Nothing to report."), tr("What the server does and what goes wrong stands here."));
}

void LogPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    }
    QWidget::changeEvent(event);
}

LogLevel LogPanel::level() const
{
    return static_cast<LogLevel>(m_levelBox->currentData().toInt());
}

void LogPanel::setLevel(LogLevel level)
{
    m_levelBox->setCurrentIndex(m_levelBox->findData(static_cast<int>(level)));
    onLevelChosen();
}

void LogPanel::onLevelChosen()
{
    m_filtered.setLevel(level());
}

void LogPanel::copy()
{
    QStringList lines;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    if (selected.isEmpty()) {
        for (int row = 0; row < m_filtered.rowCount(); ++row)
            lines.append(m_filtered.index(row, 0).data(NoticesModel::LineRole).toString());
    } else {
        for (const QModelIndex &index : selected)
            lines.append(index.data(NoticesModel::LineRole).toString());
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace Chalkwire::ServerGui
