// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/names.h"

#include <QRegularExpression>

#include <algorithm>

namespace Chalkwire::Core {

namespace {

bool isNameCharacter(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::category(c) == QChar::Mark_NonSpacing ||
           QChar::category(c) == QChar::Mark_SpacingCombining || c == U'_' || c == U'-' || c == U'.';
}

Unexpected<Error> badName(const char *reason)
{
    return Unexpected{Error{ErrorCode::BadName, QString::fromLatin1(reason)}};
}

} // namespace

Result<QString> checkName(QStringView name, qint64 maxCharacters)
{
    const QString normal = name.toString().normalized(QString::NormalizationForm_C);
    if (normal.isEmpty())
        return badName("a name has at least one character");
    const QList<uint> characters = normal.toUcs4();
    if (maxCharacters > 0 && characters.size() > maxCharacters)
        return Unexpected{
            Error{ErrorCode::BadName, QStringLiteral("a name has at most %1 characters").arg(maxCharacters)}};
    for (const uint c : characters) {
        if (!isNameCharacter(c))
            return badName("a name has only letters, digits, _ - and .");
    }
    if (!QChar::isLetterOrNumber(characters.first()))
        return badName("a name starts with a letter or a digit");
    return normal;
}

Result<QString> checkNick(QStringView name, qint64 maxCharacters)
{
    Result<QString> checked = checkName(name, maxCharacters);
    if (!checked)
        return checked;
    static const QRegularExpression given(
        QStringLiteral("^((tutorial|line|chat|udp|client|http|tls)-[0-9]+|server|operator)$"));
    if (given.match(nameKey(*checked)).hasMatch())
        return badName("this name belongs to the server");
    return checked;
}

QString nameKey(QStringView name)
{
    // Most names: nothing to fold.
    const auto isOwnKey = [](QChar c) { return c.unicode() < 0x80 && !(c >= u'A' && c <= u'Z'); };
    if (std::all_of(name.begin(), name.end(), isOwnKey))
        return name.toString();
    return name.toString()
        .normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

} // namespace Chalkwire::Core
