// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "clientsession.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace Chalkwire::ClientGui {

/// The line at the foot of the window: opens the wire panel, and counts what passed even while it is closed.
class WireBar : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WireBar)

public:
    explicit WireBar(QWidget *parent = nullptr);

    void setCounts(const WireCounts &counts, App::ClientKind kind);
    void setOpen(bool isOpen);
    QToolButton *toggle() const { return m_toggle; }
    QString summary() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString sentText() const;
    QString receivedText() const;
    void refresh();

    WireCounts m_counts;
    App::ClientKind m_kind = App::ClientKind::Tutorial;
    QToolButton *m_toggle;
    QLabel *m_summary;
};

} // namespace Chalkwire::ClientGui
