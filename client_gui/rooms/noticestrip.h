// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <deque>

class QLabel;
class QPushButton;

namespace Chalkwire::ClientGui {

/// What others want the user to know, one thing at a time: what the operator says to everybody, with Close,
/// then invitations, with Join and Not now; the oldest first of each. Hidden while there is nothing.
/// Bounds: kMaxWaiting; the first goes. A room invites once, whoever says it.
class NoticeStrip : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeStrip)

public:
    static constexpr std::size_t kMaxWaiting = 16;

    explicit NoticeStrip(QWidget *parent = nullptr);

    void addInvitation(const QString &room, const QString &by);
    void addAnnouncement(const QString &text);
    void forgetInvitation(const QString &room); ///< the user is in there
    QString sentence() const;                   ///< of the one that is shown; empty: there is none
    QPushButton *joinButton() const { return m_join; }
    QPushButton *closeButton() const { return m_close; } ///< "Not now" of an invitation

signals:
    void joinWished(const QString &room);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Notice
    {
        QString room; ///< empty: an announcement
        QString text; ///< or who invites
    };
    void makePlace();
    void next();
    void refresh();

    std::deque<Notice> m_waiting; ///< announcements, then invitations
    QLabel *m_icon;
    QLabel *m_label;
    QPushButton *m_join;
    QPushButton *m_close;
};

} // namespace Chalkwire::ClientGui
