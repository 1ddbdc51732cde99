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

QByteArray firstLine(const QString &path, char end)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = file.read(4096);
    const qsizetype length = all.indexOf(end);
    return length < 0 ? all : all.first(length);
}

/// The program's name. The kernel keeps 15 bytes of it; the rest stands in the command line, if that begins
/// alike.
QString programName(const QString &process)
{
    const QByteArray kernelName = firstLine(process + QStringLiteral("/comm"), '\n');
    const QByteArray path = firstLine(process + QStringLiteral("/cmdline"), '\0');
    const QByteArray fullName = path.mid(path.lastIndexOf('/') + 1);
    const bool isSame = !kernelName.isEmpty() && fullName.startsWith(kernelName);
    return visibleText(QString::fromUtf8(isSame ? fullName : kernelName), 64);
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
        return QStringLiteral("%1 (pid %2)").arg(programName(process), pid);
    }
    return {};
}

} // namespace Chalkwire::Net
