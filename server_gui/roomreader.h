// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"
#include "roomtranscript.h"

namespace Chalkwire::ServerGui {

/// Reads along in one room: asks for its last messages, and for what is new whenever a snapshot says that
/// there is something. One question at a time; a room that runs away is begun again at its end.
class RoomReader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomReader)

public:
    explicit RoomReader(QObject *parent = nullptr);

    RoomTranscript *transcript() { return &m_transcript; }
    QString room() const { return m_room; } ///< empty: none is read
    void read(const QString &room);
    /// The room as the last snapshot has it; null: it is not there.
    void update(const App::RoomRow *row);
    void takePage(const Core::Page &page);

signals:
    void readRequested(const Chalkwire::Core::PageRequest &request);

private:
    void askIfBehind();

    RoomTranscript m_transcript;
    QString m_room;
    quint64 m_lastSeq = 0; ///< of the room
    bool m_isAsking = false;
};

} // namespace Chalkwire::ServerGui
