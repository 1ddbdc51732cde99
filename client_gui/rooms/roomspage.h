// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "core/clienteffects.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ClientGui {

class ChatState;
class Composer;
class EmojiPicker;
class ErrorStrip;
class NoticeStrip;
class ReconnectBar;
class RoomDialogs;
class RoomHeader;
class RoomView;
class SearchPanel;

/// The chat window of protocol 1 without its connection: rooms on the left, what is said and the composer in
/// the middle, people or the search on the right. apply() shows what a ChatClientCore tells; what the user
/// wants comes out as signals, which the window carries out.
class RoomsPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsPage)

public:
    explicit RoomsPage(const Limits &limits, QWidget *parent = nullptr);

    void apply(const std::vector<Core::ClientEvent> &events);
    void showTrouble(const QString &sentence);  ///< above the composer, until something else is done
    void startSearch(const QString &text = {}); ///< Ctrl+F; looks for the text, if there is one
    void endSearch();

    ChatState *state() const { return m_state; }
    RoomView *view() const { return m_view; }
    Composer *composer() const { return m_composer; }
    SearchPanel *searchPanel() const { return m_search; }
    RoomDialogs *dialogs() const { return m_dialogs; }
    QToolButton *addButton() const { return m_add; } ///< its menu makes and finds rooms
    NoticeStrip *notices() const { return m_notices; }
    ReconnectBar *reconnectBar() const { return m_reconnect; }
    RoomHeader *header() const { return m_header; }
    QLineEdit *joinField() const { return m_join; }
    QListView *roomList() const { return m_rooms; }
    QListView *peopleList() const { return m_people; }
    QList<QWidget *> panes() const; ///< what F6 walks through now

signals:
    void postWished(const QString &room, const QString &text, quint64 re);
    void editWished(const QString &room, quint64 seq, const QString &text);
    void removeWished(const QString &room, quint64 seq);
    void reactWished(const QString &room, quint64 seq, const QString &text);
    void directWished(const QString &to, const QString &text); ///< tell state()->writeDirect() its id
    void retryWished(const QString &id);
    void discardWished(const QString &id);
    void joinWished(const QString &room);
    void leaveWished(const QString &room);
    void olderWished(const QString &room, quint64 shownFrom); ///< for loadOlder()
    void readWished(const QString &room, quint64 seq);        ///< for markRead()
    void typed(const QString &room);
    void searchWished(const QString &text, quint64 before); ///< tell searchPanel()->begun() its id
    void linkWished(const QString &address); ///< http, https or mailto; ask before it is opened

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildRooms();
    QWidget *buildMiddle();
    QWidget *buildRight();
    void connectState();
    void connectView();
    void connectComposer();
    void onCurrentRoom();
    void onPersonActivated(const QModelIndex &index);
    void personMenu(const QPoint &at);
    bool writeTo(const QString &name);
    void onOlderDirects();
    void onPeople();
    void onJoin();
    void onSend(const QString &text, quint64 re);
    void onRetry(const QString &id);
    void onDiscard(const QString &id);
    void onEnd(quint64 seq);
    void roomMenu(const QPoint &at);
    void beginEdit(quint64 seq);
    void beginReply(quint64 seq);
    void jump(const QString &room, quint64 seq);
    void goOnJumping();
    void wishForOlder();
    void showHeader();
    void showTyping();
    void fitConnection();
    bool isDirect() const;
    QString room() const;
    void retranslate();

    ChatState *m_state;
    RoomHeader *m_header;
    QListView *m_rooms;
    QLineEdit *m_join;
    QToolButton *m_add;
    RoomDialogs *m_dialogs;
    NoticeStrip *m_notices;
    RoomView *m_view;
    Ui::EmptyState *m_empty = nullptr;
    QLabel *m_typing;
    ErrorStrip *m_trouble;
    Composer *m_composer;
    QListView *m_people;
    Ui::EmptyState *m_nobody = nullptr;
    QLabel *m_more; ///< of the people, who are not listed
    SearchPanel *m_search;
    QStackedWidget *m_right;
    ReconnectBar *m_reconnect;
    QSplitter *m_splitter;
    EmojiPicker *m_picker;              ///< for reactions
    quint64 m_reactTo = 0;              ///< the post one is picked for
    quint64 m_jumpTo = 0;               ///< older messages are loaded until it comes; 0: none is looked for
    int m_jumpPages = 0;                ///< that may still be loaded for it
    int m_directRows = 0;               ///< of the current conversation, when the last page of the inbox came
    int m_directPages = 0;              ///< of it, in a row, that had nothing of this conversation
    QHash<QString, quint64> m_readTold; ///< by room
};

} // namespace Chalkwire::ClientGui
