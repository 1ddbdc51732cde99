// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation as it is laid out: heights, following the end, long histories, copying.
#include "clientfixture.h"
#include "entrylayout.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QToolButton>

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

/// A view over a model of its own.
struct ViewFixture
{
    ViewFixture()
    {
        Ui::Theme::install(*qApp);
        view.setConversation(&model);
        view.resize(500, 300);
        view.show();
    }
    void fill(int rows)
    {
        for (int i = 0; i < rows; ++i)
            model.append(entryOf(i % 2 ? EntryKind::Answer : EntryKind::Mine, QString::number(i)));
        model.flush();
    }
    bool isAtEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }
    int lastRowBottom() const
    {
        const QRect rect = view.visualRect(model.index(model.rowCount() - 1));
        return rect.bottom();
    }

    ConversationModel model;
    ConversationView view;
};

} // namespace

class tst_ClientView : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }

    void staysAtTheEnd();
    void standsStillElsewhere();
    void standsStillWhenOldRowsGo();
    void takesTwentyThousandRows();
    void rowsGrowWhenTheWindowNarrows();
    void copiesPlainText();
    void copiesHex();
    void ownTextStandsRight();
    void rightToLeftStaysInItsRow();
    void rawRowsShowTextAndHex();
    void everyRowPaints_data();
    void everyRowPaints();
    void bubbleTextHasContrast_data();
    void bubbleTextHasContrast();
};

void tst_ClientView::staysAtTheEnd()
{
    ViewFixture f;
    f.fill(50);
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 0);
    QTRY_VERIFY(f.isAtEnd());
    f.fill(50);
    QTRY_VERIFY(f.isAtEnd() && f.lastRowBottom() <= f.view.viewport()->height());
    QVERIFY(f.view.isFollowing());
    QVERIFY(!f.view.jumpButton()->isVisible());
}

void tst_ClientView::standsStillElsewhere()
{
    ViewFixture f;
    f.fill(100);
    QTRY_VERIFY(f.isAtEnd() && f.view.verticalScrollBar()->maximum() > 0);
    f.view.verticalScrollBar()->setValue(200);
    QVERIFY(!f.view.isFollowing());
    f.fill(3);
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 200);
    QCOMPARE(f.view.verticalScrollBar()->value(), 200);
    QVERIFY(f.view.jumpButton()->isVisible());
    QCOMPARE(f.view.jumpButton()->text(), QStringLiteral("3 new messages"));
    f.view.jumpButton()->click();
    QTRY_VERIFY(f.isAtEnd());
    QVERIFY(!f.view.jumpButton()->isVisible());
}

void tst_ClientView::standsStillWhenOldRowsGo()
{
    ViewFixture f;
    f.fill(ConversationModel::kMaxRows);
    QTRY_VERIFY(f.isAtEnd() && f.view.verticalScrollBar()->maximum() > 0);
    f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum() / 2);
    QCoreApplication::sendPostedEvents();
    const int row = f.view.rowAt(10);
    const QString text = f.model.entry(row).text;
    const int y = f.view.visualRect(f.model.index(row)).top();
    f.fill(10);
    QCOMPARE(f.model.rowCount(), ConversationModel::kMaxRows);
    QCOMPARE(f.model.entry(row - 10).text, text);
    QTRY_VERIFY(qAbs(f.view.visualRect(f.model.index(row - 10)).top() - y) <= 1);
}

void tst_ClientView::takesTwentyThousandRows()
{
    ViewFixture f;
    f.fill(ConversationModel::kMaxRows);
    QTRY_VERIFY(f.isAtEnd() && f.view.verticalScrollBar()->maximum() > ConversationModel::kMaxRows * 10);
    // In the end every row has its own height.
    const int wanted = f.view.rowHeight(ConversationModel::kMaxRows - 1);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.rowHeight(0), wanted, 60'000);
    QVERIFY(f.isAtEnd());
}

void tst_ClientView::rowsGrowWhenTheWindowNarrows()
{
    ViewFixture f;
    f.model.append(entryOf(EntryKind::Answer, QStringLiteral("word ").repeated(40)));
    f.model.flush();
    const int wide = f.view.rowHeight(0);
    f.view.resize(260, 300);
    QTRY_VERIFY(f.view.rowHeight(0) > wide);
    f.view.resize(500, 300);
    QTRY_COMPARE(f.view.rowHeight(0), wide);
}

void tst_ClientView::copiesPlainText()
{
    ViewFixture f;
    f.model.append(entryOf(EntryKind::Mine, QStringLiteral("<b>one</b>\ntwo")));
    f.model.append(entryOf(EntryKind::Answer, QStringLiteral("accepted")));
    f.model.flush();
    f.view.selectRow(0);
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("<b>one</b>\ntwo"));
    f.view.selectAll();
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].endsWith(QStringLiteral("] you: <b>one</b>")));
    QVERIFY(lines[2].endsWith(QStringLiteral("] server: accepted")));
}

void tst_ClientView::copiesHex()
{
    ViewFixture f;
    f.fill(2);
    f.view.selectAll();
    f.view.copyHex();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("30 31"));
}

void tst_ClientView::ownTextStandsRight()
{
    const QFont font = QApplication::font();
    const EntryLayout mine(entryOf(EntryKind::Mine, QStringLiteral("hi")), 600, font, font);
    const EntryLayout theirs(entryOf(EntryKind::Answer, QStringLiteral("hi")), 600, font, font);
    QVERIFY(mine.bubble().left() > 300);
    QVERIFY(theirs.bubble().right() < 300);
    QCOMPARE(mine.bubble().width(), theirs.bubble().width());
}

void tst_ClientView::rightToLeftStaysInItsRow()
{
    const QFont font = QApplication::font();
    Entry entry = entryOf(EntryKind::Other, QStringLiteral("\u05e9\u05dc\u05d5\u05dd 12 abc"));
    entry.name = QStringLiteral("\u05d0\u05d1");
    entry.room = QStringLiteral("lobby");
    const EntryLayout layout(entry, 600, font, font);
    // The time is a text of its own: it cannot be pulled into the message.
    QVERIFY(!layout.meta().contains(QChar(0x05e9)));
    QVERIFY(layout.bubble().left() < 60);
}

void tst_ClientView::rawRowsShowTextAndHex()
{
    const QFont font = QApplication::font();
    Entry entry = entryOf(EntryKind::Bytes, QStringLiteral("abc"));
    const EntryLayout plain(entry, 600, font, font);
    entry.isRaw = true;
    const EntryLayout raw(entry, 600, font, font);
    QVERIFY(raw.height() > plain.height());
    QVERIFY(raw.bubble().width() < 300); // as wide as its bytes
    QVERIFY(raw.meta().contains(QStringLiteral("3 bytes")));
}

void tst_ClientView::everyRowPaints_data()
{
    QTest::addColumn<Entry>("entry");
    for (int kind = 0; kind <= static_cast<int>(EntryKind::Event); ++kind) {
        Entry entry = entryOf(static_cast<EntryKind>(kind), QStringLiteral("text"));
        entry.name = QStringLiteral("ana");
        entry.event = SessionEvent::Ended;
        entry.fault = TextFault::Nul;
        entry.faultOffset = 2;
        QTest::addRow("kind-%d", kind) << entry;
        entry.text.clear();
        entry.bytes.clear();
        entry.isRaw = true;
        QTest::addRow("empty-%d", kind) << entry;
        entry.text = QString(100'000, u'\n');
        entry.bytes = QByteArray(100'000, '\0');
        QTest::addRow("huge-%d", kind) << entry;
    }
}

void tst_ClientView::everyRowPaints()
{
    QFETCH(Entry, entry);
    ViewFixture f;
    f.model.append(entry);
    f.model.flush();
    QVERIFY(f.view.rowHeight(0) > 10);
    QVERIFY(f.view.rowHeight(0) < 20'000);
    QVERIFY(!f.view.grab().isNull());
}

void tst_ClientView::bubbleTextHasContrast_data()
{
    QTest::addColumn<Ui::ThemeChoice>("choice");
    QTest::newRow("light") << Ui::ThemeChoice::Light;
    QTest::newRow("dark") << Ui::ThemeChoice::Dark;
}

void tst_ClientView::bubbleTextHasContrast()
{
    QFETCH(Ui::ThemeChoice, choice);
    Ui::Theme *theme = Ui::Theme::install(*qApp);
    theme->setChoice(choice);
    const QPalette palette = QApplication::palette();
    const EntryColors colors = EntryColors::of(palette);
    constexpr double kReadable = 4.5;
    QVERIFY(Ui::contrastRatio(colors.text, colors.mine) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.text, colors.other) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.muted, colors.mine) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.muted, colors.other) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.muted, palette.color(QPalette::Base)) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.fault, palette.color(QPalette::Base)) >= kReadable);
    theme->setChoice(Ui::ThemeChoice::Desktop);
}

QTEST_MAIN(tst_ClientView)
#include "tst_clientview.moc"
