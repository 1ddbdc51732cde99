// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/text.h"

#include <QDateTime>

#include <atomic>
#include <cstdio>

namespace Chalkwire {

Q_LOGGING_CATEGORY(lcNet, "chalkwire.net")
Q_LOGGING_CATEGORY(lcStore, "chalkwire.store")
Q_LOGGING_CATEGORY(lcApp, "chalkwire.app")
Q_LOGGING_CATEGORY(lcGui, "chalkwire.gui")

namespace {

std::atomic<LogLevel> s_level{LogLevel::Info};

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogLevel level = levelOf(type);
    if (level < s_level)
        return;
    static constexpr const char *kNames[] = {"debug", "info", "warning", "error"};
    const QByteArray line = QDateTime::currentDateTime().toString(Qt::ISODateWithMs).toUtf8() + ' ' +
                            kNames[static_cast<int>(level)] + ' ' +
                            (context.category ? context.category : "default") + ": " +
                            visibleText(message).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace

Result<LogLevel> logLevelFromName(QStringView name)
{
    if (name == u"debug")
        return LogLevel::Debug;
    if (name == u"info")
        return LogLevel::Info;
    if (name == u"warning")
        return LogLevel::Warning;
    if (name == u"error")
        return LogLevel::Error;
    return Unexpected{Error{ErrorCode::BadNumber, name.toString()}};
}

void installLogHandler(LogLevel level)
{
    s_level = level;
    qInstallMessageHandler(writeMessage);
}

} // namespace Chalkwire
