// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does on the page of rooms.
#include "core/names.h"
#include "core/serverframe.h"
#include "errorstrip.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/filewords.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomheader.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"
#include "rooms/roomwords.h"
#include "ui/emptystate.h"
#include "ui/format.h"
#include "ui/icons.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kJumpPages = 50; ///< loaded on the way to what was found, or what is older, at most

} // namespace

QString RoomsPage::room() const
{
    return m_state->currentRoom();
}

bool RoomsPage::isDirect() const
{
    return room().startsWith(u'@');
}

void RoomsPage::onCurrentRoom()
{
    m_trouble->clear();
    m_jumpTo = 0;
    m_directPages = 0;
    RoomConversation *rows = m_state->conversation(room());
    m_composer->setRoom(room());
    m_composer->setNames(m_state->people()->names());
    m_view->setRoom(rows);
    if (rows && !isDirect())
        connect(rows, &RoomConversation::olderAdded, this, &RoomsPage::goOnJumping, Qt::UniqueConnection);
    const int row = m_state->rooms()->find(room());
    if (row >= 0 && m_rooms->currentIndex().row() != row)
        m_rooms->setCurrentIndex(m_state->rooms()->index(row));
    fitConnection();
    showTyping();
}

void RoomsPage::fitConnection()
{
    showHeader();
    const QString name = RoomWords::name(room());
    const bool isOnline = m_state->isConnected();
    m_view->setChangesEnabled(!isDirect() && (m_state->hasHistory() || !isOnline));
    m_composer->setSendingEnabled(!room().isEmpty() && (isOnline || !isDirect() || m_state->keepsDirects()),
                                  room().isEmpty() ? tr("Join a room to write in")
                                                   : tr("Not connected: what you write here is kept"));
    const bool hasNoFiles = !m_state->takesFiles();
    m_composer->setAttachingEnabled(!room().isEmpty() && !isDirect() && !hasNoFiles,
                                    hasNoFiles   ? FileWords::code(errorName(ErrorCode::NoFiles))
                                    : isDirect() ? FileWords::onlyInRooms()
                                                 : QString());
    m_composer->setPlaceholderText(room().isEmpty() ? QString()
                                   : isOnline
                                       ? tr("Message to %1; Enter sends").arg(name)
                                       : tr("Message to %1; it is sent when you are connected").arg(name));
    const int row = m_state->rooms()->find(room());
    const bool isRefused = row >= 0 && m_state->rooms()->item(row).state == RoomItem::State::Refused;
    if (row < 0)
        m_empty->setTexts(tr("No room is open"),
                          tr("Write the name of a room below the list on the left, and press "
                             "Enter."));
    else if (isRefused)
        m_empty->setTexts(tr("You are not in this room"), RoomWords::code(m_state->rooms()->item(row).code));
    else if (isDirect())
        m_empty->setTexts(tr("Nothing was said yet"),
                          (m_state->keepsDirects()
                               ? tr("What you write here only %1 reads, later if away now. It cannot be "
                                    "changed or deleted.")
                               : tr("What you write here only %1 reads. The server does not keep it."))
                              .arg(RoomWords::name(room().mid(1))));
    else
        m_empty->setTexts(tr("Nobody has said anything yet"),
                          tr("Say hello: everybody in the room reads it."));
}

void RoomsPage::showHeader()
{
    const int row = m_state->rooms()->find(room());
    const bool isIn = m_state->isConnected() && row >= 0 && !isDirect();
    RoomFacts facts{room(), m_state->topic(room())};
    facts.lagMicros = m_state->lagMicros();
    if (isIn) {
        facts.isPrivate = m_state->rooms()->item(row).isPrivate;
        facts.keepDays = m_state->keepDays(room());
        facts.people = m_state->memberCount(room());
    }
    m_header->showRoom(facts);
}

void RoomsPage::showTyping()
{
    m_typing->setText(RoomWords::typing(m_state->people()->typing()));
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    m_typing->setPalette(palette);
}

void RoomsPage::onPeople()
{
    m_composer->setNames(m_state->people()->names());
    const qint64 more = m_state->people()->more();
    m_more->setVisible(more > 0);
    m_more->setText(more == 1 ? tr("1 more who is not listed")
                              : tr("%1 more who are not listed").arg(Ui::formatCount(more)));
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    m_more->setPalette(palette);
}

void RoomsPage::showTrouble(const QString &sentence)
{
    m_trouble->showError(sentence);
}

void RoomsPage::onSend(const QString &text, quint64 re)
{
    m_trouble->clear();
    m_view->jumpToEnd();
    if (isDirect())
        emit directWished(room().mid(1), text);
    else
        emit postWished(room(), text, re);
}

/// What was written to a person on a server that does not keep it is not kept by the core either: it is
/// written anew.
void RoomsPage::onRetry(const QString &id)
{
    if (!isDirect() || m_state->isKept(id)) {
        emit retryWished(id);
        return;
    }
    const QString text = m_state->takeDirect(room(), id);
    if (!text.isEmpty())
        emit directWished(room().mid(1), text);
}

void RoomsPage::onDiscard(const QString &id)
{
    if (isDirect() && !m_state->isKept(id))
        m_state->takeDirect(room(), id);
    else
        emit discardWished(id);
}

void RoomsPage::onEnd(quint64 seq)
{
    quint64 &told = m_readTold[room()];
    if (!isActiveWindow() || told == seq)
        return;
    told = seq;
    emit readWished(room(), seq);
}

void RoomsPage::onJoin()
{
    const QString name = m_join->text().trimmed();
    if (name.isEmpty())
        return;
    m_trouble->clear();
    m_join->clear();
    if (!name.startsWith(u'@')) {
        emit joinWished(name);
        return;
    }
    (void)writeTo(name.mid(1));
}

/// Opens the conversation. False: it is no name, or there are too many. Somebody who is not here, too:
/// whether the server knows the name, it says to the first message.
bool RoomsPage::writeTo(const QString &name)
{
    const QString said = name.startsWith(u'@') ? name.mid(1) : name;
    const bool isName = Core::checkName(said, Core::kMaxNameCharacters).has_value();
    const QString direct = isName ? m_state->openDirect(said) : QString();
    if (direct.isEmpty()) {
        const QString why =
            isName ? tr("There are too many rooms: leave one first.")
                   : tr("This cannot be a name: use letters, digits and _ - . without spaces, at most 24.");
        if (!m_dialogs->refuse(why))
            showTrouble(why);
        return false;
    }
    m_state->setCurrentRoom(direct);
    m_composer->focusInput();
    return true;
}

void RoomsPage::onPersonActivated(const QModelIndex &index)
{
    if (index.data(PeopleModel::OwnRole).toBool())
        return;
    (void)writeTo(index.data(PeopleModel::NameRole).toString());
}

void RoomsPage::personMenu(const QPoint &at)
{
    QModelIndex index = m_people->indexAt(at);
    if (!index.isValid())
        index = m_people->currentIndex();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid() && !index.data(PeopleModel::OwnRole).toBool()) {
        const QString name = index.data(PeopleModel::NameRole).toString();
        menu->addAction(Ui::icon(u"chat"), tr("Write to %1").arg(RoomWords::name(name)), this,
                        [this, name] { (void)writeTo(name); });
    }
    menu->addAction(tr("Write to somebody else…"), m_dialogs, &RoomDialogs::askWriteTo);
    menu->popup(m_people->viewport()->mapToGlobal(at));
}

void RoomsPage::roomMenu(const QPoint &at)
{
    QModelIndex index = m_rooms->indexAt(at);
    if (!index.isValid())
        index = m_rooms->currentIndex();
    if (!index.isValid())
        return;
    const QString name = index.data(RoomsModel::NameRole).toString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (name.startsWith(u'@')) {
        menu->addAction(Ui::icon(u"close"), tr("Close"), this, [this, name] { m_state->closeDirect(name); });
    } else {
        if (static_cast<RoomItem::State>(index.data(RoomsModel::StateRole).toInt()) ==
            RoomItem::State::Refused)
            menu->addAction(Ui::icon(u"retry"), tr("Join again"), this,
                            [this, name] { emit joinWished(name); });
        m_dialogs->fillRoomMenu(menu, name);
    }
    menu->popup(m_rooms->viewport()->mapToGlobal(at));
}

void RoomsPage::beginReply(quint64 seq)
{
    const RoomConversation *rows = m_state->conversation(room());
    const int row = rows ? rows->rowOf(seq) : -1;
    if (row >= 0)
        m_composer->beginReply(seq, RoomWords::quote(&rows->row(row)));
}

void RoomsPage::beginEdit(quint64 seq)
{
    const RoomConversation *rows = m_state->conversation(room());
    const int row = rows ? rows->rowOf(seq) : -1;
    if (row >= 0)
        m_composer->beginEdit(seq, rows->row(row).text);
}

void RoomsPage::jump(const QString &room, quint64 seq)
{
    if (!m_state->conversation(room) && room.startsWith(u'@'))
        m_state->openDirect(room.mid(1)); // it was closed
    if (!m_state->conversation(room)) {
        showTrouble(
            tr("You are not in the room %1 any more: join it to read on.").arg(RoomWords::name(room)));
        return;
    }
    m_state->setCurrentRoom(room);
    m_jumpTo = seq;
    m_jumpPages = kJumpPages;
    goOnJumping();
}

void RoomsPage::goOnJumping()
{
    if (m_jumpTo == 0)
        return;
    const RoomConversation *rows = m_state->conversation(room());
    if (m_view->showEntry(m_jumpTo)) {
        m_jumpTo = 0;
        m_trouble->clear();
        return;
    }
    if (rows && rows->mayHaveOlder() && m_jumpPages-- > 0) {
        wishForOlder();
        return;
    }
    m_jumpTo = 0;
    showTrouble(tr("The message is too far back to be shown here."));
}

/// A page of the inbox has something of some conversations: it goes on until it was this one's turn.
void RoomsPage::onOlderDirects()
{
    const RoomConversation *rows = isDirect() ? m_state->conversation(room()) : nullptr;
    if (!rows)
        return;
    if (m_jumpTo != 0) {
        goOnJumping();
        return;
    }
    const bool hasGrown = m_directRows != rows->rowCount();
    m_directRows = rows->rowCount();
    m_directPages = hasGrown ? 0 : m_directPages + 1;
    if (m_directPages < kJumpPages)
        m_view->lookAround();
}

void RoomsPage::wishForOlder()
{
    if (!isDirect())
        emit olderWished(room(), m_view->room()->shownFrom());
    else if (m_state->keepsDirects())
        emit olderWished(Core::kInbox.toString(), m_view->room()->shownFrom());
}

} // namespace Chalkwire::ClientGui
