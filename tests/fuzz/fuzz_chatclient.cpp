// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChatClientCore and a hostile server: every input is a user's doings, chunks, ends and pauses. Nothing may
// crash, no entry may be told twice.
#include "core/chatclientcore.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>

using namespace Chalkwire;
using namespace Qt::StringLiterals;

namespace {

using C = Core::ChatClientCore &;
using B = const QByteArray &;
using E = Core::ClientEffects &;

/// The disk's answer to whatever was asked for last: as it should be, or not at all.
void answer(C c, B b, E e)
{
    const auto ticket = static_cast<quint64>(b.size());
    c.answered({Core::PartHashed{ticket, 5, 5, 1, QByteArray(32, 'a')}, Core::PartRead{ticket, "{}\nhello"},
                Core::PartWritten{ticket, 1, 257}, Core::FileFinished{ticket, u"/a"_s}},
               e);
}

constexpr std::array<void (*)(C, B, E), 16> kDoings{
    [](C c, B, E e) { c.tick(e); },
    [](C c, B, E e) { c.opened(e); },
    [](C c, B, E e) { c.closed(e); },
    [](C c, B b, E e) { (void)c.join(QString::fromUtf8(b), false, e); },
    [](C c, B, E e) { (void)c.leave(u"lobby"_s, e); },
    [](C c, B b, E e) { (void)c.post(u"lobby"_s, QString::fromUtf8(b), 1, e); },
    [](C c, B b, E e) { (void)c.edit(u"lobby"_s, 2, QString::fromUtf8(b), e); },
    [](C c, B, E e) { (void)c.loadOlder(u"lobby"_s, 0, e); },
    [](C c, B b, E e) { (void)c.search(QString::fromUtf8(b), 0, e); },
    [](C c, B b, E e) { c.markRead(u"lobby"_s, quint64(b.size()), e); },
    [](C c, B b, E e) { (void)c.setName(QString::fromUtf8(b), e); },
    [](C c, B, E e) { c.goAway(e); },
    nullptr, // bytes of the server
    [](C c, B, E e) { (void)c.offerFile(u"lobby"_s, u"/files/tea"_s, 0, e); },
    [](C c, B b, E e) { (void)c.fetchFile(u"lobby"_s, quint64(b.size()), u"/files/"_s, e); },
    answer,
};

/// Aborts when a number of the lobby is told twice.
void see(const Core::ClientEffect &effect, bool isFollowed, std::set<quint64> &shown)
{
    const auto *said = std::get_if<Core::Told::Said>(&effect);
    const auto *own = std::get_if<Core::Told::Own>(&effect);
    const bool isSaved =
        isFollowed && own && own->state == Core::Told::Own::State::Saved && !own->comesAsEntry;
    const quint64 seq = said && said->room == u"lobby" ? said->entry.seq : isSaved ? own->seq : 0;
    if (seq > 0 && !shown.insert(seq).second)
        std::abort();
    if (std::holds_alternative<Core::Told::Restarted>(effect) ||
        std::holds_alternative<Core::ForgetRoom>(effect))
        shown.clear();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ManualClock clock;
    SeededRandom random(1);
    Core::ChatClientCore client({}, clock, random);
    std::set<quint64> shown;
    // The first byte says what to do, the second one how many bytes follow.
    const QByteArray begin =
        "\x03\x05lobby\x01" + QByteArray(1, '\0') +
        "\x0c\x4c{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\","
        "\"files\"]}\n";
    const QByteArray all = begin + QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
    for (qsizetype at = 0; at + 2 <= all.size();) {
        const QByteArray bytes = all.mid(at + 2, quint8(all[at + 1]));
        const quint8 what = quint8(all[at]) % 16;
        at += 2 + bytes.size();
        clock.advance(Millis(what == 0 ? 100 * bytes.size() : 0));
        Core::ClientEffects effects;
        if (const auto doing = kDoings[what])
            doing(client, bytes, effects);
        else
            client.received(bytes, effects);
        for (const Core::ClientEffect &effect : effects.items)
            see(effect, client.room(u"lobby"_s), shown);
    }
    return 0;
}
