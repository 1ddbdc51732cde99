// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatcli.h"

#include "app/clientjson.h"
#include "app/stdinreader.h"
#include "core/names.h"
#include "net/terminationsignal.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace Chalkwire::App {

namespace {

using Kind = Core::SlashCommand::Kind;

constexpr int kNoReportDelayMs = 0;
constexpr int kProgressEachMs = 1000;

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

/// Posts and what is about rooms wait for a connection by themselves.
bool needsConnection(Kind kind)
{
    return kind == Kind::Msg || kind == Kind::Invite || kind == Kind::Who || kind == Kind::Search;
}

} // namespace

ChatCli::ChatCli(const ClientCommand &command, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_client(command.limits, kNoReportDelayMs)
    , m_reader(new StdinReader(this))
    , m_leaveBy(this)
    , m_room(command.room.isEmpty() ? Core::kLobby.toString() : command.room)
    , m_printNext(this)
{
    for (const QString &text : command.say)
        m_lines.append(text.toUtf8());
    m_leaveBy.setSingleShot(true);
    m_printNext.setSingleShot(true);
    connect(&m_printNext, &QTimer::timeout, this, &ChatCli::printUnprinted);
    connect(&m_leaveBy, &QTimer::timeout, this,
            [this] { leave(m_wasWelcome ? ExitNotDelivered : ExitCannotConnect); });
    connect(&m_client, &ChatClient::statusChanged, this, &ChatCli::onStatusChanged);
    connect(&m_client, &ChatClient::happened, this, &ChatCli::onHappened);
    connect(&m_client, &ChatClient::callDone, this, &ChatCli::onCallDone);
    connect(&m_client, &ChatClient::keepingChanged, this, &ChatCli::onKeepingChanged);
    connect(m_reader, &StdinReader::lineRead, this, [this](const QByteArray &line) {
        m_isReading = false;
        m_lines.append(line);
        goOn();
    });
    connect(m_reader, &StdinReader::ended, this, [this] {
        m_isReading = false;
        m_isInputOver = true;
        goOn();
    });
    auto *termination = new Net::TerminationSignal(this);
    connect(termination, &Net::TerminationSignal::received, this, [this] {
        m_isLeaving = true;
        m_client.close();
    });
}

ChatCli::~ChatCli() = default;

int ChatCli::run()
{
    m_client.open(*m_command.target, ClientKind::Chat, m_command.nick, m_room, m_command.stateFile);
    goOn();
    return QCoreApplication::exec();
}

void ChatCli::onStatusChanged(const LinkStatus &status)
{
    const QString target = status.target.text();
    const bool hasStood = !status.ownEndpoint.isEmpty();
    const QString reason = hasStood ? status.lostReason : failureName(status.failure);
    switch (status.state) {
    case LinkState::Connecting:
        printEvent(s("connecting"), {{s("to"), target}, {s("attempt"), status.attempt}});
        break;
    case LinkState::Connected:
        printEvent(s("connected"), {{s("to"), target}, {s("from"), status.ownEndpoint}});
        break;
    case LinkState::Waiting: {
        const auto left =
            status.nextTry ? std::chrono::ceil<Millis>(*status.nextTry - SystemClock().now()) : Millis(0);
        printEvent(s("waiting"), {{s("to"), target},
                                  {s("attempt"), status.attempt},
                                  {s("inMs"), static_cast<qint64>(std::max(left, Millis(0)).count())},
                                  {s("reason"), reason},
                                  {s("text"), status.systemText}});
        break;
    }
    case LinkState::Failed:
        printEvent(s("failed"), {{s("to"), target}, {s("failure"), reason}, {s("text"), status.systemText}});
        leave(ExitCannotConnect);
        break;
    case LinkState::Idle:
    case LinkState::Ended:
        printEvent(s("closed"),
                   {{s("reason"), hasStood ? reason : s("quit")}, {s("text"), status.systemText}});
        if (!m_isLeaving)
            leave(ExitConnectionLost);
        else
            leave(m_hasRefusals ? ExitNotDelivered : ExitOk);
        break;
    case LinkState::Closing:
        break;
    }
}

void ChatCli::onHappened(const SharedClientEvents &events)
{
    for (const Core::ClientEvent &event : *events) {
        if (const auto *transfer = std::get_if<Core::Told::Transfer>(&event))
            print(*transfer);
        else
            printEvent(event);
        note(event);
    }
    goOn();
}

void ChatCli::note(const Core::ClientEvent &event)
{
    namespace Told = Core::Told;
    if (std::holds_alternative<Told::Welcome>(event)) {
        m_isWelcome = true;
        m_wasWelcome = true;
    } else if (std::holds_alternative<Told::Lost>(event)) {
        m_isWelcome = false;
    } else if (const auto *own = std::get_if<Told::Own>(&event)) {
        if (own->state == Told::Own::State::Waiting || own->state == Told::Own::State::Sent)
            m_onTheirWay.insert(own->item.id);
        else if (m_onTheirWay.remove(own->item.id) && own->state == Told::Own::State::Failed)
            m_hasRefusals = true;
    } else if (const auto *sent = std::get_if<Told::DirectSent>(&event)) {
        m_onTheirWay.remove(sent->id);
    } else if (const auto *found = std::get_if<Told::SearchResult>(&event)) {
        m_onTheirWay.remove(found->id);
        m_searchNext = found->next;
    } else if (const auto *transfer = std::get_if<Told::Transfer>(&event)) {
        note(*transfer);
    } else if (const auto *failed = std::get_if<Told::RequestFailed>(&event)) {
        if (m_onTheirWay.remove(failed->id))
            m_hasRefusals = true;
    }
}

void ChatCli::note(const Core::Told::Transfer &transfer)
{
    using State = Core::Told::Transfer::State;
    switch (transfer.state) {
    case State::Done:
    case State::Stopped:
        m_onTheirWay.remove(transfer.id);
        break;
    case State::Failed:
        if (m_onTheirWay.remove(transfer.id))
            m_hasRefusals = true;
        break;
    case State::Paused:
        break;
    case State::Reading:
    case State::Waiting:
    case State::Running:
    case State::Checking:
        m_onTheirWay.insert(transfer.id);
        if (m_leaveBy.isActive() && transfer.state != State::Waiting)
            m_leaveBy.start(kLeaveMs); // it comes on
        break;
    }
}

void ChatCli::print(const Core::Told::Transfer &transfer)
{
    using State = Core::Told::Transfer::State;
    const auto last = m_printed.constFind(transfer.id);
    if (last != m_printed.constEnd() && *last == transfer.state && m_printNext.isActive()) {
        m_unprinted.insert(transfer.id, transfer);
        return;
    }
    m_unprinted.remove(transfer.id);
    m_printed.insert(transfer.id, transfer.state);
    if (transfer.state == State::Done || transfer.state == State::Stopped)
        m_printed.remove(transfer.id);
    printEvent(Core::ClientEvent(transfer));
    if (!m_printNext.isActive())
        m_printNext.start(kProgressEachMs);
}

void ChatCli::printUnprinted()
{
    if (!m_unprinted.isEmpty())
        m_printNext.start(kProgressEachMs);
    const auto all = std::exchange(m_unprinted, {});
    for (const Core::Told::Transfer &transfer : all)
        printEvent(Core::ClientEvent(transfer));
}

void ChatCli::onCallDone(const CallDone &done)
{
    const bool isFailed = done.error.code != ErrorCode::None;
    if (isFailed) {
        m_hasRefusals = true;
        printEvent(s("error"), {{s("code"), errorName(done.error.code)},
                                {s("text"), done.call == 0 ? done.error.detail : m_typed}});
    }
    if (done.call == 0)
        return; // open()'s
    m_call = 0;
    if (!isFailed && m_isJoining)
        m_room = done.id;
    if (!isFailed && m_isDelivering)
        m_onTheirWay.insert(done.id);
    goOn();
}

void ChatCli::onKeepingChanged(const Keeping &keeping)
{
    QJsonObject fields{{s("kept"), keeping.isKept}};
    if (!keeping.setAside.isEmpty())
        fields.insert(s("setAside"), keeping.setAside);
    if (keeping.error.code != ErrorCode::None) {
        fields.insert(s("code"), errorName(keeping.error.code));
        fields.insert(s("text"), keeping.error.detail);
    }
    printEvent(s("keeping"), fields);
}

void ChatCli::goOn()
{
    while (!m_isLeaving && m_call == 0 && !m_lines.isEmpty() && mayTake(m_lines.first()))
        take(m_lines.takeFirst());
    if (m_lines.isEmpty() && !m_isInputOver && !m_isReading) {
        m_isReading = true;
        m_reader->takeNext();
    }
    if (m_lines.isEmpty() && m_isInputOver)
        leaveWhenDone();
}

bool ChatCli::mayTake(const QByteArray &line) const
{
    if (m_onTheirWay.size() >= kMaxOnTheirWay)
        return false;
    const Result<Core::SlashCommand> command = Core::parseSlash(QString::fromUtf8(line));
    return m_isWelcome || !command || !needsConnection(command->kind);
}

void ChatCli::take(const QByteArray &line)
{
    m_typed = QString::fromUtf8(line);
    Error error;
    if (const auto about = parseFileCommand(m_typed, QDir::currentPath())) {
        if (*about)
            carryOut(**about);
        else
            error = about->error();
    } else if (const Result<Core::SlashCommand> command = Core::parseSlash(m_typed)) {
        carryOut(*command);
    } else {
        error = command.error();
    }
    if (error.code == ErrorCode::None)
        return;
    m_hasRefusals = true;
    printEvent(s("error"), {{s("code"), errorName(error.code)}, {s("text"), m_typed}});
}

void ChatCli::carryOut(const FileCommand &command)
{
    m_isJoining = false;
    m_isDelivering = command.kind == FileCommand::Kind::Send || command.kind == FileCommand::Kind::Get;
    switch (command.kind) {
    case FileCommand::Kind::Send:
        m_call = m_client.offerFile(m_room, command.path);
        break;
    case FileCommand::Kind::Get:
        m_call = m_client.fetchFile(m_room, command.seq, command.path);
        break;
    case FileCommand::Kind::Pause:
        m_call = m_client.pauseTransfer(command.id);
        break;
    case FileCommand::Kind::Resume:
        m_call = m_client.resumeTransfer(command.id);
        break;
    case FileCommand::Kind::Stop:
        m_call = m_client.stopTransfer(command.id);
        break;
    }
}

// length: a case for each command
void ChatCli::carryOut(const Core::SlashCommand &command)
{
    m_isJoining = command.kind == Kind::Join;
    m_isDelivering = command.kind == Kind::Say || command.kind == Kind::Topic || command.kind == Kind::Msg ||
                     command.kind == Kind::Search;
    switch (command.kind) {
    case Kind::Say:
        if (!command.text.isEmpty())
            m_call = m_client.post(m_room, command.text);
        break;
    case Kind::Join:
        m_call = m_client.join(command.name, command.isPrivate);
        break;
    case Kind::Leave:
        m_call = m_client.leave(command.name.isEmpty() ? m_room : command.name);
        break;
    case Kind::Nick:
        m_call = m_client.setName(command.name);
        break;
    case Kind::Msg:
        m_call = m_client.direct(command.name, command.text);
        break;
    case Kind::Topic:
        m_call = m_client.setTopic(m_room, command.text);
        break;
    case Kind::Invite:
        m_call = m_client.invite(m_room, command.name);
        break;
    case Kind::Away:
    case Kind::Back:
        m_call = m_client.setAway(command.kind == Kind::Away, command.text);
        break;
    case Kind::Search:
        search(command.text);
        break;
    case Kind::Who:
        m_call = m_client.who(m_room);
        break;
    case Kind::Quit:
        m_isInputOver = true;
        m_lines.clear();
        break;
    case Kind::Help:
        printEvent(s("help"),
                   {{s("commands"), QJsonArray::fromStringList(Core::slashUsages() + fileUsages())}});
        break;
    }
}

void ChatCli::search(const QString &text)
{
    if (!text.isEmpty())
        m_searchNext = 0;
    if (!text.isEmpty() || m_searchNext == 0) // nothing is refused: there is no more
        m_searched = text;
    m_call = m_client.search(m_searched, std::exchange(m_searchNext, 0));
}

void ChatCli::leaveWhenDone()
{
    if (m_isLeaving)
        return;
    if (m_call == 0 && m_onTheirWay.isEmpty() && m_isWelcome) {
        m_isLeaving = true;
        m_client.close();
    } else if (!m_leaveBy.isActive()) {
        m_leaveBy.start(kLeaveMs);
    }
}

void ChatCli::leave(ExitCode code)
{
    m_isLeaving = true;
    QCoreApplication::exit(code);
}

} // namespace Chalkwire::App
