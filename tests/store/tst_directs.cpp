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

QTEST_GUILESS_MAIN(tst_Directs)
#include "tst_directs.moc"
