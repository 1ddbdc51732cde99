// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes in and goes out. The other half, connectionend.cpp, is about the end.
#include "net/connection.h"

#include "net/descriptor.h"
#include "net/eventdispatcher.h"

#include <QEvent>
#include <QLocalSocket>
#include <QSocketNotifier>
#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace Chalkwire::Net {

namespace {

/// Qt hands out the block it read into, 4 KiB and more, however little is in it: whoever keeps what was read
/// would keep all of that.
void fit(QByteArray &chunk)
{
    constexpr qsizetype kSpare = 64;
    if (chunk.capacity() > 2 * chunk.size() + kSpare)
        chunk = QByteArray(chunk.constData(), chunk.size());
}

} // namespace

Connection::Connection(ConnectionId id, StreamSocket socket, const Limits &limits, ConnectionOwner *owner)
    : m_id(id)
    , m_socket(std::move(socket))
    , m_owner(owner)
    , m_peer(m_socket.peer())
    , m_softQueuedBytes(limits.softQueuedBytes)
    , m_maxQueuedBytes(limits.maxQueuedBytes)
    , m_sendStallMs(limits.sendStallMs)
    , m_closeGraceMs(limits.closeGraceMs)
    , m_maxCloseMs(limits.maxCloseMs)
{
    m_socket.setReadBufferSize(limits.maxReadBytesPerTurn);
    watchSocket();
}

Connection::~Connection()
{
    m_socket.device()->disconnect(this);
    m_socket.abort();
    m_socket.deleteLater(); // a signal of it may still be being delivered further up the stack
}

void Connection::watchSocket()
{
    if (QTcpSocket *tcp = m_socket.tcp()) {
        tcp->setSocketOption(QAbstractSocket::LowDelayOption,
                             1); // a small answer does not wait for the last one's ack
        Descriptor::limitUnsent(m_socket.descriptor());
        connect(tcp, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            onErrorOccurred(error == QAbstractSocket::RemoteHostClosedError);
        });
        connect(tcp, &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    } else {
        QLocalSocket *local = m_socket.local();
        connect(local, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
            onErrorOccurred(error == QLocalSocket::PeerClosedError);
        });
        connect(local, &QLocalSocket::disconnected, this, &Connection::onDisconnected);
    }
    connect(m_socket.device(), &QIODevice::readyRead, this, &Connection::onReadyRead);
    connect(m_socket.device(), &QIODevice::bytesWritten, this, &Connection::onBytesWritten);
    m_notifier = Descriptor::readNotifier(m_socket.device(), m_socket.descriptor());
    if (m_notifier)
        m_notifier->installEventFilter(this);
    if (!m_socket.isConnected()) {
        m_downReason = CloseReason::NetworkFailed; // the system took the descriptor back before we had it
        m_systemText = m_socket.errorText();
        onDisconnected();
    }
    if (m_socket.device()->bytesAvailable() > 0)
        queueDrain();
}

void Connection::setLimits(const Limits &limits)
{
    m_softQueuedBytes = limits.softQueuedBytes;
    m_maxQueuedBytes = limits.maxQueuedBytes;
    m_sendStallMs = limits.sendStallMs;
    m_closeGraceMs = limits.closeGraceMs;
    m_maxCloseMs = limits.maxCloseMs;
    m_socket.setReadBufferSize(limits.maxReadBytesPerTurn);
    queueDrain();
}

void Connection::setAnswerPending(bool isPending)
{
    m_isAnswerPending = isPending;
    whenSent();
}

void Connection::holdReading(bool isHeld)
{
    m_isReadingHeld = isHeld;
    if (!isHeld)
        queueDrain();
}

qint64 Connection::queuedBytes() const
{
    return m_state == State::Closed ? 0 : m_output.bytes();
}

void Connection::send(const QByteArray &message)
{
    if (!message.isEmpty())
        queue(message);
}

void Connection::send(const SendQueue::SharedBatch &messages)
{
    queue(messages);
}

template<typename Output>
void Connection::queue(const Output &output)
{
    const bool canSend = m_state == State::Open || m_state == State::PeerFinished;
    if (!canSend || m_isLinkDown || m_isFinishQueued)
        return;
    const bool isFirst = !m_output.hasWaiting() && !m_output.isWriting();
    m_output.append(output);
    if (m_output.waitingBytes() >= SendQueue::kBatchBytes || passes(queuedBytes(), m_maxQueuedBytes)) {
        SendQueue::SharedBatch none;
        flush(none); // so that what waits for the end of the turn is bounded
        if (passes(queuedBytes(), m_maxQueuedBytes))
            abortWithReset(CloseReason::Slow);
    } else if (isFirst) {
        m_owner->connectionHasOutput(*this);
    }
}

void Connection::flush(SendQueue::SharedBatch &shared)
{
    if (m_state == State::Closed || m_isLinkDown || m_isFlushing || !m_output.hasWaiting())
        return;
    const bool wasWriting = m_output.isWriting();
    m_isFlushing = true;
    while (!m_isLinkDown && m_output.hasWaiting() && !m_output.isWriting())
        m_socket.write(m_output.nextBatch(shared));
    m_isFlushing = false;
    if (m_output.isWriting() && !wasWriting)
        watchProgress();
    afterWriting();
}

bool Connection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_notifier || event->type() != QEvent::SockAct)
        return QObject::eventFilter(watched, event);
    if (m_state != State::Open) {
        m_notifier->setEnabled(false); // nothing more is read, and an end would wake us for ever
        return true;
    }
    if (!activationHint().mayHaveEnded)
        return false;
    const Descriptor::Peeked peeked = Descriptor::peek(m_notifier->socket());
    if (peeked.next == Descriptor::Next::End) {
        m_notifier->setEnabled(false);
        m_isEndSeen = true;
        drain();
        return true;
    }
    if (peeked.next == Descriptor::Next::Broken) {
        const QPointer<Connection> self(this);
        drain();
        if (self && peeked.isReset)
            finish(CloseReason::PeerReset);
        else if (self)
            finish(CloseReason::NetworkFailed, peeked.systemText);
        return true;
    }
    return false;
}

void Connection::onReadyRead()
{
    countSegments();
    drain();
}

void Connection::countSegments()
{
    // A system call for each read: not when many wait for theirs.
    const bool isLeftOut = activationHint().isBusy;
    const auto segments = isLeftOut ? std::nullopt : Descriptor::segmentsReceived(m_socket.descriptor());
    if (segments && m_areSegmentsKnown)
        m_newSegments += static_cast<int>(*segments - m_segmentsSeen);
    else
        m_newSegments = 0;
    m_segmentsSeen = segments.value_or(0);
    m_areSegmentsKnown = segments.has_value();
}

void Connection::drain()
{
    if (m_isDraining)
        return;
    const QPointer<Connection> self(this);
    const bool wasSilent = !m_output.hasWaiting();
    m_isDraining = true;
    ++m_callbackDepth;
    while (m_state == State::Open && !isReadingPaused() && m_socket.device()->bytesAvailable() > 0) {
        QByteArray chunk = m_socket.device()->read(qMin(m_readSize, m_socket.device()->bytesAvailable()));
        if (chunk.isEmpty())
            break;
        fit(chunk);
        m_owner->connectionReceived(*this, chunk, std::exchange(m_newSegments, 0));
        if (!self)
            return;
    }
    --m_callbackDepth;
    m_isDraining = false;
    if (wasSilent && activationHint().isAlone) {
        // Only its own answers wait, and nobody else's will: the peer can go on. When several are answered, a
        // write each at the end of the turn, one after the other, wakes a peer of many connections once.
        SendQueue::SharedBatch none;
        flush(none);
    }
    m_isReadingPaused = isReadingPaused();
    if (m_state == State::Open && !m_isReadingHeld && m_isEndSeen && m_socket.device()->bytesAvailable() == 0)
        reportPeerFinished();
}

void Connection::queueDrain()
{
    if (m_isDrainQueued)
        return;
    m_isDrainQueued = true;
    // Queued: no signal may come from inside a call of the owner.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isDrainQueued = false;
            drain();
        },
        Qt::QueuedConnection);
}

void Connection::onBytesWritten(qint64 count)
{
    m_owner->connectionWrote(*this, m_output.taken(count));
    if (m_isFlushing)
        return; // flush() goes on
    if (m_state != State::Closing)
        watchProgress();
    // Not written here: Qt does not tell of bytes that are written inside this signal.
    if (m_output.hasWaiting() && !m_output.isWriting())
        m_owner->connectionHasOutput(*this);
    afterWriting();
}

void Connection::afterWriting()
{
    if (m_isReadingPaused && !isReadingPaused())
        queueDrain();
    if (m_state != State::Open || m_isFinishQueued)
        whenSent();
}

bool Connection::isReadingPaused() const
{
    return m_isReadingHeld || isBehind();
}

} // namespace Chalkwire::Net
