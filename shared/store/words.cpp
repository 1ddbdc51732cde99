// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/words.h"

#include <algorithm>

namespace Chalkwire::Store {

namespace {

constexpr int kRules = 1; // to be raised with every change of what wordsOf() gives
constexpr qsizetype kMaxWordCharacters = 64;
/// Of a million posts, "e*" took 98 ms and "et*" 25 ms; from here on the index helps.
constexpr qsizetype kMinPrefixCharacters = 3;

/// Characters of one kind that stand next to each other.
struct Run
{
    QList<char32_t> characters;
    bool isUnspaced = false;
};

bool isUnspaced(char32_t c)
{
    if (c < 0x0e00)
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

/// A mark, and a letter of no script, such as the long vowel sign of Katakana, go with the one before them.
bool isFollower(char32_t c)
{
    return QChar::isMark(c) || (QChar::isLetter(c) && QChar::script(c) == QChar::Script_Common);
}

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

/// Through capitals, because ß folds to ss that way only.
QString folded(QStringView text)
{
    if (isAscii(text))
        return text.toString().toLower();
    return text.toString().normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded();
}

/// A character that belongs to no word ends a run; so does a mark that has no letter, as behind an emoji.
QList<Run> runsOf(QStringView text)
{
    QList<Run> runs;
    bool isNew = true;
    const QList<uint> characters = folded(text).toUcs4();
    for (const char32_t c : characters) {
        if (!QChar::isLetterOrNumber(c) && (isNew || !QChar::isMark(c))) {
            isNew = true;
            continue;
        }
        const bool unspaced = !isNew && isFollower(c) ? runs.last().isUnspaced : isUnspaced(c);
        if (isNew || runs.last().isUnspaced != unspaced)
            runs.append(Run{{}, unspaced});
        isNew = false;
        runs.last().characters.append(c);
    }
    return runs;
}

QString wordFrom(const QList<char32_t> &characters, qsizetype from, qsizetype count)
{
    return QString::fromUcs4(characters.constData() + from, qMin(count, characters.size() - from));
}

/// The neighbours in a run without spaces; a lone character is a word.
QStringList pairsOf(const Run &run)
{
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < run.characters.size(); ++i)
        pairs.append(wordFrom(run.characters, i, 2));
    if (pairs.isEmpty())
        pairs.append(wordFrom(run.characters, 0, 1));
    return pairs;
}

/// As wordsOf(), for ASCII: most text, in a fifth of the time.
QStringList asciiWordsOf(QStringView text)
{
    QStringList words;
    const QString lower = text.toString().toLower();
    const auto isInWord = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    for (auto at = lower.cbegin(); at != lower.cend();) {
        at = std::find_if(at, lower.cend(), isInWord);
        const auto end = std::find_if_not(at, lower.cend(), isInWord);
        if (at != end)
            words.append(QString(at, qMin<qsizetype>(end - at, kMaxWordCharacters)));
        at = end;
    }
    return words;
}

} // namespace

QStringList wordsOf(QStringView text)
{
    if (isAscii(text))
        return asciiWordsOf(text);
    QStringList words;
    const QList<Run> runs = runsOf(text);
    for (const Run &run : runs) {
        if (!run.isUnspaced) {
            words.append(wordFrom(run.characters, 0, kMaxWordCharacters));
            continue;
        }
        words.append(pairsOf(run));
        if (run.characters.size() > 1)
            words.append(wordFrom(run.characters, run.characters.size() - 1, 1));
    }
    return words;
}

QList<Phrase> phrasesOf(QStringView text, bool isPrefix)
{
    QList<Phrase> phrases;
    const QList<Run> runs = runsOf(text);
    bool isSpacedLast = false;
    for (const Run &run : runs) {
        if (run.isUnspaced) {
            // A single character is found at the beginning of a pair, and alone at the end of a run.
            phrases.append({pairsOf(run), run.characters.size() == 1});
        } else {
            const QString word = wordFrom(run.characters, 0, kMaxWordCharacters);
            if (isSpacedLast)
                phrases.last().words.append(word);
            else
                phrases.append({{word}, false});
        }
        isSpacedLast = !run.isUnspaced;
    }
    if (isPrefix && isSpacedLast && runs.last().characters.size() >= kMinPrefixCharacters)
        phrases.last().isPrefix = true;
    return phrases;
}

QString wordsVersion()
{
    return QStringLiteral("%1.%2").arg(kRules).arg(static_cast<int>(QChar::currentUnicodeVersion()));
}

} // namespace Chalkwire::Store
