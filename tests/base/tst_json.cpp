// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace Chalkwire;
using namespace Qt::StringLiterals;

class tst_Json : public QObject
{
    Q_OBJECT

private slots:
    void writesFieldsInOrder();
    void escapesText_data();
    void escapesText();
    void everyCharacterComesBack();
    void chatTextGrowsByThreeAtMost();
    void readsWhatIsThere();
    void remembersTheFirstWrongField();
    void numbersAreWholeAndInRange_data();
    void numbersAreWholeAndInRange();
};

void tst_Json::writesFieldsInOrder()
{
    QByteArray out = "x";
    JsonWriter writer(out);
    writer.text("z", u"1");
    writer.number("a", std::numeric_limits<quint64>::max());
    writer.number("m", qint64(-1));
    writer.flag("yes", true);
    writer.ascii("b", "c");
    writer.list("none", QStringList(), JsonWriter::appendString);
    writer.list("two", QStringList{u"p"_s, u"q"_s}, JsonWriter::appendString);
    JsonWriter inner(writer.startField("inner"));
    inner.end();
    writer.end();
    QCOMPARE(out, QByteArray(R"(x{"z":"1","a":18446744073709551615,"m":-1,"yes":true,"b":"c",)"
                             R"("none":[],"two":["p","q"],"inner":{}})"));
}

void tst_Json::escapesText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QString() << QByteArray(R"("")");
    QTest::newRow("quotes") << u"a\"b\\c"_s << QByteArray(R"("a\"b\\c")");
    QTest::newRow("line-break") << u"a\nb\rc\t"_s << QByteArray("\"a\\nb\\rc\\t\"");
    QTest::newRow("escape") << u"\x1b[31m"_s << QByteArray("\"\\u001b[31m\"");
    QTest::newRow("bidi") << QString(QChar(0x202e)) << QByteArray("\"\\u202e\"");
    QTest::newRow("c1") << QString(QChar(0x9b)) << QByteArray("\"\\u009b\"");
    QTest::newRow("chinese") << u"你好"_s << QByteArray("\"你好\"");
    QTest::newRow("emoji") << QString::fromUcs4(U"\x1f642") << QByteArray("\"\xf0\x9f\x99\x82\"");
    QTest::newRow("lone-surrogate") << QString(QChar(0xd83d)) << QByteArray("\"\\ufffd\"");
}

void tst_Json::escapesText()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QByteArray out;
    JsonWriter::appendString(out, text);
    QCOMPARE(out, json);
}

void tst_Json::everyCharacterComesBack()
{
    QString all;
    for (uint c = 0; c <= 0xffff; ++c) {
        if (!QChar::isSurrogate(c))
            all += QChar(c);
    }
    QByteArray out;
    JsonWriter writer(out);
    writer.text("all", all);
    writer.end();
    QCOMPARE(out.count('\n'), 0);
    QCOMPARE(QJsonDocument::fromJson(out)[u"all"].toString(), all);
}

void tst_Json::chatTextGrowsByThreeAtMost()
{
    // What docs/protocol.md §9.4 takes as text: 16 KiB of it fit into a header of 64 KiB.
    for (uint c = 0; c <= 0xffff; ++c) {
        const bool isControl = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        if (isControl || QChar::isSurrogate(c))
            continue;
        QByteArray out;
        JsonWriter::appendString(out, QString(QChar(c)));
        QVERIFY2(out.size() - 2 <= 3 * QString(QChar(c)).toUtf8().size(), out.constData());
    }
}

void tst_Json::readsWhatIsThere()
{
    const QJsonObject object{{u"n"_s, 7}, {u"t"_s, u"x"_s}, {u"f"_s, true}};
    JsonReader reader(object);
    QCOMPARE(reader.number(QLatin1StringView("n"), -1), 7);
    QCOMPARE(reader.number(QLatin1StringView("missing"), 9), 9);
    QCOMPARE(reader.text(QLatin1StringView("t")), u"x"_s);
    QCOMPARE(reader.text(QLatin1StringView("missing")), QString());
    QCOMPARE(reader.flag(QLatin1StringView("f"), false), true);
    QCOMPARE(reader.flag(QLatin1StringView("missing"), true), true);
    QCOMPARE(reader.badField(), QString());
}

void tst_Json::remembersTheFirstWrongField()
{
    const QJsonObject object{{u"a"_s, u"7"_s}, {u"b"_s, 7}, {u"c"_s, 1}};
    JsonReader flags(object);
    QCOMPARE(flags.flag(QLatin1StringView("c"), true), true);
    QCOMPARE(flags.badField(), u"c"_s);
    JsonReader reader(object);
    QCOMPARE(reader.text(QLatin1StringView("b")), QString());
    QCOMPARE(reader.number(QLatin1StringView("a"), 3), 3);
    QCOMPARE(reader.badField(), u"b"_s);
}

void tst_Json::numbersAreWholeAndInRange_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("number"); ///< -2: wrong
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("highest") << QByteArray("100") << qint64(100);
    QTest::newRow("one-past") << QByteArray("101") << qint64(-2);
    QTest::newRow("negative") << QByteArray("-1") << qint64(-2);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(-2);
    QTest::newRow("exponent") << QByteArray("1e1") << qint64(10);
    QTest::newRow("huge") << QByteArray("99999999999999999999") << qint64(-2);
    QTest::newRow("text") << QByteArray("\"1\"") << qint64(-2);
    QTest::newRow("null") << QByteArray("null") << qint64(-2);
}

void tst_Json::numbersAreWholeAndInRange()
{
    QFETCH(QByteArray, json);
    QFETCH(qint64, number);
    const QJsonObject object = QJsonDocument::fromJson("{\"n\":" + json + "}").object();
    JsonReader reader(object);
    QCOMPARE(reader.number(QLatin1StringView("n"), -2, 100), number);
    QCOMPARE(reader.badField().isEmpty(), number != -2);
}

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_json.moc"
