// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversationmodel.h"
#include "words.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;

namespace {

Entry entryOf(EntryKind kind, const QString &text)
{
    Entry entry;
    entry.wallMicros = 1'700'000'000'000'000;
    entry.kind = kind;
    entry.text = text;
    entry.bytes = text.toUtf8();
    return entry;
}

Entry answer(int number)
{
    return entryOf(EntryKind::Answer, QString::number(number));
}

} // namespace

class tst_ClientModels : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void insertsOneBatch();
    void flushesByItself();
    void keepsTheNewestRows_data();
    void keepsTheNewestRows();
    void keepsWithinMemory();
    void boundsWhatWaits();
    void clearDropsWhatWaits();
    void retranslatesEveryRow();
    void rowsReadAsSentences_data();
    void rowsReadAsSentences();
    void faultsNameTheByte_data();
    void faultsNameTheByte();
    void showsTextInLines_data();
    void showsTextInLines();
    void boundsWhatIsShown();
    void boundsHex_data();
    void boundsHex();
    void everyReasonHasASentence();
};

void tst_ClientModels::insertsOneBatch()
{
    ConversationModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 5; ++i)
        model.append(answer(i));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.waiting(), 5);
    model.flush();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(inserted[0][2].toInt(), 4);
    QCOMPARE(model.index(3).data().toString(), QStringLiteral("3"));
    QCOMPARE(model.index(3).data(ConversationModel::KindRole).toInt(), static_cast<int>(EntryKind::Answer));
    QCOMPARE(model.index(3).data(ConversationModel::EntryRole).value<Entry>().bytes, QByteArray("3"));
    model.flush();
    QCOMPARE(inserted.size(), 1);
}

void tst_ClientModels::flushesByItself()
{
    ConversationModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append(answer(1));
    QVERIFY(inserted.wait(5000));
    QCOMPARE(model.rowCount(), 1);
}

void tst_ClientModels::keepsTheNewestRows_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("gone");
    constexpr int max = ConversationModel::kMaxRows;
    QTest::newRow("limit") << max - 3 << 3 << 0;
    QTest::newRow("limit-plus-one") << max - 3 << 4 << 1;
    QTest::newRow("full-plus-one") << max << 1 << 1;
    QTest::newRow("whole-batch") << 10 << max << 10;
}

void tst_ClientModels::keepsTheNewestRows()
{
    QFETCH(int, before);
    QFETCH(int, batch);
    QFETCH(int, gone);
    ConversationModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < before; ++i)
        model.append(answer(i));
    model.flush();
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    for (int i = 0; i < batch; ++i)
        model.append(answer(before + i));
    model.flush();
    QCOMPARE(model.rowCount(), before + batch - gone);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), gone > 0 ? 1 : 0);
    QCOMPARE(model.dropped(), static_cast<quint64>(gone));
    QCOMPARE(model.entry(0).text, QString::number(gone));
    QCOMPARE(model.entry(model.rowCount() - 1).text, QString::number(before + batch - 1));
}

void tst_ClientModels::keepsWithinMemory()
{
    ConversationModel model;
    const QString large(1024 * 1024, u'x'); // 3 MiB as text and bytes
    qint64 cost = 0;
    for (int i = 0; i < 60; ++i) {
        model.append(entryOf(EntryKind::Answer, large));
        if (i % 7 == 0)
            model.flush();
    }
    model.flush();
    for (int row = 0; row < model.rowCount(); ++row)
        cost += model.entry(row).cost();
    QVERIFY(cost <= ConversationModel::kMaxBytes);
    QVERIFY(cost + model.entry(0).cost() > ConversationModel::kMaxBytes);
    QCOMPARE(model.dropped(), static_cast<quint64>(60 - model.rowCount()));
}

void tst_ClientModels::boundsWhatWaits()
{
    ConversationModel model;
    for (int i = 0; i < ConversationModel::kMaxRows + 1; ++i)
        model.append(answer(i));
    QCOMPARE(model.waiting(), ConversationModel::kMaxRows);
    QCOMPARE(model.dropped(), 1ULL);
    model.append(entryOf(EntryKind::Answer, QString(40 * 1024 * 1024, u'x')));
    QCOMPARE(model.waiting(), 1); // alone past the bound: the newest always stays
}

void tst_ClientModels::clearDropsWhatWaits()
{
    ConversationModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(answer(1));
    model.flush();
    model.append(answer(2));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.waiting(), 0);
    model.flush();
    QCOMPARE(model.rowCount(), 0);
}

void tst_ClientModels::retranslatesEveryRow()
{
    ConversationModel model;
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.retranslate();
    QCOMPARE(changed.size(), 0);
    for (int i = 0; i < 3; ++i)
        model.append(answer(i));
    model.flush();
    model.retranslate();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
}

void tst_ClientModels::rowsReadAsSentences_data()
{
    QTest::addColumn<Entry>("entry");
    QTest::addColumn<QString>("expected");
    const QString hello = QStringLiteral("hello");
    const QString at = Words::time(1'700'000'000'000'000);
    QTest::newRow("mine") << entryOf(EntryKind::Mine, hello)
                          << QStringLiteral("You sent at %1: hello").arg(at);
    QTest::newRow("answer") << entryOf(EntryKind::Answer, hello)
                            << QStringLiteral("The server answered at %1: hello").arg(at);
    QTest::newRow("bytes") << entryOf(EntryKind::Bytes, hello)
                           << QStringLiteral("The server sent 5 bytes at %1: hello").arg(at);
    Entry other = entryOf(EntryKind::Other, QStringLiteral("a\u202eb"));
    other.name = QStringLiteral("ana");
    other.room = QStringLiteral("lobby");
    QTest::newRow("other-escaped") << other << QStringLiteral("ana in lobby at %1: a<U+202E>b").arg(at);
    Entry bad = entryOf(EntryKind::Answer, QStringLiteral("x\ufffd"));
    bad.fault = TextFault::InvalidUtf8;
    bad.faultOffset = 1;
    QTest::newRow("fault")
        << bad << QStringLiteral("The server answered at %1: x\ufffd (byte 1 is not valid UTF-8)").arg(at);
    Entry event = entryOf(EntryKind::Event, {});
    event.event = SessionEvent::Connected;
    event.target = QStringLiteral("127.0.0.1:8000");
    QTest::newRow("event") << event << QStringLiteral("Connected to 127.0.0.1:8000, %1").arg(at);
}

void tst_ClientModels::rowsReadAsSentences()
{
    QFETCH(Entry, entry);
    ConversationModel model;
    model.append(entry);
    model.flush();
    QTEST(model.index(0).data(Qt::AccessibleTextRole).toString(), "expected");
}

void tst_ClientModels::faultsNameTheByte_data()
{
    QTest::addColumn<TextFault>("fault");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << TextFault::None << QString();
    QTest::newRow("invalid") << TextFault::InvalidUtf8 << QStringLiteral("byte 7 is not valid UTF-8");
    QTest::newRow("cut") << TextFault::CutCharacter << QStringLiteral("ends inside a character, at byte 7");
    QTest::newRow("nul") << TextFault::Nul << QStringLiteral("byte 7 is a zero byte");
}

void tst_ClientModels::faultsNameTheByte()
{
    QFETCH(TextFault, fault);
    Entry entry = answer(1);
    entry.fault = fault;
    entry.faultOffset = 7;
    ConversationModel model;
    model.append(entry);
    model.flush();
    QTEST(model.index(0).data(ConversationModel::FaultRole).toString(), "expected");
}

void tst_ClientModels::showsTextInLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("marks");
    QTest::addColumn<QString>("expected");
    const QString sep = QString(QChar(QChar::LineSeparator));
    QTest::newRow("empty") << QString() << false << QString();
    QTest::newRow("plain") << QStringLiteral("<b>x</b>") << false << QStringLiteral("<b>x</b>");
    QTest::newRow("two-lines") << QStringLiteral("a\nb") << false
                               << QStringLiteral("a") + sep + QStringLiteral("b");
    QTest::newRow("crlf") << QStringLiteral("a\r\nb") << false
                          << QStringLiteral("a") + sep + QStringLiteral("b");
    QTest::newRow("crlf-marked") << QStringLiteral("a\r\nb") << true
                                 << QStringLiteral("a\u240d\u240a") + sep + QStringLiteral("b");
    QTest::newRow("end-marked") << QStringLiteral("a\n") << true << QStringLiteral("a\u240a");
    QTest::newRow("escape") << QStringLiteral("\x1b[1m") << false << QStringLiteral("\u241b[1m");
    QTest::newRow("bidi") << QStringLiteral("\u202eabc") << false << QStringLiteral("<U+202E>abc");
    QTest::newRow("chinese") << QStringLiteral("\u4f60\u597d") << false << QStringLiteral("\u4f60\u597d");
}

void tst_ClientModels::showsTextInLines()
{
    QFETCH(QString, text);
    QFETCH(bool, marks);
    QTEST(shownText(text, marks), "expected");
}

void tst_ClientModels::boundsWhatIsShown()
{
    const QChar more(0x2026);
    QVERIFY(!shownText(QString(kMaxShownCharacters, u'x'), false).contains(more));
    QVERIFY(shownText(QString(kMaxShownCharacters + 1, u'x'), false).endsWith(more));
    QVERIFY(!shownText(QString(kMaxShownLines, u'\n'), false).contains(more));
    QVERIFY(shownText(QString(kMaxShownLines + 1, u'\n'), false).endsWith(more));
}

void tst_ClientModels::boundsHex_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("left");
    QTest::newRow("none") << qsizetype{0} << qsizetype{0};
    QTest::newRow("limit") << kMaxShownHexBytes << qsizetype{0};
    QTest::newRow("limit-plus-one") << kMaxShownHexBytes + 1 << qsizetype{1};
}

void tst_ClientModels::boundsHex()
{
    QFETCH(qsizetype, size);
    qsizetype more = -1;
    const QString hex = shownHex(QByteArray(size, 'A'), &more);
    QTEST(more, "left");
    QCOMPARE(hex.count(QStringLiteral("41")), size - more);
}

void tst_ClientModels::everyReasonHasASentence()
{
    for (int code = 0; code <= static_cast<int>(CloseReason::ServerSaidClosed); ++code)
        QVERIFY(Words::closeReason(static_cast<CloseReason>(code)).endsWith(u'.'));
}

QTEST_GUILESS_MAIN(tst_ClientModels)
#include "tst_clientmodels.moc"
