// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chatclientcore.h"
#include "support/effectreader.h"

#include <QRegularExpression>

/// A ChatClientCore with a clock of its own, whose effects read as lines: "> {...}" is sent, "said lobby 5
/// ben: hi" is told. Ids and secrets are counted and read as #1, #2, ...: the first id that is drawn is #1.
namespace Chalkwire::Test {

/// 1, 2, 3, ...
class CountingRandom final : public Random
{
public:
    quint64 next() override { return ++m_last; }

private:
    quint64 m_last = 0;
};

/// "#3" for the third of what CountingRandom makes drawId() draw.
inline QString shortIds(QString text)
{
    static const QRegularExpression id(u"0{8}[0-9a-f]{8}0{8}[0-9a-f]{8}"_s);
    for (auto found = id.match(text); found.hasMatch(); found = id.match(text)) {
        const quint64 number = found.captured().right(16).toULongLong(nullptr, 16) / 2;
        text.replace(found.capturedStart(), found.capturedLength(), u"#%1"_s.arg(number));
    }
    return text;
}

/// So that a test that lets time pass hears nothing but what it is about.
inline Limits quietLimits()
{
    Limits limits;
    limits.chatFirstPingMs = 0;
    return limits;
}

class ClientHarness
{
public:
    explicit ClientHarness(const Limits &limits = quietLimits())
        : core(limits, clock, random)
    {
    }

    /// Every call below returns what it brought, as lines.
    QStringList open()
    {
        return run([](auto &c, auto &e) { c.opened(e); });
    }
    QStringList close()
    {
        return run([](auto &c, auto &e) { c.closed(e); });
    }
    QStringList feed(const QByteArray &bytes)
    {
        return run([&](auto &c, auto &e) { c.received(bytes, e); });
    }
    QStringList pass(Micros time)
    {
        clock.advance(time);
        return run([](auto &c, auto &e) { c.tick(e); });
    }
    QStringList restore(const Core::KeptClient &kept)
    {
        return run([&](auto &c, auto &e) { c.restore(kept, e); });
    }
    QStringList post(const QString &room, const QString &text)
    {
        return run([&](auto &c, auto &e) { (void)c.post(room, text, 0, e); });
    }
    QStringList join(const QString &room)
    {
        return run([&](auto &c, auto &e) { (void)c.join(room, false, e); });
    }
    template<class Call>
    QStringList run(Call call)
    {
        effects = {};
        call(core, effects);
        return read(effects);
    }
    QStringList read(const Core::ClientEffects &filled)
    {
        QStringList lines;
        for (const Core::ClientEffect &effect : filled.items) {
            if (const auto *frame = std::get_if<Core::FrameSeen>(&effect))
                frames.push_back(*frame);
            else
                lines.append(shortIds(std::visit(EffectReader(), effect)));
        }
        return lines;
    }

    /// A connection that is welcome, as ana, in these rooms, none of which has an entry yet.
    void enter(const QStringList &rooms = {u"lobby"_s}, const QByteArray &features = "\"history\"")
    {
        Core::KeptClient kept;
        kept.secret = u"secret-of-ana-01"_s;
        kept.name = u"ana"_s;
        for (const QString &room : rooms)
            kept.rooms.push_back({room, false, std::nullopt, 0});
        (void)restore(kept);
        welcome(features);
        for (const QString &room : rooms)
            (void)feed("{\"type\":\"room\",\"room\":\"" + room.toUtf8() +
                       "\",\"members\":[\"ana\",\"ben\"],\"count\":2,\"first\":1,\"last\":0}\n");
    }
    void welcome(const QByteArray &features = "\"history\"")
    {
        (void)open();
        (void)feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"server\":\"S\",\"features\":[" +
                   features + "]}\n");
        (void)feed("{\"type\":\"marks\",\"marks\":[]}\n");
    }
    static QByteArray message(quint64 seq, const QByteArray &from, const QByteArray &text,
                              const QByteArray &more = {})
    {
        return "{\"type\":\"message\",\"room\":\"lobby\",\"seq\":" + QByteArray::number(seq) +
               ",\"from\":\"" + from + "\",\"text\":\"" + text + "\",\"time\":7" + more + "}\n";
    }

    ManualClock clock;
    CountingRandom random;
    Core::ChatClientCore core;
    Core::ClientEffects effects;         ///< of the last call
    std::vector<Core::FrameSeen> frames; ///< every frame seen so far
};

} // namespace Chalkwire::Test
