// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lanes.h"
#include "ui/fieldsview.h"
#include "ui/hexview.h"
#include "ui/inspector.h"
#include "ui/lanespane.h"
#include "ui/lanesview.h"
#include "ui/trafficmodel.h"
#include "uirecords.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Ui;
using namespace Chalkwire::Testing;
using Trace::RecordKind;

namespace {

/// Two lines in the first read, the third line in two reads, and the start of a fourth.
Trace::Records conversation()
{
    Trace::Records all{record(3, "one\ntwo\nth", RecordKind::Chunk, 0),
                       record(3, "one\n", RecordKind::Frame, 0), record(3, "two\n", RecordKind::Frame, 4),
                       record(3, "ree\nfo", RecordKind::Chunk, 10),
                       record(3, "three\n", RecordKind::Frame, 8)};
    all[0].segments = 2;
    for (size_t i = 0; i < all.size(); ++i)
        all[i].number = i + 1;
    return all;
}

} // namespace

class tst_UiViews : public QObject
{
    Q_OBJECT

private slots:
    void hexSelectsFromBothSides();
    void hexKeysSelect();
    void hexCopies();
    void hexClampsAndBounds();
    void hexShowsManyBytes();
    void lanesHitWhatTheyShow();
    void lanesBadges();
    void lanesExplain();
    void lanesZoomIsBounded();
    void lanesKeysWalk();
    void fieldSelectsItsBytes();
    void inspectorForgetsGoneRecords();
    void paneFollowsNewTraffic();
    void paneFindsWhatIsFarBack();
    void paneKeepsTheNewest();
    void paneCatchesUpWhenShown();
};

void tst_UiViews::hexSelectsFromBothSides()
{
    HexView view;
    view.resize(800, 200);
    view.setBytes("0123456789abcdefGHI");
    QSignalSpy changed(&view, &HexView::selectionChanged);
    const auto click = [&view](qsizetype byte, HexView::Part part, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, keys, view.rectOf(byte, part).center());
    };
    click(2, HexView::Part::Hex);
    QCOMPARE(view.selectedBytes(), QByteArray("2"));
    click(5, HexView::Part::Text, Qt::ShiftModifier); // begun in hex, ended in text
    QCOMPARE(view.selectionStart(), 2);
    QCOMPARE(view.selectedBytes(), QByteArray("2345"));
    click(17, HexView::Part::Text);
    QCOMPARE(view.selectedBytes(), QByteArray("H"));
    click(1, HexView::Part::Hex, Qt::ShiftModifier);
    QCOMPARE(view.selectedBytes(), QByteArray("123456789abcdefGH"));
    QCOMPARE(changed.size(), 4);
    for (qsizetype byte = 0; byte < 19; ++byte) {
        for (const HexView::Part part : {HexView::Part::Hex, HexView::Part::Text}) {
            const HexView::Hit hit = view.hitTest(view.rectOf(byte, part).center());
            QCOMPARE(hit.byte, byte);
            QCOMPARE(hit.part, part);
        }
    }
    QCOMPARE(view.hitTest(view.rectOf(19, HexView::Part::Hex).center()).byte, -1);
}

void tst_UiViews::hexKeysSelect()
{
    HexView view;
    view.resize(800, 200);
    view.setBytes(QByteArray(40, 'x'));
    view.select(0, 1);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selectionStart(), 1);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view.selectionLength(), 17);
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.selectionStart(), 39);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selectionStart(), 39);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selectionLength(), 40);
    QVERIFY(view.accessibleName().contains(QStringLiteral("0 to 39")));
}

void tst_UiViews::hexCopies()
{
    HexView view;
    view.setBytes("hi\n", 0x20);
    view.copyHex();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("68 69 0a"));
    view.select(0, 2);
    view.copyText();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("hi"));
    view.copyDump();
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("00000020  68 69 ")));
}

void tst_UiViews::hexClampsAndBounds()
{
    HexView view;
    view.setBytes("abc");
    view.select(2, 100);
    QCOMPARE(view.selectionLength(), 1);
    view.select(-5, 2);
    QCOMPARE(view.selectionStart(), 0);
    view.setBytes({});
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selectionLength(), 0);
    view.setBytes(QByteArray(HexView::kMaxShownBytes, 'x'));
    view.selectAll();
    QCOMPARE(view.selectionLength(), HexView::kMaxShownBytes);
    view.setBytes(QByteArray(HexView::kMaxShownBytes + 1, 'x'));
    view.selectAll();
    QCOMPARE(view.selectionLength(), HexView::kMaxShownBytes);
}

void tst_UiViews::hexShowsManyBytes()
{
    HexView view;
    view.resize(800, 200);
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    view.setBytes(all);
    view.setMarked(128, 1);
    view.select(16, 64);
    QVERIFY(!view.grab().isNull());
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QVERIFY(!view.grab().isNull());
}

void tst_UiViews::lanesHitWhatTheyShow()
{
    LanesView view;
    view.resize(900, 200);
    view.setZoom(20);
    view.setLanes(Trace::layoutLanes(conversation(), 3, Direction::ToServer), Direction::ToServer);
    QSignalSpy chosen(&view, &LanesView::recordChosen);
    for (quint64 number = 1; number <= 5; ++number) {
        const QPoint center = view.rectOf(number).center();
        QCOMPARE(view.hitTest(center), number);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, center);
        QCOMPARE(view.current(), number);
    }
    QCOMPARE(chosen.size(), 5);
    QCOMPARE(view.hitTest(QPoint(1, 1)), 0U);
    QVERIFY(view.rectOf(2).left() < view.rectOf(3).left()); // by stream offset
    QVERIFY(view.rectOf(2).top() > view.rectOf(1).bottom());
    QVERIFY(!view.grab().isNull());
}

void tst_UiViews::lanesBadges()
{
    LanesView view;
    view.setLanes(Trace::layoutLanes(conversation(), 3, Direction::ToServer), Direction::ToServer);
    QCOMPARE(view.badgeTexts(1),
             (QStringList{QStringLiteral("2 messages in 1 read"), QStringLiteral("2 segments in 1 read")}));
    QCOMPARE(view.badgeTexts(5), QStringList{QStringLiteral("1 message in 2 reads")});
    QCOMPARE(view.badgeTexts(4), QStringList{QStringLiteral("2 bytes waiting")});
    QCOMPARE(view.badgeTexts(2), QStringList());
    QCOMPARE(view.badgeTexts(99), QStringList());
}

void tst_UiViews::lanesExplain()
{
    LanesView view;
    QSignalSpy explained(&view, &LanesView::explanationChanged);
    const Trace::Lanes lanes = Trace::layoutLanes(conversation(), 3, Direction::ToServer);
    view.setLanes(lanes, Direction::ToServer);
    view.setCurrent(1);
    QVERIFY(view.explanation().contains(QStringLiteral("TCP keeps no message boundaries")));
    QVERIFY(view.accessibleName().contains(QStringLiteral("2 messages in 1 read")));
    view.setCurrent(5);
    QVERIFY(view.explanation().contains(QStringLiteral("came in 2 reads")));
    QVERIFY(explained.size() >= 3);
    view.setLanes(lanes, Direction::ToServer, Transport::Udp);
    QVERIFY(view.explanation().contains(QStringLiteral("datagram")));
    view.clearLanes();
    QVERIFY(view.explanation().contains(QStringLiteral("Nothing")));
}

void tst_UiViews::lanesZoomIsBounded()
{
    LanesView view;
    view.resize(600, 200);
    view.setLanes(Trace::layoutLanes(conversation(), 3, Direction::ToServer), Direction::ToServer);
    for (int i = 0; i < 50; ++i)
        view.zoomIn();
    QCOMPARE(view.zoom(), LanesView::kMaxPixelsPerByte);
    for (int i = 0; i < 100; ++i)
        view.zoomOut();
    QCOMPARE(view.zoom(), LanesView::kMinPixelsPerByte);
    // Offsets as far apart as can be: still no overflow, and something to paint.
    Trace::Records far{record(3, "a", RecordKind::Chunk, 0),
                       record(3, "b", RecordKind::Chunk, ~quint64(0) - 10)};
    far[0].number = 1;
    far[1].number = 2;
    view.setLanes(Trace::layoutLanes(far, 3, Direction::ToServer), Direction::ToServer);
    view.zoomIn();
    view.fit();
    view.setCurrent(2);
    QVERIFY(!view.grab().isNull());
}

void tst_UiViews::lanesKeysWalk()
{
    LanesView view;
    view.resize(600, 200);
    view.setLanes(Trace::layoutLanes(conversation(), 3, Direction::ToServer), Direction::ToServer);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current(), 1U);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current(), 4U);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current(), 4U);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.current(), 5U);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.current(), 3U);
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.current(), 1U);
}

void tst_UiViews::fieldSelectsItsBytes()
{
    TrafficModel model(0);
    Trace::Record faulty = record(3, "caf\xe9 ok");
    faulty.fault = TextFault::InvalidUtf8;
    faulty.faultOffset = 3;
    model.append({faulty});
    model.flush();
    Inspector inspector(&model);
    inspector.showRecord(1);
    QSignalSpy chosen(inspector.fieldsView(), &FieldsView::bytesChosen);
    QCOMPARE(chosen.size(), 0);
    const auto found = inspector.fieldsView()->findItems(QStringLiteral("Fault"), Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    inspector.fieldsView()->setCurrentItem(found.first());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(inspector.hexView()->selectionStart(), 3);
    QCOMPARE(inspector.hexView()->selectionLength(), 1);
}

void tst_UiViews::inspectorForgetsGoneRecords()
{
    TrafficModel model(0);
    model.append(records(1));
    model.flush();
    Inspector inspector(&model);
    inspector.showRecord(1);
    QCOMPARE(inspector.hexView()->bytes(), QByteArray("hello0"));
    inspector.showRecord(7);
    QCOMPARE(inspector.record(), 0U);
    QVERIFY(inspector.hexView()->bytes().isEmpty());
    QCOMPARE(inspector.fieldsView()->topLevelItemCount(), 0);
}

void tst_UiViews::paneFollowsNewTraffic()
{
    TrafficModel model(0);
    model.append(conversation());
    model.flush();
    LanesPane pane(&model);
    pane.resize(600, 300);
    pane.show();
    pane.showRecord(1);
    QCOMPARE(pane.view()->lanes().chunks.size(), 2U);
    QVERIFY(pane.sentence().contains(QStringLiteral("2 messages")));
    model.append({record(3, "ur\n", RecordKind::Chunk, 16)});
    model.flush();
    QTRY_COMPARE(pane.view()->lanes().chunks.size(), 3U);
    model.clear();
    QVERIFY(pane.view()->lanes().chunks.empty());
}

void tst_UiViews::paneFindsWhatIsFarBack()
{
    TrafficModel model(0);
    model.append({record(9, "first")});
    model.append(records(300'000)); // of clients 1 and 2
    model.append({record(9, "last", RecordKind::Chunk, 5)});
    model.flush();
    LanesPane pane(&model);
    pane.show();
    pane.setConnection(9, Direction::ToServer);
    QVERIFY(!pane.view()->lanes().chunks.empty());
    QTRY_COMPARE(pane.view()->lanes().chunks.size(), 2U);
    QCOMPARE(pane.view()->lanes().chunks.front().number, 1U);
    pane.setConnection(kNoConnection, Direction::ToServer);
    QVERIFY(pane.view()->lanes().chunks.empty());
}

void tst_UiViews::paneKeepsTheNewest()
{
    TrafficModel model(0);
    auto add = [&model, offset = quint64(0)](int count) mutable {
        for (; count > 0; --count)
            model.append({record(1, "x", RecordKind::Chunk, offset++)});
        model.flush();
    };
    add(LanesPane::kMaxRecords);
    LanesPane pane(&model);
    pane.show();
    pane.setConnection(1, Direction::ToServer);
    QTRY_COMPARE(pane.view()->lanes().chunks.size(), size_t(LanesPane::kMaxRecords));
    QCOMPARE(pane.view()->lanes().begin, 0U);
    add(1); // one past the limit
    QTRY_COMPARE(pane.view()->lanes().begin, 1U);
    QCOMPARE(pane.view()->lanes().chunks.size(), size_t(LanesPane::kMaxRecords));
    LanesPane later(&model);
    later.show();
    later.setConnection(1, Direction::ToServer);
    QTRY_COMPARE(later.view()->lanes().chunks.size(), size_t(LanesPane::kMaxRecords));
    QCOMPARE(later.view()->lanes().begin, 1U);
}

void tst_UiViews::paneCatchesUpWhenShown()
{
    TrafficModel model(0);
    LanesPane pane(&model);
    pane.show();
    pane.setConnection(1, Direction::ToServer);
    pane.hide();
    model.append({record(1, "while hidden")});
    model.flush();
    pane.show();
    QTRY_COMPARE(pane.view()->lanes().chunks.size(), 1U);
}

QTEST_MAIN(tst_UiViews)
#include "tst_uiviews.moc"
