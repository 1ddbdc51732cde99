// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chalkwire {

/// Names one connection for the whole run of a program: 1, 2, 3 ... and never used again.
/// UDP peers and clients waiting for a place have one too.
using ConnectionId = quint64;
inline constexpr ConnectionId kNoConnection = 0;

/// Names one listener for the whole run of a server.
using ListenerId = quint32;

enum class Transport : quint8 {
    Tcp,
    Local, ///< a Unix domain socket (QLocalSocket)
    Udp,   ///< every datagram a request
};

/// Who is at the other end, as the socket says. Plain values; crosses threads.
struct PeerInfo
{
    Transport transport = Transport::Tcp;
    QString
        address; ///< "127.0.0.1", "::1", or the local socket's name; IPv4-mapped addresses are shown as IPv4
    quint16 port = 0; ///< 0 for local sockets
    ListenerId listener = 0;

    /// "127.0.0.1:51022", "[::1]:51022" or "local:chalkwire".
    QString endpoint() const;
};

/// Why a connection ended. The name (closeReasonName) is stable: logs, JSON, docs/protocol.md §7.
enum class CloseReason : quint8 {
    None,
    PeerClosed, ///< the peer closed, or half-closed and has its answers
    PeerReset,  ///< the peer reset the connection
    Asked,      ///< the peer sent `close`
    Quit,       ///< the peer sent /quit
    Kicked,     ///< the operator disconnected it
    Reset,      ///< the operator reset it
    Stopping,   ///< the server stops
    Slow,       ///< it does not read what we send: the outbound cap was passed
    LineTooLong,
    BadFrame,         ///< it sent what is no frame of the chat dialect, or began without a hello
    InvalidText,      ///< strict listener
    HttpAnswered,     ///< it got the page and that is all there is
    TlsRefused,       ///< it began a TLS handshake on a plain port
    Unfinished,       ///< its line did not end within Limits::unfinishedLineMs
    Idle,             ///< silent for udpForgetMs (UDP), idleMs, or firstByteMs while others wait for a place
    Silent,           ///< a chat client that answers no ping
    Replaced,         ///< its author came again under the same name
    NetworkFailed,    ///< the system reported an error; the log has it
    LocalClosed,      ///< client side: the user disconnected
    ServerSaidClosed, ///< client side: the reply was `closed`
};
inline constexpr CloseReason kLastCloseReason = CloseReason::ServerSaidClosed;
QString closeReasonName(CloseReason reason);

/// Which way bytes went. Named by role, so that the same record reads the same in both programs.
enum class Direction : quint8 {
    ToServer, ///< client -> server
    ToClient, ///< server -> client
};

} // namespace Chalkwire
