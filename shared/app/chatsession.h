// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/linkstatus.h"
#include "app/transferdesk.h"
#include "base/random.h"
#include "core/chatclientcore.h"
#include "core/reconnectpolicy.h"

#include <QByteArrayMatcher>
#include <QTimer>

#include <functional>
#include <memory>

namespace Chalkwire::Store {
class ClientStore;
}

namespace Chalkwire::App {

/// Does for a ChatSession what has to do with the connection. Called from the event loop and from inside
/// calls to the session.
class ChatLink
{
public:
    virtual void connectChat() = 0; ///< then opened(), or lost() without it
    virtual void carryOut(const Core::FrameSeen &seen) = 0;
    virtual void carryOut(const Core::Send &send) = 0;
    virtual void carryOut(const Core::Close &close) = 0;
    virtual void carryOut(const Core::SetReadSize &size) = 0;
    virtual void carryOut(const Core::HoldReading &hold) = 0;
    virtual void tell(const Core::ClientEvent &event) = 0;
    virtual void tell(const Keeping &keeping) = 0;
    virtual void tell(const CallDone &done) = 0;

protected:
    ~ChatLink() = default;
};

/// A chat client's dealings with one server, over all its connections, in the engine's thread: joins
/// ChatClientCore, what is kept of it, the user's files, and when to connect again.
/// Keeping: what the effects of a call keep is on the disk before anything of them is sent or told; only how
///          far rooms were shown may be a second behind. Where it cannot be, the chat goes on, the user is
///          told, and the next call keeps it, too.
/// Twice:   a second client that finds the file in use knows nothing of the first's rooms and is somebody
/// else
///          for the server; nothing of it is kept.
class ChatSession : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatSession)

public:
    using Call = std::function<Result<QString>(Core::ChatClientCore &core, Core::ClientEffects &effects)>;

    /// `link` outlives this object and is not owned.
    ChatSession(const Limits &limits, ChatLink &link);
    ~ChatSession() override;

    /// See ChatClient::open. Connects.
    void start(const QString &stateFile, const Net::Endpoint &target, const QString &nick,
               const QString &room);
    void call(quint64 number, const Call &call);

    void opened();
    /// What the core wants done; to be given to carryOut() once the chunk is recorded.
    Core::ClientEffects received(const QByteArray &chunk);
    void carryOut(const Core::ClientEffects &effects);
    void written(qint64 queuedBytes); ///< of what was sent, so many still wait
    /// The connection ended, or `isHopeless`: it never stood, and will not.
    void lost(bool isHopeless);
    void goAway(); ///< says bye and lets the connection end; the core closes it
    void stayAway();
    void tryNow();

    const QString &lostReason() const { return m_lostReason; }
    bool hasStood() const { return m_hasStood; } ///< at least once
    int attempt() const { return m_policy.attempt(); }
    std::optional<Instant> nextTry() const { return m_policy.nextTry(); }
    /// Without our secret, of the same length: what is recorded may be shown to others.
    QByteArray masked(const QByteArray &bytes) const;

private:
    Core::KeptClient load(const QString &stateFile, const QString &server);
    void keep(const Core::ClientEffects &effects);
    void noteKept(const Error &error);
    void tell(const Keeping &keeping);
    template<class Change>
    void apply(const Change &change)
    {
        if constexpr (requires(ChatLink & link) { link.carryOut(change); })
            m_link.carryOut(change);
        else if constexpr (requires(ChatLink & link) { link.tell(change); })
            m_link.tell(Core::ClientEvent(change));
    }
    void wake(QTimer &timer, std::optional<Instant> at);
    void tryWhenDue();

    ChatLink &m_link;
    SystemClock m_clock;
    SystemRandom m_random;
    Core::ChatClientCore m_core;
    Core::ReconnectPolicy m_policy;
    TransferDesk m_desk;
    std::unique_ptr<Store::ClientStore> m_store; ///< null: nothing is kept
    Keeping m_keeping;
    QByteArrayMatcher m_secret; ///< looked for in all that is sent, files too
    QString m_lostReason;
    bool m_hasStood = false;
    QTimer m_tick;  ///< for the core
    QTimer m_retry; ///< for the policy
    QTimer m_flush; ///< for what the store lets wait
};

/// By which ClientStore tells servers apart: the endpoint as it was typed, in lower case.
QString serverKey(const Net::Endpoint &target);

} // namespace Chalkwire::App
