// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trafficfilter.h"

#include "trace/filterparser.h"

namespace Chalkwire::Trace {

Result<TrafficFilter> TrafficFilter::parse(QStringView text)
{
    return FilterParser(text).parse();
}

bool TrafficFilter::matches(const Record &record) const
{
    return m_nodes.empty() || holds(static_cast<int>(m_nodes.size()) - 1, record);
}

bool TrafficFilter::holds(int node, const Record &record) const
{
    const Node &n = m_nodes[static_cast<size_t>(node)];
    switch (n.operation) {
    case Operation::Term:
        return m_terms[static_cast<size_t>(n.left)].matches(record);
    case Operation::Not:
        return !holds(n.left, record);
    case Operation::And:
        return holds(n.left, record) && holds(n.right, record);
    case Operation::Or:
        return holds(n.left, record) || holds(n.right, record);
    }
    return false;
}

} // namespace Chalkwire::Trace
