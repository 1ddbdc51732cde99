// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomspanel.h"

#include "base/text.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "ui/theme.h"
#include "ui/words.h"
#include "words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

namespace Chalkwire::ServerGui {

using What = Core::RoomOrder::What;

RoomsPanel::RoomsPanel(RoomsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_room(new QWidget(this))
    , m_messages(new QListView(m_room))
    , m_input(new QLineEdit(m_room))
    , m_say(new QPushButton(m_room))
    , m_problem(new QLabel(m_room))
{
    buildTable();
    buildRoom();
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_table);
    parts->addWidget(m_room);
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(1, 1);
    parts->setSizes({1, 1'000}); // the rooms at their smallest: what is said needs the space
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(parts);
    m_room->hide();
    setFocusProxy(m_table);
    connect(&m_reader, &RoomReader::readRequested, this, &RoomsPanel::readRequested);
    fitRows();
    retranslate();
}

void RoomsPanel::buildTable()
{
    m_table->setModel(m_model);
    m_empty = new Ui::EmptyState(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (QMenu *menu = roomMenu())
            menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RoomsPanel::onRoomChosen);
}

void RoomsPanel::buildRoom()
{
    m_messages->setModel(m_reader.transcript());
    m_nothingSaid = new Ui::EmptyState(m_messages);
    m_messages->setWordWrap(true);
    m_messages->setResizeMode(QListView::Adjust);
    m_messages->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_messages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_messages->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_messages->setFrameShape(QFrame::NoFrame);
    m_messages->setContextMenuPolicy(Qt::CustomContextMenu);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_input, 1);
    line->addWidget(m_say);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(Ui::kMargin, Ui::kTightMargin, Ui::kMargin, Ui::kTightMargin);
    below->setSpacing(Ui::kTightMargin);
    below->addWidget(m_problem);
    below->addLayout(line);
    auto *layout = new QVBoxLayout(m_room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages, 1);
    layout->addLayout(below);
    m_say->setIcon(Ui::icon(u"send"));
    connect(m_input, &QLineEdit::returnPressed, this, &RoomsPanel::say);
    connect(m_say, &QPushButton::clicked, this, &RoomsPanel::say);
    connect(m_messages, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (QMenu *menu = messageMenu())
            menu->popup(m_messages->viewport()->mapToGlobal(at));
    });
    connect(m_reader.transcript(), &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        m_wasAtEnd = m_messages->verticalScrollBar()->value() >= m_messages->verticalScrollBar()->maximum();
    });
    connect(m_reader.transcript(), &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_wasAtEnd)
            m_messages->scrollToBottom();
    });
}

void RoomsPanel::update(const App::ServerSnapshot &snapshot)
{
    m_model->update(snapshot);
    const int row = m_model->rowOf(m_reader.room());
    m_reader.update(row < 0 ? nullptr : &m_model->room(row));
    m_room->setVisible(row >= 0);
}

void RoomsPanel::chooseRoom(const QString &room)
{
    m_table->setCurrentIndex(m_model->index(m_model->rowOf(room), RoomsModel::Room));
}

void RoomsPanel::onRoomChosen()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return; // its row is being removed: update() sees to it
    const App::RoomRow &room = m_model->room(row);
    if (room.name != m_reader.room())
        showProblem({});
    m_reader.read(room.name);
    m_reader.update(&room);
    m_room->setVisible(true);
    retranslate();
}

void RoomsPanel::say()
{
    if (m_reader.room().isEmpty() || m_input->text().isEmpty())
        return;
    emit orderRequested({What::Say, m_reader.room(), m_input->text()});
}

void RoomsPanel::showDone(const Core::OrderDone &done)
{
    if (done.error == ErrorCode::BadField && done.order.what == What::Say)
        showProblem(tr("Not said: the text is too long, or it has control characters."));
    else if (done.error != ErrorCode::None)
        showProblem(tr("Not done: %1").arg(Ui::errorSentence({done.error, done.detail})));
    else
        showProblem({});
    const bool isSaid = done.order.what == What::Say && done.error == ErrorCode::None;
    if (isSaid && done.order.text == m_input->text())
        m_input->clear();
}

QMenu *RoomsPanel::roomMenu()
{
    if (!m_table->currentIndex().isValid())
        return nullptr;
    const App::RoomRow room = m_model->room(m_table->currentIndex().row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *keep = menu->addMenu(tr("&Keep what is said"));
    for (const qint64 days : {Core::RoomRules::kKeepAsUsual, qint64(1), qint64(7), qint64(30), qint64(365),
                              Core::RoomRules::kKeepForever}) {
        QAction *action = keep->addAction(Words::keptFor(days), this, [this, room, days] {
            emit orderRequested({What::Keep, room.name, {}, 0, days});
        });
        action->setCheckable(true);
        action->setChecked(days == room.keepDays);
    }
    menu->addSeparator();
    menu->addAction(Ui::icon(u"remove"), tr("&Remove the room…"), this, &RoomsPanel::askRemoval);
    return menu;
}

QMenu *RoomsPanel::messageMenu()
{
    const QModelIndex message = m_messages->currentIndex();
    if (!message.isValid())
        return nullptr;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(Ui::icon(u"copy"), tr("&Copy"), this,
                    [text = message.data().toString()] { QGuiApplication::clipboard()->setText(text); });
    QAction *remove = menu->addAction(
        Ui::icon(u"remove"), tr("&Delete for everybody"), this,
        [this, room = m_reader.room(), seq = message.data(RoomTranscript::SeqRole).toULongLong()] {
            emit orderRequested({What::Delete, room, {}, seq});
        });
    remove->setEnabled(message.data(RoomTranscript::CanDeleteRole).toBool());
    return menu;
}

/// It takes what was said along, and that cannot be brought back.
void RoomsPanel::askRemoval()
{
    const QString room = m_reader.room();
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Remove the room"),
                        tr("Remove %1 with everything that was said in it? Who is in it is put out. This "
                           "cannot be undone.")
                            .arg(Ui::peerText(room, 64)),
                        QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, room] { emit orderRequested({What::Remove, room}); });
    box->open();
}

QString RoomsPanel::problem() const
{
    return m_problem->text();
}

void RoomsPanel::showProblem(const QString &text)
{
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Error));
    m_problem->setPalette(palette);
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void RoomsPanel::fitRows()
{
    const auto width = [this](const QString &sample) {
        return fontMetrics().horizontalAdvance(sample) + 2 * Ui::kMargin;
    };
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    m_table->setColumnWidth(RoomsModel::Room, width(QStringLiteral("lobby-of-all")));
    m_table->setColumnWidth(RoomsModel::Count, width(QStringLiteral("People")));
    m_table->setColumnWidth(RoomsModel::Kept, width(QStringLiteral("Messages")));
    m_table->setColumnWidth(RoomsModel::Last, width(QStringLiteral("00:00")));
    m_table->setColumnWidth(RoomsModel::Days, width(QStringLiteral("as usual")));
    m_table->setMinimumHeight(3 * m_table->verticalHeader()->defaultSectionSize());
    m_messages->setMinimumHeight(2 * fontMetrics().lineSpacing());
}

void RoomsPanel::retranslate()
{
    const QString room = Ui::peerText(m_reader.room(), 64);
    m_table->setAccessibleName(tr("Rooms"));
    m_messages->setAccessibleName(tr("What is said in %1").arg(room));
    m_input->setPlaceholderText(tr("Say something in %1 as operator").arg(room));
    m_input->setAccessibleName(m_input->placeholderText());
    m_say->setText(tr("Say"));
    m_nothingSaid->setTexts(tr("Nothing of this room is kept."));
    m_empty->setTexts(tr("The server is stopped: there are no rooms."));
}

void RoomsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        m_reader.transcript()->retranslate();
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        fitRows();
    }
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
