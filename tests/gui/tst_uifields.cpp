// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldspane.h"
#include "ui/fieldsview.h"
#include "ui/fieldwords.h"
#include "ui/format.h"
#include "ui/hexview.h"
#include "ui/inspector.h"
#include "ui/trafficmodel.h"
#include "uirecords.h"

#include <QApplication>
#include <QClipboard>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Ui;
using namespace Chalkwire::Testing;
using Trace::RecordKind;

namespace {

const QByteArray kMessage = "{\"type\":\"message\",\"room\":\"lab\",\"seq\":7,\"text\":\"a\\u0001b\\u202ec<b>"
                            "\",\"time\":1764060000123,"
                            "\"file\":{\"name\":\"tea.txt\",\"size\":4096}}\n";

Trace::Record frame(const QByteArray &bytes, FrameType type = FrameType::Chat)
{
    Trace::Record result = record(3, bytes, RecordKind::Frame);
    result.type = type;
    return result;
}

QTreeWidgetItem *row(const FieldsView &view, const QString &name)
{
    const auto found = view.findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.first();
}

/// The bytes a row says it stands for.
QByteArray bytesOf(const QTreeWidgetItem *item, const QByteArray &frame)
{
    return frame.mid(item->text(FieldsView::StartColumn).toInt(),
                     item->text(FieldsView::LengthColumn).toInt());
}

} // namespace

class tst_UiFields : public QObject
{
    Q_OBJECT

private slots:
    void showsFieldsOfAFrame();
    void showsHostileTextAsText();
    void saysWhichRuleIsBroken();
    void judgesByItsLimits();
    void showsCommands();
    void choosesBothWays();
    void explainsTheChosenField();
    void namesTheSection();
    void showsBytesWhereThereIsRoom();
    void boundsHugeFrames();
    void everyMeaningHasASentence();
};

void tst_UiFields::showsFieldsOfAFrame()
{
    FieldsView view;
    view.setRecord(frame(kMessage));
    QCOMPARE(view.topLevelItem(0)->text(FieldsView::NameColumn), QStringLiteral("type"));
    QCOMPARE(row(view, QStringLiteral("room"))->text(FieldsView::ValueColumn), QStringLiteral("\"lab\""));
    QCOMPARE(row(view, QStringLiteral("seq"))->text(FieldsView::ValueColumn), QStringLiteral("7"));
    QCOMPARE(row(view, QStringLiteral("time"))->text(FieldsView::ValueColumn),
             formatDateTime(1764060000123000) + QStringLiteral(" (1764060000123)"));
    const QTreeWidgetItem *file = row(view, QStringLiteral("file"));
    QCOMPARE(file->text(FieldsView::ValueColumn), QStringLiteral("2 fields"));
    QCOMPARE(file->childCount(), 2);
    QCOMPARE(file->child(1)->text(FieldsView::ValueColumn), QStringLiteral("4 KiB (4096)"));
    QCOMPARE(bytesOf(file->child(0), kMessage), QByteArray("\"name\":\"tea.txt\""));
    QVERIFY(file->child(0)->text(FieldsView::MeaningColumn).contains(QStringLiteral("§9.4")));
    QVERIFY(file->isExpanded());
    // What is known of the record comes after what the message says.
    const QTreeWidgetItem *known = view.topLevelItem(view.topLevelItemCount() - 1);
    QCOMPARE(known->text(FieldsView::NameColumn), QStringLiteral("Record"));
    QVERIFY(known->childCount() > 4);
    QVERIFY(!row(view, QStringLiteral("Broken rule")));
    view.setRecord(record(3, kMessage)); // a chunk is bytes, whatever they say
    QVERIFY(!row(view, QStringLiteral("room")));
}

void tst_UiFields::showsHostileTextAsText()
{
    FieldsView view;
    view.setRecord(frame(kMessage));
    QTreeWidgetItem *text = row(view, QStringLiteral("text"));
    const QString shown = text->text(FieldsView::ValueColumn);
    QVERIFY(shown.contains(QStringLiteral("<b>")));
    QVERIFY(shown.contains(QStringLiteral("<U+202E>")));
    for (const QChar c : shown)
        QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x202e);
    view.setCurrentItem(text);
    view.show();
    view.activateWindow();
    view.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("a\u0001b\u202ec<b>")); // to a program: as it is
    view.setRecord(frame("{\"a\\u0007\":1}\n"));
    for (const QChar c : view.topLevelItem(0)->text(FieldsView::NameColumn))
        QVERIFY(c.unicode() >= 0x20);
}

void tst_UiFields::saysWhichRuleIsBroken()
{
    FieldsView view;
    view.setRecord(frame("{\"type\":\"post\",\"type\":\"post\"}\n"));
    const QTreeWidgetItem *rule = view.topLevelItem(0);
    QCOMPARE(rule->text(FieldsView::NameColumn), QStringLiteral("Broken rule"));
    QCOMPARE(rule->text(FieldsView::ValueColumn), QStringLiteral("duplicate_key"));
    QCOMPARE(rule->text(FieldsView::StartColumn), QStringLiteral("15"));
    QVERIFY(rule->text(FieldsView::MeaningColumn).contains(QStringLiteral("byte 15")));
    view.setRecord(frame("{\"type\":\"post\"")); // wrong behind its last byte: there is none to mark
    QCOMPARE(view.topLevelItem(0)->text(FieldsView::ValueColumn), QStringLiteral("bad_json"));
    QCOMPARE(view.topLevelItem(0)->text(FieldsView::StartColumn), QString());
    QVERIFY(row(view, QStringLiteral("type"))); // what could be read is there
}

void tst_UiFields::judgesByItsLimits()
{
    Limits limits;
    limits.maxHeaderBytes = 16;
    FieldsView view;
    view.setRecord(frame("{\"type\":\"pings\"}\n"));
    view.setLimits(limits);
    QVERIFY(!row(view, QStringLiteral("Broken rule")));
    view.setRecord(frame("{\"type\":\"pings\"} \n"));
    QCOMPARE(row(view, QStringLiteral("Broken rule"))->text(FieldsView::ValueColumn),
             QStringLiteral("header_too_long"));
}

void tst_UiFields::showsCommands()
{
    FieldsView view;
    const QByteArray bytes = "/msg ben hello there\r\n";
    view.setRecord(frame(bytes, FrameType::Command));
    QCOMPARE(row(view, QStringLiteral("Command"))->text(FieldsView::ValueColumn), QStringLiteral("\"/msg\""));
    QCOMPARE(bytesOf(row(view, QStringLiteral("Name")), bytes), QByteArray("ben"));
    QCOMPARE(row(view, QStringLiteral("Text"))->text(FieldsView::ValueColumn),
             QStringLiteral("\"hello there\""));
    QCOMPARE(row(view, QStringLiteral("Line end"))->text(FieldsView::ValueColumn), QStringLiteral("CR LF"));
    view.setRecord(frame("accepted", FrameType::Answer));
    QCOMPARE(view.topLevelItem(0)->text(FieldsView::ValueColumn), QStringLiteral("\"accepted\""));
}

void tst_UiFields::choosesBothWays()
{
    TrafficModel model(0);
    model.append({frame(kMessage)});
    model.flush();
    Inspector inspector(&model);
    inspector.showRecord(1);
    FieldsView *view = inspector.fieldsView();
    QSignalSpy chosen(view, &FieldsView::bytesChosen);
    QSignalSpy told(inspector.fieldsPane(), &FieldsPane::bytesChosen);
    view->setCurrentItem(row(*view, QStringLiteral("file")));
    QCOMPARE(inspector.hexView()->selectedBytes(),
             QByteArray("\"file\":{\"name\":\"tea.txt\",\"size\":4096}"));
    QCOMPARE(inspector.fieldsPane()->bytes()->selectedBytes(), inspector.hexView()->selectedBytes());
    QCOMPARE(view->currentItem()->text(FieldsView::NameColumn), QStringLiteral("file"));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(told.size(), 1); // no echo of the bytes
    // From the bytes to the innermost field that has them, in either view.
    inspector.hexView()->select(kMessage.indexOf("tea"), 1);
    QCOMPARE(view->currentItem()->text(FieldsView::NameColumn), QStringLiteral("name"));
    QCOMPARE(inspector.hexView()->selectedBytes(), QByteArray("t"));
    inspector.fieldsPane()->bytes()->select(kMessage.indexOf("lab"), 2);
    QCOMPARE(view->currentItem()->text(FieldsView::NameColumn), QStringLiteral("room"));
    QCOMPARE(inspector.hexView()->selectedBytes(), QByteArray("la"));
    QCOMPARE(chosen.size(), 1);
}

void tst_UiFields::explainsTheChosenField()
{
    FieldsPane pane;
    const Trace::Record shown = frame(kMessage);
    pane.showRecord(&shown);
    QVERIFY(pane.sentence().contains(QStringLiteral("Choose a field")));
    pane.fields()->setCurrentItem(row(*pane.fields(), QStringLiteral("room")));
    QVERIFY(pane.sentence().contains(QStringLiteral("docs/protocol.md §9.4")));
    QVERIFY(pane.sentence().contains(QStringLiteral("22 72 6f 6f 6d 22")));
    pane.showRecord(nullptr);
    QCOMPARE(pane.sentence(), QString());
    QCOMPARE(pane.fields()->topLevelItemCount(), 0);
    QVERIFY(pane.bytes()->bytes().isEmpty());
}

void tst_UiFields::namesTheSection()
{
    const auto sectionOf = [](const QByteArray &bytes, std::size_t index) {
        const Wire::FrameFields fields = Wire::chatFields(bytes, Limits{});
        return fieldSection(fields.fields.at(index), fields);
    };
    QCOMPARE(sectionOf("{\"type\":\"join\",\"x\":1}", 0), QStringLiteral("§9.3"));
    QCOMPARE(sectionOf("{\"type\":\"join\",\"x\":1}", 1), QStringLiteral("§9.1"));
    QCOMPARE(sectionOf("{\"type\":\"join\",\"room\":1}", 1), QStringLiteral("§9.7"));
    QCOMPARE(sectionOf("{\"type\":\"dance\"}", 0), QStringLiteral("§9.7"));
    const Wire::FrameFields line = Wire::lineFields("hi\n", FrameType::Line, Limits{});
    QCOMPARE(fieldSection(line.fields.at(1), line), QStringLiteral("§4"));
}

void tst_UiFields::showsBytesWhereThereIsRoom()
{
    FieldsPane pane;
    pane.resize(500, 120);
    pane.show();
    QVERIFY(!pane.bytes()->isVisible());
    pane.resize(2400, 600);
    QVERIFY(pane.bytes()->isVisible());
}

void tst_UiFields::boundsHugeFrames()
{
    FieldsView view;
    QByteArray header = "{\"type\":\"post\",\"x\":[";
    while (header.size() < 65'000)
        header += "1,";
    header += "1]}\n";
    view.setRecord(frame(header + QByteArray(1024 * 1024, '\x1b')));
    QCOMPARE(row(view, QStringLiteral("x"))->childCount(), int(Wire::FrameFields::kMaxFields) - 2);
    QVERIFY(row(view, QStringLiteral("More")));
    QCOMPARE(row(view, QStringLiteral("Payload"))->text(FieldsView::ValueColumn), QStringLiteral("1 MiB"));
    view.setRecord(frame("{\"text\":\"" + QByteArray(60'000, 'x') + "\"}\n"));
    QVERIFY(row(view, QStringLiteral("text"))->text(FieldsView::ValueColumn).size() < 1100);
}

void tst_UiFields::everyMeaningHasASentence()
{
    QSet<QString> frames;
    for (const QString &type : Wire::frameTypes()) {
        QVERIFY2(!frameSentence(type).isEmpty(), qPrintable(type));
        frames.insert(frameSentence(type));
    }
    QCOMPARE(frames.size(), Wire::frameTypes().size());
    QCOMPARE(frameSentence(QStringLiteral("dance")), QString());
    for (int i = 0; i <= int(Wire::kLastFieldMeaning); ++i) {
        Wire::FrameField field;
        field.meaning = static_cast<Wire::FieldMeaning>(i);
        QVERIFY2(!fieldSentence(field).isEmpty(), qPrintable(QString::number(i)));
    }
}

QTEST_MAIN(tst_UiFields)
#include "tst_uifields.moc"
