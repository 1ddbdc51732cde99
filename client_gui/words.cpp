// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.h"

#include <QDateTime>
#include <QLocale>

namespace Chalkwire::ClientGui {

namespace {

constexpr qsizetype kSpokenCharacters = 500;

} // namespace

QString Words::time(qint64 wallMicros)
{
    return QDateTime::fromMSecsSinceEpoch(wallMicros / 1000).toString(QStringLiteral("HH:mm:ss"));
}

QString Words::author(const Entry &entry)
{
    switch (entry.kind) {
    case EntryKind::Mine:
        return tr("you");
    case EntryKind::Answer:
    case EntryKind::Notice:
    case EntryKind::Bytes:
        return tr("server");
    case EntryKind::Other:
        return visibleText(entry.name, 64);
    case EntryKind::Event:
        break;
    }
    return {};
}

QString Words::event(const Entry &entry)
{
    const QString target = visibleText(entry.target, 200);
    switch (entry.event) {
    case SessionEvent::Connected:
        return tr("Connected to %1").arg(target);
    case SessionEvent::FinishedSending:
        return tr("You finished sending; answers still arrive");
    case SessionEvent::Ended:
        return closeReason(entry.reason);
    case SessionEvent::Failed:
        return tr("Could not connect to %1").arg(target);
    case SessionEvent::None:
        break;
    }
    return {};
}

QString Words::fault(const Entry &entry)
{
    const QString offset = QLocale().toString(entry.faultOffset);
    switch (entry.fault) {
    case TextFault::InvalidUtf8:
        return tr("byte %1 is not valid UTF-8").arg(offset);
    case TextFault::CutCharacter:
        return tr("ends inside a character, at byte %1").arg(offset);
    case TextFault::Nul:
        return tr("byte %1 is a zero byte").arg(offset);
    case TextFault::None:
        break;
    }
    return {};
}

QString Words::bytes(qint64 count)
{
    return count == 1 ? tr("1 byte") : tr("%1 bytes").arg(QLocale().toString(count));
}

QString Words::sentence(const Entry &entry)
{
    if (entry.kind == EntryKind::Event)
        return tr("%1, %2", "what happened, time").arg(event(entry), time(entry.wallMicros));
    const QString text = visibleText(entry.text, kSpokenCharacters);
    const QString problem = fault(entry);
    const QString said = problem.isEmpty() ? text : tr("%1 (%2)", "text, what is wrong").arg(text, problem);
    if (entry.kind == EntryKind::Mine)
        return tr("You sent at %1: %2").arg(time(entry.wallMicros), said);
    if (entry.kind == EntryKind::Other)
        return tr("%1 in %2 at %3: %4")
            .arg(author(entry), visibleText(entry.room, 64), time(entry.wallMicros), said);
    if (entry.kind == EntryKind::Bytes)
        return tr("The server sent %1 at %2: %3")
            .arg(bytes(entry.bytes.size()), time(entry.wallMicros), said);
    return tr("The server answered at %1: %2").arg(time(entry.wallMicros), said);
}

QString Words::line(const Entry &entry)
{
    const QString who = author(entry);
    const QString text = entry.kind == EntryKind::Event ? event(entry) : entry.text;
    return QStringLiteral("[%1] ").arg(time(entry.wallMicros)) +
           (who.isEmpty() ? text : who + QStringLiteral(": ") + text);
}

QString Words::closeReason(CloseReason reason)
{
    switch (reason) {
    case CloseReason::ServerSaidClosed:
        return tr("The server answered \"closed\": this conversation is over.");
    case CloseReason::PeerClosed:
    case CloseReason::Asked:
    case CloseReason::Quit:
    case CloseReason::Kicked:
    case CloseReason::Stopping:
    case CloseReason::HttpAnswered:
        return tr("The server closed the connection.");
    case CloseReason::PeerReset:
        return tr("The server dropped the connection without a goodbye (reset).");
    case CloseReason::LocalClosed:
        return tr("You disconnected.");
    case CloseReason::Reset:
        return tr("You reset the connection.");
    case CloseReason::LineTooLong:
        return tr("The server sent a line that is too long. Connect as raw bytes to see what it sends.");
    case CloseReason::Slow:
        return tr("The server does not read what you send, so the connection was ended.");
    case CloseReason::BadFrame:
    case CloseReason::InvalidText:
    case CloseReason::TlsRefused:
    case CloseReason::Unfinished:
    case CloseReason::Idle:
    case CloseReason::Silent:
    case CloseReason::Replaced:
    case CloseReason::NetworkFailed:
    case CloseReason::None:
        break;
    }
    return tr("The network failed and the connection was lost.");
}

} // namespace Chalkwire::ClientGui
