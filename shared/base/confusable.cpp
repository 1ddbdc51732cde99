// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/confusable.h"

#include "base/log.h"

#include <algorithm>
#include <array>

// Of ICU only the C interface: its C++ classes have the release in their names, and Windows' own ICU has
// none.
#define U_SHOW_CPLUSPLUS_API 0
#include <unicode/uchar.h>
#include <unicode/uspoof.h>

namespace Chalkwire {

namespace {

const USpoofChecker *makeChecker()
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks(
        checker, USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE | USPOOF_HIDDEN_OVERLAY | USPOOF_MIXED_NUMBERS,
        &status);
    if (U_FAILURE(status) != 0)
        qCWarning(lcApp) << "ICU cannot tell which names look alike:" << u_errorName(status);
    return checker;
}

/// Made once and never changed, so that any thread may use it; never closed, for threads may outlive main().
const USpoofChecker *checker()
{
    static const USpoofChecker *const made = makeChecker();
    return made;
}

QString textOf(char32_t c)
{
    return QString::fromUcs4(&c, 1);
}

QString icuSkeletonOf(char32_t c)
{
    constexpr int32_t kLongest = 64; // UTF-16 units; the longest of one decomposed character has 6
    const QString text = textOf(c);
    std::array<char16_t, kLongest> skeleton{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size =
        uspoof_getSkeleton(checker(), 0, reinterpret_cast<const char16_t *>(text.utf16()),
                           static_cast<int32_t>(text.size()), skeleton.data(), kLongest, &status);
    return U_SUCCESS(status) != 0 ? QStringView(skeleton.data(), size).toString() : text;
}

constexpr char32_t kAsciiEnd = 0x80;
// No characters; in the place of a skeleton's:
constexpr char32_t kAnything = 0xffff'fffe; ///< like all that have its key
constexpr char32_t kNothing = 0xffff'ffff;  ///< like its own other case

/// A big M counts as a small one: only that is like something else, rn.
QString withoutBigM(QString skeleton)
{
    return skeleton.replace(u'M', QLatin1StringView("rn"));
}

/// ASCII is most of what is asked, and the same answer each time.
QString skeletonOf(char32_t c)
{
    static const auto kAscii = [] {
        std::array<QString, kAsciiEnd> all;
        for (char32_t ascii = 0; ascii < kAsciiEnd; ++ascii)
            all[ascii] = withoutBigM(icuSkeletonOf(ascii));
        return all;
    }();
    return c < kAsciiEnd ? kAscii[c] : withoutBigM(icuSkeletonOf(c));
}

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < kAsciiEnd; });
}

} // namespace

NameTrick trickOf(QStringView name)
{
    if (isAscii(name)) // one script, its own digits, no marks
        return NameTrick::None;
    const QList<uint> characters = name.toUcs4();
    const auto isIgnorable = [](uint c) {
        return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    };
    if (std::any_of(characters.begin(), characters.end(), isIgnorable))
        return NameTrick::Invisible;
    UErrorCode status = U_ZERO_ERROR;
    const int32_t found =
        uspoof_check(checker(), name.utf16(), static_cast<int32_t>(name.size()), nullptr, &status);
    if ((found & (USPOOF_INVISIBLE | USPOOF_HIDDEN_OVERLAY)) != 0)
        return NameTrick::Invisible;
    if ((found & USPOOF_RESTRICTION_LEVEL) != 0)
        return NameTrick::MixedScripts;
    return (found & USPOOF_MIXED_NUMBERS) != 0 ? NameTrick::MixedDigits : NameTrick::None;
}

Look::Look(QStringView name)
{
    const QString text = name.first(std::min(name.size(), kMaxCharacters)).toString();
    for (const uint c : text.normalized(QString::NormalizationForm_KD).toUcs4()) {
        m_written.append(c, c);
        m_small.append(c, QChar::toCaseFolded(c));
    }
}

bool Look::isLike(const Look &other) const
{
    return m_written.isLike(other.m_written) || m_small.isLike(other.m_small);
}

void Look::Form::append(char32_t written, char32_t shown)
{
    // I is like l, and i in lower case.
    const QString shape = skeletonOf(shown).toLower().replace(u'i', u'l');
    const QList<uint> characters = shape.toUcs4();
    QList<uint> skeleton = skeletonOf(written).toUcs4();
    if (written == U'0')
        skeleton.fill(kAnything); // like an o of any size
    else if (skeleton.size() != characters.size())
        skeleton.fill(kNothing, characters.size());
    const char32_t folded = QChar::toCaseFolded(written);
    const QChar::Script script = QChar::script(written);
    for (const uint part : skeleton)
        sources.push_back({part, folded, script});
    key += shape;
}

bool Look::Form::isLike(const Form &other) const
{
    return key == other.key &&
           std::equal(sources.begin(), sources.end(), other.sources.begin(), other.sources.end(),
                      [](const Source &a, const Source &b) { return a.isLike(b); });
}

/// Two characters with the same key. In one script they may have it by way of a third: I and L are both like
/// l, in different ways, and nobody takes Ian for Lan. A digit is like nothing by way of a third.
bool Look::Source::isLike(const Source &other) const
{
    if (skeleton == kAnything || other.skeleton == kAnything)
        return true;
    if (skeleton == other.skeleton || folded == other.folded)
        return true;
    return script != other.script && script != QChar::Script_Common && other.script != QChar::Script_Common;
}

} // namespace Chalkwire
