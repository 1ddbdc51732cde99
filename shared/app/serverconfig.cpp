// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverconfig.h"

#include "app/commandline.h"

#include <QFileInfo>
#include <QSettings>

namespace Chalkwire::App {

namespace {

Unexpected<Error> badKey(const QString &key, const QString &why)
{
    return Unexpected{Error{ErrorCode::BadConfig, QStringLiteral("%1: %2").arg(key, why)}};
}

Result<bool> readListeners(const QString &key, Transport transport, const QStringList &texts,
                           ServerConfig &config)
{
    for (const QString &text : texts) {
        const Result<ListenSpec> spec = parseListenSpec(transport, text.trimmed());
        if (!spec)
            return badKey(key, addressErrorText(spec.error()));
        config.listeners.append(*spec);
    }
    return true;
}

Result<bool> readKey(const QString &key, const QVariant &value, ServerConfig &config)
{
    const QString text = value.toString();
    if (key == u"listen")
        return readListeners(key, Transport::Tcp, value.toStringList(), config);
    if (key == u"udp")
        return readListeners(key, Transport::Udp, value.toStringList(), config);
    if (key == u"local")
        return readListeners(key, Transport::Local, value.toStringList(), config);
    if (key == u"data-dir") {
        config.dataDir = text;
    } else if (key == u"trace") {
        config.traceFile = text;
    } else if (key == u"strict" || key == u"ephemeral" || key == u"history") {
        if (text != u"true" && text != u"false")
            return badKey(key, QStringLiteral("say true or false"));
        (key == u"strict"      ? config.strict
         : key == u"ephemeral" ? config.ephemeral
                               : config.hasHistory) = text == u"true";
    } else if (key == u"keep-days") {
        if (!readKeepDays(text, config.limits))
            return badKey(key, QStringLiteral("say 0 to 3650"));
    } else if (key == u"log-level") {
        const Result<LogLevel> level = logLevelFromName(text);
        if (!level)
            return badKey(key, QStringLiteral("say debug, info, warning or error"));
        config.logLevel = *level;
    } else if (key == u"dispatcher") {
        const Result<Net::DispatcherKind> kind = dispatcherFromName(text);
        if (!kind)
            return badKey(key, QStringLiteral("say auto or qt"));
        config.dispatcher = *kind;
    } else if (key.startsWith(u"limits/")) {
        const Result<bool> set = config.limits.set(QStringLiteral("%1=%2").arg(key.sliced(7), text));
        if (!set)
            return badKey(key, errorName(set.error().code));
    } else {
        return badKey(key, QStringLiteral("no such setting"));
    }
    return true;
}

} // namespace

bool readKeepDays(const QString &text, Limits &limits)
{
    bool isNumber = false;
    const qint64 days = text.toLongLong(&isNumber);
    const bool isSound = isNumber && days >= 0 && days <= Core::RoomRules::kMaxKeepDays;
    if (isSound)
        limits.keepDays = days;
    return isSound;
}

Result<Net::DispatcherKind> dispatcherFromName(QStringView name)
{
    if (name == u"auto")
        return Net::DispatcherKind::Best;
    if (name == u"qt")
        return Net::DispatcherKind::Qt;
    return Unexpected{Error{ErrorCode::BadConfig, name.toString()}};
}

QString ListenSpec::text() const
{
    const QString pin =
        pinned == Wire::Dialect::Undecided ? QString() : u',' + Wire::dialectName(pinned).toString();
    return endpoint.text() + pin;
}

Result<ListenSpec> parseListenSpec(Transport transport, QStringView text)
{
    ListenSpec spec;
    const qsizetype comma = text.indexOf(u',');
    if (comma >= 0) {
        const QStringView pin = text.sliced(comma + 1);
        for (const Wire::Dialect dialect : kPinnable) {
            if (pin == Wire::dialectName(dialect))
                spec.pinned = dialect;
        }
        if (spec.pinned == Wire::Dialect::Undecided)
            return Unexpected{Error{ErrorCode::BadAddress, pin.toString(), comma + 1}};
        text = text.first(comma);
    }
    if (transport == Transport::Local) {
        if (text.isEmpty())
            return Unexpected{Error{ErrorCode::BadAddress, QString(), 0}};
        spec.endpoint.transport = Transport::Local;
        spec.endpoint.localName = text.toString();
        return spec;
    }
    Result<Net::Endpoint> endpoint = Net::parseEndpoint(text);
    if (!endpoint)
        return Unexpected{endpoint.error()};
    if (const Result<QHostAddress> address = Net::bindAddress(endpoint->host); !address)
        return Unexpected{address.error()};
    spec.endpoint = *endpoint;
    spec.endpoint.transport = transport;
    return spec;
}

ListenSpec ServerConfig::defaultListener()
{
    ListenSpec spec;
    spec.endpoint.host = QStringLiteral("127.0.0.1");
    spec.endpoint.port = 8000;
    return spec;
}

HistoryPlace ServerConfig::historyPlace() const
{
    if (ephemeral || dataDir.isEmpty())
        return {QString(), limits.memoryHistoryBytes, limits.keepDays};
    return {dataDir + QStringLiteral("/history.sqlite"), limits.historyBytes, limits.keepDays};
}

FilesPlace ServerConfig::filesPlace() const
{
    const bool isLasting = !ephemeral && !dataDir.isEmpty();
    return {isLasting ? dataDir + QStringLiteral("/files") : QString(),
            {isLasting ? limits.filesBytes : limits.temporaryFilesBytes, limits.authorFilesBytes,
             limits.maxLeftUploads, limits.leftUploadMs}};
}

QList<ListenSpec> ServerConfig::effectiveListeners() const
{
    return listeners.isEmpty() ? QList{defaultListener()} : listeners;
}

Result<bool> readConfigFile(const QString &path, ServerConfig &config)
{
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return Unexpected{Error{ErrorCode::Unreadable, path}};
    QSettings settings(path, QSettings::IniFormat);
    if (settings.status() != QSettings::NoError)
        return Unexpected{Error{ErrorCode::BadConfig, QStringLiteral("%1: not an INI file").arg(path)}};
    ServerConfig read = config;
    // Listeners of the file replace the default, they do not add to earlier ones.
    for (const QString &key : settings.allKeys()) {
        if (Result<bool> taken = readKey(key, settings.value(key), read); !taken)
            return taken;
    }
    config = read;
    return true;
}

} // namespace Chalkwire::App
