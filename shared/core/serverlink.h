// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/serverframe.h"

#include <map>

namespace Chalkwire::Core {

/// A request whose answer has not come.
struct Asked
{
    Told::Request what = Told::Request::Who;
    QString room{};
    QString name{};
    quint64 from = 0; ///< Newer: the cursor then
};

/// The server and the connection to it, as the parts of ChatClientCore see them.
/// Bounds: kMaxAsked requests without an answer. `clock` is not owned.
class ServerLink
{
public:
    static constexpr ConnectionId kConnection = 1;
    static constexpr std::size_t kMaxAsked = 256;

    ServerLink(const Limits &ourLimits, const Clock &clock);

    Instant now() const { return m_clock.now(); }
    qint64 wallMillis() const { return m_clock.wallMicros() / 1000; }
    bool isOwn(QStringView from) const; ///< the name is ours
    qint64 nameLimit() const;           ///< characters of a name we may say
    void send(const QByteArray &frame, const QString &room, ClientEffects &effects);

    /// The id to ask with; none when too many have no answer yet.
    std::optional<QString> ask(Asked request);
    std::optional<Asked> answered(const QString &id); ///< takes it out
    std::map<QString, Asked> dropAsked();

    bool isTalking = false; ///< welcome, and not going
    bool hasHistory = false;
    bool hasFiles = false;
    bool isLookingUp = false; ///< one entry is asked for: no page of older ones meanwhile
    bool hasDirects = false;  ///< direct messages are kept; as the last welcome said
    QString history;          ///< which one, if a server said it
    QString name;             ///< what the server calls us; empty before the first welcome
    ServerLimits limits;

private:
    const Clock &m_clock;
    std::map<QString, Asked> m_asked; ///< by id
    quint64 m_lastId = 0;
};

} // namespace Chalkwire::Core
