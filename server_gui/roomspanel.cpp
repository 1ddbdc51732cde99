// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomspanel.h"

#include "ui/emptystate.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

RoomsPanel::RoomsPanel(RoomsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    m_table->setModel(model);
    m_empty = new Ui::EmptyState(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
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
    m_table->setColumnWidth(RoomsModel::Count,
                            fontMetrics().horizontalAdvance(QStringLiteral("People")) + 2 * Ui::kMargin);
    setFocusProxy(m_table);
    retranslate();
}

void RoomsPanel::retranslate()
{
    m_table->setAccessibleName(tr("Rooms"));
    m_empty->setTexts(
        tr("Nobody is in a room yet."),
        tr("A client that sends lines joins with /nick ana or /join lobby; /help lists the rest."));
}

void RoomsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    }
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
