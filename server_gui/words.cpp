// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.h"

#include "base/text.h"

#include <QDateTime>
#include <QLocale>

#include <array>

namespace Chalkwire::ServerGui {

using App::ClientState;
using App::NoticeCode;

QString Words::transport(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return tr("TCP");
    case Transport::Local:
        return tr("local");
    case Transport::Udp:
        return tr("UDP");
    }
    return {};
}

QString Words::kind(Wire::Dialect dialect)
{
    switch (dialect) {
    case Wire::Dialect::Undecided:
        return tr("not known yet");
    case Wire::Dialect::Guide:
        return tr("tutorial");
    case Wire::Dialect::Line:
        return tr("line");
    case Wire::Dialect::Chat:
        return tr("chat");
    case Wire::Dialect::Http:
        return tr("web browser");
    case Wire::Dialect::Tls:
        return tr("TLS");
    case Wire::Dialect::Raw:
        return tr("raw");
    }
    return {};
}

QString Words::state(ClientState state)
{
    switch (state) {
    case ClientState::Waiting:
        return tr("waiting");
    case ClientState::Undecided:
        return tr("silent");
    case ClientState::Open:
        return tr("open");
    case ClientState::Closing:
        return tr("closing");
    }
    return {};
}

QString Words::stateExplained(ClientState state)
{
    switch (state) {
    case ClientState::Waiting:
        return tr("Every place is taken: it is served when another client leaves.");
    case ClientState::Undecided:
        return tr("It has not sent enough yet to tell what it speaks.");
    case ClientState::Open:
        return tr("It is being served.");
    case ClientState::Closing:
        return tr("Its last bytes are on their way.");
    }
    return {};
}

QString Words::level(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return tr("Detail");
    case LogLevel::Info:
        return tr("Info");
    case LogLevel::Warning:
        return tr("Warning");
    case LogLevel::Error:
        return tr("Error");
    }
    return {};
}

QString Words::reason(CloseReason reason)
{
    switch (reason) {
    case CloseReason::None:
        return tr("no reason given");
    case CloseReason::PeerClosed:
        return tr("the client closed the connection");
    case CloseReason::PeerReset:
        return tr("the client reset the connection");
    case CloseReason::Asked:
        return tr("the client sent close");
    case CloseReason::Quit:
        return tr("the client sent /quit");
    case CloseReason::Kicked:
        return tr("disconnected here");
    case CloseReason::Reset:
        return tr("reset here");
    case CloseReason::Stopping:
        return tr("the server stopped");
    case CloseReason::Slow:
        return tr("it does not read what is sent to it");
    case CloseReason::LineTooLong:
        return tr("its line was too long");
    case CloseReason::BadFrame:
        return tr("it sent what is no chat frame");
    case CloseReason::InvalidText:
        return tr("its bytes are not clean text, and strict text is on");
    case CloseReason::HttpAnswered:
        return tr("a web request, answered with a page");
    case CloseReason::TlsRefused:
        return tr("it began TLS, which this server does not speak");
    case CloseReason::Unfinished:
        return tr("it began a line and did not end it");
    case CloseReason::Idle:
        return tr("silent for too long");
    case CloseReason::Silent:
        return tr("it does not answer any more");
    case CloseReason::Replaced:
        return tr("it came again over another connection");
    case CloseReason::NetworkFailed:
        return tr("the network failed");
    case CloseReason::LocalClosed:
        return tr("closed here");
    case CloseReason::ServerSaidClosed:
        return tr("the server said closed");
    }
    return {};
}

namespace {

CloseReason reasonFromName(QStringView name)
{
    for (quint8 i = 0; i <= static_cast<quint8>(CloseReason::ServerSaidClosed); ++i) {
        if (closeReasonName(static_cast<CloseReason>(i)) == name)
            return static_cast<CloseReason>(i);
    }
    return CloseReason::None;
}

Wire::Dialect dialectFromName(QStringView name)
{
    for (quint8 i = 0; i <= static_cast<quint8>(Wire::Dialect::Raw); ++i) {
        if (Wire::dialectName(static_cast<Wire::Dialect>(i)) == name)
            return static_cast<Wire::Dialect>(i);
    }
    return Wire::Dialect::Undecided;
}

} // namespace

QString Words::loopWork(App::LoopWork work)
{
    switch (work) {
    case App::LoopWork::Arrival:
        return tr("a client that came took so long");
    case App::LoopWork::Reading:
        return tr("what a client sent took so long");
    case App::LoopWork::Departure:
        return tr("a client that left took so long");
    case App::LoopWork::Deadline:
        return tr("waits that were over took so long");
    case App::LoopWork::Report:
        return tr("telling this window took so long");
    case App::LoopWork::Command:
        return tr("what you asked for took so long");
    case App::LoopWork::History:
        return tr("telling everybody what was said took so long");
    case App::LoopWork::Many:
        break;
    }
    return tr("too much came at once");
}

QString Words::notice(const App::Notice &notice)
{
    std::array<QString, 5> a;
    for (size_t i = 0; i < a.size() && static_cast<qsizetype>(i) < notice.arguments.size(); ++i)
        a[i] = visibleText(notice.arguments[static_cast<qsizetype>(i)], 200);
    // The arguments go in at once: one that contains %1 stays as it is.
    switch (notice.code) {
    case NoticeCode::ListeningOn:
        return tr("Listening on %1.").arg(a[0]);
    case NoticeCode::ListenFailed:
        return tr("Could not listen on %1: %2").arg(a[0], a[1]);
    case NoticeCode::StoppedListening:
        return tr("Stopped listening.");
    case NoticeCode::ClientConnected:
        return tr("Client %1 connected from %2.").arg(a[0], a[1]);
    case NoticeCode::ClientWaiting:
        return tr("Client %1 from %2 waits: every place is taken.").arg(a[0], a[1]);
    case NoticeCode::ClientClosed: {
        const QString why = reason(reasonFromName(a[3]));
        return a[4].isEmpty() ? tr("Client %1 (%2, %3) left: %4.").arg(a[0], a[1], a[2], why)
                              : tr("Client %1 (%2, %3) left: %4 (%5).").arg(a[0], a[1], a[2], why, a[4]);
    }
    case NoticeCode::DialectKnown:
        return tr("Client %1 speaks: %2.").arg(a[0], kind(dialectFromName(a[1])));
    case NoticeCode::NameChanged:
        return tr("Client %1 is now called %3 (before: %2).").arg(a[0], a[1], a[2]);
    case NoticeCode::RoomJoined:
        return tr("Client %1 (%2) joined the room %3.").arg(a[0], a[1], a[2]);
    case NoticeCode::RoomLeft:
        return tr("Client %1 (%2) left the room %3.").arg(a[0], a[1], a[2]);
    case NoticeCode::TextFaultSeen: {
        const QString fault = a[2] == textFaultName(TextFault::Nul) ? tr("a zero byte")
                              : a[2] == textFaultName(TextFault::CutCharacter)
                                  ? tr("a character cut in half")
                                  : tr("bytes that are not UTF-8");
        return tr("Client %1 (%2) sent %3 at byte %4.").arg(a[0], a[1], fault, a[3]);
    }
    case NoticeCode::AcceptTroubled:
        return tr("New clients cannot be accepted for a moment: %1").arg(a[0]);
    case NoticeCode::ClientsRefused:
        return a[2] == u"maxPerAddress"
                   ? tr("Connections refused: %1. The last, from %2: its address has too many at once.")
                         .arg(a[0], a[1])
                   : tr("Connections refused: %1. The last, from %2: its address connects too often.")
                         .arg(a[0], a[1]);
    case NoticeCode::PlacesCapped:
        return tr("The system lets this program open few files: at most %1 clients are served at once.")
            .arg(a[0]);
    case NoticeCode::LoopBlocked:
        return a[2] == u"0" ? tr("Nobody was served for %1 ms: %2.")
                                  .arg(a[0], loopWork(static_cast<App::LoopWork>(a[1].toInt())))
                            : tr("Nobody was served for %1 ms: %2 (client %3).")
                                  .arg(a[0], loopWork(static_cast<App::LoopWork>(a[1].toInt())), a[2]);
    case NoticeCode::HistoryFailed:
        return tr("The history cannot be opened: %1").arg(a[1]);
    case NoticeCode::HistorySetAside:
        return tr("The history was damaged and set aside as %1. A new one was begun.").arg(a[0]);
    case NoticeCode::HistoryTroubled:
        return a[0] == errorName(ErrorCode::StorageFull)
                   ? tr("The disk is full: what clients say is refused until there is space.")
                   : tr("The history cannot be written: what clients say is refused.");
    case NoticeCode::HistoryWorks:
        return tr("The history can be written again.");
    case NoticeCode::LogFileFailed:
        return tr("The log file %1 could not be written: %2").arg(a[0], a[1]);
    case NoticeCode::TraceDropped:
        return tr("%1 records came too fast for this window and are not shown.").arg(a[0]);
    case NoticeCode::NoticesDropped:
        return tr("%1 lines of this log were left out: they came too fast.").arg(a[0]);
    }
    return {};
}

QString Words::duration(qint64 seconds)
{
    const auto twoDigits = [](qint64 n) { return QString::number(n).rightJustified(2, u'0'); };
    if (seconds < 60)
        return tr("%1 s").arg(qMax<qint64>(0, seconds));
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(QString::number(seconds / 60), twoDigits(seconds % 60));
    return tr("%1 h %2 min").arg(QString::number(seconds / 3600), twoDigits(seconds / 60 % 60));
}

QString Words::rate(double bytesPerSecond)
{
    return tr("%1/s").arg(byteCount(qRound64(bytesPerSecond)));
}

QString Words::lag(Micros lag)
{
    const double millis = static_cast<double>(lag.count()) / 1000;
    return tr("%1 ms").arg(QLocale().toString(millis, 'f', millis < 10 ? 1 : 0));
}

QString Words::time(qint64 wallMicros)
{
    return QDateTime::fromMSecsSinceEpoch(wallMicros / 1000).toString(QStringLiteral("HH:mm:ss"));
}

QString Words::moment(qint64 millis)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(millis);
    const bool isToday = time.date() == QDate::currentDate();
    return time.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString Words::keptFor(qint64 keepDays)
{
    if (keepDays == Core::RoomRules::kKeepAsUsual)
        return tr("as usual");
    if (keepDays == Core::RoomRules::kKeepForever)
        return tr("for ever");
    return keepDays == 1 ? tr("1 day") : tr("%1 days").arg(QLocale().toString(keepDays));
}

} // namespace Chalkwire::ServerGui
