// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/names.h"

#include "base/confusable.h"

#include <QHash>

#include <algorithm>
#include <array>

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

const char *trickText(NameTrick trick)
{
    switch (trick) {
    case NameTrick::None:
        break;
    case NameTrick::Invisible:
        return "a name has nothing in it that cannot be seen";
    case NameTrick::MixedScripts:
        return "a name keeps to one script; only Latin goes with Chinese, Japanese or Korean";
    case NameTrick::MixedDigits:
        return "a name has the digits of one script";
    }
    return nullptr;
}

/// "tutorial-1" for what looks like it: a kind of client, a dash, and what may be digits. Empty: nothing
/// given looks like this.
QString givenNameLike(const Look &look)
{
    static const auto kKinds = [] {
        QHash<QString, QString> kinds; // by key
        for (const char *kind : {"tutorial", "line", "chat", "udp", "client", "http", "tls"})
            kinds.insert(Look(QString::fromLatin1(kind)).writtenKey(), QString::fromLatin1(kind));
        return kinds;
    }();
    const QString &key = look.writtenKey();
    const qsizetype dash = key.lastIndexOf(u'-');
    const auto kind = kKinds.constFind(key.left(dash));
    if (dash < 0 || kind == kKinds.constEnd())
        return QString();
    QString number = key.sliced(dash + 1);
    number.replace(u'l', u'1').replace(u'o', u'0');
    const bool isNumber = !number.isEmpty() && std::all_of(number.begin(), number.end(),
                                                           [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? *kind + u'-' + number : QString();
}

bool isServersOwn(QStringView name)
{
    static const std::array kOwn{Look(u"server"), Look(u"operator")};
    const Look look(name);
    if (std::ranges::any_of(kOwn, [&](const Look &own) { return own.isLike(look); }))
        return true;
    const QString given = givenNameLike(look);
    return !given.isEmpty() && Look(given).isLike(look);
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
    if (const char *reason = trickText(trickOf(normal)))
        return badName(reason);
    return normal;
}

Result<QString> checkNick(QStringView name, qint64 maxCharacters)
{
    Result<QString> checked = checkName(name, maxCharacters);
    if (checked && isServersOwn(*checked))
        return badName("this name belongs to the server, or looks as if it did");
    return checked;
}

Result<QString> checkRoom(QStringView name, qint64 maxCharacters)
{
    static const Look kPrivate(u"private");
    Result<QString> checked = checkName(name, maxCharacters);
    if (checked && kPrivate.isLike(Look(*checked)))
        return badName("no room is called private, or looks as if it did");
    return checked;
}

QString nameKey(const QString &name)
{
    // Most names: nothing to fold.
    const auto isOwnKey = [](QChar c) { return c.unicode() < 0x80 && !(c >= u'A' && c <= u'Z'); };
    if (std::all_of(name.begin(), name.end(), isOwnKey))
        return name;
    return name.normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

Error nameTaken(QStringView name, const QString &taken)
{
    Error error{ErrorCode::NameTaken, taken};
    if (nameKey(name) != nameKey(taken))
        error.position =
            std::mismatch(name.begin(), name.end(), taken.begin(), taken.end()).first - name.begin();
    return error;
}

QString nameTakenText(const Error &error)
{
    return error.position < 0 ? QStringLiteral("somebody here is called %1").arg(error.detail)
                              : QStringLiteral("it looks like %1, which is taken").arg(error.detail);
}

} // namespace Chalkwire::Core
