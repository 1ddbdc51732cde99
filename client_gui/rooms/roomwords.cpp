// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomwords.h"

#include "base/text.h"
#include "rooms/filewords.h"
#include "rooms/markedtext.h"

#include <QDateTime>
#include <QLocale>

namespace Chalkwire::ClientGui {

namespace {

constexpr qsizetype kSpokenCharacters = 500;
constexpr qsizetype kQuotedCharacters = 120;
constexpr int kNamed = 6; ///< people in one sentence

QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

QString seconds(qint64 millis)
{
    return QDateTime::fromMSecsSinceEpoch(millis).toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

QString RoomWords::name(const QString &name)
{
    return isolated(visibleText(name, 64));
}

QString RoomWords::author(const ChatRow &row)
{
    return row.isOwn() ? tr("you") : name(row.from);
}

QString RoomWords::time(qint64 millis)
{
    return QDateTime::fromMSecsSinceEpoch(millis).toString(QStringLiteral("HH:mm"));
}

QString RoomWords::day(qint64 millis)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(millis).date();
    const QDate today = QDate::currentDate();
    if (day == today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    return QLocale().toString(day, QLocale::LongFormat);
}

QString RoomWords::newMessages()
{
    return tr("new messages");
}

QString RoomWords::edited()
{
    return tr("edited");
}

QString RoomWords::retry()
{
    return tr("Retry");
}

QString RoomWords::discard()
{
    return tr("Discard");
}

QString RoomWords::text(const ChatRow &row)
{
    return row.kind == RowKind::Post && !row.isDeleted ? row.text : quiet(row);
}

QString RoomWords::quiet(const ChatRow &row)
{
    switch (row.kind) {
    case RowKind::Post:
        return row.isDeleted ? tr("%1 deleted this message").arg(author(row)) : QString();
    case RowKind::Topic:
        return row.text.isEmpty()
                   ? tr("%1 took the topic away").arg(author(row))
                   : tr("%1 set the topic: %2").arg(author(row), isolated(visibleText(row.text, 1024)));
    case RowKind::Presence:
        return presence(row);
    case RowKind::Renamed:
        return tr("%1 is now called %2").arg(name(row.from), name(row.text));
    case RowKind::Announcement:
        return tr("From the server: %1").arg(isolated(visibleText(row.text, 1024)));
    case RowKind::Change:
        return change(row);
    case RowKind::Gone:
        return tr("Messages that were here are no longer on the server");
    case RowKind::Restarted:
        return tr("The server's history began anew; what stood here is not there any more");
    }
    return {};
}

QString RoomWords::presence(const ChatRow &row)
{
    QStringList came;
    QStringList went;
    int more = row.morePeople;
    for (const Coming &coming : row.people) {
        if (came.size() + went.size() < kNamed)
            (coming.isHere ? came : went).append(name(coming.name));
        else
            ++more;
    }
    QStringList parts;
    if (!came.isEmpty())
        parts.append(tr("%1 came").arg(list(came)));
    if (!went.isEmpty())
        parts.append(tr("%1 went").arg(list(went)));
    if (more > 0)
        parts.append(more == 1 ? tr("1 other came or went") : tr("%1 others came or went").arg(more));
    return parts.join(QStringLiteral("  ·  "));
}

QString RoomWords::change(const ChatRow &row)
{
    const QString text = isolated(visibleText(row.text, kQuotedCharacters));
    switch (row.change) {
    case ChangeKind::Edit:
        return tr("Your correction: %1").arg(text);
    case ChangeKind::Delete:
        return tr("Your deletion of a message");
    case ChangeKind::React:
        return tr("Your reaction %1").arg(text);
    case ChangeKind::Topic:
        return tr("Your topic: %1").arg(text);
    case ChangeKind::None:
        break;
    }
    return {};
}

QString RoomWords::state(const ChatRow &row)
{
    switch (row.state) {
    case OwnState::None:
        break;
    case OwnState::Waiting:
        return row.code.isEmpty() ? tr("waiting") : tr("waiting: %1").arg(code(row.code));
    case OwnState::Sent:
        return tr("sent");
    case OwnState::Saved:
        return tr("saved %1").arg(seconds(row.millis));
    case OwnState::Failed:
        return tr("not sent: %1").arg(code(row.code));
    }
    return {};
}

QString RoomWords::quote(const ChatRow *answered)
{
    if (!answered)
        return tr("an older message");
    if (answered->isDeleted)
        return tr("a deleted message");
    return author(*answered) + QStringLiteral(": ") +
           isolated(markedText(visibleText(answered->text, kQuotedCharacters)).text);
}

QString RoomWords::line(const ChatRow &row)
{
    const QString stamp = QStringLiteral("[%1] ").arg(seconds(row.millis));
    if (row.kind != RowKind::Post || row.isDeleted)
        return stamp + quiet(row);
    return stamp + author(row) + QStringLiteral(": ") + row.text;
}

QString RoomWords::sentence(const ChatRow &row, const QString &quote, bool startsNew)
{
    QStringList parts;
    if (row.startsDay)
        parts.append(day(row.millis) + u'.');
    if (startsNew)
        parts.append(tr("New messages from here."));
    const QString said = visibleText(row.text, kSpokenCharacters);
    if (row.kind != RowKind::Post || row.isDeleted)
        parts.append(tr("%1, %2", "what happened, time").arg(quiet(row), time(row.millis)));
    else if (row.file)
        parts.append(fileSentence(row));
    else if (row.isOwn())
        parts.append(tr("You wrote at %1: %2").arg(time(row.millis), said));
    else
        parts.append(tr("%1 wrote at %2: %3").arg(name(row.from), time(row.millis), said));
    if (!quote.isEmpty())
        parts.append(tr("In answer to %1.").arg(quote));
    if (row.isEdited)
        parts.append(tr("It was edited."));
    if (!row.reactions.empty())
        parts.append(tr("Reactions: %1.").arg(reactions(row)));
    if (row.isOwn() && !row.isDeleted && !(row.file && row.isPending()))
        parts.append(state(row) + u'.');
    return parts.join(u' ');
}

QString RoomWords::fileSentence(const ChatRow &row)
{
    const QString file = FileWords::sentence(*row.file);
    const QString said = row.isOwn()
                             ? tr("You gave a file at %1. %2").arg(time(row.millis), file)
                             : tr("%1 gave a file at %2. %3").arg(name(row.from), time(row.millis), file);
    return row.hasText() ? said + u' ' + visibleText(row.text, kSpokenCharacters) : said;
}

QString RoomWords::reactions(const ChatRow &row)
{
    QStringList parts;
    for (const ReactionGroup &group : row.groups())
        parts.append(visibleText(group.text, 64) + u' ' + QLocale().toString(group.count));
    return parts.join(QStringLiteral(", "));
}

QString RoomWords::code(const QString &code)
{
    struct Known
    {
        QLatin1String code;
        const char *words;
    };
    static constexpr Known kKnown[] = {
        {QLatin1String("bad_field"), QT_TR_NOOP("the server cannot take this text")},
        {QLatin1String("bad_name"), QT_TR_NOOP("this is no name the server takes")},
        {QLatin1String("name_taken"), QT_TR_NOOP("somebody else has this name, or one that looks like it")},
        {QLatin1String("too_many_rooms"), QT_TR_NOOP("there are too many rooms")},
        {QLatin1String("room_exists"), QT_TR_NOOP("there is a room of this name already")},
        {QLatin1String("private_room"), QT_TR_NOOP("the room is private: ask somebody in it to invite you")},
        {QLatin1String("too_many_admitted"), QT_TR_NOOP("too many people may join this room already")},
        {QLatin1String("not_in_room"), QT_TR_NOOP("you are not in this room")},
        {QLatin1String("no_such_client"), QT_TR_NOOP("nobody of this name is here")},
        {QLatin1String("not_reachable"), QT_TR_NOOP("this program reads no messages")},
        {QLatin1String("no_such_post"), QT_TR_NOOP("this message is not there any more")},
        {QLatin1String("not_yours"), QT_TR_NOOP("only its author may change it")},
        {QLatin1String("no_files"), QT_TR_NOOP("this server takes no files")},
        {QLatin1String("no_history"), QT_TR_NOOP("this server keeps nothing")},
        {QLatin1String("storage_full"), QT_TR_NOOP("the server's disk is full")},
        {QLatin1String("storage_failed"), QT_TR_NOOP("the server cannot store it now")},
        {QLatin1String("connection_lost"), QT_TR_NOOP("the connection was lost")},
    };
    for (const Known &known : kKnown) {
        if (code == known.code)
            return tr(known.words);
    }
    return code.isEmpty() ? tr("the server refused it")
                          : tr("the server refused it (%1)").arg(isolated(visibleText(code, 64)));
}

QString RoomWords::typing(const QStringList &names)
{
    if (names.isEmpty())
        return {};
    if (names.size() > 3)
        return tr("Several people are typing");
    QStringList shown;
    for (const QString &typist : names)
        shown.append(name(typist));
    return names.size() == 1 ? tr("%1 is typing").arg(shown.first()) : tr("%1 are typing").arg(list(shown));
}

QString RoomWords::list(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return tr("%1 and %2", "names, the last name")
        .arg(names.mid(0, names.size() - 1).join(tr(", ", "between names")), names.last());
}

} // namespace Chalkwire::ClientGui
