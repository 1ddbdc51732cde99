// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"

#include <variant>

namespace Chalkwire::App {

class StdinReader;

struct Announce ///< to everybody who chats
{
    QString text;
};
struct ListRooms
{
};
/// A line of the operator's. docs/command-line.md §1
using OperatorLine = std::variant<Core::RoomOrder, Announce, ListRooms>;

/// Errors: UnknownCommand with the word in detail, BadField with the usage where something is missing or too
/// much.
Result<OperatorLine> readOperatorLine(const QString &line);

/// Does what the lines on stdin say, one after the other, and prints what became of each on stdout.
/// `server` is not owned and outlives this. Thread: the main one.
class OperatorConsole : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperatorConsole)

public:
    explicit OperatorConsole(ChatServer *server, QObject *parent = nullptr);

    void begin(); ///< once the server listens

private:
    void takeLine(const QByteArray &line);
    void listRooms();
    void answer(const QString &text);

    ChatServer *m_server;
    StdinReader *m_reader; ///< child
    QList<RoomRow> m_rooms;
    bool m_hasBegun = false;
};

} // namespace Chalkwire::App
