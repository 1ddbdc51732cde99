// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/confusable.h"
#include "core/lookindex.h"
#include "core/names.h"
#include "support/coreharness.h"
#include "support/lookalikes.h"

#include <QTest>

using namespace Chalkwire;
using Test::CoreHarness;
using namespace Qt::StringLiterals;

namespace {

/// What a line client is answered to a command.
QString answerTo(CoreHarness &h, ConnectionId id, const QString &line)
{
    const QStringList got = h.feed(id, line.toUtf8() + '\n');
    return got.isEmpty() ? QString() : got.at(0).section(u" < "_s, 1);
}

QString newcomerTakes(CoreHarness &h, const QString &name)
{
    return answerTo(h, h.join(), u"/nick "_s + name);
}

QString chatAnswer(CoreHarness &h, ConnectionId id, const QByteArray &frame)
{
    return answerTo(h, id, QString::fromUtf8(frame)).replace(u"\\\""_s, u"\""_s);
}

} // namespace

/// Names that look like others' names, over the whole core.
class tst_ConfusableNames : public QObject
{
    Q_OBJECT

private slots:
    void imitationsAreRefused_data();
    void imitationsAreRefused();
    void honestNamesAreWelcomeTogether();
    void ownNameMayBeVaried();
    void leavingFreesTheLook();
    void renamingFreesTheLook();
    void sameNameIsSaidToBeTaken();
    void chatIsToldWhat();
    void positionIsWhereTheyDiffer();
    void serversNamesAreRefused_data();
    void serversNamesAreRefused();
    void givenNamesDoNotCollide();
    void classOfNumbersIsWelcome();
    void roomsMayNotLookAlike();
    void chatIsToldOfRooms();
    void roomIsFreeWhenEmpty();
    void lobbyAndPrivateCannotBeImitated();
    void indexForgetsOneByOne();
};

void tst_ConfusableNames::imitationsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("imitation");
    for (const Test::LookAlike &pair : Test::kLookAlikes) {
        const QString name = pair.name.toString();
        const QString imitation = pair.imitation.toString();
        QTest::newRow((name + u' ' + imitation).toUtf8().constData()) << name << imitation;
        if (trickOf(imitation) == NameTrick::None) // also when it was there first
            QTest::newRow((imitation + u' ' + name).toUtf8().constData()) << imitation << name;
    }
}

void tst_ConfusableNames::imitationsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, imitation);
    CoreHarness h;
    const ConnectionId first = h.join();
    QVERIFY(answerTo(h, first, u"/nick "_s + name).startsWith(u"* you are "_s + name));
    const QString why =
        trickOf(imitation) == NameTrick::None
            ? u"it looks like %1, which is taken"_s.arg(name)
            : u"a name keeps to one script; only Latin goes with Chinese, Japanese or Korean"_s;
    QCOMPARE(newcomerTakes(h, imitation), u"* not renamed: %1\\n"_s.arg(why));
    QCOMPARE(h.core.session(first)->name(), name);
}

void tst_ConfusableNames::honestNamesAreWelcomeTogether()
{
    CoreHarness h;
    for (const QStringView name : Test::kHonestNames) {
        const QString answer = newcomerTakes(h, name.toString());
        QVERIFY2(answer.startsWith(u"* you are "_s), qPrintable(name.toString() + u": "_s + answer));
    }
    QCOMPARE(h.core.session(h.lastId)->person->rooms.front()->members.size(), std::size(Test::kHonestNames));
}

void tst_ConfusableNames::ownNameMayBeVaried()
{
    CoreHarness h;
    const ConnectionId id = h.chatter("lab");
    (void)h.chatter("ben");
    for (const QString &name : {u"Iab"_s, u"1ab"_s, u"LAB"_s, u"lab"_s})
        QVERIFY(answerTo(h, id, u"/nick "_s + name).startsWith(u"* you are "_s + name));
    QCOMPARE(newcomerTakes(h, u"Iab"_s), u"* not renamed: it looks like lab, which is taken\\n"_s);
}

void tst_ConfusableNames::leavingFreesTheLook()
{
    CoreHarness h;
    const ConnectionId id = h.chatter("paul");
    QVERIFY(newcomerTakes(h, u"pauI"_s).startsWith(u"* not renamed"_s));
    (void)h.leave(id);
    QVERIFY(newcomerTakes(h, u"pauI"_s).startsWith(u"* you are pauI"_s));
    QVERIFY(newcomerTakes(h, u"paul"_s).startsWith(u"* not renamed"_s));
}

void tst_ConfusableNames::renamingFreesTheLook()
{
    CoreHarness h;
    const ConnectionId id = h.chatter("paul");
    QVERIFY(answerTo(h, id, u"/nick peter"_s).startsWith(u"* you are peter"_s));
    QVERIFY(newcomerTakes(h, u"pauI"_s).startsWith(u"* you are pauI"_s));
    QVERIFY(answerTo(h, id, u"/nick paul"_s).startsWith(u"* not renamed"_s));
}

void tst_ConfusableNames::sameNameIsSaidToBeTaken()
{
    CoreHarness h;
    (void)h.chatter("ana");
    for (const QString &name : {u"ana"_s, u"ANA"_s, u"ａｎａ"_s})
        QCOMPARE(newcomerTakes(h, name), u"* not renamed: somebody here is called ana\\n"_s);
}

void tst_ConfusableNames::chatIsToldWhat()
{
    CoreHarness h;
    (void)h.chatter("paul");
    const ConnectionId id = h.join();
    const QByteArray hello = R"({"type":"hello","id":"1","protocol":1,"name":"%1"})";
    QString answer = chatAnswer(h, id, QByteArray(hello).replace("%1", "pauI"));
    QVERIFY2(answer.contains(uR"("code":"name_taken","text":"it looks like paul, which is taken")"_s),
             qPrintable(answer));
    answer = chatAnswer(h, id, QByteArray(hello).replace("%1", "p\u0430ul"));
    QVERIFY2(answer.contains(uR"("code":"bad_name","text":"a name keeps to one script;)"_s),
             qPrintable(answer));
    answer = chatAnswer(h, id, QByteArray(hello).replace("%1", "Paul"));
    QVERIFY2(answer.contains(uR"("code":"name_taken","text":"somebody here is called paul")"_s),
             qPrintable(answer));
    answer = chatAnswer(h, id, QByteArray(hello).replace("%1", "lisa"));
    QVERIFY2(answer.contains(uR"("type":"welcome")"_s), qPrintable(answer));

    QVERIFY(newcomerTakes(h, u"1isa"_s).contains(u"it looks like lisa"_s));
    answer = chatAnswer(h, id, R"({"type":"name","name":"Iisa"})"); // its own
    QVERIFY2(answer.contains(uR"("type":"renamed")"_s), qPrintable(answer));
    (void)h.leave(id);
    QVERIFY(newcomerTakes(h, u"1isa"_s).startsWith(u"* you are 1isa"_s));
}

void tst_ConfusableNames::positionIsWhereTheyDiffer()
{
    const Error error = Core::nameTaken(u"pauI", u"paul"_s);
    QCOMPARE(error.code, ErrorCode::NameTaken);
    QCOMPARE(error.detail, u"paul"_s);
    QCOMPARE(error.position, 3);
    QCOMPARE(Core::nameTaken(u"PAUL", u"paul"_s).position, -1);
    QCOMPARE(Core::nameTaken(u"rnia", u"mia"_s).position, 0);
}

void tst_ConfusableNames::serversNamesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isServers");
    for (const char *name :
         {"server",      "SERVER",     "operator",     "Operator",    "0perator",
          "tutorial-3",  "Tutorial-3", "tutorial-007", "line-1",      "1ine-3",
          "Iine-3",      "tutoriaI-3", "tutorial-l",   "tutorial-I",  "tutorial-O",
          "tutorial-o0", "chat-1",     "udp-12",       "client-4",    "cIient-4",
          "http-1",      "tls-5",      "tIs-5",        "line-\u01b7", "\u0421\u041d\u0410\u0422-3",
          "\uff4cine-3"})
        QTest::newRow(name) << QString::fromUtf8(name) << true;
    for (const char *name :
         {"servers", "observer", "operation", "line", "lines-3", "line-", "line-3a", "line-i", "line3",
          "online-3", "tutorial", "tutorial-x", "tutorial-3-4", "chats-1", "team-3"})
        QTest::newRow(name) << QString::fromUtf8(name) << false;
}

void tst_ConfusableNames::serversNamesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(bool, isServers);
    const Result<QString> checked = Core::checkNick(name, 24);
    QCOMPARE(checked.has_value(), !isServers);
    if (isServers) {
        QCOMPARE(checked.error().code, ErrorCode::BadName);
        QCOMPARE(checked.error().detail, u"this name belongs to the server, or looks as if it did"_s);
    }
    QVERIFY(Core::checkRoom(name, 24).has_value()); // a room may be called so
}

void tst_ConfusableNames::givenNamesDoNotCollide()
{
    CoreHarness h;
    for (const char *name : {"line", "tutorial", "chat", "lines-1", "line-i"})
        QCOMPARE(h.core.session(h.chatter(name))->name(), QString::fromLatin1(name));
    QSet<QString> names;
    for (int i = 0; i < 120; ++i) {
        const ConnectionId id = h.join();
        QCOMPARE(h.core.session(id)->name(), u"client-%1"_s.arg(id));
        (void)h.feed(id, i % 3 == 0   ? "hello"
                         : i % 3 == 1 ? "hello\n"
                                      : "{\"type\":\"hello\",\"protocol\":1}\n");
        const QString kind = i % 3 == 0 ? u"tutorial"_s : i % 3 == 1 ? u"line"_s : u"chat"_s;
        QCOMPARE(h.core.session(id)->name(), kind + u"-%1"_s.arg(id));
        names.insert(h.core.session(id)->name());
    }
    QCOMPARE(names.size(), 120);
}

void tst_ConfusableNames::classOfNumbersIsWelcome()
{
    CoreHarness h;
    for (const QString &prefix : {u"pc-"_s, u"team-"_s, u"Schüler "_s.trimmed(), u"学生"_s, u"ученик-"_s}) {
        for (int i = 1; i <= 40; ++i) {
            const QString name = prefix + QString::number(i);
            QVERIFY2(newcomerTakes(h, name).startsWith(u"* you are "_s + name), qPrintable(name));
        }
    }
    QVERIFY(newcomerTakes(h, u"team-1O"_s).contains(u"it looks like team-10"_s));
    QVERIFY(newcomerTakes(h, u"pc-ll"_s).contains(u"it looks like pc-11"_s));
}

void tst_ConfusableNames::roomsMayNotLookAlike()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    const ConnectionId ben = h.chatter("ben");
    (void)h.feed(ana, "/join lab-1\n");
    QCOMPARE(answerTo(h, ben, u"/join lab-l"_s), u"* not joined: it looks like lab-1, which is taken\\n"_s);
    QCOMPARE(
        answerTo(h, ben, u"/join l\u0430b-1"_s), // Cyrillic a
        u"* not joined: a name keeps to one script; only Latin goes with Chinese, Japanese or Korean\\n"_s);
    QCOMPARE(h.core.session(ben)->person->rooms.front()->name, u"lobby"_s);
    QVERIFY(h.feed(ben, "/join LAB-1\n").contains(u"2 < * you are ben in lab-1; here: ana, ben\\n"_s));
    QVERIFY(h.feed(ben, "/join lab-11\n").contains(u"2 < * you are ben in lab-11; here: ben\\n"_s));
}

void tst_ConfusableNames::chatIsToldOfRooms()
{
    CoreHarness h;
    (void)h.feed(h.chatter("ana"), "/join lab-1\n");
    const ConnectionId id = h.join();
    (void)chatAnswer(h, id, R"({"type":"hello","protocol":1,"name":"ben"})");
    const QString answer = chatAnswer(h, id, R"({"type":"join","room":"lab-l"})");
    QVERIFY2(
        answer.contains(uR"("code":"name_taken","text":"it looks like lab-1, which is taken","re":"join")"_s),
        qPrintable(answer));
    QVERIFY(chatAnswer(h, id, R"({"type":"join","room":"lab-1"})").contains(uR"("members":["ana","ben"])"_s));
    QVERIFY(chatAnswer(h, id, R"({"type":"join","room":"lab-1"})").contains(uR"("type":"room")"_s)); // again
}

void tst_ConfusableNames::roomIsFreeWhenEmpty()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    const ConnectionId ben = h.chatter("ben");
    (void)h.feed(ana, "/join lab-1\n");
    (void)h.feed(ana, "/join\n");
    QVERIFY(h.feed(ben, "/join lab-l\n").contains(u"2 < * you are ben in lab-l; here: ben\\n"_s));
    QCOMPARE(answerTo(h, ana, u"/join lab-1"_s), u"* not joined: it looks like lab-l, which is taken\\n"_s);
}

void tst_ConfusableNames::lobbyAndPrivateCannotBeImitated()
{
    CoreHarness h;
    const ConnectionId ana = h.chatter("ana");
    for (const QString &name : {u"Iobby"_s, u"1obby"_s, u"l0bby"_s})
        QCOMPARE(answerTo(h, ana, u"/join "_s + name),
                 u"* not joined: it looks like lobby, which is taken\\n"_s);
    for (const QString &name : {u"private"_s, u"PRIVATE"_s, u"ｐrivate"_s, u"pr\u0131vate"_s})
        QCOMPARE(answerTo(h, ana, u"/join "_s + name),
                 u"* not joined: no room is called private, or looks as if it did\\n"_s);
}

void tst_ConfusableNames::indexForgetsOneByOne()
{
    Core::LookIndex index;
    QStringList names;
    for (int i = 0; i < 256; ++i) { // all of one key, none like another
        QString name;
        for (int bit = 0; bit < 8; ++bit)
            name += ((i >> bit) & 1) != 0 ? u'i' : u'l';
        QCOMPARE(index.alike(name), QString());
        index.insert(name);
        names.append(name);
    }
    while (!names.isEmpty()) {
        const QString name = names.takeAt(names.size() / 2);
        QCOMPARE(index.alike(name), name);
        QCOMPARE(index.alike(name, name), QString());
        index.remove(name);
        index.remove(name);
        QCOMPARE(index.alike(name), QString());
        for (const QString &other : {names.value(0), names.value(names.size() - 1)})
            QCOMPARE(index.alike(other.isEmpty() ? name : other), other);
    }
}

QTEST_APPLESS_MAIN(tst_ConfusableNames)
#include "tst_confusablenames.moc"
