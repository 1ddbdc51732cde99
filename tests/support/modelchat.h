// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// length: a whole server, small as it is
#pragma once

#include "base/random.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <map>
#include <vector>

/// As little of a Chalkwire server with history as a client needs to be tried against: one author, one
/// connection at a time, posts only. Its log outlives connections, like a disk. docs/protocol.md §9
namespace Chalkwire::Test {

using namespace Qt::StringLiterals;

class ModelChat
{
public:
    struct Said
    {
        QString from;
        QString text;
    };

    explicit ModelChat(Random &random)
        : m_random(random)
    {
    }

    void connected()
    {
        m_in.clear();
        m_out.clear();
        m_joined.clear();
    }
    void receive(const QByteArray &bytes)
    {
        m_in += bytes;
        for (qsizetype end = m_in.indexOf('\n'); end >= 0; end = m_in.indexOf('\n')) {
            const QJsonObject frame = QJsonDocument::fromJson(m_in.first(end)).object();
            m_in.remove(0, end + 1);
            take(frame, frame.value(u"type"_s).toString());
        }
    }
    /// What it has to say: frames of a replay and new ones mixed at random.
    QByteArray send()
    {
        for (auto &[room, replay] : m_joined) {
            while (replay < log[room].size() && m_random.next() % 4 != 0)
                m_out += entry(room, ++replay, true);
        }
        return std::exchange(m_out, {});
    }
    /// Somebody else says something.
    void say(const QString &room, const QString &text)
    {
        log[room].push_back({u"ben"_s, text});
        const auto joined = m_joined.find(room);
        if (joined == m_joined.end())
            return;
        if (joined->second + 1 == log[room].size())
            ++joined->second;
        m_out += entry(room, log[room].size(), false);
    }

    std::map<QString, std::vector<Said>> log;               ///< of each room; the number is the place, from 1
    std::map<QString, std::pair<QString, std::size_t>> ids; ///< room and number of what was said under an id
    bool isFull = false;                                    ///< the disk

private:
    void take(const QJsonObject &frame, const QString &type)
    {
        const QString room = frame.value(u"room"_s).toString();
        const QString id = frame.value(u"id"_s).toString();
        if (type == u"hello")
            answer({{u"type"_s, u"welcome"_s},
                    {u"protocol"_s, 1},
                    {u"name"_s, u"ana"_s},
                    {u"features"_s, QJsonArray{u"history"_s}}});
        else if (type == u"join")
            join(room, id, frame.value(u"since"_s));
        else if (type == u"post")
            post(room, id, frame.value(u"text"_s).toString());
        else if (type == u"history")
            history(room, id, frame);
        else if (type == u"ping")
            answer({{u"type"_s, u"pong"_s}, {u"id"_s, id}});
        else if (type == u"marks")
            answer({{u"type"_s, u"marks"_s}, {u"id"_s, id}});
    }
    void join(const QString &room, const QString &id, const QJsonValue &since)
    {
        const qint64 last = qint64(log[room].size());
        answer(
            {{u"type"_s, u"room"_s}, {u"id"_s, id}, {u"room"_s, room}, {u"first"_s, 1}, {u"last"_s, last}});
        m_joined[room] = static_cast<std::size_t>(since.isUndefined() ? last : since.toInteger());
    }
    void post(const QString &room, const QString &id, const QString &text)
    {
        if (!m_joined.contains(room) || (isFull && !ids.contains(id))) {
            answer({{u"type"_s, u"error"_s},
                    {u"id"_s, id},
                    {u"code"_s, m_joined.contains(room) ? u"storage_full"_s : u"not_in_room"_s}});
            return;
        }
        if (!ids.contains(id)) {
            log[room].push_back({u"ana"_s, text});
            ids[id] = {room, log[room].size()};
            if (m_joined[room] + 1 == log[room].size())
                ++m_joined[room]; // the ack is all that its author gets
        }
        answer({{u"type"_s, u"ack"_s}, {u"id"_s, id}, {u"room"_s, room}, {u"seq"_s, qint64(ids[id].second)}});
    }
    void history(const QString &room, const QString &id, const QJsonObject &frame)
    {
        const auto size = qint64(log[room].size());
        const qint64 after = frame.value(u"after"_s).toInteger();
        for (qint64 seq = after + 1; seq <= std::min(size, after + 3); ++seq)
            m_out += entry(room, std::size_t(seq), true);
        answer({{u"type"_s, u"history"_s},
                {u"id"_s, id},
                {u"room"_s, room},
                {u"first"_s, 1},
                {u"last"_s, size},
                {u"more"_s, after + 3 < size}});
    }
    QByteArray entry(const QString &room, std::size_t seq, bool isReplay) const
    {
        const Said &said = log.at(room).at(seq - 1);
        QJsonObject frame{{u"type"_s, u"message"_s},
                          {u"room"_s, room},
                          {u"seq"_s, qint64(seq)},
                          {u"from"_s, said.from},
                          {u"text"_s, said.text}};
        if (isReplay)
            frame.insert(u"replay"_s, true);
        return QJsonDocument(frame).toJson(QJsonDocument::Compact) + '\n';
    }
    void answer(const QJsonObject &frame)
    {
        m_out += QJsonDocument(frame).toJson(QJsonDocument::Compact) + '\n';
    }

    Random &m_random;
    QByteArray m_in;
    QByteArray m_out;
    std::map<QString, std::size_t> m_joined; ///< the rooms of the connection, and how far each was replayed
};

} // namespace Chalkwire::Test
