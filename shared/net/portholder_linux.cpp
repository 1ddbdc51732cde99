// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/portholder.h"

#include "base/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace Chalkwire::Net {

namespace {

/// Inodes of the sockets bound to `port` in one of /proc/net/{tcp,udp}{,6}.
/// Shape of a line: "sl local:port remote:port state tx:rx tr:when retransmits uid timeout inode ...", hex
/// ports.
void collectInodes(const QString &path, QByteArrayView state, quint16 port, QSet<QByteArray> &inodes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    file.readLine(); // the headings
    while (true) {
        const QByteArray line = file.readLine(); // not atEnd(): files in /proc have no size
        if (line.isEmpty())
            return;
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 10 || fields[3] != state)
            continue;
        bool isHex = false;
        const uint found = fields[1].mid(fields[1].lastIndexOf(':') + 1).toUInt(&isHex, 16);
        if (isHex && found == port)
            inodes.insert("socket:[" + fields[9] + ']');
    }
}

bool holdsOneOf(const QString &process, const QSet<QByteArray> &inodes)
{
    const QDir descriptors(process + QStringLiteral("/fd"));
    const QStringList names = descriptors.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString target = QFileInfo(descriptors.filePath(name)).symLinkTarget();
        if (inodes.contains(target.mid(target.lastIndexOf(u'/') + 1).toLatin1()))
            return true;
    }
    return false;
}

} // namespace

QString portHolder(Transport transport, quint16 port)
{
    if (transport == Transport::Local)
        return {};
    const bool isUdp = transport == Transport::Udp;
    const QByteArray state = isUdp ? "07" : "0A"; // unconnected; listening
    const QString table = isUdp ? QStringLiteral("/proc/net/udp") : QStringLiteral("/proc/net/tcp");
    QSet<QByteArray> inodes;
    collectInodes(table, state, port, inodes);
    collectInodes(table + u'6', state, port, inodes);
    if (inodes.isEmpty())
        return {};
    const QStringList processes =
        QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[1-9]*")}, QDir::Dirs);
    for (const QString &pid : processes) {
        const QString process = QStringLiteral("/proc/") + pid;
        if (!holdsOneOf(process, inodes))
            continue;
        QFile name(process + QStringLiteral("/comm"));
        const bool isNamed = name.open(QIODevice::ReadOnly);
        const QString text =
            isNamed ? visibleText(QString::fromUtf8(name.readLine().trimmed()), 64) : QString();
        return QStringLiteral("%1 (pid %2)").arg(text, pid);
    }
    return {};
}

} // namespace Chalkwire::Net
