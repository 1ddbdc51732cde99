// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transferharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;
using Test::line;
using Test::TransferHarness;

namespace {

/// A welcome, with more fields.
QByteArray welcome(const QByteArray &more)
{
    return line("{'type':'welcome','protocol':1,'name':'ana','features':['history','files']," + more + "}");
}

QByteArray room(quint64 first, quint64 last)
{
    return line("{'type':'room','room':'lobby','members':[],'count':0,'first':" + QByteArray::number(first) +
                ",'last':" + QByteArray::number(last) + "}");
}

QStringList sent(const QStringList &lines)
{
    return lines.filter(QRegularExpression(u"^> "_s));
}

} // namespace

/// Numbers that a client knew mean nothing in another history, or in a room that was removed and made anew.
/// docs/protocol.md §9.2, §9.11
class tst_ChatClientAnew : public QObject
{
    Q_OBJECT

private slots:
    void marksOfAnotherHistory();
    void changesOfAnotherHistory();
    void filesOfAnotherHistory();
    void staysInARoomMadeAnew();
    void knowsNoEntryOfARoomMadeAnew();
    void waitsForTheLobby();
};

/// Also of a room that it never got into: the numbers to come would count as read.
void tst_ChatClientAnew::marksOfAnotherHistory()
{
    ClientHarness h;
    (void)h.restore(
        {u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 100}}, {}, u"one"_s});
    (void)h.open();
    QVERIFY(h.feed(welcome("'history':'two'")).contains(u"keep room lobby -"_s));
    QCOMPARE(h.core.room(u"lobby"_s)->readMark(), 0u);
    QVERIFY(!h.core.room(u"lobby"_s)->shown.isPlaced()); // it begins with what is there now
    (void)h.feed(room(1, 3));
    QCOMPARE(sent(h.pass(Millis(1000))), QStringList());
    (void)h.feed(ClientHarness::message(4, "ben", "new"));
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), 1);
}

/// Number 3 there is another entry, perhaps even of the same author.
void tst_ChatClientAnew::changesOfAnotherHistory()
{
    const auto item = [](const QString &id, quint64 order, EntryKind kind, quint64 of) {
        return OutboxItem{id, order, u"lobby"_s, kind, of, u"a"_s, 7, {}};
    };
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s,
                     u"ana"_s,
                     {{u"lobby"_s, false, 4, 2}},
                     {item(u"edit"_s, 1, EntryKind::Edit, 3), item(u"answer"_s, 2, EntryKind::Post, 3),
                      item(u"post"_s, 3, EntryKind::Post, 0), item(u"delete"_s, 4, EntryKind::Delete, 3)},
                     u"one"_s});
    (void)h.open();
    const QStringList lines = h.feed(welcome("'history':'two'"));
    QCOMPARE(lines.filter(u"discarded"_s), (QStringList{u"discarded edit"_s, u"discarded delete"_s}));
    QCOMPARE(lines.filter(u"forget"_s).size(), 2);
    const QStringList posts = sent(h.feed(room(1, 9)));
    QCOMPARE(posts.size(), 2);
    QVERIFY(posts[0].contains(u"answer"_s) && posts[1].contains(u"post"_s));
    QVERIFY(!posts[0].contains(u"\"re\""_s)); // the words are not lost
}

void tst_ChatClientAnew::filesOfAnotherHistory()
{
    TransferHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 4, 2}}, {}, u"one"_s});
    (void)h.run([](auto &c, auto &e) { (void)c.offerFile(u"lobby"_s, u"/files/tea.txt"_s, 3, e); });
    (void)h.fetch(3, u"/files/"_s);
    (void)h.open();
    QCOMPARE(h.hear(welcome("'history':'two'")).filter(u"failed 0/0 no_such_post"_s).size(), 1);
    QVERIFY(h.steer(ClientTransfers::Steer::Resume)); // is refused again, and asks for nothing
    (void)h.feed(room(1, 9));
    QCOMPARE(sent(h.said), QStringList());
}

/// There is one again, as the server's list says: the user follows that one, from its beginning.
void tst_ChatClientAnew::staysInARoomMadeAnew()
{
    const QByteArray listed = welcome("'rooms':[{'name':'Lab','members':0,'last':5}],'count':1");
    const auto removed = [](const QByteArray &id) {
        return line("{'type':'error','id':'" + id + "','code':'room_removed'}");
    };
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lab"_s, true, 3, 3}}, {}});
    (void)h.open();
    (void)h.feed(listed);
    (void)h.feed(line("{'type':'marks','marks':[{'room':'lab','seq':3}]}"));
    QCOMPARE(h.feed(removed("r2")),
             (QStringList{u"restarted lab"_s, u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"lab\"}"_s,
                          u"keep room lab -"_s, u"counts lab 0 0 read 0"_s}));
    QCOMPARE(h.feed(line("{'type':'room','id':'r3','room':'Lab','members':['ana'],'count':1,'first':4,"
                         "'last':5}")),
             (QStringList{u"joined Lab [ana] 1"_s, u"keep room Lab 5"_s}));
    // Removed once more before it is in: it is over.
    (void)h.close();
    (void)h.open();
    (void)h.feed(listed);
    (void)h.feed(removed("r5"));
    QCOMPARE(h.feed(removed("r6")), (QStringList{u"refused Lab room_removed"_s, u"forget room Lab"_s}));
}

/// Its number is one of the removed room, and none of an entry that was seen.
void tst_ChatClientAnew::knowsNoEntryOfARoomMadeAnew()
{
    const auto joins = [](ClientHarness &h) {
        (void)h.open();
        return h.feed(welcome("'history':'one'")).filter(u"\"join\""_s).value(0);
    };
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 0}}, {}});
    (void)joins(h);
    QCOMPARE(h.feed(room(4, 3)).last(), u"keep room lobby 0"_s);
    (void)h.close();
    QVERIFY(joins(h).contains(u"\"since\":0"_s));
    QCOMPARE(h.feed(room(4, 3)), QStringList{u"joined lobby [] 0"_s});
    (void)h.feed(ClientHarness::message(4, "ben", "new"));
    (void)h.close();
    QVERIFY(joins(h).contains(u"\"since\":4"_s));

    ClientHarness later; // and after a restart of the program
    (void)later.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    QVERIFY(joins(later).contains(u"\"since\":0"_s));
    QCOMPARE(later.feed(room(4, 4)).filter(u"gone"_s), QStringList());
    QCOMPARE(later.feed(ClientHarness::message(4, "ben", "new", ",\"replay\":true")).first(),
             u"said lobby 4 ben: new replay"_s);
}

/// While it is being removed nobody gets in; it is there again at once.
void tst_ChatClientAnew::waitsForTheLobby()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 0}}, {}});
    h.welcome();
    QCOMPARE(h.feed(line("{'type':'error','id':'r2','code':'room_removed'}")), QStringList());
    QCOMPARE(h.pass(Millis(2000)), QStringList{u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"lobby\"}"_s});
}

QTEST_GUILESS_MAIN(tst_ChatClientAnew)
#include "tst_chatclientanew.moc"
