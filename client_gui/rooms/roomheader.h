// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QToolButton;

namespace Chalkwire::ClientGui {

/// What is said of a room. Plain texts.
struct RoomFacts
{
    QString name;
    QString topic;
    bool isPrivate = false;
    qint64 keepDays = 0;   ///< messages are removed after so many days; 0: none is
    qint64 people = -1;    ///< < 0: not known
    qint64 lagMicros = -1; ///< < 0: not known
};

/// The room that is shown: its name, its topic in one line, its rules where it has any, how many are there
/// and how far the server is.
class RoomHeader : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomHeader)

public:
    explicit RoomHeader(QWidget *parent = nullptr);

    void showRoom(const RoomFacts &room);
    QToolButton *searchButton() const { return m_search; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    QStringList facts() const;

    RoomFacts m_room;
    QString m_fullTopic; ///< made visible
    QLabel *m_name;
    QLabel *m_topic;
    QLabel *m_facts;
    QToolButton *m_search;
};

} // namespace Chalkwire::ClientGui
