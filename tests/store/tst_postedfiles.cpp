// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

namespace {

PostedFile fileNamed(const QString &name)
{
    return {name, 12'000, QByteArray(32, '\xf0'), u"key of "_s + name};
}

Entry gift(const QString &name, const QString &from = u"ana"_s)
{
    Entry entry = post(name, from);
    entry.file = fileNamed(name);
    return entry;
}

KeptFile kept(const QString &name, const QString &from = u"ana"_s)
{
    return {u"key of "_s + name, QByteArray(32, '\xf0'), 12'000, identityOf(from)};
}

using Files = std::vector<KeptFile>;

} // namespace

/// Posts that bring a file: what a store says of it, and when it lets go of it.
class tst_PostedFiles : public EveryStore
{
    Q_OBJECT

private slots:
    void givesBackWhatWasGiven();
    void findsTheirNames();
    void dropsWhatIsDeleted();
    void dropsWhatIsTooOld();
    void dropsWhatMakesRoom();
    void keepsThemOverARestart();
    void dropsNothingOfWhatFailed();
};

void tst_PostedFiles::givesBackWhatWasGiven()
{
    QCOMPARE(store().files(), Files());
    const Stored stored = keep(store(), u"lobby"_s, gift(u"a.txt"_s));
    QVERIFY(stored.entry.file);
    QCOMPARE(*stored.entry.file, fileNamed(u"a.txt"_s));
    keep(store(), u"lobby"_s, post(u"none"_s));
    const Page page = store().page({1, u"lobby"_s});
    QVERIFY(page.entries.at(0).file);
    QCOMPARE(*page.entries.at(0).file, fileNamed(u"a.txt"_s));
    QVERIFY(!page.entries.at(1).file);
    keep(store(), u"maths"_s, gift(u"a.txt"_s, u"ben"_s)); // the same content again: it counts, too
    QCOMPARE(store().files(), (Files{kept(u"a.txt"_s), kept(u"a.txt"_s, u"ben"_s)}));
    QCOMPARE(store().takeDroppedFiles(), Files());
}

void tst_PostedFiles::findsTheirNames()
{
    keep(store(), u"lobby"_s, gift(u"期末考试 physics.pdf"_s));
    QCOMPARE(find(store(), u"physics"_s), QStringList{u"期末考试 physics.pdf"_s});
    const Found found = store().search(searchFor(u"考试"_s, {u"lobby"_s}));
    QCOMPARE(found.hits.size(), 1);
    QVERIFY(found.hits.front().entry.file);
}

void tst_PostedFiles::dropsWhatIsDeleted()
{
    keep(store(), u"lobby"_s, gift(u"a.txt"_s));
    keep(store(), u"lobby"_s, entryOf(EntryKind::Edit, 1, u"what it is"_s));
    QVERIFY(store().page({1, u"lobby"_s}).entries.at(0).file);
    QCOMPARE(store().takeDroppedFiles(), Files());
    keep(store(), u"lobby"_s, entryOf(EntryKind::Delete, 1, {}, u"ben"_s)); // not his
    QCOMPARE(store().takeDroppedFiles(), Files());
    keep(store(), u"lobby"_s, entryOf(EntryKind::Delete, 1, {}));
    QCOMPARE(store().takeDroppedFiles(), Files{kept(u"a.txt"_s)});
    QCOMPARE(store().takeDroppedFiles(), Files());
    QCOMPARE(store().files(), Files());
    QVERIFY(!store().page({1, u"lobby"_s}).entries.at(0).file);
}

void tst_PostedFiles::dropsWhatIsTooOld()
{
    keep(store(), u"lobby"_s, at(kNow - 8 * kDay, gift(u"old.txt"_s)));
    keep(store(), u"lobby"_s, at(kNow, gift(u"new.txt"_s)));
    QVERIFY(store().setRules(u"lobby"_s, {7}));
    QCOMPARE(store().purge(kNow, 100), 1);
    QCOMPARE(store().takeDroppedFiles(), Files{kept(u"old.txt"_s)});
    QCOMPARE(store().files(), Files{kept(u"new.txt"_s)});
}

void tst_PostedFiles::dropsWhatMakesRoom()
{
    MemoryStore small(2'500);
    keep(small, u"lobby"_s, gift(u"a.txt"_s));
    QCOMPARE(small.takeDroppedFiles(), Files());
    for (int i = 0; i < 30; ++i)
        keep(small, u"lobby"_s, post(u"more"_s));
    QCOMPARE(small.takeDroppedFiles(), Files{kept(u"a.txt"_s)});
}

void tst_PostedFiles::keepsThemOverARestart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"history.db"_s);
    keep(*openStore(path), u"lobby"_s, gift(u"a.txt"_s));
    QCOMPARE(openStore(path)->files(), Files{kept(u"a.txt"_s)});
    keep(*openStore(path), u"lobby"_s, entryOf(EntryKind::Delete, 1, {}));
    QCOMPARE(openStore(path)->files(), Files());
}

void tst_PostedFiles::dropsNothingOfWhatFailed()
{
    const QTemporaryDir folder;
    const auto small = openStore(folder.filePath(u"history.db"_s), 200'000);
    keep(*small, u"lobby"_s, gift(u"a.txt"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_full"_s));
    std::vector<Append> batch{{1, u"lobby"_s, entryOf(EntryKind::Delete, 1, {})}};
    for (int i = 0; i < 40; ++i)
        batch.push_back({1, u"lobby"_s, post(QString(10'000, u'x'))});
    QCOMPARE(small->append(batch).front().error, ErrorCode::StorageFull);
    QCOMPARE(small->takeDroppedFiles(), Files());
    QCOMPARE(small->files(), Files{kept(u"a.txt"_s)});
}

QTEST_GUILESS_MAIN(tst_PostedFiles)
#include "tst_postedfiles.moc"
