// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QHostAddress>
#include <QString>

#include <optional>

class QObject;
class QSocketNotifier;

/// What Qt's sockets cannot do, on raw socket descriptors. Each function has a Linux form
/// (descriptor_linux.cpp) and a harmless one for other systems (descriptor_other.cpp, not tested on Windows).
/// None blocks. Thread: any.
namespace Chalkwire::Net::Descriptor {

/// What the next read of a socket would find.
enum class Next : quint8 {
    Unknown, ///< this system does not tell
    Nothing, ///< nothing yet
    Bytes,
    End,    ///< the peer closed or half-closed, and everything before is read
    Broken, ///< reset, timed out, unreachable: see the error
};
struct Peeked
{
    Next next = Next::Unknown;
    bool isReset = false; ///< Broken: by the peer
    QString systemText;   ///< Broken: in the system's words
};
/// Looks without taking bytes. A pending socket error is taken by looking: whoever peeks must act on Broken.
Peeked peek(qintptr descriptor);

/// TCP data segments received since the connection began; nullopt for other sockets and systems.
std::optional<quint32> segmentsReceived(qintptr descriptor);
/// The peer of an accepted socket that no Qt object owns; nullopt where the system does not tell.
std::optional<PeerInfo> peerOf(qintptr descriptor);

/// Both ends of an accepted socket; null for local sockets and where the system does not tell.
struct Ends
{
    QHostAddress peer;
    QHostAddress own;
};
Ends endsOf(qintptr descriptor);

/// TCP: the system takes no more than some 128 KiB that it cannot send at once. Otherwise it takes megabytes
/// for a peer that reads nothing, which no limit of ours would count. Does nothing where that cannot be said.
void limitUnsent(qintptr descriptor);
void resetOnClose(qintptr descriptor);  ///< the next close throws unsent bytes away and sends a TCP reset
bool finishWriting(qintptr descriptor); ///< half-close; false where it cannot be done
/// Throws away what arrived and nobody read, up to a bound: a close over unread bytes would send a reset
/// instead of an end, and a reset may overtake our last answer.
void discardUnread(qintptr descriptor);
void close(qintptr descriptor);
/// Lets this process open as many descriptors as its hard limit says; many systems start it with 1024.
void raiseLimit();
qint64 limit(); ///< how many descriptors this process may have open; 0 where the system does not tell
/// Whether this process may open one more descriptor now. `like`: any open one.
bool canOpenAnother(qintptr like);

/// The notifier through which Qt learns that `descriptor` is readable, among the children of its socket or
/// server; nullptr when Qt keeps it elsewhere. Stays owned by Qt.
QSocketNotifier *readNotifier(QObject *owner, qintptr descriptor);

} // namespace Chalkwire::Net::Descriptor
