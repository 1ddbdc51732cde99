// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/streamsocket.h"

#include <QObject>

#include <optional>

class QSocketNotifier;

namespace Chalkwire::Net {

/// A client that was accepted and waits for a place. Nothing it sends is read: on Linux only its descriptor
/// is held; elsewhere a socket with a read buffer of one byte (not tested on Windows: there nobody notices
/// when it leaves, and its address is unknown until it is served). Owns the descriptor. Thread: the one that
/// made it.
class WaitingClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WaitingClient)

public:
    WaitingClient(ConnectionId id, const PeerInfo &peer, qintptr descriptor);
    ~WaitingClient() override; ///< closes what was not taken

    ConnectionId id() const { return m_id; }
    const PeerInfo &peer() const { return m_peer; }
    StreamSocket take(); ///< once
    void closeNow();

signals:
    /// The peer closed or reset before it was served. Not sent when it left bytes to be read: it is served
    /// then.
    void left(Chalkwire::CloseReason reason, const QString &systemText);

private:
    void look();
    void stopLooking();

    ConnectionId m_id;
    PeerInfo m_peer;
    qintptr m_descriptor;
    std::optional<StreamSocket> m_socket;
    QSocketNotifier *m_notifier = nullptr; ///< child
};

} // namespace Chalkwire::Net
