// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/coreharness.h"

#include <QTest>

using namespace Chalkwire;
using Test::CoreHarness;
using namespace Qt::StringLiterals;

/// The line dialect's commands, rooms and names.
class tst_ServerChat : public QObject
{
    Q_OBJECT

private slots:
    void nickJoinsTheLobby();
    void chattersHearEachOther();
    void tutorialTextsAppearInTheLobby();
    void nothingIsPushedToTutorialClients();
    void plainLineClientsHearNothing();
    void nickIsUnique_data();
    void nickIsUnique();
    void badNicksAreRefused_data();
    void badNicksAreRefused();
    void renamingIsTold();
    void nameIsFreeAfterLeaving();
    void roomsAreApart();
    void roomLimitHolds();
    void leavingIsTold();
    void whoListsEverybody();
    void longListsAreCut();
    void msgReachesOne();
    void msgErrors_data();
    void msgErrors();
    void quitSaysBye();
    void helpNamesEveryCommand();
    void commandsInAnyCase();
    void peerTextIsMadeVisible();
    void emptyLineIsAnsweredOnly();
};

void tst_ServerChat::nickJoinsTheLobby()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "/nick ana\n"), QStringList{u"1 < * you are ana in lobby; here: ana\\n"_s});
    QVERIFY(h.core.session(id)->isChatting());
    QCOMPARE(h.core.session(id)->person->rooms.front()->name, u"lobby"_s);
}

void tst_ServerChat::chattersHearEachOther()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    const ConnectionId ben = h.chatter("ben");
    (void)h.chatter("cy");
    QCOMPARE(h.feed(ana, "hello\n"), (QStringList{u"1 < accepted\\n"_s, u"2,3 < [lobby] ana: hello\\n"_s}));
    QCOMPARE(h.feed(ben, "hi\n"), (QStringList{u"2 < accepted\\n"_s, u"1,3 < [lobby] ben: hi\\n"_s}));
}

void tst_ServerChat::tutorialTextsAppearInTheLobby()
{
    CoreHarness h;
    (void)h.chatter("ana");
    const ConnectionId tutorial = h.join();
    QCOMPARE(h.feed(tutorial, "hello"),
             (QStringList{u"2 < accepted"_s, u"1 < [lobby] tutorial-2: hello\\n"_s}));
    QCOMPARE(h.frames.back().room, u"lobby"_s);
    QCOMPARE(h.feed(tutorial, "close"), (QStringList{u"2 < closed"_s, u"close 2 asked"_s}));
}

void tst_ServerChat::nothingIsPushedToTutorialClients()
{
    CoreHarness h;
    const ConnectionId tutorial = h.join();
    (void)h.feed(tutorial, "hello");
    const ConnectionId ana = h.chatter("ana");
    for (const char *line : {"hello\n", "/msg tutorial-1 psst\n", "/join lab\n", "/nick bob\n", "/quit\n"}) {
        for (const QString &effect : h.feed(ana, line))
            QVERIFY2(!effect.startsWith(u"1 <"_s) && !effect.startsWith(u"1,"_s), qPrintable(effect));
    }
}

void tst_ServerChat::plainLineClientsHearNothing()
{
    CoreHarness h;
    const ConnectionId script = h.join();
    (void)h.feed(script, "hello\n");
    const ConnectionId ana = h.chatter("ana");
    QCOMPARE(h.feed(ana, "hi\n"), QStringList{u"2 < accepted\\n"_s});
    QCOMPARE(h.feed(script, "from a script\n"),
             (QStringList{u"1 < accepted\\n"_s, u"2 < [lobby] line-1: from a script\\n"_s}));
}

void tst_ServerChat::nickIsUnique_data()
{
    QTest::addColumn<QByteArray>("nick");
    QTest::newRow("same") << QByteArray("ana");
    QTest::newRow("other-case") << QByteArray("ANA");
    QTest::newRow("fullwidth") << QByteArray("\xef\xbd\x81na");
}

void tst_ServerChat::nickIsUnique()
{
    QFETCH(QByteArray, nick);
    CoreHarness h;
    (void)h.chatter("ana");
    const ConnectionId other = h.join();
    QVERIFY(h.feed(other, "/nick " + nick + "\n")
                .at(0)
                .startsWith(u"2 < * not renamed: somebody here is called"_s));
    QVERIFY(!h.core.session(other)->isChatting());
}

void tst_ServerChat::badNicksAreRefused_data()
{
    QTest::addColumn<QByteArray>("nick");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("space-inside") << QByteArray("a b");
    QTest::newRow("control") << QByteArray("a\x1b[31m");
    QTest::newRow("bidi") << QByteArray("a\xe2\x80\xae"
                                        "b");
    QTest::newRow("bracket") << QByteArray("a]");
    QTest::newRow("colon") << QByteArray("a:");
    QTest::newRow("limit-plus-one") << QByteArray(25, 'a');
    QTest::newRow("server-given") << QByteArray("tutorial-7");
    QTest::newRow("server") << QByteArray("Server");
    QTest::newRow("dash-first") << QByteArray("-a");
    QTest::newRow("invalid-utf8") << QByteArray("a\xff");
}

void tst_ServerChat::badNicksAreRefused()
{
    QFETCH(QByteArray, nick);
    CoreHarness h;
    const ConnectionId id = h.join();
    const QStringList got = h.feed(id, "/nick " + nick + "\n");
    QCOMPARE(got.size(), 1);
    QVERIFY2(got[0].startsWith(u"1 < * not renamed: "_s), qPrintable(got[0]));
    QCOMPARE(h.core.session(id)->name(), u"line-1"_s);
}

void tst_ServerChat::renamingIsTold()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    (void)h.chatter("ben");
    QCOMPARE(h.feed(ana, "/nick anna\n"), (QStringList{u"1 < * you are anna in lobby; here: anna, ben\\n"_s,
                                                       u"2 < * ana is now anna\\n"_s}));
    QCOMPARE(h.feed(ana, "/nick Anna\n").size(), 2); // one's own name in another case
}

void tst_ServerChat::nameIsFreeAfterLeaving()
{
    CoreHarness h;
    (void)h.leave(h.chatter("ana"));
    QCOMPARE(h.feed(h.join(), "/nick ana\n"), QStringList{u"2 < * you are ana in lobby; here: ana\\n"_s});
}

void tst_ServerChat::roomsAreApart()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    const ConnectionId ben = h.chatter("ben");
    QCOMPARE(h.feed(ana, "/join Lab-2\n"),
             (QStringList{u"2 < * ana left lobby\\n"_s, u"1 < * you are ana in Lab-2; here: ana\\n"_s}));
    QCOMPARE(h.feed(ana, "alone\n"), QStringList{u"1 < accepted\\n"_s});
    QCOMPARE(h.feed(ben, "/join lab-2\n"), (QStringList{u"2 < * you are ben in Lab-2; here: ana, ben\\n"_s,
                                                        u"1 < * ben joined Lab-2\\n"_s}));
    QCOMPARE(h.feed(ben, "hi\n").constLast(), u"1 < [Lab-2] ben: hi\\n"_s);
    QCOMPARE(h.feed(ben, "/join\n").constLast(), u"2 < * you are ben in lobby; here: ben\\n"_s);
    QCOMPARE(h.feed(ben, "/join lobby\n"), QStringList{u"2 < * you are ben in lobby; here: ben\\n"_s});
    QCOMPARE(h.feed(ben, "/join private\n"),
             QStringList{u"2 < * not joined: no room is called private, or looks as if it did\\n"_s});
}

void tst_ServerChat::roomLimitHolds()
{
    Limits limits;
    limits.maxRooms = 2;
    CoreHarness h(limits);
    const ConnectionId ana = h.chatter("ana");
    const ConnectionId ben = h.chatter("ben");
    QVERIFY(h.feed(ana, "/join one\n").constLast().contains(u"in one"_s));
    QCOMPARE(h.feed(ben, "/join two\n"), QStringList{u"2 < * not joined: there are 2 rooms already\\n"_s});
    QVERIFY(h.feed(ben, "/join one\n").at(0).contains(u"in one"_s));
    (void)h.leave(ana);
    (void)h.feed(ben, "/join\n");
    QVERIFY(h.feed(ben, "/join two\n").constLast().contains(u"in two"_s)); // an empty room is gone
}

void tst_ServerChat::leavingIsTold()
{
    CoreHarness h;
    (void)h.chatter("ana");
    QCOMPARE(h.leave(h.chatter("ben")), QStringList{u"1 < * ben left lobby\\n"_s});
    const ConnectionId cy = h.chatter("cy");
    QCOMPARE(h.feed(cy, "close\n"),
             (QStringList{u"3 < closed\\n"_s, u"1 < * cy left lobby\\n"_s, u"close 3 asked"_s}));
}

void tst_ServerChat::whoListsEverybody()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    (void)h.feed(h.join(), "hi");
    (void)h.join();
    QCOMPARE(h.feed(ana, "/who\n"),
             QStringList{u"1 < * in lobby: ana\\n* also connected: tutorial-2, client-3\\n"_s});
}

void tst_ServerChat::longListsAreCut()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    for (int i = 0; i < 60; ++i)
        (void)h.join();
    const QString listed = h.feed(ana, "/who\n").at(0);
    QVERIFY(listed.endsWith(u"client-51, and 10 more\\n"_s));
}

void tst_ServerChat::msgReachesOne()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    (void)h.chatter("ben");
    (void)h.chatter("cy");
    QCOMPARE(h.feed(ana, "/msg Ben  psst: hi \n"),
             (QStringList{u"1 < accepted\\n"_s, u"2 < [private] ana: psst: hi\\n"_s}));
}

void tst_ServerChat::msgErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("answer");
    QTest::newRow("nobody") << QByteArray("/msg zoe hi\n") << u"* nobody here is called zoe"_s;
    QTest::newRow("no-text") << QByteArray("/msg ana\n") << u"* /msg NAME TEXT"_s;
    QTest::newRow("no-name") << QByteArray("/msg\n") << u"* /msg NAME TEXT"_s;
    QTest::newRow("tutorial") << QByteArray("/msg tutorial-2 hi\n")
                              << u"* tutorial-2 does not follow the chat and cannot be sent a message"_s;
}

void tst_ServerChat::msgErrors()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, answer);
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    (void)h.feed(h.join(), "hi");
    QCOMPARE(h.feed(ana, line), QStringList{u"1 < "_s + answer + u"\\n"_s});
}

void tst_ServerChat::quitSaysBye()
{
    CoreHarness h;
    (void)h.chatter("ana");
    QCOMPARE(h.feed(h.chatter("ben"), "/quit\n"),
             (QStringList{u"2 < * bye\\n"_s, u"1 < * ben left lobby\\n"_s, u"close 2 quit"_s}));
}

void tst_ServerChat::helpNamesEveryCommand()
{
    CoreHarness h;
    const QString help = h.feed(h.join(), "/help\n").at(0);
    for (const char *command : {"/nick", "/join", "/who", "/msg", "/search", "/quit", "close", "accepted"})
        QVERIFY2(help.contains(QLatin1String(command)), command);
    QVERIFY(h.feed(1, "/dance now\n").at(0).contains(u"unknown command /dance; /help lists them"_s));
}

void tst_ServerChat::commandsInAnyCase()
{
    CoreHarness h;
    QVERIFY(h.feed(h.join(), "/NICK ana\r\n").at(0).contains(u"you are ana"_s));
}

void tst_ServerChat::peerTextIsMadeVisible()
{
    CoreHarness h;
    (void)h.chatter("ana");
    const ConnectionId evil = h.join();
    const QStringList got = h.feed(evil, "a\n[lobby] ana: b\x1b[2J\xe2\x80\xae");
    QCOMPARE(got, QStringList());
    const QString pushed = h.pass(Millis(200)).constLast();
    QVERIFY(!pushed.contains(u"\\x1b"_s));
    QCOMPARE(pushed.count(u"\\n"_s), 1); // one record, one line
    QVERIFY(pushed.contains(u"␊[lobby] ana: b␛[2J<U+202E>"_s));
}

void tst_ServerChat::emptyLineIsAnsweredOnly()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    (void)h.chatter("ben");
    QCOMPARE(h.feed(ana, "\n"), QStringList{u"1 < accepted\\n"_s});
}

QTEST_GUILESS_MAIN(tst_ServerChat)
#include "tst_serverchat.moc"
