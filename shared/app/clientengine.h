// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch.h"
#include "app/chatclient.h"
#include "app/chatsession.h"
#include "app/readtally.h"
#include "base/clock.h"
#include "trace/ring.h"

#include <QTimer>

#include <memory>

namespace Chalkwire::App {

/// What one report to ChatClient carries.
struct ClientReport
{
    Trace::Batches records;
    ChatLines lines;
    SharedClientEvents events{}; ///< null: none
};
using SharedReport = std::shared_ptr<const ClientReport>;

/// The client's engine thread: joins one socket to a ClientCore or a ChatSession and reports. Talks to
/// ChatClient by queued signals.
class ClientEngine : public QObject, private ChatLink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientEngine)

public:
    ClientEngine(const Limits &limits, int reportMs);

    void open(const Net::Endpoint &target, ClientKind kind, const QString &nick, const QString &room,
              const QString &stateFile);
    void callChat(quint64 number, const ChatSession::Call &call);
    void sendText(const QString &text);
    void sendBytes(const QByteArray &bytes);
    void notifyWhenWritten();
    void finishSending();
    void close();
    void reset();
    void tryNow();
    void cancelReconnect();
    void takeNextReport();

signals:
    void statusChanged(const Chalkwire::App::LinkStatus &status);
    void written();
    void reported(const Chalkwire::App::SharedReport &report);
    void callDone(const Chalkwire::App::CallDone &done);
    void keepingChanged(const Chalkwire::App::Keeping &keeping);

private:
    void onOpened(const PeerInfo &peer, const QString &ownEndpoint);
    void onFailed(Net::SocketClient::Failure failure, const QString &systemText);
    void onReceived(const QByteArray &chunk, int segments);
    void onWritten(const Net::WrittenChunk &written);
    void onFinished();
    void onClosed(CloseReason reason, const QString &systemText);

    void connectChat() override;
    void carryOut(const Core::FrameSeen &seen) override { applyEffect(seen); }
    void carryOut(const Core::Send &send) override { applyEffect(send); }
    void carryOut(const Core::Close &close) override { applyEffect(close); }
    void carryOut(const Core::SetReadSize &size) override { m_socket.setReadSize(size.bytes); }
    void carryOut(const Core::HoldReading &hold) override;
    void tell(const Core::ClientEvent &event) override;
    void tell(const Keeping &keeping) override { emit keepingChanged(keeping); }
    void tell(const CallDone &done) override { emit callDone(done); }

    void startConnecting();
    template<class Effects>
    void recordRead(const QByteArray &chunk, int segments, const Effects &effects);
    void waitOr(LinkState state); ///< Waiting where the chat comes again
    QByteArray shown(const QByteArray &sent) const;
    void holdOrRead();
    void noteWritten(); ///< for the chat, once in a turn of the loop

    void apply(const Core::Effects &effects);
    void applyEffect(const Core::FrameSeen &seen);
    void applyEffect(const Core::Send &send);
    void applyEffect(const Core::Close &close);
    void applyEffect(const Core::Said &said);
    template<class Other>
    void applyEffect(const Other &)
    {
    } // a server's effect; never made by ClientCore

    void record(Trace::Record record);
    void scheduleReport();
    void sendReport();
    void setState(LinkState state);

    static constexpr qint64 kConnectMs = 10'000;

    SystemClock m_clock;
    Limits m_limits;
    Net::SocketClient m_socket;
    std::unique_ptr<Core::ClientCore> m_core; ///< one per connection; null before the first, and for a chat
    std::unique_ptr<ChatSession> m_chat;      ///< from one open() to the next; null for other kinds
    LinkStatus m_status;
    QString m_nick;
    QString m_room;
    ConnectionId m_connection = kNoConnection; ///< counts this program's connections
    ClientKind m_kind = ClientKind::Tutorial;
    ReadTally m_tally; ///< of m_connection
    quint64 m_bytesIn = 0;
    quint64 m_bytesQueued = 0; ///< given to the socket
    quint64 m_bytesOut = 0;    ///< of them written
    Trace::Ring m_pending;
    ChatLines m_lines;
    std::vector<Core::ClientEvent> m_events;
    qint64 m_lineBytes = 0;        ///< of m_lines and m_events
    bool m_isHeldForFiles = false; ///< they wait for the disk
    bool m_isHeld = false;         ///< nothing is read of this connection
    bool m_isWrittenNoted = false;
    int m_reportMs;
    int m_reportsOut = 0; ///< sent and not taken yet
    QTimer m_reportTimer;
};

} // namespace Chalkwire::App
