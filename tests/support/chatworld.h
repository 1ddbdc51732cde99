// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/servercore.h"
#include "store/memorystore.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <map>
#include <set>

namespace Chalkwire::Test {

/// A ServerCore with a history in memory, and clients who speak in frames or lines. What the core asks of the
/// history waits until settle(), so that a test can do something before it is kept.
class ChatWorld
{
public:
    using Frames = QList<QJsonObject>;

    explicit ChatWorld(const Limits &limits = {}, bool hasFiles = false)
        : core(limits, {false, true, hasFiles}, clock, random)
    {
    }

    ConnectionId connect()
    {
        const ConnectionId id = ++m_lastId;
        Core::Effects effects;
        core.opened(id, {}, Wire::Dialect::Undecided, QString(), effects);
        take(effects);
        return id;
    }
    /// Welcome, and in the lobby; nothing of that is in its inbox. `client`: empty for none.
    ConnectionId chatter(const QByteArray &name, const QByteArray &client = {})
    {
        const ConnectionId id = connect();
        const QByteArray secret = client.isEmpty() ? QByteArray() : ",\"client\":\"" + client + '"';
        send(id, "{\"type\":\"hello\",\"protocol\":1,\"name\":\"" + name + '"' + secret + '}');
        send(id, R"({"type":"join","room":"lobby"})");
        (void)heard(id);
        return id;
    }
    void raw(ConnectionId id, const QByteArray &bytes)
    {
        Core::Effects effects;
        core.received(id, bytes, effects);
        take(effects);
    }
    /// With a LF at its end.
    void send(ConnectionId id, const QByteArray &frame) { raw(id, frame + '\n'); }
    void post(ConnectionId id, const QByteArray &postId, const QByteArray &text,
              const QByteArray &room = "lobby")
    {
        send(id,
             R"({"type":"post","id":")" + postId + R"(","room":")" + room + R"(","text":")" + text + "\"}");
    }
    void leave(ConnectionId id)
    {
        Core::Effects effects;
        core.closed(id, effects);
        take(effects);
    }
    void order(const Core::RoomOrder &order)
    {
        Core::Effects effects;
        core.take(order, effects);
        take(effects);
    }
    void pass(Micros time)
    {
        clock.advance(time);
        Core::Effects effects;
        core.tick(effects);
        take(effects);
    }

    /// The history answers until nobody asks any more. `error`: what it says to every Append and Lookup.
    void settle(ErrorCode error = ErrorCode::None)
    {
        while (!work.empty() || hasMoreStored) {
            Core::HistoryWork now = std::exchange(work, {});
            Core::Effects effects;
            if (std::exchange(hasMoreStored, false)) {
                core.proceedStored(effects);
                take(effects);
            }
            for (const Core::NameOf &known : now.names)
                store.setName(known.name, known.author);
            for (const Core::SetRules &rules : now.rules)
                (void)store.setRules(rules.room, rules.rules);
            if (!now.appends.empty())
                answerAppends(now.appends, error);
            for (const Core::ReadTo &read : now.reads)
                store.setMarker(read.reader, {read.room, read.seq});
            for (const Core::Lookup &lookup : now.lookups)
                answer(lookup, error);
        }
    }

    /// What this client was sent since the last call: frames (a payload as "payload", in Latin-1), or lines
    /// as
    /// {"line": text}.
    Frames heard(ConnectionId id) { return std::exchange(m_inbox[id], {}); }
    /// Of these, the ones of this type.
    Frames heard(ConnectionId id, QStringView type)
    {
        Frames frames = heard(id);
        frames.removeIf([type](const QJsonObject &frame) { return frame.value(u"type").toString() != type; });
        return frames;
    }
    bool isClosed(ConnectionId id) const { return m_closed.contains(id); }
    CloseReason reason(ConnectionId id) const { return m_closed.at(id); }
    bool isHeld(ConnectionId id) const { return m_held.contains(id); }

    void take(Core::Effects &effects)
    {
        for (const Core::Effect &effect : effects.items) {
            if (const auto *sent = std::get_if<Core::Send>(&effect)) {
                for (const ConnectionId id : sent->to)
                    deliver(id, sent->bytes);
            } else if (const auto *close = std::get_if<Core::Close>(&effect)) {
                m_closed.emplace(close->connection, close->reason);
            } else if (const auto *hold = std::get_if<Core::HoldReading>(&effect)) {
                if (hold->isHeld)
                    m_held.insert(hold->connection);
                else
                    m_held.erase(hold->connection);
            }
        }
        const auto move = [](auto &from, auto &to) { to.insert(to.end(), from.begin(), from.end()); };
        move(effects.history.rules, work.rules);
        move(effects.history.appends, work.appends);
        move(effects.history.names, work.names);
        move(effects.history.reads, work.reads);
        move(effects.history.lookups, work.lookups);
        move(effects.files, files);
        move(effects.done, ordersDone);
        hasMoreStored |= effects.hasMoreStored;
        effects = {};
    }

    ManualClock clock;
    SeededRandom random{1};
    Core::ServerCore core;
    Store::MemoryStore store{0};
    Core::HistoryWork work;                  ///< the core asked for it
    std::vector<Core::FileStep> files;       ///< likewise
    std::vector<Core::OrderDone> ordersDone; ///< of what was ordered
    bool hasMoreStored = false;

private:
    void deliver(ConnectionId id, const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const QByteArray line = bytes.sliced(at, bytes.indexOf('\n', at) - at);
            at += line.size() + 1;
            QJsonObject frame = QJsonDocument::fromJson(line).object();
            if (const qsizetype payload = frame.value(u"bytes").toInteger(); payload > 0) {
                frame.insert(QStringLiteral("payload"), QString::fromLatin1(bytes.sliced(at, payload)));
                at += payload;
            }
            if (frame.isEmpty())
                frame.insert(QStringLiteral("line"), QString::fromUtf8(line));
            m_inbox[id].append(frame);
        }
    }
    void answerAppends(const std::vector<Core::Append> &appends, ErrorCode error)
    {
        std::vector<Core::Stored> stored;
        if (error == ErrorCode::None)
            stored = store.append(appends);
        else
            for (const Core::Append &item : appends)
                stored.push_back({item.ticket, item.room, item.entry, false, error});
        Core::Effects effects;
        core.stored(std::move(stored), effects);
        take(effects);
    }
    void answer(const Core::Lookup &lookup, ErrorCode error)
    {
        Core::Effects effects;
        if (const auto *page = std::get_if<Core::PageRequest>(&lookup)) {
            Core::Page answer = store.page(*page);
            answer.error = error;
            core.paged(answer, effects);
        } else if (const auto *search = std::get_if<Core::SearchRequest>(&lookup)) {
            Core::Found found = store.search(*search);
            if (error != ErrorCode::None)
                found.error = error;
            core.found(found, effects);
        } else if (const auto *request = std::get_if<Core::MarksRequest>(&lookup)) {
            Core::Marks marks{request->ticket, {}, error};
            for (const Store::Marker &marker : store.markers(request->reader))
                marks.marks.emplace_back(marker.room, marker.seq);
            core.marked(marks, effects);
        }
        take(effects);
    }

    ConnectionId m_lastId = 0;
    std::map<ConnectionId, Frames> m_inbox;
    std::map<ConnectionId, CloseReason> m_closed;
    std::set<ConnectionId> m_held;
};

} // namespace Chalkwire::Test
