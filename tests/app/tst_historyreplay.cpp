// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatserver.h"

#include <QTcpSocket>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;

namespace {

constexpr qsizetype kPosts = 3000;
constexpr qint64 kSoftBytes = 10'000;
constexpr qint64 kPageBytes = 64 * 1024; ///< of frames, more than a page can have

ServerConfig anyPort()
{
    ServerConfig config;
    ListenSpec spec = ServerConfig::defaultListener();
    spec.endpoint.port = 0;
    config.listeners = {spec};
    config.ephemeral = true;
    config.limits.softQueuedBytes = kSoftBytes;
    return config;
}

} // namespace

/// What a client missed is sent as fast as it reads, docs/protocol.md §9.3.
class tst_HistoryReplay : public QObject
{
    Q_OBJECT

private slots:
    void waitsForThoseBehind();
};

void tst_HistoryReplay::waitsForThoseBehind()
{
    ChatServer server(anyPort());
    qint64 longestQueue = 0;
    connect(&server, &ChatServer::snapshotChanged, this, [&longestQueue](const ServerSnapshot &snapshot) {
        for (const ClientRow &row : snapshot.clients)
            longestQueue = qMax(longestQueue, row.queuedBytes);
    });
    server.start();
    QTRY_COMPARE(server.state(), ServerState::Listening);
    const quint16 port = server.listeners().first().endpoint.port;

    QTcpSocket author;
    author.connectToHost(QHostAddress::LocalHost, port);
    author.write("{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"join\",\"room\":\"lobby\"}\n");
    const QByteArray text(1000, 'x');
    for (qsizetype i = 0; i < kPosts; ++i)
        author.write("{\"type\":\"post\",\"id\":\"" + QByteArray::number(i) + R"(","room":"lobby","text":")" +
                     text + "\"}\n");
    QByteArray answers;
    QTRY_COMPARE_WITH_TIMEOUT((answers += author.readAll()).count("\"ack\""), kPosts, 20'000);

    longestQueue = 0;
    QTcpSocket reader;
    reader.setReadBufferSize(1); // the rest stays with the system, and then with the server
    reader.connectToHost(QHostAddress::LocalHost, port);
    reader.write("{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"join\",\"room\":\"lobby\",\"since\":0}\n");
    QTRY_VERIFY(longestQueue > kSoftBytes); // it is behind
    author.write("{\"type\":\"ping\"}\n");
    QTRY_VERIFY((answers += author.readAll()).contains("\"pong\""));
    reader.setReadBufferSize(0);
    QByteArray got;
    QTRY_VERIFY_WITH_TIMEOUT((got += reader.readAll()).contains("{\"type\":\"history\""), 20'000);
    QCOMPARE(got.count("\"replay\":true"), kPosts);
    QVERIFY2(longestQueue < kSoftBytes + kPageBytes, qPrintable(QString::number(longestQueue)));
}

QTEST_GUILESS_MAIN(tst_HistoryReplay)
#include "tst_historyreplay.moc"
