// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filename.h"

#include <QList>

#include <algorithm>
#include <array>

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxExtensionBytes = 16; ///< a longer one is part of the name

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return QChar::isNonCharacter(c);
    }
}

QString withoutPath(QStringView name)
{
    const qsizetype cut = std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\'));
    return name.sliced(cut + 1).toString();
}

QString cleaned(const QString &name)
{
    static constexpr QStringView kForbidden = u"<>:\"|?*";
    QString clean;
    clean.reserve(name.size());
    for (const char32_t c : name.toUcs4()) {
        if (isHidden(c))
            continue;
        if (QChar::category(c) == QChar::Separator_Space) {
            if (!clean.endsWith(u' ')) // "photo.jpg          .exe"
                clean += u' ';
        } else if (c < 0x80 && kForbidden.contains(QChar(static_cast<char16_t>(c)))) {
            clean += u'_';
        } else {
            clean += QStringView(QChar::fromUcs4(c));
        }
    }
    return clean;
}

QString trimmedEnds(QString name)
{
    while (name.endsWith(u' ') || name.endsWith(u'.'))
        name.chop(1);
    return name.trimmed();
}

bool isDevice(QStringView name)
{
    static constexpr std::array kWhole{u"con", u"prn", u"aux", u"nul", u"conin$", u"conout$", u"clock$"};
    static constexpr QStringView kDigits = u"0123456789\u00b9\u00b2\u00b3"; // Windows takes ¹²³ for digits
    const qsizetype dot = name.indexOf(u'.');
    const QString base = (dot < 0 ? name : name.first(dot)).toString().trimmed().toLower();
    const bool isNumbered = base.size() == 4 && kDigits.contains(base.back()) &&
                            (base.startsWith(u"com") || base.startsWith(u"lpt"));
    return isNumbered || std::ranges::any_of(kWhole, [&base](const char16_t *one) { return base == one; });
}

qsizetype bytesOf(QStringView text)
{
    return text.toUtf8().size();
}

/// Not within a pair of surrogates.
QString cutTo(QString text, qsizetype bytes)
{
    while (bytesOf(text) > bytes) {
        const bool isPair = text.size() > 1 && text.back().isLowSurrogate();
        text.chop(isPair ? 2 : 1);
    }
    return text;
}

QString shortened(const QString &name)
{
    if (bytesOf(name) <= kMaxFileNameBytes)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    QString extension = dot > 0 ? name.sliced(dot) : QString();
    if (bytesOf(extension) > kMaxExtensionBytes)
        extension.clear();
    const QString base = name.chopped(extension.size());
    return cutTo(base, kMaxFileNameBytes - bytesOf(extension)) + extension;
}

} // namespace

QString safeFileName(QStringView name)
{
    // Composed last: what was left out may have kept two characters apart.
    QString safe = trimmedEnds(cleaned(withoutPath(name)).normalized(QString::NormalizationForm_C));
    if (safe.startsWith(u'.') || safe.startsWith(u'-') || safe.startsWith(u'~'))
        safe[0] = u'_';
    if (isDevice(safe))
        safe.prepend(u'_');
    safe = trimmedEnds(shortened(safe));
    return safe.isEmpty() ? QStringLiteral("file") : safe;
}

} // namespace Chalkwire::Core
