// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "core/filename.h"

#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Core::safeFileName;

/// Names that peers give files, docs/protocol.md §9.10.
class tst_FileName : public QObject
{
    Q_OBJECT

private slots:
    void mends_data();
    void mends();
    void cutsBeforeTheExtension();
    void cutsNoPair();
    void anyTextIsSafe();
};

// length: a row for each trick
void tst_FileName::mends_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("safe");
    const auto row = [](const char *tag, const QString &given, const QString &safe) {
        QTest::newRow(tag) << given << safe;
    };
    row("plain", u"photo 1.png"_s, u"photo 1.png"_s);
    row("chinese", u"期末考试.docx"_s, u"期末考试.docx"_s);
    row("up", u"../../etc/passwd"_s, u"passwd"_s);
    row("up-windows", u"..\\..\\boot.ini"_s, u"boot.ini"_s);
    row("absolute", u"/etc/passwd"_s, u"passwd"_s);
    row("drive", u"C:\\x\\y.txt"_s, u"y.txt"_s);
    row("drive-relative", u"C:y.txt"_s, u"C_y.txt"_s);
    row("verbatim", u"\\\\?\\C:\\y.txt"_s, u"y.txt"_s);
    row("stream", u"y.txt:hidden"_s, u"y.txt_hidden"_s);
    row("folder", u"a/"_s, u"file"_s);
    row("empty", u""_s, u"file"_s);
    row("dot", u"."_s, u"file"_s);
    row("dots", u".."_s, u"file"_s);
    row("spaces", u"   "_s, u"file"_s);
    row("hidden", u".bashrc"_s, u"_bashrc"_s);
    row("option", u"-rf"_s, u"_rf"_s);
    row("home", u"~root"_s, u"_root"_s);
    row("trailing-dot", u"run.exe."_s, u"run.exe"_s);
    row("trailing-mix", u"run.exe . ."_s, u"run.exe"_s);
    row("nul", u"a"_s + QChar(0) + u"b"_s, u"ab"_s);
    row("line-break", u"a\nb\r\u2028c"_s, u"abc"_s);
    row("c1", u"a\u009bb"_s, u"ab"_s);
    row("reversed", u"photo\u202egpj.exe"_s, u"photogpj.exe"_s);
    row("isolate", u"a\u2067b\u2069.txt"_s, u"ab.txt"_s);
    row("invisible", u"a\u200b\ufeff.txt"_s, u"a.txt"_s);
    row("far-extension", u"photo.jpg"_s + QString(80, u' ') + u".exe"_s, u"photo.jpg .exe"_s);
    row("other-spaces", u"a\u00a0\u3000b"_s, u"a b"_s);
    row("surrogate", u"a"_s + QChar(0xd800) + u"b"_s, u"a\ufffdb"_s);
    row("forbidden", u"<a>\"b\"|c?*"_s, u"_a__b__c__"_s);
    row("decomposed", u"u\u0308.txt"_s, u"\u00fc.txt"_s);
    row("device", u"CON"_s, u"_CON"_s);
    row("device-extension", u"nul.txt"_s, u"_nul.txt"_s);
    row("device-space", u"aux .txt"_s, u"_aux .txt"_s);
    row("device-number", u"Com1.tar.gz"_s, u"_Com1.tar.gz"_s);
    row("device-superscript", u"LPT\u00b2"_s, u"_LPT\u00b2"_s);
    row("device-behind-invisible", u"C\u200bON"_s, u"_CON"_s);
    row("no-device", u"console.txt"_s, u"console.txt"_s);
    row("no-device-number", u"com10"_s, u"com10"_s);
}

void tst_FileName::mends()
{
    QFETCH(QString, given);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(given), safe);
    QCOMPARE(safeFileName(safe), safe);
}

void tst_FileName::cutsBeforeTheExtension()
{
    const QString limit = QString(Core::kMaxFileNameBytes - 4, u'x') + u".png"_s;
    QCOMPARE(safeFileName(limit), limit);
    QCOMPARE(safeFileName(u'x' + limit), limit);
    // One that is too long is none.
    const QString dotted = u"a."_s + QString(Core::kMaxFileNameBytes, u'x');
    QCOMPARE(safeFileName(dotted), dotted.first(Core::kMaxFileNameBytes));
}

void tst_FileName::cutsNoPair()
{
    const QString faces = u"😀"_s.repeated(Core::kMaxFileNameBytes / 4);
    QCOMPARE(safeFileName(faces), faces);
    QCOMPARE(safeFileName(u'x' + faces), u'x' + faces.chopped(2));
    QCOMPARE(safeFileName(faces + u".png"_s), faces.chopped(2) + u".png"_s);
}

void tst_FileName::anyTextIsSafe()
{
    static const QString kUnits =
        u"./\\ -~:con1CONPRN\u00b9\u202e\u200d\u00a0\u0308u\u1100\u1161\n\t*?|<>\"期"_s + QChar(0xd83d) +
        QChar(0xde00) + QChar(0);
    SeededRandom random(7);
    for (int round = 0; round < 20'000; ++round) {
        QString name;
        for (quint64 left = random.next() % 300; left > 0; --left)
            name += kUnits[static_cast<qsizetype>(random.next() % quint64(kUnits.size()))];
        const QString safe = safeFileName(name);
        QVERIFY(!safe.isEmpty());
        QVERIFY(safe.toUtf8().size() <= Core::kMaxFileNameBytes);
        QVERIFY(safe.isValidUtf16());
        QCOMPARE(safeFileName(safe), safe);
        for (const QChar c : u"/\\:*?\"<>|\n\t\u202e"_s)
            QVERIFY(!safe.contains(c));
        QVERIFY(!u".-~ "_s.contains(safe.front()));
        QVERIFY(!u". "_s.contains(safe.back()));
    }
}

QTEST_GUILESS_MAIN(tst_FileName)
#include "tst_filename.moc"
