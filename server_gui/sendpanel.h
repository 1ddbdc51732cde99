// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace Chalkwire::Ui {
class SendBox;
}

namespace Chalkwire::ServerGui {

/// Where the operator speaks: to whom, what they will take it for, and the box to type in.
/// A client that leaves stays chosen, and nothing can be sent: the text never goes to somebody else instead.
class SendPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendPanel)

public:
    using Audience = App::ChatServer::Audience;
    static constexpr qsizetype kMaxClientsListed = 200; ///< any other one is chosen in the clients table

    explicit SendPanel(QWidget *parent = nullptr);

    Ui::SendBox *box() const { return m_box; }
    QComboBox *targetBox() const { return m_target; }
    void setTarget(Audience audience, ConnectionId id = kNoConnection);
    Audience audience() const;
    ConnectionId client() const; ///< kNoConnection unless audience() is One
    QString warning() const;     ///< what is said about the target now

    void update(const App::ServerSnapshot &snapshot);

signals:
    void sendRequested(Chalkwire::App::ChatServer::Audience audience, Chalkwire::ConnectionId id,
                       const QByteArray &bytes);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Listed
    {
        ConnectionId id = kNoConnection;
        QString name;
        friend bool operator==(const Listed &, const Listed &) = default;
    };
    void fillTargets();
    QString label(const Listed &client) const;
    void onTargetChosen();
    void chooseLineEnd();
    void showSituation();
    void retranslate();

    QLabel *m_label = nullptr;
    QComboBox *m_target = nullptr;
    QLabel *m_warning = nullptr;
    Ui::SendBox *m_box = nullptr;
    App::ServerSnapshot m_snapshot; ///< the last one: it shares its list with the other panels
    QList<Listed> m_listed;
    Listed m_chosen;      ///< Audience::One only
    App::ClientRow m_row; ///< of the chosen client; no id once it left
    Audience m_audience = Audience::Chatting;
    qsizetype m_chatting = 0;
    qsizetype m_tutorial = 0;
    qsizetype m_served = 0;
};

} // namespace Chalkwire::ServerGui
