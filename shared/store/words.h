// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Chalkwire::Store {

/// Words that stand next to each other in this order; the last one may go on where it is a prefix.
struct Phrase
{
    QStringList words;
    bool isPrefix = false;

    bool operator==(const Phrase &other) const = default;
};

/// The words that `text` is found by, in order: runs of letters, digits and their marks, compatibility
/// composed and case folded, of which the first 64 characters count. Where a script is written without spaces
/// or glues words together (Chinese, Japanese, Korean, Thai, ...) each two neighbours are a word, and the
/// last of a run is one: so a text of two characters is one word, and a single one the beginning of some.
/// Empty words do not occur; nothing in a word is ASCII but letters and digits.
QStringList wordsOf(QStringView text);
/// How to look for `text` in such words. Empty where it has no letter or digit. A prefix of one or two
/// letters is taken as a whole word: it would be the beginning of too many.
QList<Phrase> phrasesOf(QStringView text, bool isPrefix);
/// Changes with whatever wordsOf() gives: our rules, or the Unicode version that Qt knows.
QString wordsVersion();

} // namespace Chalkwire::Store
