// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serverlink.h"

#include "core/names.h"

#include <utility>

namespace Chalkwire::Core {

ServerLink::ServerLink(const Limits &ourLimits, const Clock &clock)
    : limits(ourLimits)
    , m_clock(clock)
{
}

bool ServerLink::isOwn(QStringView from) const
{
    return !name.isEmpty() && nameKey(from) == nameKey(name);
}

qint64 ServerLink::nameLimit() const
{
    return limits.name == 0 ? kMaxNameCharacters : std::min(limits.name, kMaxNameCharacters);
}

void ServerLink::send(const QByteArray &frame, const QString &room, ClientEffects &effects)
{
    effects.items.emplace_back(Send{kConnection, frame, FrameType::Chat, room});
}

std::optional<QString> ServerLink::ask(Asked request)
{
    if (m_asked.size() >= kMaxAsked)
        return std::nullopt;
    const QString id = QStringLiteral("r%1").arg(++m_lastId);
    m_asked.emplace(id, std::move(request));
    return id;
}

std::optional<Asked> ServerLink::answered(const QString &id)
{
    const auto node = m_asked.extract(id);
    return node ? std::optional(node.mapped()) : std::nullopt;
}

std::map<QString, Asked> ServerLink::dropAsked()
{
    return std::exchange(m_asked, {});
}

} // namespace Chalkwire::Core
