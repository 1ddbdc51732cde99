// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/waitingclient.h"

#include "net/descriptor.h"

#include <QSocketNotifier>

#include <utility>

namespace Chalkwire::Net {

WaitingClient::WaitingClient(ConnectionId id, const PeerInfo &peer, qintptr descriptor)
    : m_id(id)
    , m_peer(peer)
    , m_descriptor(descriptor)
{
    if (Descriptor::peek(descriptor).next == Descriptor::Next::Unknown) {
        m_socket.emplace(StreamSocket::fromDescriptor(peer.transport, std::exchange(m_descriptor, -1)));
        m_socket->setReadBufferSize(1);
        return;
    }
    m_notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &WaitingClient::look);
}

WaitingClient::~WaitingClient()
{
    closeNow();
}

void WaitingClient::closeNow()
{
    stopLooking();
    if (m_socket)
        m_socket->abort();
    else if (m_descriptor != -1)
        Descriptor::close(std::exchange(m_descriptor, -1));
}

StreamSocket WaitingClient::take()
{
    stopLooking(); // before Qt makes its own notifier: one a descriptor
    if (m_socket) {
        StreamSocket socket = std::move(*m_socket);
        m_socket.reset();
        return socket;
    }
    return StreamSocket::fromDescriptor(m_peer.transport, std::exchange(m_descriptor, -1));
}

void WaitingClient::stopLooking()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
    m_notifier->deleteLater(); // its signal may be what brought us here
    m_notifier = nullptr;
}

void WaitingClient::look()
{
    const Descriptor::Peeked peeked = Descriptor::peek(m_descriptor);
    if (peeked.next == Descriptor::Next::Nothing)
        return;
    m_notifier->setEnabled(false); // the bytes or the end stay where they are and would wake us for ever
    if (peeked.next == Descriptor::Next::End)
        emit left(CloseReason::PeerClosed, {});
    else if (peeked.next == Descriptor::Next::Broken)
        emit left(peeked.isReset ? CloseReason::PeerReset : CloseReason::NetworkFailed,
                  peeked.isReset ? QString() : peeked.systemText);
}

} // namespace Chalkwire::Net
