// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"

#include "base/log.h"
#include "net/descriptor.h"
#include "net/streamsocket.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QNetworkProxy>
#include <QSocketNotifier>
#include <QTcpServer>

namespace Chalkwire::Net {

namespace {

constexpr int kSystemBacklog = 1024; ///< clients in the system's queue, while we are busy or full

class TcpListener final : public Listener
{
public:
    explicit TcpListener(const ListenerInfo &info)
        : Listener(info)
        , m_server(this)
    {
        m_server.setProxy(QNetworkProxy::NoProxy);
        m_server.setListenBacklogSize(kSystemBacklog);
        connect(&m_server, &QTcpServer::acceptError, this, [this] { restAndReopen(m_server.errorString()); });
    }

private:
    struct Server final : QTcpServer
    {
        explicit Server(TcpListener *listener)
            : m_listener(listener)
        {
        }
        void incomingConnection(qintptr descriptor) override { m_listener->bring(descriptor); }
        TcpListener *m_listener; ///< owns this
    };

    std::optional<OpenError> open() override
    {
        const Result<QHostAddress> address = bindAddress(info().endpoint.host);
        if (!address)
            return OpenError{QAbstractSocket::HostNotFoundError, {}};
        if (!m_server.listen(*address, info().endpoint.port))
            return OpenError{m_server.serverError(), m_server.errorString()};
        setPort(m_server.serverPort());
        watch(Descriptor::readNotifier(&m_server, m_server.socketDescriptor()));
        return std::nullopt;
    }

    void close() override { m_server.close(); }

    void applyAccepting(bool isWanted) override
    {
        // Qt's accept loop does not look at pauseAccepting(); "as many pending as allowed" is what ends it.
        m_server.setMaxPendingConnections(isWanted ? 1 : 0);
        if (isWanted)
            m_server.resumeAccepting();
        else
            m_server.pauseAccepting();
    }

    Server m_server;
};

class LocalListener final : public Listener
{
public:
    explicit LocalListener(const ListenerInfo &info)
        : Listener(info)
        , m_server(this)
    {
        m_server.setSocketOptions(QLocalServer::UserAccessOption);
        m_server.setListenBacklogSize(kSystemBacklog);
    }
    ~LocalListener() override { m_isClosing = true; }

private:
    struct Server final : QLocalServer
    {
        explicit Server(LocalListener *listener)
            : m_listener(listener)
        {
        }
        void incomingConnection(quintptr descriptor) override
        {
            m_listener->take(static_cast<qintptr>(descriptor));
        }
        LocalListener *m_listener; ///< owns this
    };

    void take(qintptr descriptor)
    {
        if (!isAccepting()) // where we have no notifier to switch off
            StreamSocket::fromDescriptor(Transport::Local, descriptor).abort();
        else
            bring(descriptor);
    }

    std::optional<OpenError> open() override
    {
        const Endpoint &endpoint = info().endpoint;
        switch (localPath(endpoint.localName)) {
        case LocalPath::InUse:
            return OpenError{QAbstractSocket::AddressInUseError, {}};
        case LocalPath::NotASocket:
        case LocalPath::TooLong:
            return OpenError{QAbstractSocket::HostNotFoundError, {}};
        case LocalPath::Stale:
            QLocalServer::removeServer(endpoint.localName);
            break;
        case LocalPath::Free:
            break;
        }
        if (!m_server.listen(endpoint.localName))
            return OpenError{m_server.serverError(), m_server.errorString()};
        m_isClosing = false;
        watch(Descriptor::readNotifier(&m_server, m_server.socketDescriptor()));
        // QLocalServer answers a failing accept by closing itself without a word; its notifier goes with it.
        if (notifier())
            connect(notifier(), &QObject::destroyed, this, [this] { onNotifierGone(); });
        return std::nullopt;
    }

    void onNotifierGone()
    {
        if (!m_isClosing && !m_server.isListening())
            restAndReopen(m_server.errorString());
    }

    void close() override
    {
        m_isClosing = true;
        m_server.close();
    }

    void applyAccepting(bool isWanted) override
    {
        if (notifier())
            notifier()->setEnabled(isWanted);
    }

    Server m_server;
    bool m_isClosing = false;
};

} // namespace

std::unique_ptr<Listener> Listener::make(ListenerId id, const Endpoint &endpoint)
{
    if (endpoint.transport == Transport::Local)
        return std::make_unique<LocalListener>(ListenerInfo{id, endpoint});
    return std::make_unique<TcpListener>(ListenerInfo{id, endpoint});
}

Listener::Listener(const ListenerInfo &info)
    : m_info(info)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Listener::onRested);
}

std::optional<ListenFailure> Listener::start()
{
    const std::optional<OpenError> problem = open();
    m_isOpen = !problem;
    if (problem)
        return makeListenFailure(m_info.endpoint, problem->error, problem->systemText);
    return std::nullopt;
}

void Listener::stop()
{
    m_retry.stop();
    m_isOpen = false;
    close();
}

void Listener::setAccepting(bool isWanted)
{
    m_isAccepting = isWanted;
    if (m_isOpen && !m_retry.isActive())
        applyAccepting(isWanted);
}

void Listener::watch(QSocketNotifier *notifier)
{
    m_notifier = notifier;
    if (m_notifier)
        m_notifier->installEventFilter(this);
}

bool Listener::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_notifier || event->type() != QEvent::SockAct)
        return QObject::eventFilter(watched, event);
    // Qt 6.4 swallows "too many open files" after its first accept and would be woken again at once, for
    // ever.
    if (!Descriptor::canOpenAnother(m_notifier->socket())) {
        rest(QStringLiteral("no file descriptor left for a new client"));
        return true;
    }
    // Other errors too leave the client in the queue, and Qt reports at most the first of them.
    if (++m_fruitlessWakeUps > kFruitlessWakeUps) {
        rest(QStringLiteral("the system gives no new client"));
        return true;
    }
    return false;
}

void Listener::bring(qintptr descriptor)
{
    m_fruitlessWakeUps = 0;
    m_isTroubled = false;
    emit accepted(descriptor);
}

void Listener::rest(const QString &systemText)
{
    if (m_isOpen)
        applyAccepting(false);
    m_fruitlessWakeUps = 0;
    m_retry.start(kRetryMs);
    if (!std::exchange(m_isTroubled, true)) {
        qCWarning(lcNet, "listener %u: %ls", m_info.id, qUtf16Printable(systemText));
        emit troubled(systemText);
    }
}

void Listener::restAndReopen(const QString &systemText)
{
    // An engine of Qt 6.4 keeps its first error for ever: only a new one accepts again.
    m_isOpen = false;
    m_retry.start(kRetryMs);
    rest(systemText);
}

void Listener::onRested()
{
    if (!m_isOpen) {
        close();
        const std::optional<OpenError> problem = open();
        m_isOpen = !problem;
        if (problem)
            return rest(problem->systemText);
    }
    applyAccepting(m_isAccepting);
}

LocalPath localPath(const QString &localName)
{
    // Qt binds DIR/XXXXXX/s and renames it; sockaddr_un has 108 bytes, of which it keeps two.
    static constexpr qsizetype kMaxPathBytes = 106;
    static constexpr qsizetype kTemporaryBytes = 9;
    const QString path =
        localName.startsWith(u'/') ? localName : QDir::cleanPath(QDir::tempPath()) + u'/' + localName;
    const QFileInfo file(path);
    const qsizetype folderBytes = QFile::encodeName(file.absolutePath()).size();
    if (qMax(QFile::encodeName(path).size(), folderBytes + kTemporaryBytes) > kMaxPathBytes)
        return LocalPath::TooLong;
    if (file.isSymLink() || file.isFile() || file.isDir())
        return LocalPath::NotASocket;
    if (!file.exists())
        return LocalPath::Free;
    // Qt would rename its new socket over one that somebody listens on.
    QLocalSocket probe;
    probe.connectToServer(path);
    return probe.error() == QLocalSocket::ConnectionRefusedError ? LocalPath::Stale : LocalPath::InUse;
}

} // namespace Chalkwire::Net
