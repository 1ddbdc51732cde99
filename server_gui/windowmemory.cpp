// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowmemory.h"

#include <QSettings>

namespace Chalkwire::ServerGui {

namespace {

constexpr QLatin1String kTransports[] = {QLatin1String("tcp"), QLatin1String("udp"), QLatin1String("local")};
constexpr Transport kTransportOf[] = {Transport::Tcp, Transport::Udp, Transport::Local};
constexpr qsizetype kMaxListeners = 16; ///< a settings file is a file: it may say anything

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// What parseListenSpec reads back: the transport stands in the key.
QString storedText(App::ListenSpec spec)
{
    if (spec.endpoint.transport == Transport::Local) {
        const bool isPinned = spec.pinned != Wire::Dialect::Undecided;
        return spec.endpoint.localName +
               (isPinned ? u',' + Wire::dialectName(spec.pinned).toString() : QString());
    }
    spec.endpoint.transport = Transport::Tcp;
    return spec.text();
}

} // namespace

WindowMemory WindowMemory::load()
{
    const QSettings settings;
    WindowMemory memory;
    memory.geometry = settings.value(key("window/geometry")).toByteArray();
    memory.docks = settings.value(key("window/docks")).toByteArray();
    memory.clientColumns = settings.value(key("window/clientColumns")).toByteArray();
    memory.traffic = settings.value(key("window/traffic")).toByteArray();
    memory.theme = settings.value(key("window/theme")).toString();
    memory.textSteps = qBound(kMinTextSteps, settings.value(key("window/textSteps")).toInt(), kMaxTextSteps);
    memory.hintDismissed = settings.value(key("window/networkHintDismissed")).toBool();
    memory.history = settings.value(key("window/sendHistory")).toStringList();
    return memory;
}

void WindowMemory::save() const
{
    QSettings settings;
    settings.setValue(key("window/geometry"), geometry);
    settings.setValue(key("window/docks"), docks);
    settings.setValue(key("window/clientColumns"), clientColumns);
    settings.setValue(key("window/traffic"), traffic);
    settings.setValue(key("window/theme"), theme);
    settings.setValue(key("window/textSteps"), textSteps);
    settings.setValue(key("window/networkHintDismissed"), hintDismissed);
    settings.setValue(key("window/sendHistory"), history);
}

void loadListening(App::ServerConfig &config)
{
    const QSettings settings;
    QList<App::ListenSpec> listeners;
    for (size_t i = 0; i < std::size(kTransports); ++i) {
        const QStringList texts = settings.value(key("listen/") + kTransports[i]).toStringList();
        for (const QString &text : texts) {
            const Result<App::ListenSpec> spec = App::parseListenSpec(kTransportOf[i], text);
            if (spec && listeners.size() < kMaxListeners)
                listeners.append(*spec);
        }
    }
    config.listeners = listeners;
    for (const char *limit : {"maxClients", "maxWaiting"}) {
        const QVariant value = settings.value(key("listen/") + key(limit));
        if (value.isValid())
            (void)config.limits.set(key(limit) + u'=' + value.toString());
    }
    config.strict = settings.value(key("listen/strict"), config.strict).toBool();
}

void saveListening(const App::ServerConfig &config)
{
    QSettings settings;
    const QList<App::ListenSpec> listeners = config.effectiveListeners();
    for (size_t i = 0; i < std::size(kTransports); ++i) {
        QStringList texts;
        for (const App::ListenSpec &spec : listeners) {
            if (spec.endpoint.transport == kTransportOf[i])
                texts.append(storedText(spec));
        }
        settings.setValue(key("listen/") + kTransports[i], texts);
    }
    settings.setValue(key("listen/maxClients"), config.limits.maxClients);
    settings.setValue(key("listen/maxWaiting"), config.limits.maxWaiting);
    settings.setValue(key("listen/strict"), config.strict);
}

} // namespace Chalkwire::ServerGui
