// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace Chalkwire::ClientGui {

/// Says that the connection is lost and when it is tried again: "Reconnecting in 4 s (attempt 3,
/// 192.168.1.20:8000 refused)". Counts down by itself; hidden while there is nothing to say. What to do is
/// the window's business.
class ReconnectBar : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReconnectBar)

public:
    explicit ReconnectBar(QWidget *parent = nullptr);

    /// `reason`: why the last try failed, a few words, plain text; may be empty.
    void wait(QDeadlineTimer until, int attempt, const QString &target, const QString &reason);
    void showTrying(int attempt, const QString &target); ///< a try is under way
    /// There will be no further try; `sentence` says why.
    void showEnded(const QString &sentence);
    void clear();
    QString sentence() const;
    QPushButton *nowButton() const { return m_now; }
    QPushButton *cancelButton() const { return m_cancel; }

signals:
    void nowWished();    ///< try at once
    void cancelWished(); ///< try no more

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State : quint8 { Clear, Waiting, Trying, Ended };
    void refresh();
    void retranslate();
    void recolor();

    State m_state = State::Clear;
    QDeadlineTimer m_until;
    int m_attempt = 0;
    QString m_target;
    QString m_reason;
    QLabel *m_icon;
    QLabel *m_label;
    QPushButton *m_now;
    QPushButton *m_cancel;
    QTimer m_timer; ///< for the next whole second
};

} // namespace Chalkwire::ClientGui
