// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientevents.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace Chalkwire::ClientGui {

class AskDialog;
class ChatState;
class RoomListDialog;

/// What the user does with rooms beside talking: makes, finds and leaves them, invites, sets the topic, takes
/// another name. One question at a time is open; it says what is wrong with its answer, and goes when the
/// answer has come true. What is wanted comes out as signals.
class RoomDialogs : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomDialogs)

public:
    enum class Question : quint8 { None, NewRoom, Name, Topic, Invite, WriteTo };

    /// Neither is owned. The dialogs are children of `page`.
    RoomDialogs(ChatState *state, QWidget *page);

    void askNewRoom();
    void askName();
    void askTopic(const QString &room);
    void askInvite(const QString &room);
    void askWriteTo();
    void showRooms();
    void fillAddMenu(QMenu *menu);                       ///< what is about no room
    void fillRoomMenu(QMenu *menu, const QString &room); ///< what is about this one
    /// True: a question is open that waits for what became of its answer, and shows it.
    bool refuse(const QString &sentence);
    void finish();                    ///< closes the question: its answer came true
    AskDialog *question() const;      ///< nullptr: none is open
    RoomListDialog *roomList() const; ///< nullptr: it is not open

signals:
    void newRoomWished(const QString &room, bool isPrivate);
    void nameWished(const QString &name);
    void topicWished(const QString &room, const QString &text);
    void inviteWished(const QString &room, const QString &name);
    void writeToWished(const QString &name); ///< who is here, or not
    void everybodyWished();                  ///< the names of all who are connected
    void roomListWished();
    void joinWished(const QString &room);
    void leaveWished(const QString &room);

private:
    AskDialog *ask(Question question, const QString &title, const QString &text, const QString &accept);
    void onAnswer(const QString &text, bool isOptionChosen);
    void onJoined(const QString &room);
    void onRefused(const QString &room, const QString &code);
    void onEverybody(const QStringList &names);
    bool isAbout(Question question, const QString &name) const;

    ChatState *m_state;
    QWidget *m_page;
    QPointer<AskDialog> m_ask;
    QPointer<RoomListDialog> m_list;
    Question m_question = Question::None;
    QString m_room;
};

} // namespace Chalkwire::ClientGui
