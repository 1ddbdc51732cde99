// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatworld.h"

#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Test::ChatWorld;

/// Who is away, docs/protocol.md §9.3.
class tst_ServerAway : public QObject
{
    Q_OBJECT

private slots:
    void tellsThoseWhoShareARoom();
    void tellsOnceHoweverManyRoomsAreShared();
    void sameAgainIsToldToNobody();
    void changesInARowAreToldOnce();
    void lastStateIsTold();
    void leavingEndsIt();
    void whoComesInAwayIsKnownToBe();
    void listsWhoIsAway();
    void checksItsFields_data();
    void checksItsFields();

private:
    /// "ana true lunch" for each `away` since the last call.
    static QStringList heard(ChatWorld &w, ConnectionId id)
    {
        QStringList lines;
        for (const QJsonObject &frame : w.heard(id, u"away"))
            lines.append((frame.value(u"name").toString() + u' ' +
                          (frame.value(u"away").toBool() ? u"true "_s : u"false "_s) +
                          frame.value(u"text").toString())
                             .trimmed());
        return lines;
    }
    static QStringList away(const QJsonObject &frame)
    {
        return frame.value(u"away").toVariant().toStringList();
    }
};

void tst_ServerAway::tellsThoseWhoShareARoom()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    const ConnectionId zoe = w.connect();
    w.raw(zoe, "/nick zoe\n");
    const ConnectionId far = w.connect();
    w.send(far, R"({"type":"hello","protocol":1,"name":"far"})");
    (void)w.heard(zoe);
    w.send(ana, R"({"type":"away","id":"1","away":true,"text":"lunch"})");
    const QJsonObject answer = w.heard(ana, u"away").value(0);
    QCOMPARE(answer.value(u"id").toString(), u"1"_s);
    QCOMPARE(answer.value(u"text").toString(), u"lunch"_s);
    QCOMPARE(heard(w, ben), QStringList{u"ana true lunch"_s});
    QCOMPARE(w.heard(zoe).value(0).value(u"line").toString(), u"* ana is away: lunch"_s);
    QCOMPARE(heard(w, far), QStringList());
    w.pass(Millis(5000));
    w.send(ana, R"({"type":"away","away":false})");
    QCOMPARE(heard(w, ben), QStringList{u"ana false"_s});
    QCOMPARE(w.heard(zoe).value(0).value(u"line").toString(), u"* ana is back"_s);
}

void tst_ServerAway::tellsOnceHoweverManyRoomsAreShared()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    for (const ConnectionId id : {ana, ben})
        w.send(id, R"({"type":"join","room":"lab"})");
    w.send(ana, R"({"type":"away"})");
    QCOMPARE(heard(w, ben), QStringList{u"ana true"_s});
}

void tst_ServerAway::sameAgainIsToldToNobody()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ana, R"({"type":"away","text":"lunch"})");
    (void)w.heard(ben);
    w.pass(Millis(10'000));
    w.send(ana, R"({"type":"away","text":"lunch"})");
    w.pass(Millis(10'000));
    QCOMPARE(heard(w, ben), QStringList());
    QCOMPARE(heard(w, ana).size(), 2); // answered all the same
}

void tst_ServerAway::changesInARowAreToldOnce()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    for (int i = 0; i < 100; ++i) {
        w.send(ana, R"({"type":"away","text":")" + QByteArray::number(i) + "\"}");
        w.send(ana, R"({"type":"away","away":false})");
    }
    QCOMPARE(heard(w, ben), QStringList{u"ana true 0"_s});
    w.pass(Millis(4999));
    QCOMPARE(heard(w, ben), QStringList());
    w.pass(Millis(1));
    QCOMPARE(heard(w, ben), QStringList{u"ana false"_s});
    w.pass(Millis(60'000));
    QCOMPARE(heard(w, ben), QStringList());
}

void tst_ServerAway::lastStateIsTold()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ana, R"({"type":"away","text":"lunch"})");
    w.send(ana, R"({"type":"away","text":"tea"})");
    (void)w.heard(ben);
    w.pass(Millis(5000));
    QCOMPARE(heard(w, ben), QStringList{u"ana true tea"_s});
    w.pass(Millis(5000));
    w.send(ana, R"({"type":"away","away":false})"); // long after: at once
    QCOMPARE(heard(w, ben), QStringList{u"ana false"_s});
}

void tst_ServerAway::leavingEndsIt()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ana, R"({"type":"away"})");
    w.send(ana, R"({"type":"away","away":false})");
    (void)w.heard(ben);
    w.leave(ana);
    w.pass(Millis(10'000)); // what was to be told is about nobody
    QCOMPARE(heard(w, ben), QStringList());
    w.send(ben, R"({"type":"who","room":"lobby"})");
    QCOMPARE(away(w.heard(ben, u"people").value(0)), QStringList());
}

void tst_ServerAway::whoComesInAwayIsKnownToBe()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.connect();
    w.send(ben, R"({"type":"hello","protocol":1,"name":"ben"})");
    w.send(ben, R"({"type":"away","text":"reading"})");
    (void)w.heard(ana);
    w.send(ben, R"({"type":"join","room":"lobby"})");
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.size(), 2);
    QCOMPARE(frames[0].value(u"type").toString(), u"entered"_s);
    QCOMPARE(frames[1].value(u"type").toString(), u"away"_s);
    QCOMPARE(frames[1].value(u"text").toString(), u"reading"_s);
}

void tst_ServerAway::listsWhoIsAway()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ben, R"({"type":"join","room":"lobby"})");
    QVERIFY(!w.heard(ben, u"room").value(0).contains(u"away"));
    w.send(ana, R"({"type":"away"})");
    for (const char *frame :
         {R"({"type":"join","room":"lobby"})", R"({"type":"who","room":"lobby"})", R"({"type":"who"})"}) {
        (void)w.heard(ben);
        w.send(ben, frame);
        QCOMPARE(away(w.heard(ben).value(0)), QStringList{u"ana"_s});
    }
}

void tst_ServerAway::checksItsFields_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("field"); ///< that is wrong; empty: none
    QTest::newRow("none") << QByteArray() << QString();
    QTest::newRow("empty-text") << QByteArray(R"(,"text":"")") << QString();
    QTest::newRow("no-flag") << QByteArray(R"(,"away":1)") << u"away"_s;
    QTest::newRow("no-text") << QByteArray(R"(,"text":1)") << u"text"_s;
    QTest::newRow("limit") << R"(,"text":")" + QByteArray(256, 'x') + '"' << QString();
    QTest::newRow("limit-plus-one") << R"(,"text":")" + QByteArray(257, 'x') + '"' << u"text"_s;
    QTest::newRow("control") << QByteArray(R"(,"text":"\u0007")") << u"text"_s;
    QTest::newRow("back-with-a-text") << QByteArray(R"(,"away":false,"text":"x")") << u"text"_s;
}

void tst_ServerAway::checksItsFields()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, field);
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.send(ana, R"({"type":"away")" + fields + '}');
    const QJsonObject answer = w.heard(ana).value(0);
    QCOMPARE(answer.value(u"type").toString(), field.isEmpty() ? u"away"_s : u"error"_s);
    QCOMPARE(answer.value(u"field").toString(), field);
}

QTEST_APPLESS_MAIN(tst_ServerAway)
#include "tst_serveraway.moc"
