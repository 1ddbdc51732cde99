// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sendpanel.h"

#include "base/text.h"
#include "ui/sendbox.h"
#include "ui/spacing.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

constexpr int kAudienceRole = Qt::UserRole;
constexpr int kIdRole = Qt::UserRole + 1;

} // namespace

SendPanel::SendPanel(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_target(new QComboBox(this))
    , m_warning(new QLabel(this))
    , m_box(new Ui::SendBox(this))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Ui::kMargin);
    row->addWidget(m_label);
    row->addWidget(m_target);
    row->addWidget(m_warning, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Ui::kMargin, Ui::kTightMargin, Ui::kMargin, Ui::kTightMargin);
    layout->setSpacing(Ui::kGrid);
    layout->addLayout(row);
    layout->addWidget(m_box, 1);
    m_label->setBuddy(m_target);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(20);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    connect(m_target, &QComboBox::activated, this, &SendPanel::onTargetChosen);
    connect(m_box, &Ui::SendBox::sendRequested, this,
            [this](const QByteArray &bytes) { emit sendRequested(m_audience, client(), bytes); });
    retranslate();
    chooseLineEnd();
    setFocusProxy(m_box);
}

SendPanel::Audience SendPanel::audience() const
{
    return m_audience;
}

ConnectionId SendPanel::client() const
{
    return m_audience == Audience::One ? m_chosen.id : kNoConnection;
}

QString SendPanel::warning() const
{
    return m_warning->text();
}

void SendPanel::setTarget(Audience audience, ConnectionId id)
{
    m_audience = audience;
    m_chosen = {};
    if (audience == Audience::One) {
        m_chosen.id = id;
    }
    m_row = {};
    update(m_snapshot);
    fillTargets();
    chooseLineEnd();
}

void SendPanel::update(const App::ServerSnapshot &snapshot)
{
    m_snapshot = snapshot;
    QList<Listed> next;
    m_chatting = 0;
    m_tutorial = 0;
    m_served = 0;
    const ConnectionId rowBefore = m_row.id;
    m_row = {};
    for (const App::ClientRow &client : snapshot.clients) {
        if (client.state == App::ClientState::Waiting)
            continue;
        ++m_served;
        m_chatting += client.room.isEmpty() ? 0 : 1;
        m_tutorial += client.dialect == Wire::Dialect::Guide ? 1 : 0;
        const bool isChosen = m_audience == Audience::One && client.id == m_chosen.id;
        if (isChosen) {
            m_row = client;
            m_chosen.name = client.name;
        }
        if (isChosen || next.size() < kMaxClientsListed)
            next.append({client.id, client.name});
    }
    if (next != m_listed) {
        m_listed = next;
        fillTargets();
    }
    if (m_row.id != rowBefore && m_row.id != kNoConnection)
        chooseLineEnd();
    showSituation();
}

QString SendPanel::label(const Listed &client) const
{
    return tr("Client %1: %2").arg(QString::number(client.id), visibleText(client.name, 40));
}

void SendPanel::fillTargets()
{
    m_target->clear();
    const auto add = [this](const QString &text, Audience audience, ConnectionId id) {
        m_target->addItem(text);
        m_target->setItemData(m_target->count() - 1, static_cast<int>(audience), kAudienceRole);
        m_target->setItemData(m_target->count() - 1, id, kIdRole);
        if (audience == m_audience && (audience != Audience::One || id == m_chosen.id))
            m_target->setCurrentIndex(m_target->count() - 1);
    };
    add(tr("everybody in a room"), Audience::Chatting, kNoConnection);
    add(tr("every client"), Audience::Everyone, kNoConnection);
    bool hasChosen = m_audience != Audience::One;
    for (const Listed &client : std::as_const(m_listed)) {
        add(label(client), Audience::One, client.id);
        hasChosen = hasChosen || client.id == m_chosen.id;
    }
    if (!hasChosen)
        add(tr("Client %1 (gone)").arg(m_chosen.id), Audience::One, m_chosen.id);
}

void SendPanel::onTargetChosen()
{
    setTarget(static_cast<Audience>(m_target->currentData(kAudienceRole).toInt()),
              m_target->currentData(kIdRole).toULongLong());
}

void SendPanel::chooseLineEnd()
{
    // Who reads lines needs the end of one; a tutorial client takes what comes as it is.
    const bool readsLines = m_row.dialect == Wire::Dialect::Line || m_row.dialect == Wire::Dialect::Chat;
    const bool isTutorial = m_audience == Audience::One && !readsLines;
    m_box->setLineEnd(isTutorial ? Ui::SendBox::LineEnd::None : Ui::SendBox::LineEnd::Lf);
}

void SendPanel::showSituation()
{
    QString text;
    QString obstacle;
    const QLocale locale;
    switch (m_audience) {
    case Audience::Chatting:
        text = tr("Reaches: %1").arg(locale.toString(m_chatting));
        if (m_chatting == 0)
            obstacle = tr("Nobody is in a room.");
        break;
    case Audience::Everyone:
        text = tr("Reaches: %1").arg(locale.toString(m_served));
        if (m_tutorial > 0)
            text = tr("Careful: tutorial clients (%1) will take it for their answer.")
                       .arg(locale.toString(m_tutorial));
        if (m_served == 0)
            obstacle = tr("No client is connected.");
        break;
    case Audience::One:
        if (m_row.id == kNoConnection)
            obstacle = tr("This client is gone.");
        else if (m_row.dialect == Wire::Dialect::Guide)
            text = tr("Careful: this tutorial client will take it for its answer.");
        else if (m_row.dialect == Wire::Dialect::Chat)
            text = tr("This client reads chat frames: one JSON object on a line.");
        break;
    }
    m_warning->setText(text);
    m_box->setSendingEnabled(obstacle.isEmpty(), obstacle);
}

void SendPanel::retranslate()
{
    m_label->setText(tr("Send t&o:"));
    m_target->setAccessibleName(tr("Send to"));
    m_box->setPlaceholderText(tr("Text to send"));
    fillTargets();
    showSituation();
}

void SendPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
