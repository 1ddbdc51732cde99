// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace Chalkwire {

/// How a name misleads by itself, without another one beside it.
enum class NameTrick : quint8 {
    None,
    Invisible,    ///< a character that shows nothing, or a mark that its letter hides
    MixedScripts, ///< letters of scripts that are not written together
    MixedDigits,  ///< digits of several scripts
};
/// The first of them that `name` has. Scripts that go together: one alone, or Latin with Chinese, Japanese or
/// Korean; digits, `_ - .` go with all. Source: Unicode UTS #39, "highly restrictive". Cost: O(characters).
NameTrick trickOf(QStringView name);

/// What a name looks like, whatever it is made of: "Iab-1" is like "lab-l", and so is what is like it in
/// small letters. Source: the skeletons of Unicode UTS #39, as ICU has them; docs/adr/0009. Limits: the first
/// kMaxCharacters UTF-16 units count. Total: any text has a look.
class Look
{
public:
    static constexpr qsizetype kMaxCharacters = 256;

    explicit Look(QStringView name);

    /// Names that are alike have one of these in common; names that have may still differ.
    const QString &writtenKey() const { return m_written.key; }
    const QString &smallKey() const { return m_small.key; }
    bool isLike(const Look &other) const;

private:
    /// What one character of a key comes from.
    struct Source
    {
        char32_t skeleton = 0; ///< its part in that of the character as it was written
        char32_t folded = 0;   ///< that character in lower case
        QChar::Script script = QChar::Script_Unknown;

        bool isLike(const Source &other) const;
    };
    struct Form
    {
        void append(char32_t written, char32_t shown);
        bool isLike(const Form &other) const;

        QString key;
        std::vector<Source> sources; ///< of each character of the key
    };

    Form m_written;
    Form m_small; ///< of the name in small letters
};

} // namespace Chalkwire
