// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry.h"

namespace Chalkwire::ClientGui {

qint64 Entry::cost() const
{
    const qsizetype characters = name.size() + room.size() + text.size() + target.size();
    return qint64{sizeof(Entry)} + characters * qint64{sizeof(QChar)} + bytes.size();
}

QString shownText(QStringView text, bool markBreaks)
{
    QString shown;
    qsizetype lines = 0;
    bool isCut = text.size() > kMaxShownCharacters;
    QStringView rest = text.first(qMin(text.size(), kMaxShownCharacters));
    while (!rest.isEmpty()) {
        if (++lines > kMaxShownLines) {
            isCut = true;
            break;
        }
        const qsizetype lineFeed = rest.indexOf(u'\n');
        QStringView line = lineFeed < 0 ? rest : rest.first(lineFeed);
        rest = lineFeed < 0 ? QStringView() : rest.sliced(lineFeed + 1);
        if (!markBreaks && lineFeed >= 0 && line.endsWith(u'\r'))
            line.chop(1);
        // Escapes make a line longer than it came: the bound above holds for what came.
        shown += visibleText(line, kMaxShownCharacters * 10);
        if (lineFeed >= 0 && markBreaks)
            shown += QChar(0x240a);
        if (lineFeed >= 0 && !(markBreaks && rest.isEmpty()))
            shown += QChar(QChar::LineSeparator);
    }
    if (isCut)
        shown += QChar(0x2026);
    return shown;
}

QString shownHex(const QByteArray &bytes, qsizetype *more)
{
    *more = qMax<qsizetype>(0, bytes.size() - kMaxShownHexBytes);
    return toHex(QByteArrayView(bytes).first(bytes.size() - *more));
}

} // namespace Chalkwire::ClientGui
