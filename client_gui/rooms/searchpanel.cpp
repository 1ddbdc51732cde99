// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/searchpanel.h"

#include "rooms/hitdelegate.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QToolButton>

namespace Chalkwire::ClientGui {

SearchPanel::SearchPanel(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_close(new QToolButton(this))
    , m_list(new QListView(this))
    , m_status(new QLabel(this))
    , m_more(new QToolButton(this))
{
    m_list->setModel(&m_hits);
    m_list->setItemDelegate(new HitDelegate(this));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_empty = new Ui::EmptyState(m_list);
    m_empty->setIconName(QStringLiteral("search"));
    m_field->addAction(Ui::icon(u"search"), QLineEdit::LeadingPosition);
    m_field->setClearButtonEnabled(true);
    m_close->setIcon(Ui::icon(u"close"));
    m_close->setAutoRaise(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Ui::kMargin, Ui::kMargin, Ui::kMargin, Ui::kGrid);
    top->addWidget(m_field, 1);
    top->addWidget(m_close);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(Ui::kMargin, Ui::kGrid, Ui::kMargin, Ui::kMargin);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addLayout(bottom);
    connect(m_field, &QLineEdit::returnPressed, this, &SearchPanel::search);
    connect(m_close, &QToolButton::clicked, this, &SearchPanel::closeWished);
    connect(m_list, &QListView::activated, this, &SearchPanel::jump);
    connect(m_list, &QListView::clicked, this, &SearchPanel::jump);
    connect(m_more, &QToolButton::clicked, this, [this] { emit searchWished(m_text, m_next); });
    retranslate();
}

void SearchPanel::search()
{
    m_text = m_field->text().trimmed();
    m_hits.clear();
    m_id.clear();
    m_next = 0;
    static_cast<HitDelegate *>(m_list->itemDelegate())->setQuery(m_text);
    setState(State::Idle);
    if (!m_text.isEmpty())
        emit searchWished(m_text, 0);
}

void SearchPanel::searchFor(const QString &text)
{
    m_field->setText(text);
    search();
}

void SearchPanel::begun(const QString &id)
{
    m_id = id;
    setState(State::Searching);
}

void SearchPanel::showResult(const Core::Told::SearchResult &result)
{
    if (m_state != State::Searching || result.id != m_id)
        return;
    const int first = m_hits.rowCount();
    m_hits.append(result.hits);
    m_next = m_hits.isFull() ? 0 : result.next;
    setState(State::Found);
    // Where the next page begins is where the user goes on.
    if (m_hits.rowCount() > first && first > 0)
        m_list->setCurrentIndex(m_hits.index(first));
}

void SearchPanel::refused(const QString &sentence)
{
    setState(State::Refused);
    m_status->setText(sentence);
    m_status->setAccessibleName(sentence);
}

void SearchPanel::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchPanel::jump(const QModelIndex &index)
{
    const QString room = index.data(HitsModel::RoomRole).toString();
    emit jumpWished(room, index.data(HitsModel::SeqRole).toULongLong());
}

void SearchPanel::setState(State state)
{
    m_state = state;
    m_more->setVisible(m_next > 0);
    m_more->setEnabled(state != State::Searching);
    const QString count = QLocale().toString(m_hits.rowCount());
    switch (state) {
    case State::Idle:
    case State::Refused:
        m_empty->setTexts(tr("Search what was said"),
                          tr("Words in any order; \"in quotes\" in this one; begin*; "
                             "from:NAME, in:ROOM, in:@NAME, after:2026-11-01"));
        m_status->clear();
        break;
    case State::Searching:
        m_empty->setTexts(tr("Searching…"));
        m_status->setText(tr("Searching…"));
        break;
    case State::Found:
        m_empty->setTexts(tr("Nothing was found"),
                          tr("In your rooms and conversations, no message has all these words. Try "
                             "fewer, or the beginning of one: begin*"));
        m_status->setText(m_hits.rowCount() == 0   ? QString()
                          : m_hits.rowCount() == 1 ? tr("1 message")
                          : m_next > 0             ? tr("%1 messages, and older ones").arg(count)
                          : m_hits.isFull()        ? tr("The newest %1 messages").arg(count)
                                                   : tr("%1 messages").arg(count));
        break;
    }
    m_status->setAccessibleName(m_status->text());
}

void SearchPanel::retranslate()
{
    m_field->setPlaceholderText(tr("Search rooms and conversations"));
    m_field->setAccessibleName(tr("Words to search for"));
    m_list->setAccessibleName(tr("Messages that were found"));
    m_close->setToolTip(tr("Close the search (Escape)"));
    m_close->setAccessibleName(tr("Close the search"));
    m_more->setText(tr("Older ones"));
    m_more->setAccessibleName(tr("Search on in older messages"));
    setState(m_state);
}

void SearchPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SearchPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeWished();
    else
        QWidget::keyPressEvent(event);
}

} // namespace Chalkwire::ClientGui
