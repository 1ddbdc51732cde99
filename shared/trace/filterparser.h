// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trafficfilter.h"

#include <optional>

namespace Chalkwire::Trace {

/// Reads the text of one filter by recursive descent. docs/filter.md has the language; TrafficFilter has the
/// limits. Use once: FilterParser(text).parse().
class FilterParser
{
public:
    explicit FilterParser(QStringView text)
        : m_text(text)
    {
    }
    Result<TrafficFilter> parse();

private:
    /// Each returns the index of its node, or nothing after fail().
    std::optional<int> alternatives();
    std::optional<int> sequence();
    std::optional<int> factor();
    std::optional<int> group();
    std::optional<int> term();

    std::optional<int> addTerm(const FilterTerm &term, qsizetype from);
    int addNode(TrafficFilter::Operation operation, int left, int right = -1);
    std::optional<FilterTerm> keyed(QStringView key, const QString &value) const;
    std::optional<int> fail(qsizetype from);
    std::optional<QString> quoted();
    QStringView word();
    void skipSpace();
    bool atEnd() const { return m_at == m_text.size(); }
    bool isAt(char16_t c) const { return !atEnd() && m_text[m_at] == c; }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
    TrafficFilter m_filter;
};

} // namespace Chalkwire::Trace
