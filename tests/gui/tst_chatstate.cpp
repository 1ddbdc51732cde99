// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client of protocol 1 is told, as rooms, people and rows.
#include "rooms/chatstate.h"
#include "saidrows.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
namespace Told = Core::Told;

namespace {

const QString kLobby = QStringLiteral("lobby");
const QString kLab = QStringLiteral("lab-2");

Told::Welcome welcome()
{
    Told::Welcome welcome;
    welcome.name = QStringLiteral("me");
    welcome.wanted = welcome.name;
    welcome.server = QStringLiteral("Chalkwire");
    welcome.hasHistory = true;
    return welcome;
}

Told::RoomJoined joined(const QString &room, const QStringList &members = {QStringLiteral("me")})
{
    Told::RoomJoined joined;
    joined.room = room;
    joined.members = members;
    joined.memberCount = members.size();
    return joined;
}

/// A state in the lobby, every model of which is checked.
struct World
{
    World()
    {
        state.apply({welcome(),
                     joined(kLobby, {QStringLiteral("zoe"), QStringLiteral("me"), QStringLiteral("Ana")})});
    }
    const RoomItem &item(const QString &room) { return state.rooms()->item(state.rooms()->find(room)); }
    RoomConversation &rows(const QString &room = kLobby) { return *state.conversation(room); }
    QString lastText(const QString &room = kLobby) { return rows(room).row(rows(room).rowCount() - 1).text; }

    QString texts(const QString &room)
    {
        QStringList texts;
        for (int row = 0; row < rows(room).rowCount(); ++row)
            texts.append(rows(room).row(row).text);
        return texts.join(u' ');
    }

    ChatState state;
    QAbstractItemModelTester rooms{state.rooms(), QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester people{state.people(), QAbstractItemModelTester::FailureReportingMode::QtTest};
};

Told::Said saidIn(const QString &room, quint64 seq, const QString &text)
{
    Told::Said post = said(seq, text);
    post.room = room;
    return post;
}

const QString kBen = QStringLiteral("ben");
const QString kCy = QStringLiteral("cy");

/// Of the inbox: who wrote which number.
Told::OlderPage directPage(const std::vector<std::pair<quint64, QString>> &entries, bool hasMore)
{
    Told::OlderPage page{QStringLiteral("@"), {}, hasMore};
    for (const auto &[seq, from] : entries) {
        Told::Said one = said(seq, QString::number(seq), from);
        one.room = page.room;
        one.entry.to = QStringLiteral("me");
        one.isReplay = true;
        page.entries.push_back(one);
    }
    return page;
}

Told::RoomCounts counts(const QString &room, qint64 unread, qint64 mentions, quint64 read)
{
    return {room, unread, mentions, read};
}

} // namespace

class tst_ChatState : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void theFirstRoomIsShown();
    void peopleAreSorted();
    void peopleComeAndGo();
    void peopleAreBounded();
    void whoIsAwayIsMarked();
    void typingEnds();
    void renamesEverywhere();
    void roomsAreSorted();
    void roomsCountWhatIsUnread();
    void roomsSayWhyTheyRefuse();
    void roomsAreBounded();
    void roomsKeepTheirRowsOverReconnects();
    void leavingShowsTheNextRoom();
    void theNewLineStaysWhileItIsLookedAt();
    void replayedIsNotNews();
    void topicsAreKept();
    void ownLinesReachTheirRoom();
    void directsAreRooms();
    void keptDirectsAreRows();
    void countsMakeAConversation();
    void olderDirectsFindTheirConversation();
    void olderDirectsComeOnce();
    void closedConversationsComeBackWhole();
    void conversationsBeginAnewWithTheInbox();
    void unknownNamesAreTold();
    void directsFail();
    void troubleIsSaid();
    void unknownRoomsAreNotHeard();
};

void tst_ChatState::theFirstRoomIsShown()
{
    World w;
    QVERIFY(w.state.isConnected() && w.state.hasHistory());
    QCOMPARE(w.state.currentRoom(), kLobby);
    QCOMPARE(w.state.people()->rowCount(), 3);
    QCOMPARE(w.item(kLobby).state, RoomItem::State::In);
    QVERIFY(w.state.conversation(QStringLiteral("LOBBY")) == w.state.conversation(kLobby));
    w.state.apply({joined(kLab)});
    QCOMPARE(w.state.currentRoom(), kLobby);
    QSignalSpy changed(&w.state, &ChatState::currentRoomChanged);
    w.state.setCurrentRoom(kLab);
    w.state.setCurrentRoom(QStringLiteral("nowhere"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(w.state.people()->rowCount(), 1);
}

void tst_ChatState::peopleAreSorted()
{
    World w;
    QCOMPARE(w.state.people()->names(),
             QStringList({QStringLiteral("Ana"), QStringLiteral("me"), QStringLiteral("zoe")}));
    w.state.apply({Told::Presence{kLobby, QStringLiteral("Ben"), true}});
    QCOMPARE(w.state.people()->names()[1], QStringLiteral("Ben"));
    const QModelIndex own = w.state.people()->index(2);
    QVERIFY(own.data(PeopleModel::OwnRole).toBool());
    QCOMPARE(own.data(Qt::AccessibleTextRole).toString(), QStringLiteral("me, that is you"));
}

void tst_ChatState::peopleComeAndGo()
{
    World w;
    w.state.apply({Told::Presence{kLobby, QStringLiteral("ben"), true},
                   Told::Presence{kLobby, QStringLiteral("BEN"), true}});
    QCOMPARE(w.state.memberCount(kLobby), 4);
    QCOMPARE(w.state.people()->count(), 4);
    w.state.apply({Told::Presence{kLobby, QStringLiteral("Ben"), false},
                   Told::Presence{kLobby, QStringLiteral("nobody"), false}});
    QCOMPARE(w.state.memberCount(kLobby), 3);
    QCOMPARE(w.state.people()->count(), 3);
    QCOMPARE(w.rows().row(0).kind, RowKind::Presence);
    w.state.apply({Told::Members{kLobby, {QStringLiteral("x")}, 7}});
    QCOMPARE(w.state.people()->rowCount(), 1);
    QCOMPARE(w.state.people()->more(), 6);
    w.state.apply(
        {Told::Presence{kLobby, QStringLiteral("nobody"), false}}); // one of those who are not listed
    QCOMPARE(w.state.people()->count(), 6);
}

void tst_ChatState::peopleAreBounded()
{
    PeopleModel people;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < PeopleModel::kMaxPeople; ++i)
        people.come(QString::number(i));
    QCOMPARE(people.rowCount(), PeopleModel::kMaxPeople);
    people.come(QStringLiteral("one more"));
    QCOMPARE(people.rowCount(), PeopleModel::kMaxPeople);
    QCOMPARE(people.more(), 1);
}

void tst_ChatState::whoIsAwayIsMarked()
{
    World w;
    const auto mark = [&w](int row) {
        return w.state.people()->index(row).data(PeopleModel::MarkRole).toString();
    };
    w.state.apply({Told::Away{QStringLiteral("Ana"), true, QStringLiteral("lunch")}});
    QCOMPARE(mark(0), QStringLiteral("away"));
    QCOMPARE(w.state.people()->index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Ana is away"));
    w.state.apply({joined(kLab)});
    w.state.setCurrentRoom(kLab);
    w.state.setCurrentRoom(kLobby); // it is known there still
    QCOMPARE(mark(0), QStringLiteral("away"));
    w.state.apply({Told::Renamed{QStringLiteral("Ana"), QStringLiteral("Anna"), false}});
    QCOMPARE(mark(0), QStringLiteral("away"));
    w.state.apply({Told::Away{QStringLiteral("Anna"), false, {}}});
    QCOMPARE(mark(0), QString());
    Told::RoomJoined again = joined(kLobby, {QStringLiteral("me"), QStringLiteral("zoe")});
    again.away = {QStringLiteral("zoe")};
    w.state.apply({again});
    QCOMPARE(mark(1), QStringLiteral("away"));
}

void tst_ChatState::typingEnds()
{
    PeopleModel people(1);
    people.setPeople({QStringLiteral("ana"), QStringLiteral("ben")}, 2);
    QSignalSpy changed(&people, &PeopleModel::typingChanged);
    people.setTyping(QStringLiteral("stranger"));
    QCOMPARE(changed.size(), 0);
    people.setTyping(QStringLiteral("BEN"));
    QCOMPARE(people.typing(), QStringList{QStringLiteral("ben")});
    QVERIFY(people.index(1).data(PeopleModel::TypingRole).toBool());
    QTRY_COMPARE(people.typing(), QStringList());
    QCOMPARE(changed.size(), 2);
    World w;
    w.state.apply({Told::Typing{kLobby, QStringLiteral("zoe")}, Told::Typing{kLobby, QStringLiteral("me")}});
    QCOMPARE(w.state.people()->typing(), QStringList{QStringLiteral("zoe")});
    w.state.apply({said(1, QStringLiteral("done"), QStringLiteral("zoe"))});
    QCOMPARE(w.state.people()->typing(), QStringList());
}

void tst_ChatState::renamesEverywhere()
{
    World w;
    w.state.apply({joined(kLab, {QStringLiteral("me")}),
                   Told::Renamed{QStringLiteral("zoe"), QStringLiteral("aaron"), false}});
    QCOMPARE(w.state.people()->names()[0], QStringLiteral("aaron"));
    QCOMPARE(w.rows().row(0).kind, RowKind::Renamed);
    QCOMPARE(w.rows(kLab).rowCount(), 0);
    w.state.apply({Told::Renamed{QStringLiteral("me"), QStringLiteral("moi"), true}});
    QCOMPARE(w.state.ownName(), QStringLiteral("moi"));
    QVERIFY(w.state.people()->index(2).data(PeopleModel::OwnRole).toBool());
}

void tst_ChatState::roomsAreSorted()
{
    World w;
    w.state.apply({joined(QStringLiteral("zoo")), joined(QStringLiteral("Art"))});
    w.state.openDirect(QStringLiteral("ana"));
    QStringList names;
    for (int row = 0; row < w.state.rooms()->rowCount(); ++row)
        names.append(w.state.rooms()->item(row).name);
    QCOMPARE(names.join(u' '), QStringLiteral("lobby Art zoo @ana"));
}

void tst_ChatState::roomsCountWhatIsUnread()
{
    World w;
    w.state.apply({joined(kLab), counts(kLobby, 3, 1, 4), counts(kLab, 1000, 0, 0)});
    QCOMPARE(w.item(kLobby).unread, 3);
    QCOMPARE(w.state.rooms()->totalUnread(), 1003);
    QCOMPARE(w.state.rooms()->totalMentions(), 1);
    w.state.setDraft(kLab, true);
    const int row = w.state.rooms()->find(kLab);
    QCOMPARE(w.state.rooms()->index(row).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Room lab-2, 999+ unread, something is written and not sent"));
}

void tst_ChatState::roomsSayWhyTheyRefuse()
{
    World w;
    QVERIFY(w.state.addRoom(kLab, true));
    QCOMPARE(w.item(kLab).state, RoomItem::State::Joining);
    w.state.apply({Told::RoomRefused{kLab, QStringLiteral("private_room"), QStringLiteral("no")}});
    QCOMPARE(w.item(kLab).state, RoomItem::State::Refused);
    const QModelIndex index = w.state.rooms()->index(w.state.rooms()->find(kLab));
    QVERIFY(index.data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("ask somebody in it to invite you")));
    w.state.apply({Told::RoomRefused{kLab, QStringLiteral("<img src=x>"), {}}});
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;img src=x&gt;")));
    w.state.apply({joined(kLab)});
    QCOMPARE(w.item(kLab).state, RoomItem::State::In);
    QCOMPARE(w.item(kLab).code, QString());
}

void tst_ChatState::roomsAreBounded()
{
    World w;
    for (int i = 1; i < RoomsModel::kMaxRooms; ++i)
        QVERIFY(w.state.addRoom(QStringLiteral("room-%1").arg(i), false));
    QVERIFY(!w.state.addRoom(QStringLiteral("one-more"), false));
    QVERIFY(w.state.addRoom(QStringLiteral("Room-1"), false)); // there already
    QCOMPARE(w.state.openDirect(QStringLiteral("ana")), QString());
    w.state.apply(
        {joined(QStringLiteral("one-more")), Told::Direct{QStringLiteral("ana"), QStringLiteral("x"), 1}});
    QCOMPARE(w.state.rooms()->rowCount(), RoomsModel::kMaxRooms);
}

void tst_ChatState::roomsKeepTheirRowsOverReconnects()
{
    World w;
    w.state.apply({said(1, QStringLiteral("hello")), Told::Lost{}});
    QVERIFY(!w.state.isConnected());
    QCOMPARE(w.item(kLobby).state, RoomItem::State::Joining);
    QCOMPARE(w.state.people()->rowCount(), 0);
    w.state.apply({welcome(), joined(kLobby)});
    QCOMPARE(w.lastText(), QStringLiteral("hello"));
    w.state.apply({Told::Restarted{kLobby}});
    QCOMPARE(w.rows().row(0).kind, RowKind::Restarted);
}

void tst_ChatState::leavingShowsTheNextRoom()
{
    World w;
    w.state.apply({joined(kLab)});
    bool hadRows = false;
    connect(&w.state, &ChatState::currentRoomChanged, this,
            [&] { hadRows = w.state.conversation(kLab) != nullptr; });
    w.state.apply({Told::RoomLeft{kLobby}});
    QCOMPARE(w.state.currentRoom(), kLab);
    QVERIFY(hadRows);
    w.state.apply({Told::RoomLeft{kLab}});
    QCOMPARE(w.state.currentRoom(), QString());
    QCOMPARE(w.state.rooms()->rowCount(), 0);
    QVERIFY(!hadRows);
}

void tst_ChatState::theNewLineStaysWhileItIsLookedAt()
{
    World w;
    const auto startsNew = [&w](int row) { return w.rows().startsNew(row); };
    w.state.apply({said(1, QStringLiteral("a")), said(2, QStringLiteral("b")), joined(kLab)});
    w.state.setCurrentRoom(kLab);
    w.state.apply({counts(kLobby, 1, 0, 1)});
    QVERIFY(startsNew(1));
    w.state.setCurrentRoom(kLobby);
    w.state.apply({counts(kLobby, 0, 0, 2)});
    QVERIFY(startsNew(1));
    w.state.setCurrentRoom(kLab);
    QVERIFY(!startsNew(1));
}

void tst_ChatState::replayedIsNotNews()
{
    World w;
    QSignalSpy spoken(&w.state, &ChatState::spoken);
    Told::Said replayed = said(1, QStringLiteral("a"));
    replayed.isReplay = true;
    Told::Said mine = said(2, QStringLiteral("b"));
    mine.isOwn = true;
    w.state.apply({replayed, mine});
    QCOMPARE(spoken.size(), 0);
    w.state.apply({said(3, QStringLiteral("c"))});
    QCOMPARE(spoken.size(), 1);
    QCOMPARE(w.rows().rowCount(), 3);
}

void tst_ChatState::topicsAreKept()
{
    World w;
    Told::RoomJoined again = joined(kLobby);
    again.topic = QStringLiteral("now");
    Told::Said old = saidOf(Core::EntryKind::Topic, 1, 0, QStringLiteral("then"));
    old.isReplay = true;
    w.state.apply({again, old});
    QCOMPARE(w.state.topic(kLobby), QStringLiteral("now"));
    QSignalSpy changed(&w.state, &ChatState::roomChanged);
    w.state.apply({saidOf(Core::EntryKind::Topic, 2, 0, QStringLiteral("later"))});
    QCOMPARE(w.state.topic(kLobby), QStringLiteral("later"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(w.rows().row(1).kind, RowKind::Topic);
}

void tst_ChatState::ownLinesReachTheirRoom()
{
    World w;
    Told::Own line = own(QStringLiteral("a"), 1, Told::Own::State::Waiting);
    line.item.room = kLab; // kept from an earlier run: the room is not joined yet
    w.state.apply({line});
    QCOMPARE(w.lastText(kLab), QStringLiteral("a"));
    w.state.apply({Told::Discarded{QStringLiteral("a")}});
    QCOMPARE(w.rows(kLab).rowCount(), 0);
}

void tst_ChatState::directsAreRooms()
{
    World w;
    QSignalSpy came(&w.state, &ChatState::directCame);
    w.state.apply({Told::Direct{QStringLiteral("ben"), QStringLiteral("psst"), kFirstMillis}});
    const QString ben = QStringLiteral("@ben");
    QCOMPARE(came.size(), 1);
    QCOMPARE(w.item(ben).unread, 1);
    QCOMPARE(w.lastText(ben), QStringLiteral("psst"));
    w.state.setCurrentRoom(ben);
    QCOMPARE(w.item(ben).unread, 0);
    QCOMPARE(w.state.people()->names(), QStringList{QStringLiteral("ben")});
    w.state.writeDirect(QStringLiteral("d1"), QStringLiteral("ben"), QStringLiteral("what?"));
    QCOMPARE(w.rows(ben).row(1).state, OwnState::Sent);
    w.state.apply({Told::DirectSent{QStringLiteral("d1"), QStringLiteral("ben"), kFirstMillis}});
    QCOMPARE(w.rows(ben).row(1).state, OwnState::Saved);
    QCOMPARE(w.rows(ben).row(1).millis, kFirstMillis);
    w.state.closeDirect(ben);
    QCOMPARE(w.state.rooms()->find(ben), -1);
    w.state.closeDirect(kLobby); // a room is left, not closed
    QVERIFY(w.state.conversation(kLobby));
}

void tst_ChatState::keptDirectsAreRows()
{
    World w;
    const QString ben = QStringLiteral("@ben");
    Told::Own own;
    own.item.id = QStringLiteral("d1");
    own.item.order = 1;
    own.item.room = ben;
    own.item.text = QStringLiteral("psst");
    own.state = Told::Own::State::Sent;
    w.state.apply({own});
    QVERIFY(w.state.isKept(own.item.id));
    w.state.writeDirect(own.item.id, QStringLiteral("ben"), own.item.text); // the core tells of it already
    QCOMPARE(w.rows(ben).rowCount(), 1);
    QCOMPARE(w.item(ben).state, RoomItem::State::Declared);
    own.state = Told::Own::State::Saved;
    own.seq = 4;
    w.state.apply({own});
    QCOMPARE(w.rows(ben).row(0).state, OwnState::Saved);
    QVERIFY(!w.state.isKept(own.item.id));
    QSignalSpy came(&w.state, &ChatState::directCame);
    w.state.apply({Told::Direct{QStringLiteral("me"), QStringLiteral("from elsewhere"), kFirstMillis,
                                QStringLiteral("ben"), 5, false, true}});
    QCOMPARE(w.lastText(ben), QStringLiteral("from elsewhere"));
    QCOMPARE(w.item(ben).unread, 0);
    QCOMPARE(came.size(), 0); // it is no news
    w.state.apply({Told::Direct{QStringLiteral("ben"), QStringLiteral("what?"), kFirstMillis,
                                QStringLiteral("me"), 6, false, false}});
    QCOMPARE(w.item(ben).unread, 0); // the core counts what has a number
    w.state.apply({counts(ben, 1, 1, 5)});
    QCOMPARE(w.item(ben).unread, 1);
    QCOMPARE(came.size(), 1);
}

void tst_ChatState::countsMakeAConversation()
{
    World w;
    const QString ben = QStringLiteral("@ben");
    Told::Welcome keeps = welcome();
    keeps.hasDirects = true;
    w.state.apply({counts(QStringLiteral("@"), 3, 0, 0), counts(QStringLiteral("@cy"), 0, 0, 7),
                   counts(ben, 2, 2, 3), keeps});
    QCOMPARE(w.state.rooms()->rowCount(), 2); // the lobby, and ben
    QCOMPARE(w.item(ben).unread, 2);
    w.state.setCurrentRoom(ben);
    QCOMPARE(w.item(ben).unread, 2); // until it is in sight
    w.state.apply({counts(ben, 0, 0, 5)});
    QCOMPARE(w.item(ben).unread, 0);
}

void tst_ChatState::olderDirectsFindTheirConversation()
{
    World w;
    QSignalSpy wished(&w.state, &ChatState::directsWished);
    Told::Welcome keeps = welcome();
    keeps.hasDirects = true;
    w.state.apply({keeps, keeps});
    QCOMPARE(wished.size(), 1); // once in this window
    Told::OlderPage page{QStringLiteral("@"), {}, true};
    for (quint64 seq = 1; seq <= 3; ++seq) {
        Told::Said said = saidIn(QStringLiteral("@"), seq, QString::number(seq));
        said.isOwn = seq == 2;
        said.entry.from = said.isOwn ? QStringLiteral("me") : QStringLiteral("ben");
        said.entry.to = said.isOwn ? QStringLiteral("zoe") : QStringLiteral("me");
        page.entries.push_back(said);
    }
    w.state.apply({page});
    QCOMPARE(w.lastText(QStringLiteral("@ben")), QStringLiteral("3"));
    QCOMPARE(w.lastText(QStringLiteral("@zoe")), QStringLiteral("2"));
    QCOMPARE(w.state.rooms()->find(QStringLiteral("@")), -1);
    QCOMPARE(w.item(QStringLiteral("@ben")).unread, 0);
}

void tst_ChatState::olderDirectsComeOnce()
{
    World w;
    w.state.apply({Told::Direct{kBen, QStringLiteral("9"), kFirstMillis, QStringLiteral("me"), 9},
                   Told::Direct{kCy, QStringLiteral("8"), kFirstMillis, QStringLiteral("me"), 8},
                   directPage({{5, kBen}, {6, kCy}, {8, kCy}}, true)});
    QCOMPARE(w.texts(QStringLiteral("@ben")), QStringLiteral("5 9"));
    QCOMPARE(w.texts(QStringLiteral("@cy")), QStringLiteral("6 8"));
    QVERIFY(w.rows(QStringLiteral("@ben")).mayHaveOlder());
    QSignalSpy came(&w.state, &ChatState::olderDirectsCame);
    w.state.apply({directPage({{1, kBen}}, false)});
    QCOMPARE(came.size(), 1);
    QVERIFY(!w.rows(QStringLiteral("@cy")).mayHaveOlder()); // it has begun for all of them
    QCOMPARE(w.texts(QStringLiteral("@ben")), QStringLiteral("1 5 9"));
}

void tst_ChatState::closedConversationsComeBackWhole()
{
    World w;
    const QString ben = QStringLiteral("@ben");
    w.state.apply({directPage({{5, kBen}, {6, kCy}}, true)});
    w.state.closeDirect(ben);
    w.state.apply({directPage({{2, kBen}, {3, kCy}}, false)});
    QVERIFY(!w.state.conversation(ben)); // closed is closed
    w.state.openDirect(kBen);
    QVERIFY(w.rows(ben).mayHaveOlder());
    QCOMPARE(w.rows(ben).shownFrom(), 7); // all of it is asked for again
    Told::OlderPage again = directPage({{2, kBen}, {3, kCy}, {5, kBen}, {6, kCy}}, false);
    again.before = 7;
    w.state.apply({again});
    QCOMPARE(w.texts(ben), QStringLiteral("2 5"));
    QCOMPARE(w.texts(QStringLiteral("@cy")), QStringLiteral("3 6"));
    QCOMPARE(w.rows(ben).shownFrom(), 0);
}

void tst_ChatState::conversationsBeginAnewWithTheInbox()
{
    World w;
    const QString ben = QStringLiteral("@ben");
    w.state.apply({Told::Direct{kBen, QStringLiteral("old"), kFirstMillis, QStringLiteral("me"), 9},
                   Told::Restarted{QStringLiteral("@")}});
    QCOMPARE(w.rows(ben).rowCount(), 1);
    QCOMPARE(w.rows(ben).row(0).kind, RowKind::Restarted);
    w.state.apply({Told::Direct{kBen, QStringLiteral("new"), kFirstMillis, QStringLiteral("me"), 1}});
    QCOMPARE(w.lastText(ben), QStringLiteral("new"));
    QCOMPARE(w.rows(ben).lastSeq(), 1);
}

void tst_ChatState::unknownNamesAreTold()
{
    World w;
    QSignalSpy trouble(&w.state, &ChatState::trouble);
    Told::Own own;
    own.item.id = QStringLiteral("d1");
    own.item.room = QStringLiteral("@nobody");
    own.item.text = QStringLiteral("psst");
    own.state = Told::Own::State::Failed;
    own.code = QStringLiteral("no_such_client");
    w.state.apply({own}); // it failed in an earlier run
    QCOMPARE(trouble.size(), 0);
    own.state = Told::Own::State::Sent;
    w.state.apply({own});
    own.state = Told::Own::State::Failed;
    w.state.apply({own});
    QCOMPARE(trouble.size(), 1);
    QVERIFY(trouble[0][0].toString().contains(QStringLiteral("nobody of this name")));
    QCOMPARE(w.rows(QStringLiteral("@nobody")).row(0).state, OwnState::Failed);
}

void tst_ChatState::directsFail()
{
    World w;
    w.state.writeDirect(QStringLiteral("d1"), QStringLiteral("ben"), QStringLiteral("what?"));
    Told::RequestFailed failed;
    failed.what = Told::Request::Direct;
    failed.id = QStringLiteral("d1");
    failed.code = QStringLiteral("no_such_client");
    QSignalSpy trouble(&w.state, &ChatState::trouble);
    w.state.apply({failed});
    const ChatRow &row = w.rows(QStringLiteral("@ben")).row(0);
    QCOMPARE(row.state, OwnState::Failed);
    QCOMPARE(row.code, failed.code);
    QCOMPARE(trouble.size(), 0); // it stands where the message is
}

void tst_ChatState::troubleIsSaid()
{
    World w;
    QSignalSpy trouble(&w.state, &ChatState::trouble);
    Told::RequestFailed failed;
    failed.what = Told::Request::Invite;
    failed.name = QStringLiteral("be\u202en");
    failed.code = QStringLiteral("no_such_client");
    w.state.apply({failed});
    QVERIFY(trouble[0][0].toString().contains(QStringLiteral("be<U+202E>n")));
    QVERIFY(
        trouble[0][0].toString().endsWith(QStringLiteral("was not invited: nobody of this name is here.")));
    Told::Welcome other = welcome();
    other.name = QStringLiteral("me2");
    w.state.apply({other});
    QVERIFY(trouble[1][0].toString().contains(QStringLiteral("me2")));
}

void tst_ChatState::unknownRoomsAreNotHeard()
{
    World w;
    const QString nowhere = QStringLiteral("nowhere");
    w.state.apply({saidIn(nowhere, 1, QStringLiteral("x")),
                   Told::Presence{nowhere, QStringLiteral("x"), true}, counts(nowhere, 1, 1, 1),
                   Told::Gone{nowhere, 1, 2}, Told::Restarted{nowhere}, Told::RoomLeft{nowhere},
                   Told::Typing{nowhere, QStringLiteral("x")}, Told::OlderPage{nowhere, {}, true}});
    QCOMPARE(w.state.rooms()->rowCount(), 1);
    QCOMPARE(w.rows().rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_ChatState)
#include "tst_chatstate.moc"
