// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a Connection ends: asked to, by its peer, by the network, or by its deadlines. The other half of
// connection.cpp.
#include "net/connection.h"
#include "net/descriptor.h"

#include <QLocalSocket>
#include <QTcpSocket>
#include <QTimer>

#include <limits>

namespace Chalkwire::Net {

void Connection::finishSending()
{
    m_isFinishQueued = true;
    whenSent();
}

void Connection::close(CloseReason reason)
{
    if (m_state == State::Closed || m_state == State::Closing)
        return;
    m_state = State::Closing;
    m_reason = reason;
    if (m_notifier)
        m_notifier->setEnabled(false);
    watchProgress();
    whenSent();
}

void Connection::reset(CloseReason reason)
{
    abortWithReset(reason);
}

void Connection::reportPeerFinished()
{
    const QPointer<Connection> self(this);
    m_state = State::PeerFinished;
    ++m_callbackDepth;
    m_owner->connectionPeerFinished(*this);
    if (!self)
        return;
    --m_callbackDepth;
    watchProgress();
    whenSent();
}

void Connection::whenSent()
{
    // In the slot that hears of the peer's end, its answers may still be to come.
    const bool isInSlot = m_state == State::PeerFinished && m_callbackDepth > 0;
    if (m_isLinkDown || isInSlot || m_state == State::Closed || queuedBytes() > 0)
        return;
    if (m_isFinishQueued && !m_isSendingOver)
        m_isSendingOver = Descriptor::finishWriting(m_socket.descriptor());
    const bool isOver = m_state == State::Closing || (m_state == State::PeerFinished && !m_isAnswerPending);
    if (!isOver)
        return;
    Descriptor::discardUnread(m_socket.descriptor());
    finish(m_state == State::Closing ? m_reason : CloseReason::PeerClosed);
}

void Connection::onErrorOccurred(bool isRemoteClose)
{
    // Where we see the peer's end ourselves, Qt meets a "remote close" only when a write fails.
    if (!isRemoteClose) {
        m_downReason = CloseReason::NetworkFailed;
        m_systemText = m_socket.errorText();
    } else if (m_notifier && !m_isEndSeen) {
        m_downReason = CloseReason::PeerReset;
    }
}

void Connection::onDisconnected()
{
    m_isLinkDown = true;
    // Queued: this may be inside our own write, that is, inside a call of the owner.
    QMetaObject::invokeMethod(this, &Connection::settleDisconnect, Qt::QueuedConnection);
}

void Connection::settleDisconnect()
{
    if (m_state == State::Closing)
        finish(m_reason);
    const QPointer<Connection> self(this);
    m_isEndSeen = m_downReason == CloseReason::PeerClosed;
    m_isReadingHeld = false; // now or never
    drain();
    if (self && m_state != State::Closed)
        finish(m_downReason, m_systemText);
}

void Connection::watchProgress()
{
    if (m_state == State::Open && !m_output.isWriting()) {
        if (m_deadline)
            m_deadline->stop();
        return;
    }
    qint64 ms = m_sendStallMs;
    if (m_state != State::Open) {
        // However slowly it reads, and whatever is lifted: the end comes.
        if (m_closeBy.isForever())
            m_closeBy.setRemainingTime(m_maxCloseMs != 0 ? m_maxCloseMs : kLongestCloseMs);
        const qint64 left = m_closeBy.remainingTime();
        ms = m_closeGraceMs != 0 ? qMin(m_closeGraceMs, left) : left;
    } else if (ms == 0) {
        return;
    }
    if (!m_deadline) {
        m_deadline = std::make_unique<QTimer>();
        m_deadline->setSingleShot(true);
        connect(m_deadline.get(), &QTimer::timeout, this, &Connection::onDeadline);
    }
    m_deadline->start(static_cast<int>(qMin<qint64>(ms, std::numeric_limits<int>::max())));
}

void Connection::onDeadline()
{
    if (m_state == State::Closing)
        abortWithReset(m_reason);
    else if (queuedBytes() > 0)
        abortWithReset(CloseReason::Slow);
}

void Connection::abortWithReset(CloseReason reason)
{
    if (m_state == State::Closed)
        return;
    if (!m_isLinkDown)
        Descriptor::resetOnClose(m_socket.descriptor());
    finish(reason);
}

void Connection::finish(CloseReason reason, const QString &systemText)
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    if (m_deadline)
        m_deadline->stop();
    m_output.clear();
    m_socket.device()->disconnect(this);
    m_socket.abort();
    // Queued: this may be inside a call of the owner.
    QMetaObject::invokeMethod(
        this, [this, reason, systemText] { m_owner->connectionClosed(*this, reason, systemText); },
        Qt::QueuedConnection);
}

} // namespace Chalkwire::Net
