// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch.h"
#include "base/limits.h"
#include "core/clientcore.h"
#include "net/endpoint.h"
#include "net/socketclient.h"
#include "trace/record.h"

#include <QObject>
#include <QThread>

namespace Chalkwire::App {

class ClientEngine;

using Core::ClientKind;
QString clientKindName(ClientKind kind); ///< "guide", "line", "raw": as --dialect takes it

enum class LinkState : quint8 {
    Idle, ///< never connected, or closed by the user
    Connecting,
    Connected,
    Closing,
    Ended,  ///< it stood and is over; endReason says why
    Failed, ///< it never stood; failure says why
};

/// The connection at one moment. Plain value.
struct LinkStatus
{
    LinkState state = LinkState::Idle;
    Net::Endpoint target;
    QString ownEndpoint; ///< Connected: "127.0.0.1:51022"
    CloseReason endReason = CloseReason::None;
    Net::SocketClient::Failure failure = Net::SocketClient::Failure::Other; ///< Failed only
    QString systemText; ///< the system's own words, for "Details"
    qint64 queuedBytes = 0;
};

/// One line of the conversation. Peer text is plain text: escape it wherever it is shown.
struct ChatLine
{
    using Who = Core::Said::Who;
    qint64 wallMicros = 0; ///< µs since 1970-01-01 UTC
    Who who = Who::Answer;
    QString name; ///< Other: the sender
    QString room; ///< Other: where
    QString text; ///< decoded, invalid parts as U+FFFD
    QByteArray bytes;
    TextFault fault = TextFault::None;
    qint64 faultOffset = -1;
};

using ChatLines = QList<ChatLine>;

/// A whole client behind one object. Threads and signals as ChatServer.
/// A user of this object that stalls costs bounded memory: records are dropped and counted, lines make the
/// engine stop reading, so that the server waits.
class ChatClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatClient)

public:
    /// Lines and records come at most every `reportMs` ms; 0: as soon as the last ones were taken.
    explicit ChatClient(const Limits &limits, int reportMs = kReportMs, QObject *parent = nullptr);
    ~ChatClient() override;

    /// Connects; a connection that stands is closed first. `nick` and `room` are sent as /nick and /join
    /// (line kind only) when not empty. Signals: statusChanged until Connected, Failed or Ended.
    void open(const Net::Endpoint &target, ClientKind kind, const QString &nick = {},
              const QString &room = {});
    /// Sends what the user typed, encoded for the kind: as is (tutorial, at most 1024 bytes), with LF (line).
    /// Errors: TooLong (nothing was sent; detail is the number of bytes), LineTooLong. Line kind: a text with
    /// line breaks goes as several lines. Not for Raw.
    Result<bool> sendText(const QString &text);
    void sendBytes(const QByteArray &bytes); ///< as they are; any kind
    void notifyWhenWritten(); ///< written() follows once the system has taken (nearly) all that was sent
    void finishSending();     ///< half-close
    void close();
    void reset();

    const LinkStatus &status() const { return m_status; }
    ClientKind kind() const { return m_kind; }

signals:
    /// What was said and seen before the change has been signalled before it.
    void statusChanged(const Chalkwire::App::LinkStatus &status);
    void written();
    void linesAdded(const Chalkwire::App::ChatLines &lines);
    void recorded(const Chalkwire::Trace::SharedRecords &records);

private:
    LinkStatus m_status;
    ClientKind m_kind = ClientKind::Tutorial;
    Limits m_limits;
    QThread m_engineThread;
    ClientEngine *m_engine = nullptr; ///< lives in m_engineThread, which deletes it
};

} // namespace Chalkwire::App
