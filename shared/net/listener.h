// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/listenfailure.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <optional>

class QLocalServer;
class QTcpServer;

namespace Chalkwire::Net {

/// One listening stream socket that never goes deaf and never spins. Hands raw descriptors out.
/// Errors: start() returns what kept it from listening. Whatever goes wrong later (above all: no descriptors
/// left) is reported once by `troubled`; then it rests for kRetryMs and goes on.
/// Thread: the one that made it.
class Listener : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    static constexpr int kRetryMs = 250;
    static constexpr int kFruitlessWakeUps = 8; ///< in a row, that brought no client: then it rests

    /// `endpoint` must have transport Tcp or Local.
    static std::unique_ptr<Listener> make(ListenerId id, const Endpoint &endpoint);
    ~Listener() override = default;

    std::optional<ListenFailure> start();
    void stop();                      ///< for good
    void setAccepting(bool isWanted); ///< off: new clients stay in the system's queue
    const ListenerInfo &info() const { return m_info; }

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// The receiver owns the descriptor. It may stop or delete this listener.
    void accepted(qintptr descriptor);
    void troubled(const QString &systemText);

protected:
    explicit Listener(const ListenerInfo &info);
    struct OpenError
    {
        QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
        QString systemText;
    };
    virtual std::optional<OpenError> open() = 0; ///< binds info().endpoint and sets its port
    virtual void close() = 0;
    virtual void applyAccepting(bool isWanted) = 0; ///< called while open only
    void setPort(quint16 port) { m_info.endpoint.port = port; }
    /// Qt's notifier of the open listening socket; nullptr where it cannot be had.
    void watch(QSocketNotifier *notifier);
    QSocketNotifier *notifier() const { return m_notifier; }
    void bring(qintptr descriptor); ///< a new client
    bool isAccepting() const { return m_isAccepting && !m_retry.isActive(); }
    void restAndReopen(const QString &systemText);

private:
    void rest(const QString &systemText);
    void onRested();

    ListenerInfo m_info;
    QPointer<QSocketNotifier> m_notifier;
    QTimer m_retry;
    int m_fruitlessWakeUps = 0;
    bool m_isOpen = false;
    bool m_isAccepting = true;
    bool m_isTroubled = false;
};

/// Whether a path may become a local socket: nothing there, or a socket file that nobody listens on any more.
enum class LocalPath : quint8 { Free, Stale, InUse, NotASocket, TooLong };
LocalPath localPath(const QString &localName);

} // namespace Chalkwire::Net
