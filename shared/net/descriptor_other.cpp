// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/descriptor.h"

namespace Chalkwire::Net::Descriptor {

Peeked peek(qintptr)
{
    return {};
}

std::optional<quint32> segmentsReceived(qintptr)
{
    return std::nullopt;
}

std::optional<PeerInfo> peerOf(qintptr)
{
    return std::nullopt;
}

Ends endsOf(qintptr)
{
    return {};
}

void limitUnsent(qintptr) {}
void resetOnClose(qintptr) {}

bool finishWriting(qintptr)
{
    return false;
}

void discardUnread(qintptr) {}

// Nobody comes here with a descriptor Qt could close: see WaitingClient.
void close(qintptr) {}

void raiseLimit() {}

qint64 limit()
{
    return 0;
}

bool canOpenAnother(qintptr)
{
    return true;
}

QSocketNotifier *readNotifier(QObject *, qintptr)
{
    return nullptr;
}

} // namespace Chalkwire::Net::Descriptor
