// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// Direct messages, the same in every store: two inboxes, one id, and names of those who are not here.
class tst_Directs : public EveryStore
{
    Q_OBJECT

private slots:
    void standsInBothInboxes();
    void idIsOfTheFirst();
    void oneInboxIsEnough();
    void sameInboxTakesItOnce();
    void absentIsFoundByName();
    void lastBearerOfAName();
    void unknownNameTakesNoNumber();
    void namesAreBounded();
    void oldOnesGo();
    void areFoundInTheAskersInboxOnly();
    void narrowsToInboxAndConversation_data();
    void narrowsToInboxAndConversation();
    void pagesOfHitsMixRoomsAndInbox();
    void looksThroughALongInbox();

private:
    static Append direct(const QString &to, const QString &text, const QString &id = {})
    {
        Append item{1, inboxOf(identityOf(u"ana"_s)), post(text, u"ana"_s, id)};
        item.entry.to = to;
        return item;
    }
    Stored say(const QString &to, const QString &text, const QString &id = {})
    {
        Append item = direct(to, text, id);
        item.copyTo = inboxOf(identityOf(to));
        return store().append({item}).front();
    }
    Stored sayToAbsent(const QString &to)
    {
        Append item = direct(to, u"psst"_s);
        item.isToAbsent = true;
        return store().append({item}).front();
    }
    /// As somebody who is in the lobby; texts newest first.
    SearchRequest askedBy(const QString &name, const QString &text)
    {
        SearchRequest request = searchFor(text, {u"lobby"_s, inboxOf(identityOf(name))});
        request.asker = identityOf(name);
        if (request.query.in == kInbox)
            request.query.in = request.rooms.last();
        return request;
    }
    QStringList finds(const QString &name, const QString &text)
    {
        return textsOf(store().search(askedBy(name, text)));
    }
    QStringList inbox(const QString &name) { return linesOf(store(), inboxOf(identityOf(name))); }
};

void tst_Directs::standsInBothInboxes()
{
    (void)say(u"zoe"_s, u"first"_s);
    const Stored stored = say(u"ben"_s, u"psst"_s);
    QCOMPARE(stored.entry.seq, 2);
    QCOMPARE(stored.copySeq, 1);
    QCOMPARE(stored.copyRoom, inboxOf(identityOf(u"ben"_s)));
    QCOMPARE(inbox(u"ana"_s), (QStringList{u"1 ana first"_s, u"2 ana psst"_s}));
    QCOMPARE(inbox(u"ben"_s), QStringList{u"1 ana psst"_s});
    QCOMPARE(store().page({1, inboxOf(identityOf(u"ben"_s))}).entries.at(0).to, u"ben"_s);
}

void tst_Directs::idIsOfTheFirst()
{
    (void)say(u"ben"_s, u"psst"_s, u"x"_s);
    const Stored again = say(u"ben"_s, u"psst"_s, u"x"_s);
    QVERIFY(again.isDuplicate);
    QCOMPARE(again.entry.seq, 1);
    QCOMPARE(again.entry.to, u"ben"_s);
    QCOMPARE(inbox(u"ben"_s).size(), 1);
}

void tst_Directs::oneInboxIsEnough()
{
    Append own = direct(u"guest"_s, u"psst"_s, u"x"_s);
    QCOMPARE(store().append({own}).front().entry.seq, 1);
    Append others = direct(u"ben"_s, u"psst"_s, u"y"_s);
    others.room.clear();
    others.copyTo = inboxOf(identityOf(u"ben"_s));
    const Stored stored = store().append({others}).front();
    QCOMPARE(stored.copySeq, 1);
    QVERIFY(store().append({others}).front().isDuplicate);
    QCOMPARE(inbox(u"ana"_s).size(), 1);
    QCOMPARE(inbox(u"ben"_s).size(), 1);
}

void tst_Directs::sameInboxTakesItOnce()
{
    const Stored stored = say(u"ana"_s, u"note"_s);
    QCOMPARE(stored.entry.seq, 1);
    QVERIFY(stored.copyRoom.isEmpty());
    QCOMPARE(inbox(u"ana"_s).size(), 1);
}

void tst_Directs::absentIsFoundByName()
{
    store().setName(u"Ben"_s, identityOf(u"ben"_s));
    const Stored stored = sayToAbsent(u"BEN"_s);
    QCOMPARE(stored.error, ErrorCode::None);
    QCOMPARE(stored.copyRoom, inboxOf(identityOf(u"ben"_s)));
    QCOMPARE(inbox(u"ben"_s).size(), 1);
    QVERIFY(store().flush());
    QCOMPARE(sayToAbsent(u"ben"_s).copySeq, 2);
}

void tst_Directs::lastBearerOfAName()
{
    store().setName(u"ben"_s, identityOf(u"first"_s));
    QVERIFY(store().flush());
    store().setName(u"ben"_s, identityOf(u"second"_s));
    QCOMPARE(sayToAbsent(u"ben"_s).copyRoom, inboxOf(identityOf(u"second"_s)));
}

void tst_Directs::unknownNameTakesNoNumber()
{
    const Stored stored = sayToAbsent(u"nobody"_s);
    QCOMPARE(stored.error, ErrorCode::NoSuchClient);
    QCOMPARE(stored.entry.text, u"psst"_s);
    QVERIFY(store().rooms().empty());
}

void tst_Directs::namesAreBounded()
{
    for (qint64 i = 0; i <= MessageStore::kMaxNames; ++i) {
        store().setName(u"n%1"_s.arg(i), identityOf(QString::number(i)));
        if (i == 0)
            QVERIFY(store().flush());
    }
    QVERIFY(store().flush());
    QCOMPARE(sayToAbsent(u"n0"_s).error, ErrorCode::NoSuchClient);
    QCOMPARE(sayToAbsent(u"n1"_s).error, ErrorCode::None);
}

void tst_Directs::oldOnesGo()
{
    (void)say(u"ben"_s, u"psst"_s);
    store().setUsualKeepDays(1);
    QCOMPARE(store().purge(kNow + 2 * kDay, 100), 2);
    QVERIFY(inbox(u"ana"_s).isEmpty());
    QVERIFY(inbox(u"ben"_s).isEmpty());
}

void tst_Directs::areFoundInTheAskersInboxOnly()
{
    (void)say(u"ben"_s, u"secret tea"_s);
    (void)keep(store(), u"lobby"_s, post(u"tea for all"_s));
    QCOMPARE(finds(u"ana"_s, u"tea"_s), (QStringList{u"tea for all"_s, u"secret tea"_s}));
    QCOMPARE(finds(u"ben"_s, u"tea"_s), (QStringList{u"tea for all"_s, u"secret tea"_s}));
    QCOMPARE(finds(u"zoe"_s, u"tea"_s), QStringList{u"tea for all"_s});
    QCOMPARE(finds(u"zoe"_s, u"from:ana secret"_s), QStringList());
    QCOMPARE(find(store(), u"secret in:@"_s, {u"lobby"_s, inboxOf(identityOf(u"zoe"_s))}), QStringList());
    const Found found = store().search(askedBy(u"ben"_s, u"secret"_s));
    QCOMPARE(found.hits.size(), 1);
    QCOMPARE(found.hits[0].room, inboxOf(identityOf(u"ben"_s)));
    QCOMPARE(found.hits[0].entry.to, u"ben"_s);
    QCOMPARE(found.hits[0].entry.from, u"ana"_s);
    QCOMPARE(found.hits[0].entry.seq, 1);
}

void tst_Directs::narrowsToInboxAndConversation_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("found");
    QTest::newRow("everywhere") << u"tea"_s << u"note back zoe ben lobby"_s;
    QTest::newRow("inbox") << u"tea in:@"_s << u"note back zoe ben"_s;
    QTest::newRow("inbox-alone") << u"in:@"_s << u"note back zoe ben"_s;
    QTest::newRow("conversation") << u"tea in:@BEN"_s << u"back ben"_s;
    QTest::newRow("conversation-from") << u"tea in:@ben from:ben"_s << u"back"_s;
    QTest::newRow("conversation-with-oneself") << u"in:@ana"_s << u"note"_s;
    QTest::newRow("nobody") << u"tea in:@nobody"_s << QString();
    QTest::newRow("room") << u"tea in:lobby"_s << u"lobby"_s;
    QTest::newRow("name-of-an-inbox") << u"tea in:"_s + inboxOf(identityOf(u"ben"_s)) << QString();
}

void tst_Directs::narrowsToInboxAndConversation()
{
    (void)keep(store(), u"lobby"_s, post(u"lobby tea"_s));
    (void)say(u"ben"_s, u"ben tea"_s);
    (void)say(u"zoe"_s, u"zoe tea"_s);
    Append back{1, inboxOf(identityOf(u"ben"_s)), post(u"back tea"_s, u"ben"_s)};
    back.entry.to = u"ana"_s;
    back.copyTo = inboxOf(identityOf(u"ana"_s));
    (void)store().append({back});
    (void)say(u"ana"_s, u"note tea"_s);
    QFETCH(QString, query);
    QStringList words;
    for (const QString &text : finds(u"ana"_s, query))
        words.append(text.section(u' ', 0, 0));
    QTEST(words.join(u' '), "found");
}

void tst_Directs::pagesOfHitsMixRoomsAndInbox()
{
    for (int i = 1; i <= 5; ++i) {
        (void)say(u"ben"_s, u"word %1"_s.arg(2 * i - 1));
        (void)keep(store(), u"lobby"_s, post(u"word %1"_s.arg(2 * i)));
    }
    SearchRequest request = askedBy(u"ben"_s, u"word"_s);
    request.count = 3;
    QStringList numbers;
    do {
        const Found found = store().search(request);
        for (const QString &text : textsOf(found))
            numbers.append(text.section(u' ', 1));
        request.before = found.next;
    } while (request.before != 0);
    QCOMPARE(numbers.join(u' '), u"10 9 8 7 6 5 4 3 2 1"_s);
}

void tst_Directs::looksThroughALongInbox()
{
    constexpr int kOthers = 4500; // more than is looked at in one piece, twice
    (void)say(u"ben"_s, u"needle"_s);
    std::vector<Append> batch;
    for (int i = 0; i < kOthers; ++i)
        batch.push_back(direct(u"zoe"_s, u"hay"_s));
    (void)store().append(batch);
    QCOMPARE(finds(u"ana"_s, u"in:@ben"_s), QStringList{u"needle"_s});
}

QTEST_GUILESS_MAIN(tst_Directs)
#include "tst_directs.moc"
