// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterterm.h"

#include <vector>

namespace Chalkwire::Trace {

/// Which records the traffic table shows: `from:ana "hello" bytes>100`. The language is docs/filter.md.
/// Limits: kMaxCharacters of text, kMaxTerms terms, kMaxNesting groups inside each other.
/// Errors: BadFilter with the offending word (detail) and its position in characters.
/// Thread: any; matches() only reads. Cost: matches() is O(terms * bytes) and allocates only when the text it
/// looks for has letters outside ASCII that have two cases.
class TrafficFilter
{
public:
    static constexpr qsizetype kMaxCharacters = 1024;
    static constexpr int kMaxTerms = 64;
    static constexpr int kMaxNesting = 16;

    /// The filter that every record passes: what empty text gives.
    TrafficFilter() = default;
    /// Total: any text gives a filter or an error.
    static Result<TrafficFilter> parse(QStringView text);

    bool matches(const Record &record) const;
    bool isEmpty() const { return m_nodes.empty(); }

private:
    friend class FilterParser;
    enum class Operation : quint8 { Term, Not, And, Or };
    struct Node
    {
        Operation operation = Operation::Term;
        int left = -1;  ///< of m_nodes, or of m_terms for Operation::Term
        int right = -1; ///< of m_nodes; And and Or only
    };
    bool holds(int node, const Record &record) const;

    std::vector<FilterTerm> m_terms;
    std::vector<Node> m_nodes; ///< the last one is the root
};

} // namespace Chalkwire::Trace
