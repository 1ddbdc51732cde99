// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomlistdialog.h"

#include "base/text.h"
#include "core/names.h"
#include "ui/emptystate.h"
#include "ui/format.h"
#include "ui/spacing.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr QSize kFirstSize{380, 360};

} // namespace

RoomListDialog::RoomListDialog(QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeView(this))
    , m_more(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rooms on this server"));
    m_rooms.setColumnCount(2);
    m_list->setModel(&m_rooms);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setEditTriggers(QTreeView::NoEditTriggers);
    m_list->setAccessibleName(tr("Rooms on this server"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_empty = new Ui::EmptyState(m_list);
    m_empty->setIconName(QStringLiteral("room"));
    m_empty->setTexts(tr("Asking the server…"), {});
    m_more->setTextFormat(Qt::PlainText);
    m_more->setWordWrap(true);
    m_more->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_join = buttons->addButton(tr("Join"), QDialogButtonBox::ActionRole);
    m_join->setDefault(true);
    m_join->setEnabled(false);
    m_refresh = buttons->addButton(tr("Ask again"), QDialogButtonBox::ActionRole);
    m_refresh->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_more);
    layout->addWidget(buttons);
    resize(kFirstSize);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_join, &QPushButton::clicked, this, &RoomListDialog::join);
    connect(m_refresh, &QPushButton::clicked, this, &RoomListDialog::listWished);
    connect(m_list, &QTreeView::activated, this, &RoomListDialog::join);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { m_join->setEnabled(!chosen().isEmpty()); });
}

void RoomListDialog::showRooms(const Core::Told::RoomList &list, const QStringList &joined)
{
    m_rooms.removeRows(0, m_rooms.rowCount());
    m_rooms.setHorizontalHeaderLabels({tr("Room"), tr("People")});
    for (const Core::Told::ListedRoom &room : list.rooms) {
        const QString key = Core::nameKey(room.name);
        const bool isIn = std::any_of(joined.begin(), joined.end(),
                                      [&key](const QString &name) { return Core::nameKey(name) == key; });
        const QString shown = visibleText(room.name, 64);
        auto *name = new QStandardItem(isIn ? tr("%1 (you are in it)").arg(shown) : shown);
        name->setData(room.name, Qt::UserRole);
        auto *people = new QStandardItem(Ui::formatCount(room.members));
        people->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_rooms.appendRow({name, people});
    }
    m_empty->setTexts(tr("There is no room yet"), tr("Make one with \"New room…\"."));
    const qint64 more = list.count - static_cast<qint64>(list.rooms.size());
    m_more->setText(
        tr("%1 more are not listed: write the name of one to join it.").arg(Ui::formatCount(more)));
    m_more->setVisible(more > 0);
    m_list->setCurrentIndex(m_rooms.index(0, 0));
    m_list->setFocus(Qt::OtherFocusReason);
}

void RoomListDialog::showProblem(const QString &sentence)
{
    m_rooms.removeRows(0, m_rooms.rowCount());
    m_more->hide();
    m_empty->setTexts(tr("There is no list"), sentence);
}

QString RoomListDialog::chosen() const
{
    return m_list->currentIndex().siblingAtColumn(0).data(Qt::UserRole).toString();
}

void RoomListDialog::join()
{
    const QString room = chosen();
    if (room.isEmpty())
        return;
    close();
    emit joinWished(room);
}

} // namespace Chalkwire::ClientGui
