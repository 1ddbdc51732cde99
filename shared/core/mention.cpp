// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mention.h"

#include "core/names.h"

#include <QList>

namespace Chalkwire::Core {

namespace {

bool isWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'_';
}

bool isWrittenWithoutSpaces(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

/// Whether a word ends between `edge`, the first or last character of the name, and what is next to it:
/// `near`, then `far`; 0 stands for the end of the text.
bool isBoundary(char32_t edge, char32_t near, char32_t far)
{
    if (near == U'-' || near == U'.')
        return !isWord(far) || isWrittenWithoutSpaces(far); // "ana." but not "ana-maria"
    return !isWord(near) || isWrittenWithoutSpaces(near) || isWrittenWithoutSpaces(edge);
}

} // namespace

bool mentions(QStringView text, QStringView name)
{
    const QList<uint> word = nameKey(name).toUcs4();
    const QList<uint> all = nameKey(text).toUcs4();
    if (word.isEmpty())
        return false;
    const auto at = [&](qsizetype i) { return i < 0 || i >= all.size() ? 0u : all[i]; };
    for (qsizetype from = 0; from + word.size() <= all.size(); ++from) {
        const qsizetype end = from + word.size();
        if (std::equal(word.begin(), word.end(), all.begin() + from) &&
            isBoundary(word.first(), at(from - 1), at(from - 2)) &&
            isBoundary(word.last(), at(end), at(end + 1)))
            return true;
    }
    return false;
}

} // namespace Chalkwire::Core
