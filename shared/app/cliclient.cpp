// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliclient.h"

#include "app/clientjson.h"
#include "app/stdinreader.h"
#include "net/terminationsignal.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QTimer>

namespace Chalkwire::App {

namespace {

QString whoName(ChatLine::Who who)
{
    switch (who) {
    case ChatLine::Who::Me:
        return QStringLiteral("me");
    case ChatLine::Who::Answer:
        return QStringLiteral("answer");
    case ChatLine::Who::Other:
        return QStringLiteral("other");
    case ChatLine::Who::Notice:
        return QStringLiteral("notice");
    case ChatLine::Who::Bytes:
        break;
    }
    return QStringLiteral("bytes");
}

constexpr int kNoReportDelayMs = 0; ///< a script waits for each answer

bool isLoss(CloseReason reason)
{
    return reason == CloseReason::PeerReset || reason == CloseReason::NetworkFailed ||
           reason == CloseReason::Slow || reason == CloseReason::LineTooLong;
}

} // namespace

CliClient::CliClient(const ClientCommand &command, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_kind(command.kind.value_or(ClientKind::Line))
    , m_client(command.limits, kNoReportDelayMs)
    , m_reader(new StdinReader(this))
{
    for (const QString &text : command.say)
        m_waiting.append(text.toUtf8());
    connect(&m_client, &ChatClient::statusChanged, this, &CliClient::onStatusChanged);
    connect(&m_client, &ChatClient::linesAdded, this, [this](const ChatLines &lines) {
        for (const ChatLine &line : lines)
            printLine(line);
    });
    connect(&m_client, &ChatClient::written, this, [this] {
        m_isBusy = false;
        sendNext();
    });
    connect(m_reader, &StdinReader::lineRead, this, &CliClient::onInputLine);
    connect(m_reader, &StdinReader::ended, this, &CliClient::onInputEnded);
    auto *termination = new Net::TerminationSignal(this);
    connect(termination, &Net::TerminationSignal::received, &m_client, &ChatClient::close);
}

CliClient::~CliClient() = default;

int CliClient::run()
{
    m_client.open(*m_command.target, m_kind, m_command.nick, m_command.room);
    return QCoreApplication::exec();
}

void CliClient::onStatusChanged(const LinkStatus &status)
{
    const QString target = status.target.text();
    switch (status.state) {
    case LinkState::Connecting:
        printEvent(QStringLiteral("connecting"), {{QStringLiteral("to"), target}});
        break;
    case LinkState::Connected:
        printEvent(QStringLiteral("connected"),
                   {{QStringLiteral("to"), target}, {QStringLiteral("from"), status.ownEndpoint}});
        m_isBusy = false;
        if (m_waiting.isEmpty())
            m_reader->takeNext();
        sendNext();
        break;
    case LinkState::Failed:
        printEvent(QStringLiteral("failed"), {{QStringLiteral("to"), target},
                                              {QStringLiteral("failure"), failureName(status.failure)},
                                              {QStringLiteral("text"), status.systemText}});
        leave(ExitCannotConnect);
        break;
    case LinkState::Idle:
    case LinkState::Ended:
        printEvent(QStringLiteral("closed"), {{QStringLiteral("reason"), closeReasonName(status.endReason)},
                                              {QStringLiteral("text"), status.systemText}});
        leave(isLoss(status.endReason) ? ExitConnectionLost : ExitOk);
        break;
    case LinkState::Closing:
    case LinkState::Waiting:
        break;
    }
}

void CliClient::printLine(const ChatLine &line)
{
    QJsonObject fields{{QStringLiteral("who"), whoName(line.who)}, {QStringLiteral("text"), line.text}};
    if (line.who == ChatLine::Who::Other) {
        fields.insert(QStringLiteral("name"), line.name);
        fields.insert(QStringLiteral("room"), line.room);
    }
    if (line.fault != TextFault::None) {
        // The text has replacement characters: give the bytes too.
        fields.insert(QStringLiteral("fault"), textFaultName(line.fault));
        fields.insert(QStringLiteral("faultOffset"), line.faultOffset);
        fields.insert(QStringLiteral("base64"), QString::fromLatin1(line.bytes.toBase64()));
    }
    printEvent(QStringLiteral("line"), fields);
    if (m_kind == ClientKind::Tutorial && line.who == ChatLine::Who::Answer) {
        m_isBusy = false;
        sendNext();
    }
}

void CliClient::onInputLine(const QByteArray &line)
{
    m_waiting.append(line);
    sendNext();
}

void CliClient::onInputEnded()
{
    m_inputEnded = true;
    sendNext();
}

void CliClient::sendNext()
{
    while (!m_isBusy && !m_isOver && !m_waiting.isEmpty()) {
        sendLine(m_waiting.takeFirst());
        if (m_waiting.isEmpty() && !m_inputEnded)
            m_reader->takeNext();
    }
    if (!m_isBusy && !m_isOver && m_inputEnded)
        wrapUp();
}

void CliClient::sendLine(const QByteArray &line)
{
    if (m_kind == ClientKind::Raw) {
        m_client.sendBytes(line + m_command.lineEnd);
    } else if (m_kind == ClientKind::Tutorial && line.isEmpty()) {
        return; // no bytes, so nothing would be sent and no answer come
    } else if (const Result<bool> sent = m_client.sendText(QString::fromUtf8(line)); !sent) {
        printEvent(QStringLiteral("error"), {{QStringLiteral("code"), errorName(sent.error().code)},
                                             {QStringLiteral("text"), QString::fromUtf8(line)}});
        return;
    }
    m_isBusy = true;
    if (m_kind != ClientKind::Tutorial)
        m_client.notifyWhenWritten();
}

void CliClient::wrapUp()
{
    m_isOver = true;
    if (m_kind == ClientKind::Tutorial) {
        m_client.close();
        return;
    }
    // A half-close lets the last answers come; a server that keeps its side open is left after the grace
    // time.
    m_client.finishSending();
    QTimer::singleShot(static_cast<int>(m_command.limits.closeGraceMs), &m_client, &ChatClient::close);
}

void CliClient::leave(ExitCode code)
{
    m_isOver = true;
    QCoreApplication::exit(code);
}

} // namespace Chalkwire::App
