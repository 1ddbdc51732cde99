// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/export.h"
#include "ui/emptystate.h"
#include "ui/filterline.h"
#include "ui/hexview.h"
#include "ui/inspector.h"
#include "ui/sendbox.h"
#include "ui/trafficfiltermodel.h"
#include "ui/trafficmodel.h"
#include "ui/trafficpanel.h"
#include "uirecords.h"

#include <QAction>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Ui;
using namespace Chalkwire::Testing;

class tst_UiInput : public QObject
{
    Q_OBJECT

private slots:
    void boxParses_data();
    void boxParses();
    void boxRefusesWithAPosition();
    void boxSendsOnEnter();
    void boxRefusesEmptyKindly();
    void boxHoldsTheLimit();
    void boxRecallsHistory();
    void boxWaitsWhileDisabled();
    void panelSaysAMistakeUnderTheFilter();
    void panelWalksRows();
    void panelWalksOneConversation();
    void panelFindsHiddenRecords();
    void panelKeepsADroppedRecord();
    void panelFollowsOnlyAtTheEnd();
    void lowerPanelStillShowsTheEnd();
    void panelPausesAndClears();
    void panelExports_data();
    void panelExports();
    void panelExportFailsInPlace();
    void panelShowsItsEmptyState();
};

void tst_UiInput::boxParses_data()
{
    using Mode = SendBox::Mode;
    using End = SendBox::LineEnd;
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<End>("end");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("text") << Mode::Text << End::None << QStringLiteral("hi") << QByteArray("hi");
    QTest::addRow("utf-8") << Mode::Text << End::None << QStringLiteral("你") << QByteArray("\xe4\xbd\xa0");
    QTest::addRow("escapes") << Mode::Text << End::None << QStringLiteral("a\\n\\x00\\\\")
                             << QByteArray("a\n\0\\", 4);
    QTest::addRow("lf") << Mode::Text << End::Lf << QStringLiteral("hi") << QByteArray("hi\n");
    QTest::addRow("cr-lf") << Mode::Text << End::CrLf << QStringLiteral("hi") << QByteArray("hi\r\n");
    QTest::addRow("cr") << Mode::Text << End::Cr << QStringLiteral("hi") << QByteArray("hi\r");
    QTest::addRow("hex") << Mode::Hex << End::None << QStringLiteral("48 65 0x0a") << QByteArray("He\n");
    QTest::addRow("hex-lf") << Mode::Hex << End::Lf << QStringLiteral("ff") << QByteArray("\xff\n");
}

void tst_UiInput::boxParses()
{
    QFETCH(SendBox::Mode, mode);
    QFETCH(SendBox::LineEnd, end);
    QFETCH(QString, text);
    SendBox box;
    box.setMode(mode);
    box.setLineEnd(end);
    box.setText(text);
    QVERIFY(box.bytes().has_value());
    QTEST(*box.bytes(), "bytes");
}

void tst_UiInput::boxRefusesWithAPosition()
{
    SendBox box;
    QSignalSpy sent(&box, &SendBox::sendRequested);
    box.setText(QStringLiteral("ab\\q"));
    QCOMPARE(box.bytes().error().code, ErrorCode::BadBytes);
    QCOMPARE(box.bytes().error().position, 2);
    auto *edit = box.findChild<QPlainTextEdit *>();
    QCOMPARE(edit->extraSelections().size(), 1);
    QCOMPARE(edit->extraSelections().constFirst().cursor.selectionStart(), 2);
    box.send();
    QCOMPARE(sent.size(), 0);
    QCOMPARE(box.text(), QStringLiteral("ab\\q")); // nothing typed is lost
    box.setEscapesEnabled(false);
    QCOMPARE(*box.bytes(), QByteArray("ab\\q"));
    QVERIFY(edit->extraSelections().isEmpty());
    box.setMode(SendBox::Mode::Hex);
    QVERIFY(!box.bytes().has_value());
}

void tst_UiInput::boxSendsOnEnter()
{
    SendBox box;
    auto *edit = box.findChild<QPlainTextEdit *>();
    QSignalSpy sent(&box, &SendBox::sendRequested);
    QTest::keyClicks(edit, QStringLiteral("one"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit, QStringLiteral("two"));
    QCOMPARE(sent.size(), 0);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).at(0).toByteArray(), QByteArray("one\ntwo"));
    QVERIFY(box.text().isEmpty());
}

void tst_UiInput::boxRefusesEmptyKindly()
{
    SendBox box;
    QSignalSpy sent(&box, &SendBox::sendRequested);
    box.setLineEnd(SendBox::LineEnd::Lf);
    box.send();
    QCOMPARE(sent.size(), 0);
    bool said = false;
    for (const QLabel *label : box.findChildren<QLabel *>())
        said = said || label->text().contains(QStringLiteral("nothing to send"));
    QVERIFY(said);
    box.setEmptyAllowed(true);
    box.send();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).at(0).toByteArray(), QByteArray("\n"));
}

void tst_UiInput::boxHoldsTheLimit()
{
    SendBox box;
    box.setMaxBytes(1024);
    box.setText(QString(1024, QLatin1Char('x')));
    QVERIFY(box.bytes().has_value());
    box.setText(QString(1025, QLatin1Char('x')));
    QCOMPARE(box.bytes().error().code, ErrorCode::TooLong);
}

void tst_UiInput::boxRecallsHistory()
{
    SendBox box;
    auto *edit = box.findChild<QPlainTextEdit *>();
    for (const char *text : {"one", "two", "two"}) {
        box.setText(QString::fromLatin1(text));
        box.send();
    }
    QCOMPARE(box.history(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    QTest::keyClicks(edit, QStringLiteral("draft"));
    QTest::keyClick(edit, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(box.text(), QStringLiteral("two"));
    QTest::keyClick(edit, Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(box.text(), QStringLiteral("one"));
    QTest::keyClick(edit, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(box.text(), QStringLiteral("draft"));
    QStringList many;
    for (int i = 0; i < InputHistory::kSize + 1; ++i)
        many += QString::number(i);
    box.setHistory(many);
    QCOMPARE(box.history().size(), InputHistory::kSize);
    QCOMPARE(box.history().constFirst(), QStringLiteral("1"));
}

void tst_UiInput::boxWaitsWhileDisabled()
{
    SendBox box;
    QSignalSpy sent(&box, &SendBox::sendRequested);
    box.setSendingEnabled(false, QStringLiteral("Not connected"));
    box.setText(QStringLiteral("hi"));
    box.send();
    QCOMPARE(sent.size(), 0);
    QCOMPARE(box.text(), QStringLiteral("hi"));
    box.setSendingEnabled(true);
    box.send();
    QCOMPARE(sent.size(), 1);
}

void tst_UiInput::panelSaysAMistakeUnderTheFilter()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(4));
    model.flush();
    panel.setFilterText(QStringLiteral("client:1 bytes>x"));
    QVERIFY(panel.filterLine()->errorText().contains(QStringLiteral("Character 10")));
    QVERIFY(panel.filterLine()->errorText().contains(QStringLiteral("bytes>x")));
    panel.setFilterText(QStringLiteral("client:1"));
    QCOMPARE(panel.filterLine()->errorText(), QString());
    QCOMPARE(panel.filterModel()->matched(), 2);
}

void tst_UiInput::panelWalksRows()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(3));
    model.flush();
    QSignalSpy current(&panel, &TrafficPanel::currentRecordChanged);
    panel.nextRow();
    QCOMPARE(panel.currentRecord(), 1U);
    panel.nextRow();
    panel.nextRow();
    panel.nextRow();
    QCOMPARE(panel.currentRecord(), 3U);
    panel.previousRow();
    QCOMPARE(panel.currentRecord(), 2U);
    QCOMPARE(panel.inspector()->record(), 2U);
    QCOMPARE(current.size(), 4);
}

void tst_UiInput::panelWalksOneConversation()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(6)); // clients 1 2 1 2 1 2
    model.flush();
    panel.showRecord(2);
    panel.nextInConversation();
    QCOMPARE(panel.currentRecord(), 4U);
    panel.nextInConversation();
    panel.nextInConversation();
    QCOMPARE(panel.currentRecord(), 6U);
    panel.previousInConversation();
    QCOMPARE(panel.currentRecord(), 4U);
}

void tst_UiInput::panelFindsHiddenRecords()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(6));
    model.flush();
    panel.showRecord(2);
    panel.setFilterText(QStringLiteral("client:1"));
    QCOMPARE(panel.inspector()->record(), 2U); // hidden, not forgotten
    panel.showRecord(4);
    QCOMPARE(panel.filterText(), QString());
    QCOMPARE(panel.currentRecord(), 4U);
    QCOMPARE(panel.table()->currentIndex().row(), 3);
}

void tst_UiInput::panelKeepsADroppedRecord()
{
    TrafficModel model(4 * record(1, "hello0").cost());
    TrafficPanel panel(&model);
    model.append(records(4));
    model.flush();
    panel.showRecord(1);
    QCOMPARE(panel.inspector()->hexView()->bytes(), QByteArray("hello0"));
    model.append(records(2));
    model.flush();
    QCOMPARE(model.recordAt(0).number, 3U);
    // Going on to the next row would show somebody else's bytes.
    QVERIFY(!panel.table()->currentIndex().isValid());
    QCOMPARE(panel.inspector()->hexView()->bytes(), QByteArray("hello0"));
    panel.nextRow();
    QCOMPARE(panel.currentRecord(), 3U);
    model.clear();
    QVERIFY(panel.inspector()->hexView()->bytes().isEmpty());
}

void tst_UiInput::panelFollowsOnlyAtTheEnd()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    panel.resize(900, 600);
    panel.show();
    model.append(records(200));
    model.flush();
    QScrollBar *bar = panel.table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    panel.table()->scrollToBottom();
    model.append(records(5));
    model.flush();
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(10);
    model.append(records(5));
    model.flush();
    QCOMPARE(bar->value(), 10); // somebody reads there
    panel.followAction()->setChecked(false);
    panel.table()->scrollToBottom();
    const int before = bar->value();
    model.append(records(5));
    model.flush();
    QCOMPARE(bar->value(), before);
}

void tst_UiInput::lowerPanelStillShowsTheEnd()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    panel.resize(900, 600);
    panel.show();
    model.append(records(200));
    model.flush();
    QTableView *table = panel.table();
    QScrollBar *bar = table->verticalScrollBar();
    table->scrollToBottom();
    panel.resize(900, 420);
    QTRY_VERIFY(bar->value() > 0 && bar->value() == bar->maximum());
    const int topRow = table->rowAt(1) + 1;
    table->setCurrentIndex(table->model()->index(topRow, 0));
    const int heightBefore = table->viewport()->height();
    panel.resize(900, 380);
    QTRY_VERIFY(table->viewport()->height() < heightBefore);
    QTRY_VERIFY(table->viewport()->rect().intersects(table->visualRect(table->currentIndex())));
}

void tst_UiInput::panelPausesAndClears()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    panel.pauseAction()->trigger();
    QVERIFY(model.isPaused());
    model.append(records(3));
    QCOMPARE(model.rowCount(), 0);
    panel.pauseAction()->trigger();
    QTRY_COMPARE(model.rowCount(), 3);
    panel.nextRow();
    panel.clearAction()->trigger();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(panel.currentRecord(), 0U);
    QCOMPARE(panel.inspector()->record(), 0U);
}

void tst_UiInput::panelExports_data()
{
    QTest::addColumn<TrafficPanel::Scope>("scope");
    QTest::addColumn<int>("lines");
    QTest::addRow("all") << TrafficPanel::Scope::All << 6;
    QTest::addRow("filtered") << TrafficPanel::Scope::Filtered << 1;
    QTest::addRow("conversation") << TrafficPanel::Scope::Conversation << 3;
}

void tst_UiInput::panelExports()
{
    QFETCH(TrafficPanel::Scope, scope);
    QFETCH(int, lines);
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(6));
    model.flush();
    panel.showRecord(2);
    panel.setFilterText(QStringLiteral("hello3"));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.jsonl"));
    QSignalSpy finished(&panel, &TrafficPanel::exportFinished);
    panel.exportTo(path, Trace::ExportFormat::JsonLines, scope);
    QTRY_COMPARE(finished.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), lines);
}

void tst_UiInput::panelExportFailsInPlace()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    model.append(records(1));
    model.flush();
    QTemporaryDir folder;
    QSignalSpy failed(&panel, &TrafficPanel::exportFailed);
    panel.exportTo(folder.filePath(QStringLiteral("no/such/folder/out.csv")), Trace::ExportFormat::Csv,
                   TrafficPanel::Scope::All);
    QCOMPARE(failed.size(), 1);
    bool said = false;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        said = said || label->text().contains(QStringLiteral("out.csv"));
    QVERIFY(said);
}

void tst_UiInput::panelShowsItsEmptyState()
{
    TrafficModel model(0);
    TrafficPanel panel(&model);
    panel.setEmptyTexts(QStringLiteral("Nobody yet"), QStringLiteral("Try"),
                        QStringLiteral("nc 127.0.0.1 8000"));
    const auto *empty = panel.findChild<EmptyState *>();
    QVERIFY(!empty->isHidden());
    QVERIFY(empty->accessibleName().contains(QStringLiteral("nc 127.0.0.1 8000")));
    model.append(records(2));
    model.flush();
    QVERIFY(empty->isHidden());
    panel.setFilterText(QStringLiteral("nothinghasthis"));
    QVERIFY(!empty->isHidden());
    QVERIFY(empty->accessibleName().contains(QStringLiteral("matches the filter")));
    panel.setFilterText({});
    QVERIFY(empty->isHidden());
}

QTEST_MAIN(tst_UiInput)
#include "tst_uiinput.moc"
