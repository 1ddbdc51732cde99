// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "net/sendqueue.h"
#include "net/streamsocket.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>
#include <QSocketNotifier>

#include <memory>

class QTimer;

namespace Chalkwire::Net {

class Connection;

/// Whoever owns a Connection hears of it here. The first two only take note: they come from inside a call to
/// the Connection too. The others are called from the event loop only, never from inside a call, and each of
/// them may close, reset or delete the Connection.
class ConnectionOwner
{
public:
    /// Something waits to be sent: call flush() before the event loop sleeps.
    virtual void connectionHasOutput(Connection &connection) = 0;
    /// The system took these bytes in one write.
    virtual void connectionWrote(Connection &connection, const WrittenChunk &chunk) = 0;
    virtual void connectionReceived(Connection &connection, const QByteArray &chunk, int segments) = 0;
    virtual void connectionPeerFinished(Connection &connection) = 0;
    /// The last call. The owner deletes the Connection now or later.
    virtual void connectionClosed(Connection &connection, CloseReason reason, const QString &systemText) = 0;

protected:
    ~ConnectionOwner() = default;
};

/// One connected stream socket and its way to the end.
/// States: Open -> PeerFinished (the peer ended its side; answers still go out) -> Closed, or
/// Open/PeerFinished -> Closing (we end: what is queued goes out for at most closeGraceMs) -> Closed.
/// Both ways to the end take at most maxCloseMs; PeerFinished also ends closeGraceMs after the last progress.
/// Half-close: on Linux this object sees the end of the stream before Qt does, by filtering the event of Qt's
/// own read notifier. Qt drops the whole socket at the peer's half-close, and later answers would be lost, as
/// they are on other systems (not tested on Windows).
/// Writing: send() queues, flush() makes one write of what waits. While the system has not taken all of that
/// write, the rest waits and is sent once it has.
/// Limits: holds at most maxReadBytesPerTurn unread bytes; reads nothing while more than
/// softQueuedBytes is unsent; past maxQueuedBytes, or when the peer took nothing of it for sendStallMs, it
/// ends as Slow. Errors: reported as the reason of connectionClosed. Thread: the one that made it.
class Connection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    static constexpr qint64 kLongestCloseMs = 600'000; ///< when maxCloseMs is lifted

    /// `owner` outlives this object and is not owned.
    Connection(ConnectionId id, StreamSocket socket, const Limits &limits, ConnectionOwner *owner);
    ~Connection() override;

    ConnectionId id() const { return m_id; }
    const PeerInfo &peer() const { return m_peer; }
    void setPeer(const PeerInfo &peer) { m_peer = peer; }
    void setLimits(const Limits &limits);
    void setReadSize(qint64 bytes) { m_readSize = qMax<qint64>(1, bytes); }
    /// While set, a peer that finished its side is not closed: an answer is still to come.
    void setAnswerPending(bool isPending);
    /// While set, nothing is read, not even the end; the peer feels it once the system's buffers are full.
    void holdReading(bool isHeld);
    qint64 queuedBytes() const; ///< not taken by the system yet
    bool isBehind() const { return passes(queuedBytes(), m_softQueuedBytes); }

    void send(const QByteArray &message);
    void send(const SendQueue::SharedBatch &messages);
    /// Writes what waits. `shared`: the batch the connection before this one wrote, or null (see SendQueue).
    void flush(SendQueue::SharedBatch &shared);
    void finishSending();
    void close(CloseReason reason);
    void reset(CloseReason reason);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class State : quint8 { Open, PeerFinished, Closing, Closed };

    void watchSocket();
    void onReadyRead();
    void onBytesWritten(qint64 count);
    void onErrorOccurred(bool isRemoteClose);
    void onDisconnected();
    void settleDisconnect();
    template<typename Output>
    void queue(const Output &output);
    void countSegments();
    void drain();
    void reportPeerFinished();
    void queueDrain();
    void whenSent();
    void afterWriting();
    void watchProgress();
    void onDeadline();
    bool isReadingPaused() const;
    void abortWithReset(CloseReason reason);
    void finish(CloseReason reason, const QString &systemText = {});

    ConnectionId m_id;
    StreamSocket m_socket;
    ConnectionOwner *m_owner;
    PeerInfo m_peer;
    QPointer<QSocketNotifier> m_notifier; ///< Qt's; null where we cannot see the end before Qt
    std::unique_ptr<QTimer> m_deadline;   ///< while closing, or while the peer has to take what we sent
    SendQueue m_output;
    qint64 m_softQueuedBytes;
    qint64 m_maxQueuedBytes;
    qint64 m_sendStallMs;
    qint64 m_closeGraceMs;
    qint64 m_maxCloseMs;
    QDeadlineTimer m_closeBy{QDeadlineTimer::Forever}; ///< set when the end begins
    qint64 m_readSize = 1024;
    quint32 m_segmentsSeen = 0;
    bool m_areSegmentsKnown = true; ///< all that came is counted in m_segmentsSeen
    int m_newSegments = 0;
    int m_callbackDepth = 0;
    State m_state = State::Open;
    CloseReason m_reason = CloseReason::None;
    CloseReason m_downReason = CloseReason::PeerClosed; ///< if Qt drops the socket
    QString m_systemText;
    bool m_isAnswerPending = false;
    bool m_isReadingHeld = false;
    bool m_isReadingPaused = false; ///< when last looked at: bytes may wait in Qt's buffer
    bool m_isEndSeen = false;       ///< the peer ended, and everything it sent is in Qt's buffer
    bool m_isLinkDown = false;      ///< Qt dropped the socket
    bool m_isFinishQueued = false;  ///< half-close once everything is sent
    bool m_isSendingOver = false;
    bool m_isFlushing = false;
    bool m_isDraining = false;
    bool m_isDrainQueued = false;
};

} // namespace Chalkwire::Net
