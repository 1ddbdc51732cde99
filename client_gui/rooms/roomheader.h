// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace Chalkwire::ClientGui {

/// The room that is shown: its name, its topic in one line, how many are there and how far the server is.
class RoomHeader : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomHeader)

public:
    explicit RoomHeader(QWidget *parent = nullptr);

    /// Plain texts; `people` < 0: not known; `lagMicros` < 0: not known.
    void showRoom(const QString &name, const QString &topic, qint64 people, qint64 lagMicros);
    QToolButton *searchButton() const { return m_search; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    QString m_room;
    QString m_fullTopic;
    qint64 m_people = -1;
    qint64 m_lagMicros = -1;
    QLabel *m_name;
    QLabel *m_topic;
    QLabel *m_facts;
    QToolButton *m_search;
};

} // namespace Chalkwire::ClientGui
