// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clientharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Test;

namespace {

QByteArray direct(quint64 seq, const QByteArray &from, const QByteArray &to, const QByteArray &more = {})
{
    return "{\"type\":\"direct\",\"room\":\"@\",\"seq\":" + QByteArray::number(seq) + ",\"from\":\"" + from +
           "\",\"to\":\"" + to + "\",\"text\":\"x\",\"time\":7" + more + "}\n";
}

QByteArray joined(quint64 first, quint64 last)
{
    return "{\"type\":\"room\",\"room\":\"@\",\"members\":[],\"count\":0,\"first\":" +
           QByteArray::number(first) + ",\"last\":" + QByteArray::number(last) + "}\n";
}

const QByteArray kReplay = ",\"replay\":true";

QStringList conversationCounts(const QStringList &lines)
{
    return lines.filter(QRegularExpression(u"^counts @[^ ]"_s));
}

void enter(ClientHarness &h, quint64 last = 3)
{
    h.enter({}, "\"history\",\"directs\"");
    (void)h.feed(joined(1, last));
}

/// What a client that follows the effects has kept.
class Disk
{
public:
    void keep(const ClientEffects &effects)
    {
        for (const ClientEffect &effect : effects.items) {
            if (const auto *kept = std::get_if<KeepRoom>(&effect))
                m_rooms.insert_or_assign(kept->room.room, kept->room);
            else if (const auto *gone = std::get_if<ForgetRoom>(&effect))
                m_rooms.erase(gone->room);
        }
    }
    KeptClient kept() const
    {
        KeptClient client{u"secret-of-ana-01"_s, u"ana"_s, {}, {}};
        for (const auto &[name, room] : m_rooms)
            client.rooms.push_back(room);
        return client;
    }
    bool has(const QString &room) const { return m_rooms.contains(room); }

private:
    std::map<QString, KeptRoom> m_rooms;
};

} // namespace

/// What is not read of each direct conversation: docs/protocol.md §9.12.
class tst_Conversations : public QObject
{
    Q_OBJECT

private slots:
    void eachHasItsCount();
    void readingOneLeavesTheOthers();
    void countsOutliveARestart();
    void crashBetweenCountAndCursor();
    void olderPagesCountNothingTwice();
    void readElsewhere();
    void beginsAnewWithTheHistory();
    void whatIsGoneIsNotUnread();
    void tooMuchIsBounded();
    void silentOnesMakePlace();
    void unsoundOnesAreNotRestored_data();
    void unsoundOnesAreNotRestored();
};

void tst_Conversations::eachHasItsCount()
{
    ClientHarness h;
    enter(h);
    QCOMPARE(conversationCounts(h.feed(direct(4, "ben", "ana"))), QStringList{u"counts @ben 1 1 read 3"_s});
    QCOMPARE(conversationCounts(h.feed(direct(5, "cy", "ana") + direct(6, "Ben", "ana"))),
             (QStringList{u"counts @ben 2 2 read 3"_s, u"counts @cy 1 1 read 4"_s}));
    QCOMPARE(conversationCounts(h.feed(direct(7, "ana", "ben", ",\"own\":true"))), QStringList());
    QCOMPARE(conversationCounts(h.feed(direct(4, "ben", "ana"))), QStringList()); // once
}

void tst_Conversations::readingOneLeavesTheOthers()
{
    ClientHarness h;
    enter(h);
    (void)h.feed(direct(4, "ben", "ana") + direct(5, "cy", "ana") + direct(6, "ben", "ana"));
    const auto read = [&h](const QString &room, quint64 seq) {
        return h.run([&](auto &c, auto &e) { c.markRead(room, seq, e); });
    };
    QCOMPARE(conversationCounts(read(u"@ben"_s, 4)), QStringList{u"counts @ben 1 1 read 4"_s});
    QCOMPARE(conversationCounts(read(u"@ben"_s, 4)), QStringList());
    const QStringList rest = read(u"@Ben"_s, 6);
    QVERIFY(rest.contains(u"forget room @ben"_s));
    QCOMPARE(conversationCounts(rest), QStringList{u"counts @ben 0 0 read 6"_s});
    QCOMPARE(rest.filter(u"> "_s), QStringList()); // a message of cy is not read
    (void)h.pass(Millis(1000));
    const QStringList all = read(u"@cy"_s, 99);
    QVERIFY(all.contains(u"> {\"type\":\"read\",\"room\":\"@\",\"seq\":6}"_s));
    QVERIFY(all.contains(u"counts @cy 0 0 read 6"_s));
    QVERIFY(all.contains(u"counts @ 0 0 read 6"_s));
    QCOMPARE(read(u"@nobody"_s, 6), QStringList());
    QCOMPARE(conversationCounts(h.feed(direct(7, "ben", "ana"))), QStringList{u"counts @ben 1 1 read 6"_s});
}

void tst_Conversations::countsOutliveARestart()
{
    Disk disk;
    {
        ClientHarness h;
        enter(h);
        disk.keep(h.effects);
        (void)h.feed(direct(4, "ben", "ana") + direct(5, "cy", "ana") + direct(6, "ben", "ana"));
        disk.keep(h.effects);
        (void)h.run([](auto &c, auto &e) { c.markRead(u"@cy"_s, 5, e); });
        disk.keep(h.effects);
        QVERIFY(!disk.has(u"@cy"_s));
    }
    ClientHarness h;
    QCOMPARE(conversationCounts(h.restore(disk.kept())), QStringList{u"counts @ben 2 2 read 3"_s});
    h.welcome("\"history\",\"directs\"");
    (void)h.feed(joined(1, 8));
    QCOMPARE(conversationCounts(h.feed(direct(7, "ben", "ana", kReplay) + direct(8, "cy", "ana", kReplay))),
             (QStringList{u"counts @ben 3 3 read 3"_s, u"counts @cy 1 1 read 7"_s}));
    QCOMPARE(conversationCounts(h.run([](auto &c, auto &e) { c.markRead(u"@ben"_s, 7, e); })),
             QStringList{u"counts @ben 0 0 read 7"_s});
}

void tst_Conversations::crashBetweenCountAndCursor()
{
    KeptClient kept{u"secret-of-ana-01"_s, u"ana"_s, {}, {}};
    kept.rooms.push_back({u"@"_s, false, 3, 3});
    kept.rooms.push_back({u"@ben"_s, false, 4, 3, 1}); // what it counts the inbox does not know yet
    ClientHarness h;
    (void)h.restore(kept);
    h.welcome("\"history\",\"directs\"");
    const QStringList lines =
        h.feed(joined(1, 5) + direct(4, "ben", "ana", kReplay) + direct(5, "ben", "ana", kReplay));
    QCOMPARE(conversationCounts(lines), QStringList{u"counts @ben 2 2 read 3"_s});
    const QStringList places = h.feed(direct(6, "ben", "ana")).filter(QRegularExpression(u"^keep room @"_s));
    QCOMPARE(places.size(), 2);
    QVERIFY(places.first().startsWith(u"keep room @ben"_s));
}

void tst_Conversations::olderPagesCountNothingTwice()
{
    KeptClient kept{
        u"secret-of-ana-01"_s, u"ana"_s, {{u"@"_s, false, 6, 0}, {u"@ben"_s, false, 6, 3, 2}}, {}};
    ClientHarness h;
    (void)h.restore(kept);
    h.welcome("\"history\",\"directs\"");
    (void)h.feed(joined(1, 6));
    (void)h.run([](auto &c, auto &e) { (void)c.loadOlder(u"@"_s, 0, e); });
    QByteArray page;
    for (quint64 seq = 1; seq <= 6; ++seq)
        page += direct(seq, seq == 5 ? "cy" : "ben", "ana", kReplay);
    page += "{\"type\":\"history\",\"id\":\"r3\",\"room\":\"@\",\"first\":1,\"last\":6,\"more\":false}\n";
    const QStringList lines = h.feed(page);
    QCOMPARE(lines.filter(u"older @"_s).size(), 1);
    QCOMPARE(conversationCounts(lines), QStringList()); // 4 and 6 are the two; cy's was read
    QCOMPARE(conversationCounts(h.run([](auto &c, auto &e) { c.markRead(u"@ben"_s, 4, e); })),
             QStringList{u"counts @ben 1 1 read 4"_s});
}

void tst_Conversations::readElsewhere()
{
    ClientHarness h;
    enter(h);
    (void)h.feed(direct(4, "ben", "ana") + direct(5, "cy", "ana"));
    (void)h.close();
    (void)h.open();
    (void)h.feed(
        "{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\",\"directs\"]}\n");
    QCOMPARE(conversationCounts(h.feed("{\"type\":\"marks\",\"marks\":[{\"room\":\"@\",\"seq\":4}]}\n")),
             QStringList{u"counts @ben 0 0 read 4"_s});
    (void)h.feed(joined(1, 5));
    QCOMPARE(conversationCounts(h.run([](auto &c, auto &e) { c.markRead(u"@"_s, 5, e); })),
             QStringList{u"counts @cy 0 0 read 5"_s});
}

void tst_Conversations::beginsAnewWithTheHistory()
{
    ClientHarness h;
    enter(h);
    (void)h.feed(direct(4, "ben", "ana"));
    (void)h.close();
    h.welcome("\"history\",\"directs\"");
    const QStringList lines = h.feed(joined(1, 1));
    QVERIFY(lines.contains(u"restarted @"_s));
    QVERIFY(lines.contains(u"forget room @ben"_s));
    QCOMPARE(conversationCounts(lines), QStringList{u"counts @ben 0 0 read 0"_s});
    QCOMPARE(conversationCounts(h.feed(direct(1, "ben", "ana", kReplay))),
             QStringList{u"counts @ben 1 1 read 0"_s});
}

void tst_Conversations::whatIsGoneIsNotUnread()
{
    ClientHarness h;
    enter(h);
    (void)h.feed(direct(4, "ben", "ana") + direct(5, "cy", "ana"));
    (void)h.close();
    h.welcome("\"history\",\"directs\"");
    QCOMPARE(conversationCounts(h.feed(joined(5, 5))), QStringList{u"counts @ben 0 0 read 4"_s});
}

void tst_Conversations::tooMuchIsBounded()
{
    ClientHarness h;
    enter(h);
    QByteArray all;
    for (quint64 seq = 4; seq < 4 + ClientRoom::kMaxUnread + 5; ++seq)
        all += direct(seq, "ben", "ana");
    QCOMPARE(conversationCounts(h.feed(all)), QStringList{u"counts @ben 1000 1000 read 3"_s});
}

void tst_Conversations::silentOnesMakePlace()
{
    constexpr quint64 kMost = Conversations::kMaxConversations;
    ClientHarness h;
    enter(h, 0);
    QByteArray all;
    for (quint64 seq = 1; seq <= kMost; ++seq)
        all += direct(seq, "n" + QByteArray::number(seq), "ana");
    QCOMPARE(conversationCounts(h.feed(all)).size(), int(kMost));
    (void)h.feed(direct(kMost + 1, "n1", "ana")); // so n2 is silent for longest
    const QStringList lines = h.feed(direct(kMost + 2, "new", "ana"));
    QCOMPARE(conversationCounts(lines),
             (QStringList{u"counts @n2 0 0 read 1"_s, u"counts @new 1 1 read 257"_s}));
    QVERIFY(lines.contains(u"forget room @n2"_s));
}

void tst_Conversations::unsoundOnesAreNotRestored_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<quint64>("cursor");
    QTest::addColumn<quint64>("read");
    QTest::addColumn<quint64>("unread");
    QTest::addColumn<QString>("told");
    QTest::newRow("sound") << u"@ben"_s << quint64(9) << quint64(3) << quint64(2)
                           << u"counts @ben 2 2 read 3"_s;
    QTest::newRow("nobody") << u"@"_s << quint64(9) << quint64(3) << quint64(2) << QString();
    QTest::newRow("no-name") << u"@a b"_s << quint64(9) << quint64(3) << quint64(2) << QString();
    QTest::newRow("room") << u"ben"_s << quint64(9) << quint64(3) << quint64(2) << QString();
    QTest::newRow("read") << u"@ben"_s << quint64(3) << quint64(3) << quint64(2) << QString();
    QTest::newRow("none") << u"@ben"_s << quint64(9) << quint64(3) << quint64(0) << QString();
    QTest::newRow("negative") << u"@ben"_s << ~quint64(0) << quint64(3) << quint64(2) << QString();
    QTest::newRow("more-than-there-are")
        << u"@ben"_s << quint64(9) << quint64(3) << quint64(7) << u"counts @ben 6 6 read 3"_s;
    QTest::newRow("too-many") << u"@ben"_s << quint64(9000) << quint64(3) << quint64(5000)
                              << u"counts @ben 1000 1000 read 3"_s;
}

void tst_Conversations::unsoundOnesAreNotRestored()
{
    QFETCH(QString, room);
    QFETCH(quint64, cursor);
    QFETCH(quint64, read);
    QFETCH(quint64, unread);
    ClientHarness h;
    const QStringList lines =
        h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{room, false, cursor, read, unread}}, {}});
    QTEST(conversationCounts(lines).join(u'|'), "told");
}

QTEST_APPLESS_MAIN(tst_Conversations)
#include "tst_conversations.moc"
