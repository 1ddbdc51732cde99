// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientsession.h"

#include <QWidget>

class QPushButton;

namespace Chalkwire::Ui {
class EmptyState;
class SendBox;
} // namespace Chalkwire::Ui

namespace Chalkwire::ClientGui {

class ConversationView;

/// The conversation and the box to write in. Nothing typed is lost when a connection ends.
class ChatPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatPage)

public:
    /// `session` is not owned and outlives this.
    ChatPage(ClientSession *session, const Limits &limits, QWidget *parent = nullptr);

    ConversationView *view() const { return m_view; }
    Ui::SendBox *sendBox() const { return m_sendBox; }
    QPushButton *finishButton() const { return m_finish; }

    void refresh(); ///< the session's state or kind changed

protected:
    void changeEvent(QEvent *event) override;

private:
    void onSend(const QByteArray &bytes);
    void fitKind();
    void retranslate();

    ClientSession *m_session;
    Limits m_limits;
    ConversationView *m_view;
    Ui::EmptyState *m_empty;
    Ui::SendBox *m_sendBox;
    QPushButton *m_finish;
    App::ClientKind m_kind = App::ClientKind::Tutorial;
};

} // namespace Chalkwire::ClientGui
