// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch.h"
#include "app/linkstatus.h"
#include "base/limits.h"
#include "core/clientcore.h"
#include "core/clienteffects.h"
#include "core/clienttransfers.h"
#include "trace/record.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <vector>

namespace Chalkwire::Core {
class ChatClientCore;
}

namespace Chalkwire::App {

class ClientEngine;

using Core::ClientKind;
QString clientKindName(ClientKind kind); ///< "guide", "line", "chat", "raw": as --dialect takes it

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
using SharedClientEvents = std::shared_ptr<const std::vector<Core::ClientEvent>>; ///< not null, not empty

/// A whole client behind one object. Threads and signals as ChatServer.
/// A user of this object that stalls costs bounded memory: records are dropped and counted, lines and
/// events make the engine stop reading, so that the server waits.
class ChatClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatClient)

public:
    /// Lines and records come at most every `reportMs` ms; 0: as soon as the last ones were taken.
    explicit ChatClient(const Limits &limits, int reportMs = kReportMs, QObject *parent = nullptr);
    ~ChatClient() override;

    /// Connects; a connection that stands is closed first. `nick` and `room` are sent as /nick and /join
    /// (line kind) when not empty. Signals: statusChanged until Connected, Failed or Ended.
    /// Chat: `nick` empty: the name that is kept; `room` is joined beside those that are kept, empty: the
    /// lobby if none is. `stateFile` keeps what has to outlive this program (Store::ClientStore), for each
    /// server as `target` names it; empty, or in use by another client: only this object knows it.
    void open(const Net::Endpoint &target, ClientKind kind, const QString &nick = {},
              const QString &room = {}, const QString &stateFile = {});
    /// Sends what the user typed, encoded for the kind: as is (tutorial, at most 1024 bytes), with LF (line).
    /// Errors: TooLong (nothing was sent; detail is the number of bytes), LineTooLong. Line kind: a text with
    /// line breaks goes as several lines. Not for Raw and Chat.
    Result<bool> sendText(const QString &text);
    void sendBytes(const QByteArray &bytes); ///< as they are; any kind but Chat
    void notifyWhenWritten(); ///< written() follows once the system has taken (nearly) all that was sent
    void finishSending();     ///< half-close
    void close();             ///< chat: says bye first, and does not come again
    void reset();
    void tryNow(); ///< chat: connects now, when Waiting, Idle, Ended or Failed
    void cancelReconnect();

    // Chat only: see Core::ChatClientCore. Each returns the number of its CallDone, which comes before the
    // events that the call leads to. All of them work between open() and the next, also while Waiting.
    quint64 setName(const QString &name);
    quint64 join(const QString &room, bool isPrivate = false);
    quint64 leave(const QString &room);
    quint64 post(const QString &room, const QString &text, quint64 re = 0);
    quint64 edit(const QString &room, quint64 of, const QString &text);
    quint64 remove(const QString &room, quint64 of);
    quint64 react(const QString &room, quint64 of, const QString &text);
    quint64 setTopic(const QString &room, const QString &text);
    quint64 retry(const QString &id);   ///< BadField: it has not failed
    quint64 discard(const QString &id); ///< BadField: it is on its way, or not there
    quint64 direct(const QString &to, const QString &text);
    quint64 search(const QString &text, quint64 before = 0);
    quint64 invite(const QString &room, const QString &name);
    quint64 who(const QString &room = {});
    quint64 listRooms();
    quint64 loadOlder(const QString &room, quint64 shownFrom = 0);
    quint64 markRead(const QString &room, quint64 seq);
    quint64 typing(const QString &room);
    quint64 setAway(bool isAway, const QString &text = {});
    // Files: Told::Transfer says how far they are; CallDone has the transfer's id.
    quint64 offerFile(const QString &room, const QString &path, quint64 re = 0);
    /// `path`: where it goes; under its own name where that ends in /; empty: to Told::Transfer::content.
    quint64 fetchFile(const QString &room, quint64 seq, const QString &path);
    quint64 pauseTransfer(const QString &id); ///< these: BadField when it is not there, or not so far
    quint64 resumeTransfer(const QString &id);
    quint64 stopTransfer(const QString &id);

    const LinkStatus &status() const { return m_status; }
    ClientKind kind() const { return m_kind; }

signals:
    /// What was said and seen before the change has been signalled before it.
    void statusChanged(const Chalkwire::App::LinkStatus &status);
    void written();
    void linesAdded(const Chalkwire::App::ChatLines &lines);
    void recorded(const Chalkwire::Trace::SharedRecords &records);
    void happened(const Chalkwire::App::SharedClientEvents &events); ///< chat only, as all below
    void callDone(const Chalkwire::App::CallDone &done);
    void keepingChanged(const Chalkwire::App::Keeping &keeping);

private:
    using Call = std::function<Result<QString>(Core::ChatClientCore &core, Core::ClientEffects &effects)>;
    quint64 call(const Call &call);
    quint64 steer(const QString &id, Core::ClientTransfers::Steer how);

    LinkStatus m_status;
    ClientKind m_kind = ClientKind::Tutorial;
    quint64 m_calls = 0;
    Limits m_limits;
    QThread m_engineThread;
    ClientEngine *m_engine = nullptr; ///< lives in m_engineThread, which deletes it
};

} // namespace Chalkwire::App
