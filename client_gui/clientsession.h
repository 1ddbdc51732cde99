// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectrequest.h"
#include "entry.h"

#include <QObject>
#include <QStringList>

namespace Chalkwire::ClientGui {

class ConversationModel;

/// What passed since the connection stood, as the wire bar counts it.
struct WireCounts
{
    qint64 sends = 0; ///< writes of ours
    qint64 sentBytes = 0;
    qint64 reads = 0; ///< chunks from the server
    qint64 receivedBytes = 0;
};

/// The connection of the window and what was said over it: turns what ChatClient reports into rows.
/// Thread: GUI.
class ClientSession : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientSession)

public:
    explicit ClientSession(const Limits &limits, QObject *parent = nullptr);

    void open(const ConnectRequest &request);
    /// Where a chat keeps what has to outlive this window; empty: nowhere.
    void setStateFile(const QString &path) { m_stateFile = path; }
    bool canOpenAgain() const { return m_hasRequest; }
    const ConnectRequest &request() const { return m_request; } ///< the last one
    /// Sent once connected: in the tutorial kind one after each answer, else all at once.
    void setSay(const QStringList &texts) { m_say = texts; }

    /// As ChatClient::sendText.
    Result<bool> sendText(const QString &text) { return m_client.sendText(text); }
    void sendBytes(const QByteArray &bytes) { m_client.sendBytes(bytes); }

    const App::LinkStatus &status() const { return m_status; }
    App::ClientKind kind() const { return m_request.kind; }
    bool isLive() const; ///< connecting, connected or closing
    bool hasFinishedSending() const { return m_hasFinishedSending; }
    const WireCounts &counts() const { return m_counts; }
    ConversationModel *conversation() const { return m_conversation; }
    App::ChatClient &client() { return m_client; }

public slots:
    void openAgain();
    void finishSending();
    void close() { m_client.close(); }
    void reset() { m_client.reset(); }

signals:
    void statusChanged();
    void countsChanged();

private:
    void onStatus(const App::LinkStatus &status);
    void onLines(const App::ChatLines &lines);
    void addLine(const App::ChatLine &line);
    void onRecorded(const Trace::SharedRecords &records);
    void addEvent(SessionEvent event, CloseReason reason = CloseReason::None);
    void sayNext();

    App::ChatClient m_client;
    ConversationModel *m_conversation;
    ConnectRequest m_request;
    App::LinkStatus m_status;
    WireCounts m_counts;
    QStringList m_say;
    QString m_stateFile;
    bool m_hasRequest = false;
    bool m_hasFinishedSending = false;
};

} // namespace Chalkwire::ClientGui
