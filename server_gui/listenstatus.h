// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"

#include <QWidget>

class QLabel;

namespace Chalkwire::ServerGui {

/// "● Listening 127.0.0.1:8000 (+2)": icon and word for the server's state.
class ListenStatus : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenStatus)

public:
    /// `server` is not owned and outlives this.
    explicit ListenStatus(const App::ChatServer *server, QWidget *parent = nullptr);

    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const App::ChatServer *m_server = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace Chalkwire::ServerGui
