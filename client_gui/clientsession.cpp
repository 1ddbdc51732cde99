// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientsession.h"

#include "conversationmodel.h"

#include "core/names.h"

#include <QDateTime>

#include <utility>

namespace Chalkwire::ClientGui {

using App::ClientKind;
using App::LinkState;

namespace {

EntryKind kindOf(App::ChatLine::Who who)
{
    using Who = App::ChatLine::Who;
    switch (who) {
    case Who::Me:
        return EntryKind::Mine;
    case Who::Answer:
        return EntryKind::Answer;
    case Who::Other:
        return EntryKind::Other;
    case Who::Notice:
        return EntryKind::Notice;
    case Who::Bytes:
        break;
    }
    return EntryKind::Bytes;
}

/// A notice's "* " says what it is to people with nc; the window shows it in its own way.
QString withoutStar(const QString &text)
{
    return text.startsWith(QStringLiteral("* ")) ? text.sliced(2) : text;
}

} // namespace

ClientSession::ClientSession(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_client(limits)
    , m_conversation(new ConversationModel(this))
{
    connect(&m_client, &App::ChatClient::statusChanged, this, &ClientSession::onStatus);
    connect(&m_client, &App::ChatClient::linesAdded, this, &ClientSession::onLines);
    connect(&m_client, &App::ChatClient::recorded, this, &ClientSession::onRecorded);
}

bool ClientSession::isLive() const
{
    return m_status.state == LinkState::Connecting || m_status.state == LinkState::Connected ||
           m_status.state == LinkState::Closing;
}

void ClientSession::open(const ConnectRequest &request)
{
    m_request = request;
    m_hasRequest = true;
    m_client.open(request.target, request.kind, request.nick, request.room,
                  request.kind == ClientKind::Chat ? m_stateFile : QString());
}

void ClientSession::openAgain()
{
    if (m_hasRequest && m_request.kind == ClientKind::Chat)
        m_client.tryNow(); // what was said is not forgotten
    else if (m_hasRequest)
        open(m_request);
}

void ClientSession::finishSending()
{
    if (m_status.state != LinkState::Connected || m_hasFinishedSending)
        return;
    m_client.finishSending();
    m_hasFinishedSending = true;
    addEvent(SessionEvent::FinishedSending);
    emit statusChanged();
}

void ClientSession::onStatus(const App::LinkStatus &status)
{
    const LinkState before = m_status.state;
    const bool hasStood = before == LinkState::Connected || before == LinkState::Closing;
    m_status = status;
    if (status.state == LinkState::Connected && before != LinkState::Connected) {
        m_hasFinishedSending = false;
        m_counts = {};
        addEvent(SessionEvent::Connected);
        emit countsChanged();
        sayNext();
    } else if (status.state == LinkState::Ended ||
               (status.state == LinkState::Idle && hasStood && !status.ownEndpoint.isEmpty())) {
        addEvent(SessionEvent::Ended, status.endReason);
    }
    emit statusChanged();
}

void ClientSession::onLines(const App::ChatLines &lines)
{
    for (const App::ChatLine &line : lines)
        addLine(line);
}

void ClientSession::addLine(const App::ChatLine &line)
{
    Entry entry;
    entry.wallMicros = line.wallMicros;
    entry.kind = kindOf(line.who);
    entry.isRaw = m_client.kind() == ClientKind::Raw;
    entry.name = line.name;
    entry.room = line.room;
    entry.text = entry.kind == EntryKind::Notice ? withoutStar(line.text) : line.text;
    entry.bytes = line.bytes;
    entry.fault = line.fault;
    entry.faultOffset = line.faultOffset;
    m_conversation->append(entry);
    if (entry.kind == EntryKind::Answer)
        sayNext();
}

void ClientSession::onRecorded(const Trace::SharedRecords &records)
{
    for (const Trace::Record &record : *records) {
        if (record.kind == Trace::RecordKind::Opened)
            m_counts = {};
        if (record.kind != Trace::RecordKind::Chunk)
            continue;
        const bool isOurs = record.direction == Direction::ToServer;
        ++(isOurs ? m_counts.sends : m_counts.reads);
        (isOurs ? m_counts.sentBytes : m_counts.receivedBytes) += record.bytes.size();
    }
    emit countsChanged();
}

void ClientSession::addEvent(SessionEvent event, CloseReason reason)
{
    if (m_request.kind == ClientKind::Chat)
        return; // has no such list
    Entry entry;
    entry.wallMicros = QDateTime::currentMSecsSinceEpoch() * 1000;
    entry.kind = EntryKind::Event;
    entry.event = event;
    entry.reason = reason;
    entry.target = m_status.target.text();
    // The first thing in an empty conversation is what to do, not that we are connected: the header says it.
    if (event != SessionEvent::Connected || m_conversation->rowCount() + m_conversation->waiting() > 0)
        m_conversation->append(entry);
}

void ClientSession::sayNext()
{
    if (m_request.kind == ClientKind::Chat) {
        const QString room = m_request.room.isEmpty() ? Core::kLobby.toString() : m_request.room;
        for (const QString &text : std::exchange(m_say, {}))
            m_client.post(room, text);
    }
    while (!m_say.isEmpty() && m_status.state == LinkState::Connected) {
        const QString text = m_say.takeFirst();
        if (m_client.kind() == ClientKind::Raw)
            m_client.sendBytes(text.toUtf8());
        else
            (void)m_client.sendText(text);
        if (m_client.kind() == ClientKind::Tutorial)
            return;
    }
}

} // namespace Chalkwire::ClientGui
