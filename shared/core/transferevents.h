// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Chalkwire::Core::Told {

/// How far a file has come that the user gives or fetches. Comes at each change of state and, while bytes
/// move, at most 10 times a second. docs/protocol.md §9.10
struct Transfer
{
    static constexpr qint64 kMaxContentBytes = 1024 * 1024;

    enum class Way : quint8 { Upload, Download };
    enum class State : quint8 {
        Reading,  ///< Upload: its SHA-256 is made; `done` of `bytes`
        Waiting,  ///< for the connection, the room or its turn, or (with a code) for the server
        Running,  ///< `done` of `bytes`: what the other side has
        Paused,   ///< by the user
        Checking, ///< all bytes are there: is it what it should be? Upload: the server says so
        Done,     ///< Upload: acknowledged as the message `seq`. Download: written, and its SHA-256 is right
        Failed,   ///< with a code; resuming tries again
        Stopped,  ///< by the user, for good
    };
    Way way = Way::Upload;
    State state = State::Waiting;
    QString id;
    QString room;
    quint64 seq = 0; ///< of the message; Upload: 0 until Done
    QString name;    ///< Upload: what the server made of it, once it said so
    qint64 bytes = 0;
    qint64 done = 0;
    QString path;              ///< Upload: what is read. Download: what is written, once Done where it is
    QByteArray content;        ///< Download without a path, once Done: at most kMaxContentBytes
    QString code;              ///< docs/protocol.md §9.7, or an errorName()
    qint64 millis = 0;         ///< Upload, once Done: the server's time
    bool comesAsEntry = false; ///< Upload, once Done: its message has come as Said, or will
};

} // namespace Chalkwire::Core::Told
