// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace Chalkwire::ClientGui {

class ErrorStrip;

/// The state of the connection in one line, with what can be done about it.
class LinkHeader : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkHeader)

public:
    explicit LinkHeader(QWidget *parent = nullptr);

    /// `nick`: what the user asked to be called, or empty. `showsFailure`: the sentence about a failed
    /// connect stands here (and not in the form).
    void setStatus(const App::LinkStatus &status, App::ClientKind kind, const QString &nick,
                   bool showsFailure);
    QString headline() const;
    QToolButton *cancelButton() const { return m_cancel; }
    QToolButton *disconnectButton() const { return m_disconnect; }
    QToolButton *againButton() const { return m_again; }
    ErrorStrip *failureStrip() const { return m_failure; }

signals:
    void cancelRequested(); ///< of a connection that is being made, or stands
    void againRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLayout();
    void refresh();
    QString secondLine() const;

    App::LinkStatus m_status;
    App::ClientKind m_kind = App::ClientKind::Tutorial;
    QString m_nick;
    bool m_showsFailure = false;
    QLabel *m_icon;
    QLabel *m_headline;
    QLabel *m_second;
    ErrorStrip *m_failure;
    QToolButton *m_cancel;
    QToolButton *m_disconnect;
    QToolButton *m_again;
};

} // namespace Chalkwire::ClientGui
