// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transferharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;
using Test::line;

namespace {

const QByteArray kSha256(64, 'a');

QByteArray fileField(const QByteArray &name, const QByteArray &size = "11", const QByteArray &sha = kSha256)
{
    return ",\"file\":{\"name\":\"" + name + "\",\"size\":" + size + ",\"sha256\":\"" + sha + "\"}";
}

FileLink fileOf(const ClientEffects &effects)
{
    for (const ClientEffect &effect : effects.items) {
        if (const auto *said = std::get_if<Told::Said>(&effect))
            return said->entry.file;
    }
    return {};
}

} // namespace

/// What a server says of the files that messages bring. docs/protocol.md §9.10
class tst_ClientFiles : public QObject
{
    Q_OBJECT

private slots:
    void messageBringsAFile();
    void everyKindOfMessage();
    void badFile_data();
    void badFile();
};

void tst_ClientFiles::messageBringsAFile()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "tea.txt", fileField("tea.txt"))).constFirst(),
             u"said lobby 1 ben: tea.txt file tea.txt 11"_s);
    const FileLink file = fileOf(h.effects);
    QCOMPARE(file->sha256, QByteArray(32, '\xaa'));
    QCOMPARE(file->key, QString());
}

void tst_ClientFiles::everyKindOfMessage()
{
    ClientHarness h;
    h.enter();
    (void)h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':3}"));
    const QByteArray replay = ",\"replay\":true";
    QVERIFY(h.feed(ClientHarness::message(2, "ben", "a", fileField("a") + replay))
                .contains(u"said lobby 2 ben: a replay file a 11"_s));
    // A later edit changes its text only.
    QVERIFY(h.feed(ClientHarness::message(3, "ben", "new", ",\"edited\":4" + fileField("b") + replay))
                .contains(u"said lobby 3 ben: new changed 4 replay file b 11"_s));
    const QString asked = h.run([](auto &c, auto &e) { (void)c.search(u"a"_s, 0, e); }).constFirst();
    const QByteArray id = asked.section(u'"', 7, 7).toUtf8();
    (void)h.feed(line("{'type':'hit','id':'" + id +
                      "','room':'lobby','seq':2,'from':'ben','text':'a','time':7" + fileField("a") + "}"));
    QCOMPARE(h.feed(line("{'type':'found','id':'" + id + "'}")),
             QStringList{u"found %1 [lobby 2 ben: a file a 11]"_s.arg(QString::fromUtf8(id))});
}

void tst_ClientFiles::badFile_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("shown");

    const QString max = QString::number(std::numeric_limits<qint64>::max());
    QTest::newRow("empty") << fileField("tea", "0") << u"x file tea 0"_s;
    QTest::newRow("largest") << fileField("tea", max.toLatin1()) << u"x file tea "_s + max;
    QTest::newRow("unknown-field") << fileField("tea").chopped(1) + ",\"new\":1}" << u"x file tea 11"_s;
    QTest::newRow("too-large") << fileField("tea", "9223372036854775808") << u"x"_s;
    QTest::newRow("negative") << fileField("tea", "-1") << u"x"_s;
    QTest::newRow("fraction") << fileField("tea", "1.5") << u"x"_s;
    QTest::newRow("size-text") << fileField("tea", "\"11\"") << u"x"_s;
    QTest::newRow("no-name") << fileField("") << u"x"_s;
    QTest::newRow("short-hash") << fileField("tea", "11", kSha256.chopped(1)) << u"x"_s;
    QTest::newRow("long-hash") << fileField("tea", "11", kSha256 + 'a') << u"x"_s;
    QTest::newRow("large-digits") << fileField("tea", "11", kSha256.toUpper()) << u"x"_s;
    QTest::newRow("no-object") << QByteArray(",\"file\":\"tea\"") << u"x"_s;
    QTest::newRow("deleted") << ",\"deleted\":3" + fileField("tea") << u"changed 3 deleted"_s;
    QTest::newRow("path") << fileField("../../etc/passwd") << u"x file passwd 11"_s;
    QTest::newRow("hidden") << fileField(".bashrc") << u"x file _bashrc 11"_s;
    QTest::newRow("device") << fileField("nul.txt") << u"x file _nul.txt 11"_s;
    QTest::newRow("long") << fileField(QByteArray(1024, 'n')) << u"x file "_s + QString(200, u'n') + u" 11"_s;
}

/// What is no file is left out; the message is shown all the same. A name is made safe before anybody sees
/// it.
void tst_ClientFiles::badFile()
{
    QFETCH(QByteArray, more);
    QFETCH(QString, shown);
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "x", more)).constFirst(),
             u"said lobby 1 ben: "_s + shown);
}

QTEST_GUILESS_MAIN(tst_ClientFiles)
#include "tst_clientfiles.moc"
