// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// What ChatClientCore tells a window of people: values only. Names come from a server and may be anything:
/// show them as plain text. docs/protocol.md §9.3
namespace Chalkwire::Core::Told {

struct Members ///< the answer to who(); without a room: everybody who is connected
{
    QString room;
    QStringList members; ///< at most 256 of count
    qint64 count = 0;
    QStringList away{}; ///< of the members
};
struct Presence
{
    QString room;
    QString name;
    bool isHere = false; ///< came, or went
};
struct Away ///< or back; once, however many rooms are shared
{
    QString name;
    bool isAway = false;
    QString text; ///< why; may be empty
    bool isOwn = false;
};
struct Renamed ///< once, however many rooms are shared
{
    QString from;
    QString to;
    bool isOwn = false;
};
struct Typing
{
    QString room;
    QString name;
};
struct Invitation ///< join() takes it
{
    QString room;
    QString from;
};
struct Invited
{
    QString room;
    QString name;
};

} // namespace Chalkwire::Core::Told
