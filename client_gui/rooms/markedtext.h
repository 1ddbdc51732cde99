// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Chalkwire::ClientGui {

/// A part of a text that is shown in another way.
struct TextSpan
{
    enum class Kind : quint8 { Code, Bold, Italic, Link };
    Kind kind = Kind::Bold;
    int start = 0;
    int length = 0;

    bool operator==(const TextSpan &other) const = default;
};

/// A text without its marks, and where they were. A link's text is its address, always.
struct MarkedText
{
    QString text;
    std::vector<TextSpan> spans; ///< in order, none inside another

    QString address(const TextSpan &link) const { return text.mid(link.start, link.length); }
};

/// Reads `code`, **bold** and *italic* within a line, ``` code ``` over lines, and addresses. Nothing nests;
/// what does not fit stays as it is. Links are http, https and mailto with an ASCII host that is written out
/// ("xn--…" too) and has no user name before it: what is seen is where it leads.
/// Shape: takes what shownText() returns: lines parted by U+2028. Total: any text. Cost: O(text).
MarkedText markedText(const QString &shown);
/// The addresses in it, in order.
QStringList linksIn(const QString &shown);

} // namespace Chalkwire::ClientGui
