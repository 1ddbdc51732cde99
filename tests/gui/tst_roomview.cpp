// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A room as it is laid out and used: what stands still, what is clicked, what is copied.
#include "rooms/postlayout.h"
#include "rooms/roomconversation.h"
#include "rooms/roomview.h"
#include "saidrows.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using Core::EntryKind;
using State = Core::Told::Own::State;

namespace {

struct ViewFixture
{
    ViewFixture()
    {
        Ui::Theme::install(*qApp);
        view.setRoom(&rows);
        view.resize(500, 300);
        view.show();
    }
    void say(quint64 from, quint64 to, bool isReplay = false)
    {
        for (quint64 seq = from; seq <= to; ++seq) {
            Core::Told::Said post = said(seq, QString::number(seq));
            post.isReplay = isReplay;
            rows.say(post);
        }
        rows.flush();
    }
    Core::Told::OlderPage older(quint64 from, quint64 to) const
    {
        Core::Told::OlderPage page;
        page.hasMore = true;
        for (quint64 seq = from; seq <= to; ++seq) {
            // Taller than what a row is thought to be before it is seen.
            page.entries.push_back(said(seq, QStringLiteral("word ").repeated(seq % 3 * 40 + 1)));
        }
        return page;
    }
    QScrollBar &bar() const { return *view.verticalScrollBar(); }
    int topOf(quint64 seq) const { return view.visualRect(rows.index(rows.rowOf(seq))).top(); }
    /// The texts of the context menu of a row, without the submenus'.
    QStringList menuOf(int row)
    {
        view.setCurrentIndex(rows.index(row));
        QTest::keyClick(&view, Qt::Key_Return);
        QStringList texts;
        if (QMenu *menu = openMenu()) {
            for (const QAction *action : menu->actions())
                texts.append(action->text());
            menu->close();
        }
        return texts;
    }
    bool trigger(int row, const QString &text)
    {
        view.setCurrentIndex(rows.index(row));
        QTest::keyClick(&view, Qt::Key_Return);
        QMenu *menu = openMenu();
        if (!menu)
            return false;
        const QList<QAction *> actions = menu->findChildren<QAction *>();
        for (QAction *action : actions) {
            if (action->text() == text) {
                action->trigger();
                menu->close();
                return true;
            }
        }
        return false;
    }
    static QMenu *openMenu() { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); }

    RoomConversation rows{QStringLiteral("lobby")};
    RoomView view;
};

PostSource sourceOf(const QString &text, OwnState state = OwnState::None)
{
    PostSource source;
    source.row.text = text;
    source.row.from = QStringLiteral("ana");
    source.row.state = state;
    source.row.seq = 1;
    source.row.millis = kFirstMillis;
    return source;
}

struct Laid
{
    explicit Laid(const PostSource &source, int width = 600)
        : layout(source, width, QApplication::font(), Ui::byteFont())
    {
    }
    /// Where something is, looked for on a grid; -1, -1: nowhere.
    QPoint find(PostHit::Kind kind) const
    {
        for (int y = 0; y < layout.height(); y += 2) {
            for (int x = 0; x < 600; x += 2) {
                if (layout.hit({x, y}).kind == kind)
                    return {x, y};
            }
        }
        return {-1, -1};
    }
    PostLayout layout;
};

} // namespace

class tst_RoomView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void olderPagesLeaveTheViewWhereItIs();
    void editsAboveLeaveTheViewWhereItIs();
    void newMessagesAreCounted();
    void olderAreWishedForAtTheTop();
    void theEndIsSeen();
    void opensAtTheNewLine();
    void roomsAreSwitched();
    void placesAreRemembered();
    void showsAnEntry();
    void hundredThousandRows();
    void menusFollowTheRow();
    void menusEmit();
    void linksAreClicked();
    void reactionsAreToggled();
    void retryAndDiscardAreClicked();
    void copiesAsText();
    void peerTextIsOnlyText();
    void dividersAndQuotesTakeRoom();
    void everyRowPaints_data();
    void everyRowPaints();
    void colorsHaveContrast_data();
    void colorsHaveContrast();
};

void tst_RoomView::olderPagesLeaveTheViewWhereItIs()
{
    ViewFixture f;
    f.say(1000, 1100);
    QTRY_VERIFY(f.bar().maximum() > 0);
    f.bar().setValue(150);
    QCoreApplication::sendPostedEvents();
    const quint64 read = f.rows.row(f.view.rowAt(100)).seq;
    const int top = f.topOf(read);
    f.rows.addOlder(f.older(800, 999));
    QCOMPARE(f.topOf(read), top);
    QTRY_VERIFY(f.view.rowHeight(0) != f.view.rowHeight(1)); // all have their own heights
    QVERIFY(qAbs(f.topOf(read) - top) <= 1);
    QVERIFY(!f.view.isFollowing());
}

void tst_RoomView::editsAboveLeaveTheViewWhereItIs()
{
    ViewFixture f;
    f.say(1, 100);
    QTRY_VERIFY(f.bar().maximum() > 0);
    f.bar().setValue(f.bar().maximum() / 2);
    QCoreApplication::sendPostedEvents();
    const quint64 read = f.rows.row(f.view.rowAt(100)).seq;
    const int top = f.topOf(read);
    const int height = f.view.rowHeight(0);
    f.rows.say(saidOf(EntryKind::Edit, 101, 1, QStringLiteral("word ").repeated(100)));
    QVERIFY(f.view.rowHeight(0) > height);
    QCOMPARE(f.topOf(read), top);
    f.rows.say(saidOf(EntryKind::React, 102, 100, QStringLiteral("+"))); // below
    QCOMPARE(f.topOf(read), top);
}

void tst_RoomView::newMessagesAreCounted()
{
    ViewFixture f;
    f.say(1, 100);
    QTRY_VERIFY(f.bar().maximum() > 0);
    f.bar().setValue(f.bar().maximum() / 2);
    f.say(101, 103, true); // replayed: nothing new happens
    QCOMPARE(f.view.jumpButton()->text(), QStringLiteral("Go to the newest"));
    f.say(104, 105);
    f.rows.addPresence(QStringLiteral("ben"), true, kFirstMillis);
    f.rows.addOwn(own(QStringLiteral("a"), 1, State::Waiting));
    f.rows.flush();
    QCOMPARE(f.view.jumpButton()->text(), QStringLiteral("2 new messages"));
}

void tst_RoomView::olderAreWishedForAtTheTop()
{
    ViewFixture f;
    QSignalSpy wished(&f.view, &RoomView::olderWished);
    QTRY_COMPARE(wished.size(), 1); // an empty room has no more above it than it shows
    f.say(1000, 1200);
    QTRY_VERIFY(f.bar().value() > 1000);
    QCoreApplication::processEvents();
    wished.clear();
    f.bar().setValue(f.bar().maximum() / 2);
    QCoreApplication::processEvents();
    QCOMPARE(wished.size(), 0);
    f.bar().setValue(0);
    QTRY_COMPARE(wished.size(), 1);
    Core::Told::OlderPage last = f.older(990, 999);
    last.hasMore = false;
    f.rows.addOlder(last);
    f.bar().setValue(0);
    QCoreApplication::processEvents();
    QCOMPARE(wished.size(), 1);
}

void tst_RoomView::theEndIsSeen()
{
    ViewFixture f;
    QSignalSpy seen(&f.view, &RoomView::endSeen);
    f.say(1, 100);
    QTRY_VERIFY(!seen.isEmpty() && seen.last()[0].toULongLong() == 100);
    f.bar().setValue(0);
    QCoreApplication::processEvents();
    seen.clear();
    f.say(101, 101);
    QCoreApplication::processEvents();
    QCOMPARE(seen.size(), 0);
    f.view.jumpToEnd();
    QTRY_VERIFY(!seen.isEmpty() && seen.last()[0].toULongLong() == 101);
}

void tst_RoomView::opensAtTheNewLine()
{
    RoomConversation rows(QStringLiteral("lobby"));
    for (quint64 seq = 1; seq <= 200; ++seq)
        rows.say(said(seq, QString::number(seq)));
    rows.setReadMark(50);
    ViewFixture f;
    f.view.setRoom(&rows);
    QTRY_VERIFY(f.view.viewport()->rect().intersects(f.view.visualRect(rows.index(rows.rowOf(51)))));
    QVERIFY(!f.view.isFollowing());
    f.view.setRoom(nullptr);
}

void tst_RoomView::roomsAreSwitched()
{
    ViewFixture f;
    f.say(1, 100);
    {
        RoomConversation other(QStringLiteral("lab"));
        f.view.setRoom(&other);
        QVERIFY(f.view.model() == &other);
        f.say(101, 101); // is not shown, and disturbs nothing
        other.say(said(1, QStringLiteral("x")));
        other.flush();
        QCOMPARE(f.view.rowAt(1), 0);
        f.view.setRoom(&f.rows);
    }
    QTRY_VERIFY(f.bar().maximum() > 0 && f.bar().value() == f.bar().maximum());
    f.view.setRoom(nullptr);
    QVERIFY(!f.view.model());
    QVERIFY(!f.view.grab().isNull());
    f.view.setRoom(&f.rows);
}

void tst_RoomView::placesAreRemembered()
{
    ViewFixture f;
    f.say(1, 300);
    RoomConversation other(QStringLiteral("lab"));
    QTRY_VERIFY(f.bar().maximum() > 0);
    f.bar().setValue(f.bar().maximum() / 2 + 7);
    QCoreApplication::processEvents();
    const quint64 read = f.rows.row(f.view.rowAt(0)).seq;
    const int top = f.topOf(read);
    QVERIFY(top < 0); // cut in two
    f.view.setRoom(&other);
    f.say(301, 310);                    // meanwhile more comes below
    f.rows.addOlder(f.older(900, 899)); // and an empty page
    f.view.setRoom(&f.rows);
    QCOMPARE(f.rows.row(f.view.rowAt(0)).seq, read);
    QCOMPARE(f.topOf(read), top);
    QVERIFY(!f.view.isFollowing());
    QCoreApplication::processEvents();
    QVERIFY(qAbs(f.topOf(read) - top) <= 1); // also when all heights are known
    f.view.jumpToEnd();
    f.view.setRoom(&other);
    f.say(311, 320);
    f.view.setRoom(&f.rows);
    QVERIFY(f.view.isFollowing()); // the end stays the end
}

void tst_RoomView::showsAnEntry()
{
    ViewFixture f;
    f.say(1, 300);
    QVERIFY(!f.view.showEntry(999));
    QVERIFY(f.view.showEntry(20));
    QCOMPARE(f.view.currentIndex().row(), 19);
    QVERIFY(f.view.viewport()->rect().contains(f.view.visualRect(f.rows.index(19))));
}

void tst_RoomView::hundredThousandRows()
{
    ViewFixture f;
    constexpr quint64 kFirst = 1'000'000;
    for (int i = 0; i < RoomConversation::kMaxRows - 300; ++i)
        f.rows.say(said(kFirst + static_cast<quint64>(i), QString::number(i)));
    QElapsedTimer clock;
    const auto took = [&clock] { return static_cast<double>(clock.nsecsElapsed()) / 1e6; };
    clock.start();
    f.rows.flush();
    QTRY_VERIFY(f.bar().value() == f.bar().maximum() && f.bar().maximum() > RoomConversation::kMaxRows * 10);
    const double shown = took();
    clock.start();
    for (quint64 i = 0; i < 100; ++i) {
        f.say(3'000'000 + i, 3'000'000 + i);
        f.view.grab();
    }
    const double appended = took() / 100;
    f.bar().setValue(0);
    clock.start();
    f.rows.addOlder(f.older(kFirst - 200, kFirst - 1));
    const double prepended = took();
    QCOMPARE(f.rows.rowCount(), RoomConversation::kMaxRows);
    const int steps = 100;
    clock.start();
    for (int step = 0; step < steps; ++step) {
        f.bar().setValue(static_cast<int>(qint64{f.bar().maximum()} * step / steps));
        f.view.grab();
    }
    qInfo("100,000 rows: shown in %.0f ms; a message appended and painted in %.2f ms; 200 put above in %.1f "
          "ms; a jump "
          "painted in %.2f ms",
          shown, appended, prepended, took() / steps);
}

void tst_RoomView::menusFollowTheRow()
{
    ViewFixture f;
    f.say(1, 1);
    Core::Told::Said mine = said(2, QStringLiteral("see http://a.de/b"));
    mine.isOwn = true;
    f.rows.say(mine);
    f.rows.say(said(0, QStringLiteral("not kept")));
    Core::Told::Own failed = own(QStringLiteral("x"), 1, State::Failed);
    f.rows.addOwn(failed);
    f.rows.flush();
    const QStringList theirs = f.menuOf(0);
    QVERIFY(theirs.contains(QStringLiteral("Reply")) && theirs.contains(QStringLiteral("React")));
    QVERIFY(!theirs.contains(QStringLiteral("Edit")) && !theirs.contains(QStringLiteral("Copy as hex")));
    const QStringList own = f.menuOf(1);
    QVERIFY(own.contains(QStringLiteral("Edit")) && own.contains(QStringLiteral("Delete")));
    QVERIFY(own.contains(QStringLiteral("Copy link")) && own.contains(QStringLiteral("Open a.de")));
    QVERIFY(!f.menuOf(2).contains(QStringLiteral("Reply")));
    const QStringList pending = f.menuOf(3);
    QVERIFY(pending.contains(QStringLiteral("Retry")) && pending.contains(QStringLiteral("Discard")));
    QVERIFY(!pending.contains(QStringLiteral("Edit")));
    f.view.setChangesEnabled(false);
    QVERIFY(!f.menuOf(1).contains(QStringLiteral("Edit")));
}

void tst_RoomView::menusEmit()
{
    ViewFixture f;
    Core::Told::Said mine = said(7, QStringLiteral("see http://a.de/b"));
    mine.isOwn = true;
    f.rows.say(mine);
    f.rows.addOwn(own(QStringLiteral("x"), 1, State::Failed));
    f.rows.flush();
    QSignalSpy reply(&f.view, &RoomView::replyWished);
    QSignalSpy edit(&f.view, &RoomView::editWished);
    QSignalSpy remove(&f.view, &RoomView::removeWished);
    QSignalSpy react(&f.view, &RoomView::reactWished);
    QSignalSpy pick(&f.view, &RoomView::pickReactionWished);
    QSignalSpy retry(&f.view, &RoomView::retryWished);
    QSignalSpy discard(&f.view, &RoomView::discardWished);
    QVERIFY(f.trigger(0, QStringLiteral("Reply")) && f.trigger(0, QStringLiteral("Edit")));
    QVERIFY(f.trigger(0, QStringLiteral("Delete")) && f.trigger(0, RoomView::quickReactions().first()));
    QVERIFY(f.trigger(0, QStringLiteral("Another one…")) && f.trigger(0, QStringLiteral("Copy link")));
    for (const QSignalSpy *spy : {&reply, &edit, &remove, &react, &pick}) {
        QCOMPARE(spy->size(), 1);
        QCOMPARE((*spy)[0][0].toULongLong(), 7U);
    }
    QCOMPARE(react[0][1].toString(), RoomView::quickReactions().first());
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("http://a.de/b"));
    QVERIFY(f.trigger(1, QStringLiteral("Retry")) && f.trigger(1, QStringLiteral("Discard")));
    QCOMPARE(retry[0][0].toString(), QStringLiteral("x"));
    QCOMPARE(discard[0][0].toString(), QStringLiteral("x"));
}

void tst_RoomView::linksAreClicked()
{
    const QString text = QStringLiteral("see http://a.de/b now");
    const Laid laid(sourceOf(text));
    const QPoint at = laid.find(PostHit::Kind::Link);
    QVERIFY(at.x() > laid.layout.bubble().left());
    QCOMPARE(laid.layout.hit(at).text, QStringLiteral("http://a.de/b"));
    ViewFixture f;
    f.rows.say(said(1, text));
    f.rows.flush();
    QSignalSpy activated(&f.view, &RoomView::linkActivated);
    QTRY_VERIFY(f.view.visualRect(f.rows.index(0)).height() > 20);
    const QRect row = f.view.visualRect(f.rows.index(0));
    const PostSource source{f.rows.row(0), {}, false, false};
    const PostLayout layout(source, row.width(), f.view.font(), Ui::byteFont());
    QPoint link(-1, -1);
    for (int x = 0; x < row.width() && link.x() < 0; x += 2) {
        for (int y = 0; y < row.height() && link.x() < 0; y += 2) {
            if (layout.hit({x, y}).kind == PostHit::Kind::Link)
                link = {x + 2, y + 2};
        }
    }
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, row.topLeft() + link);
    QCOMPARE(activated.size(), 1);
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, Qt::ControlModifier, row.topLeft() + link);
    QCOMPARE(activated.size(), 1); // that selects
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, row.bottomLeft() - QPoint(-2, 2));
    QCOMPARE(activated.size(), 1);
}

void tst_RoomView::reactionsAreToggled()
{
    ViewFixture f;
    f.say(1, 1);
    Core::Told::Said mine = saidOf(EntryKind::React, 2, 1, QStringLiteral("+"));
    mine.isOwn = true;
    f.rows.say(mine);
    f.rows.say(saidOf(EntryKind::React, 3, 1, QStringLiteral("!")));
    QSignalSpy remove(&f.view, &RoomView::removeWished);
    QSignalSpy react(&f.view, &RoomView::reactWished);
    QCoreApplication::processEvents();
    const QRect row = f.view.visualRect(f.rows.index(0));
    const PostSource source{f.rows.row(0), {}, false, false};
    const PostLayout layout(source, row.width(), f.view.font(), Ui::byteFont());
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, row.topLeft() + layout.reactionRect(0).center());
    QCOMPARE(remove.size(), 1);
    QCOMPARE(remove[0][0].toULongLong(), 2U);
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, row.topLeft() + layout.reactionRect(1).center());
    QCOMPARE(react.size(), 1);
    QCOMPARE(react[0][1].toString(), QStringLiteral("!"));
}

void tst_RoomView::retryAndDiscardAreClicked()
{
    PostSource source = sourceOf(QStringLiteral("hello"), OwnState::Failed);
    source.row.code = QStringLiteral("not_in_room");
    for (const int width : {600, 220}) {
        const Laid laid(source, width);
        const QPoint retry = laid.find(PostHit::Kind::Retry);
        const QPoint discard = laid.find(PostHit::Kind::Discard);
        QVERIFY(retry.x() > 0 && discard.x() > retry.x() && discard.x() < width);
    }
}

void tst_RoomView::copiesAsText()
{
    ViewFixture f;
    f.rows.say(said(1, QStringLiteral("**one**\n<b>two</b>")));
    f.rows.say(said(2, QStringLiteral("three"), QStringLiteral("ben")));
    f.rows.flush();
    f.view.selectRow(0);
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("**one**\n<b>two</b>")); // as it was written
    f.view.selectAll();
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains(QStringLiteral("ana")) && lines[2].endsWith(QStringLiteral(": three")));
}

void tst_RoomView::peerTextIsOnlyText()
{
    // Markup is as wide as it is written, and a right-to-left override stands there as one.
    const Laid markup(sourceOf(QStringLiteral("<img src=x> <b>bold</b>")));
    const Laid plain(sourceOf(QStringLiteral("(img src=x) (b(bold(/b)")));
    QVERIFY(markup.layout.bubble().width() > plain.layout.bubble().width() * 8 / 10);
    const Laid hidden(sourceOf(QStringLiteral("a\u202eb\u0007")));
    const Laid shown(sourceOf(QStringLiteral("a<U+202E>b\u2407")));
    QCOMPARE(hidden.layout.bubble(), shown.layout.bubble());
}

void tst_RoomView::dividersAndQuotesTakeRoom()
{
    PostSource source = sourceOf(QStringLiteral("hello"));
    const int plain = Laid(source).layout.height();
    source.continues = true;
    QVERIFY(Laid(source).layout.height() < plain); // the name stands above the first one
    source.continues = false;
    source.startsNew = true;
    const int withLine = Laid(source).layout.height();
    QVERIFY(withLine > plain);
    source.row.startsDay = true;
    QVERIFY(Laid(source).layout.height() > withLine);
    source = sourceOf(QStringLiteral("hello"));
    source.quote = QStringLiteral("word ").repeated(300);
    const Laid quoted(source);
    QVERIFY(quoted.layout.height() > plain);
    QVERIFY(quoted.layout.bubble().right() < 600); // one line, cut
    QVERIFY(quoted.find(PostHit::Kind::Quote).x() > 0);
}

void tst_RoomView::everyRowPaints_data()
{
    QTest::addColumn<ChatRow>("row");
    for (int kind = 0; kind <= static_cast<int>(RowKind::Restarted); ++kind) {
        for (int state = 0; state <= static_cast<int>(OwnState::Failed); ++state) {
            ChatRow row = sourceOf(QStringLiteral("text"), static_cast<OwnState>(state)).row;
            row.kind = static_cast<RowKind>(kind);
            row.change = ChangeKind::Edit;
            row.people = {{QStringLiteral("ana"), true}};
            row.reactions = {{1, QStringLiteral("a"), QStringLiteral("\u202e").repeated(30), true}};
            QTest::addRow("kind-%d-state-%d", kind, state) << row;
            row.text = QString(100'000, u'\n');
            row.from = QString(1000, u'x');
            row.code = row.from;
            QTest::addRow("huge-%d-state-%d", kind, state) << row;
        }
    }
}

void tst_RoomView::everyRowPaints()
{
    QFETCH(ChatRow, row);
    Ui::Theme::install(*qApp);
    for (const int width : {160, 700}) {
        const PostLayout layout({row, QStringLiteral("quote"), true, false}, width, QApplication::font(),
                                Ui::byteFont());
        QVERIFY(layout.height() > 10);
        QVERIFY(layout.height() < 20'000);
        QPixmap picture(width, 400);
        QPainter painter(&picture);
        layout.paint(painter, {0, 0}, EntryColors::of(QApplication::palette()));
    }
}

void tst_RoomView::colorsHaveContrast_data()
{
    QTest::addColumn<Ui::ThemeChoice>("choice");
    QTest::newRow("light") << Ui::ThemeChoice::Light;
    QTest::newRow("dark") << Ui::ThemeChoice::Dark;
}

void tst_RoomView::colorsHaveContrast()
{
    QFETCH(Ui::ThemeChoice, choice);
    Ui::Theme *theme = Ui::Theme::install(*qApp);
    theme->setChoice(choice);
    const QPalette palette = QApplication::palette();
    const EntryColors colors = EntryColors::of(palette);
    constexpr double kReadable = 4.5;
    QVERIFY(Ui::contrastRatio(colors.accent, palette.color(QPalette::Base)) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.accent, colors.mine) >= kReadable);
    QVERIFY(Ui::contrastRatio(colors.accent, colors.other) >= kReadable);
    for (const QColor &fill : {colors.mine, colors.other})
        QVERIFY(Ui::contrastRatio(colors.text, PostLayout::codeFill(fill, colors)) >= kReadable);
    theme->setChoice(Ui::ThemeChoice::Desktop);
}

QTEST_MAIN(tst_RoomView)
#include "tst_roomview.moc"
