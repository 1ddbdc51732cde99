// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatpage.h"

#include "conversationmodel.h"
#include "conversationview.h"
#include "statuswords.h"
#include "ui/emptystate.h"
#include "ui/format.h"
#include "ui/sendbox.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

using App::ClientKind;
using App::LinkState;

ChatPage::ChatPage(ClientSession *session, const Limits &limits, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_limits(limits)
    , m_view(new ConversationView(this))
    , m_empty(nullptr)
    , m_sendBox(new Ui::SendBox(this))
    , m_finish(new QPushButton(this))
{
    m_view->setConversation(session->conversation());
    m_empty = new Ui::EmptyState(m_view);
    m_empty->setIconName(QStringLiteral("chat"));
    m_finish->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, Ui::kMargin, 0);
    row->addWidget(m_sendBox, 1);
    auto *beside = new QVBoxLayout; // level with the input
    beside->setContentsMargins(0, Ui::kMargin, 0, 0);
    beside->addWidget(m_finish);
    beside->addStretch(1);
    row->addLayout(beside);
    row->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addLayout(row);
    connect(m_sendBox, &Ui::SendBox::sendRequested, this, &ChatPage::onSend);
    connect(m_finish, &QPushButton::clicked, session, &ClientSession::finishSending);
    fitKind();
    retranslate();
}

void ChatPage::refresh()
{
    if (m_kind != m_session->kind())
        fitKind();
    const bool canSend =
        m_session->status().state == LinkState::Connected && !m_session->hasFinishedSending();
    m_sendBox->setSendingEnabled(
        canSend, StatusWords::whyNotSending(m_session->status(), m_session->hasFinishedSending()));
    m_finish->setEnabled(canSend);
    retranslate();
}

void ChatPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_session->conversation()->retranslate();
        refresh();
    }
}

void ChatPage::onSend(const QByteArray &bytes)
{
    if (m_kind == ClientKind::Raw) {
        m_session->sendBytes(bytes);
        return;
    }
    const QString text = QString::fromUtf8(bytes);
    const Result<bool> sent = m_session->sendText(text);
    if (sent)
        return;
    m_sendBox->setText(text); // refused, not lost
    const qint64 limit =
        sent.error().code == ErrorCode::LineTooLong ? m_limits.maxLineBytes : m_limits.maxGuideRequestBytes;
    m_sendBox->showError(
        tr("Too long: %1 of at most %2 bytes. Shorten it.").arg(sent.error().detail, Ui::formatCount(limit)));
}

void ChatPage::fitKind()
{
    m_kind = m_session->kind();
    const bool isRaw = m_kind == ClientKind::Raw;
    if (!isRaw) {
        m_sendBox->setMode(Ui::SendBox::Mode::Text);
        m_sendBox->setLineEnd(Ui::SendBox::LineEnd::None);
    }
    m_sendBox->setModeChoiceVisible(isRaw);
    m_sendBox->setLineEndChoiceVisible(isRaw);
    m_sendBox->setEscapesEnabled(isRaw);
    m_sendBox->setEmptyAllowed(isRaw);
    m_sendBox->setMaxBytes(m_kind == ClientKind::Tutorial ? m_limits.maxGuideRequestBytes : 0);
    m_finish->setVisible(isRaw);
}

void ChatPage::retranslate()
{
    m_finish->setText(tr("Finish sending"));
    m_finish->setAccessibleDescription(tr("Ends your side; what the server still sends arrives"));
    switch (m_kind) {
    case ClientKind::Tutorial:
        m_sendBox->setPlaceholderText(tr("Type a request; Enter sends, Shift+Enter breaks the line"));
        m_empty->setTexts(tr("Say something"),
                          tr("Each text you send is one request, and the server gives one answer: accepted. "
                             "Send close to end."));
        return;
    case ClientKind::Line:
        m_sendBox->setPlaceholderText(tr("Type a message or a command such as /help; Enter sends"));
        m_empty->setTexts(tr("Nobody has said anything yet"),
                          tr("Take a name with /nick NAME to read what others write, then say hello. "
                             "/help lists the commands."));
        return;
    case ClientKind::Chat: // has a page of its own
    case ClientKind::Raw:
        break;
    }
    m_sendBox->setPlaceholderText(tr("Type text or hex; Enter sends exactly these bytes"));
    m_empty->setTexts(tr("Nothing has passed yet"),
                      tr("Type bytes below as text or hex and press Enter. Each read shows up as one row."));
}

} // namespace Chalkwire::ClientGui
