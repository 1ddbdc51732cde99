// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clientengine.h"

namespace Chalkwire::App {

namespace {

/// Whether trying again gets no better by itself. A name that was found before may be found again.
bool isHopeless(Net::SocketClient::Failure failure, bool hasStood)
{
    using Failure = Net::SocketClient::Failure;
    return failure == Failure::NoPermission || (failure == Failure::HostNotFound && !hasStood);
}

} // namespace

ClientEngine::ClientEngine(const Limits &limits, int reportMs)
    : m_limits(limits)
    , m_socket(limits, this)
    , m_pending(kPendingBytes)
    , m_reportMs(reportMs)
    , m_reportTimer(this)
{
    m_reportTimer.setSingleShot(true);
    connect(&m_reportTimer, &QTimer::timeout, this, [this] {
        if (m_reportsOut == 0)
            sendReport();
    });
    connect(&m_socket, &Net::SocketClient::opened, this, &ClientEngine::onOpened);
    connect(&m_socket, &Net::SocketClient::failed, this, &ClientEngine::onFailed);
    connect(&m_socket, &Net::SocketClient::received, this, &ClientEngine::onReceived);
    connect(&m_socket, &Net::SocketClient::written, this, &ClientEngine::onWritten);
    connect(&m_socket, &Net::SocketClient::peerFinished, this, &ClientEngine::onFinished);
    connect(&m_socket, &Net::SocketClient::closed, this, &ClientEngine::onClosed);
}

void ClientEngine::open(const Net::Endpoint &target, ClientKind kind, const QString &nick,
                        const QString &room, const QString &stateFile)
{
    if (m_chat)
        m_chat->stayAway();
    if (m_status.state == LinkState::Connected || m_status.state == LinkState::Closing)
        onClosed(CloseReason::LocalClosed, {});
    m_core.reset();
    m_chat.reset(); // and its file is free
    m_kind = kind;
    m_nick = nick;
    m_room = room;
    m_status = {};
    m_status.target = target;
    if (kind == ClientKind::Chat) {
        m_chat = std::make_unique<ChatSession>(m_limits, static_cast<ChatLink &>(*this));
        m_chat->start(stateFile, target, nick, room);
        return;
    }
    m_core = std::make_unique<Core::ClientCore>(kind, m_limits);
    startConnecting();
    m_socket.setReadSize(m_core->readSize());
}

void ClientEngine::connectChat()
{
    startConnecting();
    m_socket.setReadSize(m_limits.readChunkBytes);
}

void ClientEngine::startConnecting()
{
    const Net::Endpoint target = m_status.target;
    ++m_connection;
    m_bytesIn = 0;
    m_bytesQueued = 0;
    m_bytesOut = 0;
    m_tally = {};
    m_isHeldForFiles = false;
    m_isHeld = false; // the next connection is read
    m_status = {};
    m_status.target = target;
    setState(LinkState::Connecting);
    m_socket.open(target, kConnectMs);
}

void ClientEngine::callChat(quint64 number, const ChatSession::Call &call)
{
    if (m_chat)
        m_chat->call(number, call);
    else
        emit callDone({number, {}, {ErrorCode::NotConnected}});
}

void ClientEngine::tryNow()
{
    const LinkState state = m_status.state;
    if (m_chat && state != LinkState::Connecting && state != LinkState::Connected &&
        state != LinkState::Closing)
        m_chat->tryNow();
}

void ClientEngine::cancelReconnect()
{
    if (m_status.state == LinkState::Waiting || m_status.state == LinkState::Connecting)
        close();
}

void ClientEngine::sendText(const QString &text)
{
    if (m_status.state != LinkState::Connected || !m_core)
        return;
    Core::Effects effects;
    // ChatClient has checked it: an error here would be ours, and nothing is sent then.
    if (m_core->sendText(text, effects))
        apply(effects);
}

void ClientEngine::sendBytes(const QByteArray &bytes)
{
    if (m_status.state != LinkState::Connected || !m_core)
        return;
    Core::Effects effects;
    m_core->sendBytes(bytes, effects);
    apply(effects);
}

void ClientEngine::notifyWhenWritten()
{
    constexpr qint64 kNearlyAllBytes = 64 * 1024;
    constexpr int kLookAgainMs = 10;
    if (m_socket.queuedBytes() <= kNearlyAllBytes)
        emit written();
    else
        QTimer::singleShot(kLookAgainMs, this, &ClientEngine::notifyWhenWritten);
}

void ClientEngine::finishSending()
{
    if (m_status.state == LinkState::Connected)
        m_socket.finishSending();
}

void ClientEngine::close()
{
    if (m_status.state == LinkState::Waiting) {
        m_chat->stayAway();
        m_status.endReason = CloseReason::LocalClosed;
        setState(LinkState::Idle);
        return;
    }
    if (m_status.state != LinkState::Connected && m_status.state != LinkState::Connecting)
        return;
    const bool isConnected = m_status.state == LinkState::Connected;
    setState(LinkState::Closing);
    if (m_chat)
        m_chat->goAway();
    if (!m_chat || !isConnected)
        m_socket.close(CloseReason::LocalClosed);
}

void ClientEngine::reset()
{
    if (m_chat)
        m_chat->stayAway();
    if (m_status.state != LinkState::Idle)
        m_socket.reset(CloseReason::Reset);
}

void ClientEngine::onOpened(const PeerInfo &peer, const QString &ownEndpoint)
{
    m_status.ownEndpoint = ownEndpoint;
    Trace::Record openedRecord;
    openedRecord.kind = Trace::RecordKind::Opened;
    openedRecord.transport = peer.transport;
    openedRecord.peer = peer.endpoint();
    record(std::move(openedRecord));
    setState(LinkState::Connected);
    if (m_chat) {
        m_chat->opened();
        return;
    }
    Core::Effects effects;
    m_core->opened(m_nick, m_room, effects);
    apply(effects);
}

void ClientEngine::onFailed(Net::SocketClient::Failure failure, const QString &systemText)
{
    if (m_status.state == LinkState::Closing) {
        onClosed(CloseReason::LocalClosed, {}); // the user cancelled before this came
        return;
    }
    m_status.failure = failure;
    m_status.systemText = systemText;
    if (m_chat)
        m_chat->lost(isHopeless(failure, m_chat->hasStood()));
    waitOr(LinkState::Failed);
}

void ClientEngine::onReceived(const QByteArray &chunk, int segments)
{
    if (m_chat) {
        const Core::ClientEffects effects = m_chat->received(chunk);
        recordRead(chunk, segments, effects.items);
        // Nothing that is told is longer than the frames it was read from, but for its frame of values.
        for (const Core::ClientEffect &effect : effects.items) {
            if (const auto *seen = std::get_if<Core::FrameSeen>(&effect))
                m_lineBytes += 2 * seen->bytes.size();
        }
        m_chat->carryOut(effects);
        return;
    }
    Core::Effects effects;
    m_core->received(chunk, effects);
    recordRead(chunk, segments, effects.items);
    apply(effects);
}

template<class Effects>
void ClientEngine::recordRead(const QByteArray &chunk, int segments, const Effects &effects)
{
    Trace::Record chunkRecord;
    chunkRecord.direction = Direction::ToClient;
    chunkRecord.segments = static_cast<quint16>(qBound(0, segments, 0xffff));
    chunkRecord.offset = m_bytesIn;
    chunkRecord.bytes = chunk;
    chunkRecord.messages = m_tally.countRead(m_bytesIn, chunk.size(), effects);
    m_bytesIn += static_cast<quint64>(chunk.size());
    record(std::move(chunkRecord));
}

void ClientEngine::onWritten(const Net::WrittenChunk &written)
{
    Trace::Record chunk;
    chunk.direction = Direction::ToServer;
    chunk.offset = m_bytesOut;
    chunk.messages = static_cast<quint16>(m_kind == ClientKind::Raw ? 0 : qMin(written.messages, 0xffff));
    chunk.bytes = shown(written.bytes);
    m_bytesOut += static_cast<quint64>(written.bytes.size());
    record(std::move(chunk));
    noteWritten();
}

void ClientEngine::noteWritten()
{
    if (!m_chat || std::exchange(m_isWrittenNoted, true))
        return;
    // Not here: this may be inside of what the chat sends.
    QTimer::singleShot(0, this, [this] {
        m_isWrittenNoted = false;
        if (m_chat && m_status.state == LinkState::Connected)
            m_chat->written(m_socket.queuedBytes());
    });
}

void ClientEngine::onFinished()
{
    if (m_chat)
        return; // the socket ends by itself once what waits is sent
    Core::Effects effects;
    m_core->finished(effects);
    apply(effects);
}

void ClientEngine::onClosed(CloseReason reason, const QString &systemText)
{
    const bool everStood = !m_status.ownEndpoint.isEmpty();
    if (everStood) {
        Trace::Record closedRecord;
        closedRecord.kind = Trace::RecordKind::Closed;
        closedRecord.reason = reason;
        record(std::move(closedRecord));
    }
    m_status.endReason = reason;
    m_status.systemText = systemText;
    if (m_chat)
        m_chat->lost(false);
    waitOr(everStood && reason != CloseReason::LocalClosed ? LinkState::Ended : LinkState::Idle);
}

void ClientEngine::waitOr(LinkState state)
{
    if (m_chat && !m_status.ownEndpoint.isEmpty())
        m_status.lostReason = m_chat->lostReason();
    setState(m_chat && m_chat->nextTry() ? LinkState::Waiting : state);
}

QByteArray ClientEngine::shown(const QByteArray &sent) const
{
    return m_chat ? m_chat->masked(sent) : sent;
}

void ClientEngine::apply(const Core::Effects &effects)
{
    for (const Core::Effect &effect : effects.items)
        std::visit([this](const auto &one) { applyEffect(one); }, effect);
}

void ClientEngine::applyEffect(const Core::FrameSeen &seen)
{
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.type = seen.type;
    frame.direction = Direction::ToClient;
    frame.reads = m_tally.countFrame(seen, m_bytesIn);
    frame.fault = seen.fault;
    frame.faultOffset = seen.faultOffset;
    frame.offset = seen.offset;
    frame.room = seen.room;
    frame.bytes = seen.bytes;
    record(std::move(frame));
}

void ClientEngine::applyEffect(const Core::Send &send)
{
    if (m_kind != ClientKind::Raw) {
        Trace::Record frame;
        frame.kind = Trace::RecordKind::Frame;
        frame.type = send.type;
        frame.direction = Direction::ToServer;
        frame.offset = m_bytesQueued;
        frame.bytes = shown(send.shownBytes < 0 ? send.bytes : send.bytes.left(send.shownBytes));
        record(std::move(frame));
    }
    m_bytesQueued += static_cast<quint64>(send.bytes.size());
    m_socket.send(send.bytes);
}

void ClientEngine::applyEffect(const Core::Close &close)
{
    setState(LinkState::Closing);
    m_socket.close(close.reason);
}

void ClientEngine::applyEffect(const Core::Said &said)
{
    m_lines.append({m_clock.wallMicros(), said.who, said.name, said.room, said.decoded.text, said.bytes,
                    said.decoded.fault, said.decoded.faultOffset});
    m_lineBytes += static_cast<qint64>(sizeof(ChatLine)) + said.bytes.size() + 2 * said.decoded.text.size();
    holdOrRead();
    scheduleReport();
}

} // namespace Chalkwire::App
