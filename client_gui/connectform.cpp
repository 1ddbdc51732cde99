// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectform.h"

#include "core/names.h"
#include "errorstrip.h"
#include "kindchooser.h"
#include "statuswords.h"
#include "ui/spacing.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kFormWidth = 520;
constexpr int kMaxAddressCharacters = 300;
constexpr int kMaxNameTyped = 64; ///< more than a name may have: the sentence explains, not the input
constexpr double kTitleScale = 1.35;

bool hasNames(App::ClientKind kind)
{
    return kind == App::ClientKind::Line || kind == App::ClientKind::Chat;
}

} // namespace

ConnectForm::ConnectForm(const Limits &limits, QWidget *parent)
    : QWidget(parent)
    , m_limits(limits)
    , m_title(new QLabel(this))
    , m_addressLabel(new QLabel(this))
    , m_address(new QComboBox(this))
    , m_kindLabel(new QLabel(this))
    , m_kind(new KindChooser(this))
    , m_names(new QWidget(this))
    , m_nickLabel(new QLabel(m_names))
    , m_nick(new QLineEdit(m_names))
    , m_roomLabel(new QLabel(m_names))
    , m_room(new QLineEdit(m_names))
    , m_error(new ErrorStrip(this))
    , m_connect(new QPushButton(this))
    , m_back(new QPushButton(this))
{
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->lineEdit()->setMaxLength(kMaxAddressCharacters);
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_address->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_nick->setMaxLength(kMaxNameTyped);
    m_room->setMaxLength(kMaxNameTyped);
    m_connect->setDefault(true);
    m_back->hide();
    buildLayout();
    connect(m_kind, &KindChooser::kindChanged, this, &ConnectForm::onKindChanged);
    connect(m_connect, &QPushButton::clicked, this, &ConnectForm::submit);
    connect(m_back, &QPushButton::clicked, this, &ConnectForm::backRequested);
    for (QLineEdit *edit : {m_address->lineEdit(), m_nick, m_room})
        connect(edit, &QLineEdit::returnPressed, this, &ConnectForm::submit);
    onKindChanged(m_kind->kind());
    retranslate();
}

void ConnectForm::buildNames()
{
    m_nickLabel->setBuddy(m_nick);
    m_roomLabel->setBuddy(m_room);
    auto *names = new QHBoxLayout(m_names);
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(Ui::kMargin);
    names->addWidget(m_nickLabel);
    names->addWidget(m_nick, 1);
    names->addSpacing(Ui::kMargin);
    names->addWidget(m_roomLabel);
    names->addWidget(m_room, 1);
}

void ConnectForm::buildLayout()
{
    buildNames();
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * kTitleScale);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_addressLabel->setBuddy(m_address);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_connect);

    auto *card = new QVBoxLayout;
    card->setSpacing(Ui::kTightMargin);
    card->addWidget(m_title);
    card->addSpacing(Ui::kMargin);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_addressLabel, m_address, m_error})
        card->addWidget(widget);
    card->addSpacing(Ui::kMargin);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_kindLabel, m_kind, m_names})
        card->addWidget(widget);
    card->addSpacing(Ui::kTightMargin);
    card->addLayout(buttons);
    auto *holder = new QWidget(this);
    holder->setMaximumWidth(kFormWidth);
    holder->setLayout(card);
    card->setContentsMargins(0, 0, 0, 0);
    auto *across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(holder, 1000);
    across->addStretch(1);
    auto *down = new QVBoxLayout(this);
    down->setContentsMargins(Ui::kGroupGap, Ui::kMargin, Ui::kGroupGap, Ui::kMargin);
    down->addStretch(1);
    down->addLayout(across);
    down->addStretch(2);
}

void ConnectForm::setRecent(const QStringList &addresses)
{
    const QString typed = m_address->currentText();
    m_address->clear();
    m_address->addItems(addresses);
    m_address->setEditText(typed);
}

void ConnectForm::setRequest(const QString &address, App::ClientKind kind, const QString &nick,
                             const QString &room)
{
    m_address->setEditText(address);
    m_kind->setKind(kind);
    m_nick->setText(nick);
    m_room->setText(room);
}

void ConnectForm::setConnecting(const App::LinkStatus &status)
{
    m_isConnecting = status.state == App::LinkState::Connecting;
    const bool hadFocus = isAncestorOf(focusWidget());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_address, m_kind, m_names, m_connect})
        widget->setEnabled(!m_isConnecting);
    if (m_isConnecting)
        fail(Problem::None, {}, nullptr);
    else if (hadFocus && isVisible())
        m_address->setFocus();
    retranslate();
}

void ConnectForm::showFailure(const App::LinkStatus &status)
{
    m_failed = status;
    fail(Problem::Failed, {}, m_address);
}

void ConnectForm::setBackVisible(bool isVisible)
{
    m_back->setVisible(isVisible);
}

void ConnectForm::focusAddress()
{
    m_address->setFocus(Qt::OtherFocusReason);
    m_address->lineEdit()->selectAll();
}

void ConnectForm::submit()
{
    if (m_isConnecting)
        return;
    ConnectRequest request;
    request.kind = m_kind->kind();
    const QString address = m_address->currentText().trimmed();
    const Result<Net::Endpoint> target = Net::parseEndpoint(address);
    m_problemText = address;
    if (!target)
        return fail(Problem::Address, target.error(), m_address);
    if (target->transport == Transport::Udp || target->host == u"*")
        return fail(Problem::Address, {ErrorCode::BadAddress, {}, -1}, m_address);
    if (target->transport == Transport::Tcp && target->port == 0)
        return fail(Problem::Address, {ErrorCode::BadNumber, {}, -1}, m_address);
    request.target = *target;
    if (hasNames(request.kind)) {
        request.nick = m_nick->text().trimmed();
        request.room = m_room->text().trimmed();
        m_problemText = request.nick;
        if (!request.nick.isEmpty() && !Core::checkNick(request.nick, m_limits.maxNameCharacters))
            return fail(Problem::Nick, {}, m_nick);
        m_problemText = request.room;
        if (!request.room.isEmpty() && !Core::checkName(request.room, m_limits.maxNameCharacters))
            return fail(Problem::Room, {}, m_room);
    }
    fail(Problem::None, {}, nullptr);
    // At once and not when the engine answers: an editable combo box hands its Enter to its line edit twice.
    m_isConnecting = true;
    emit connectRequested(request);
}

void ConnectForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConnectForm::onKindChanged(App::ClientKind kind)
{
    m_names->setVisible(hasNames(kind));
}

void ConnectForm::fail(Problem problem, const Error &error, QWidget *where)
{
    m_problem = problem;
    m_problemError = error;
    showProblem();
    if (where && isVisible())
        where->setFocus();
}

void ConnectForm::showProblem()
{
    switch (m_problem) {
    case Problem::None:
        m_error->clear();
        break;
    case Problem::Address:
        m_error->showError(StatusWords::badAddress(m_problemText, m_problemError));
        break;
    case Problem::Nick:
    case Problem::Room:
        m_error->showError(StatusWords::badName(m_problemText));
        break;
    case Problem::Failed:
        m_error->showError(StatusWords::failure(m_failed), m_failed.systemText);
        break;
    }
}

void ConnectForm::retranslate()
{
    m_title->setText(tr("Connect to a server"));
    m_addressLabel->setText(tr("&Address"));
    m_address->setAccessibleName(tr("Address of the server, host and port"));
    m_address->lineEdit()->setPlaceholderText(tr("HOST:PORT, for example 127.0.0.1:8000"));
    m_kindLabel->setText(tr("How to speak"));
    m_kind->setAccessibleName(m_kindLabel->text());
    m_nickLabel->setText(tr("Your &name"));
    m_nick->setPlaceholderText(tr("optional"));
    m_roomLabel->setText(tr("&Room"));
    m_room->setPlaceholderText(tr("lobby"));
    m_connect->setText(m_isConnecting ? tr("Connecting…") : tr("Connect"));
    m_back->setText(tr("Back to the conversation"));
    showProblem();
}

} // namespace Chalkwire::ClientGui
