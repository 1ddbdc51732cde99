// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they are laid out, clicked, reached by keys and dropped.
#include "rooms/attachments.h"
#include "rooms/filewords.h"
#include "rooms/postlayout.h"
#include "rooms/previews.h"
#include "rooms/roomconversation.h"
#include "rooms/roomview.h"
#include "saidrows.h"
#include "ui/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using Core::Told::Transfer;
using State = Transfer::State;

namespace {

Core::Told::Said gave(quint64 seq, const QString &name)
{
    Core::Told::Said given = said(seq, name);
    given.entry.file = Core::PostedFile{name, 4096, QByteArray(32, 'x'), {}};
    return given;
}

PostSource sourceOf(std::optional<State> state, const QString &name = QStringLiteral("tea.txt"))
{
    PostSource source;
    source.row.text = name;
    source.row.from = QStringLiteral("ana");
    source.row.seq = 1;
    source.row.millis = kFirstMillis;
    source.row.file = RowFile{name, 4096, state};
    source.row.file->done = 1024;
    return source;
}

PostLayout laid(const PostSource &source, int width = 600)
{
    return {source, width, QApplication::font(), Ui::byteFont()};
}

QByteArray png(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return buffer.data();
}

struct ViewFixture
{
    ViewFixture()
    {
        Ui::Theme::install(*qApp);
        view.setRoom(&rows);
        view.resize(500, 400);
        view.show();
    }
    void say(const Core::Told::Said &said)
    {
        rows.say(said);
        rows.flush();
    }
    void tell(quint64 seq, State state, const QString &path = QStringLiteral("/tmp/tea.txt"),
              const QByteArray &content = {})
    {
        Transfer transfer;
        transfer.way = Transfer::Way::Download;
        transfer.state = state;
        transfer.id = QStringLiteral("d1");
        transfer.room = QStringLiteral("lobby");
        transfer.seq = seq;
        transfer.path = path;
        transfer.content = content;
        transfer.bytes = 4096;
        rows.addTransfer(transfer, 0, kFirstMillis);
        view.previews()->take(transfer);
    }
    QMenu *openMenu()
    {
        view.setCurrentIndex(rows.index(0));
        QTest::keyClick(&view, Qt::Key_Return);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }
    template<class Event>
    bool drag(const QMimeData &data)
    {
        Event event(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.setAccepted(false);
        QCoreApplication::sendEvent(view.viewport(), &event);
        return event.isAccepted();
    }

    RoomConversation rows{QStringLiteral("lobby")};
    RoomView view;
    QSignalSpy wished{&view, &RoomView::fileWished};
    QSignalSpy fetch{view.previews(), &Previews::fetchWished};
};

} // namespace

class tst_FileCards : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void buttonsFitTheState();
    void nothingMovesWhileBytesPass();
    void narrowOnesAreCut();
    void everyStatePaints_data();
    void everyStatePaints();
    void buttonsAreClicked();
    void keysReachEverything();
    void picturesInSightAreFetched();
    void ownPicturesAreFetchedToo();
    void aPictureMakesItsRowTaller();
    void filesAreDropped();
    void attachmentsAreSorted();
};

void tst_FileCards::buttonsFitTheState()
{
    const PostLayout fresh = laid(sourceOf(std::nullopt));
    for (const FileAct act : {FileAct::Get, FileAct::SaveAs}) {
        const PostHit hit = fresh.hit(fresh.buttonRect(act).center());
        QVERIFY(hit.kind == PostHit::Kind::File && hit.act == act);
        QVERIFY(fresh.bubble().contains(fresh.buttonRect(act)));
    }
    QVERIFY(fresh.buttonRect(FileAct::Stop).isEmpty());
    QVERIFY(fresh.hit(fresh.bubble().topLeft() + QPoint(12, 8)).kind == PostHit::Kind::None);
    const PostLayout running = laid(sourceOf(State::Running));
    QVERIFY(running.buttonRect(FileAct::Get).isEmpty());
    QVERIFY(!running.buttonRect(FileAct::Pause).isEmpty() && !running.buttonRect(FileAct::Stop).isEmpty());
    PostSource captioned = sourceOf(std::nullopt);
    captioned.row.text = QStringLiteral("see http://a.de/b"); // below the file
    QVERIFY(laid(captioned).height() > fresh.height());
}

void tst_FileCards::nothingMovesWhileBytesPass()
{
    PostSource source = sourceOf(State::Running);
    const PostLayout before = laid(source);
    for (const qint64 done : {0, 1, 2048, 4096}) {
        source.row.file->done = done;
        source.row.file->rate = done * 1000;
        const PostLayout now = laid(source);
        QCOMPARE(now.bubble(), before.bubble());
        QCOMPARE(now.buttonRect(FileAct::Stop), before.buttonRect(FileAct::Stop));
    }
}

void tst_FileCards::narrowOnesAreCut()
{
    PostSource source = sourceOf(State::Done, QString(200, u'w') + QStringLiteral(".txt"));
    source.preview = {320, 240};
    for (const int width : {160, 240, 400}) {
        const PostLayout layout = laid(source, width);
        for (const FileAct act : source.row.file->acts()) {
            const QRect button = layout.buttonRect(act);
            QVERIFY(button.left() >= 0 && button.right() < width && layout.bubble().contains(button));
        }
    }
}

void tst_FileCards::everyStatePaints_data()
{
    QTest::addColumn<int>("state");
    for (int state = -1; state <= static_cast<int>(State::Stopped); ++state)
        QTest::addRow("state-%d", state) << state;
}

void tst_FileCards::everyStatePaints()
{
    QFETCH(int, state);
    Ui::Theme::install(*qApp);
    PostSource source = sourceOf(state < 0 ? std::nullopt : std::optional(static_cast<State>(state)),
                                 QStringLiteral("<b>\u202egpj.exe"));
    source.row.file->code = QStringLiteral("quota_used");
    source.preview = {64, 64};
    for (const bool hasImage : {false, true}) {
        source.image = hasImage ? QImage(64, 64, QImage::Format_RGB32) : QImage();
        const PostLayout layout = laid(source);
        QPixmap picture(600, layout.height());
        QPainter painter(&picture);
        layout.paint(painter, {0, 0}, EntryColors::of(QApplication::palette()));
        QVERIFY(layout.height() > 80);
    }
}

void tst_FileCards::buttonsAreClicked()
{
    ViewFixture f;
    f.say(gave(1, QStringLiteral("tea.txt")));
    const auto click = [&f](FileAct act) {
        const QRect row = f.view.visualRect(f.rows.index(0));
        const PostLayout layout({f.rows.row(0), {}, false, false}, row.width(), f.view.font(),
                                Ui::byteFont());
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {},
                          row.topLeft() + layout.buttonRect(act).center());
    };
    QTRY_VERIFY(f.view.visualRect(f.rows.index(0)).height() > 60);
    click(FileAct::SaveAs);
    QCOMPARE(f.wished.size(), 1);
    QCOMPARE(f.wished[0][0].value<FileAct>(), FileAct::SaveAs);
    QCOMPARE(f.wished[0][1].value<ChatRow>().seq, 1U);
    f.tell(1, State::Running);
    click(FileAct::Pause);
    QCOMPARE(f.wished.size(), 2);
    QCOMPARE(f.wished[1][0].value<FileAct>(), FileAct::Pause);
    QCOMPARE(f.wished[1][1].value<ChatRow>().file->transfer, QStringLiteral("d1"));
}

void tst_FileCards::keysReachEverything()
{
    ViewFixture f;
    f.say(gave(1, QStringLiteral("tea.txt")));
    f.tell(1, State::Done);
    const std::vector<FileAct> acts = f.rows.row(0).file->acts();
    QMenu *menu = f.openMenu();
    QVERIFY(menu);
    for (std::size_t i = 0; i < acts.size(); ++i) {
        QAction *action = menu->actions().at(static_cast<qsizetype>(i));
        QCOMPARE(action->text(), FileWords::act(acts[i]));
        action->trigger();
        QCOMPARE(f.wished.last()[0].value<FileAct>(), acts[i]);
    }
    menu->close();
}

void tst_FileCards::picturesInSightAreFetched()
{
    ViewFixture f;
    f.say(gave(1, QStringLiteral("old.png")));
    for (quint64 seq = 2; seq <= 60; ++seq)
        f.say(said(seq, QStringLiteral("x")));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 300);
    f.say(gave(61, QStringLiteral("tea.txt")));
    f.say(gave(62, QStringLiteral("new.png")));
    QTRY_COMPARE(f.fetch.size(), 1);
    QCOMPARE(f.fetch[0][1].toULongLong(),
             62U); // what is out of sight waits, what is no picture is not fetched
    f.view.verticalScrollBar()->setValue(0);
    QTRY_COMPARE(f.fetch.size(), 2);
    QCOMPARE(f.fetch[1][1].toULongLong(), 1U);
    QVERIFY(!f.rows.row(0).file->state); // and nobody sees it being fetched
}

void tst_FileCards::ownPicturesAreFetchedToo()
{
    ViewFixture f;
    Transfer upload;
    upload.state = State::Running;
    upload.id = QStringLiteral("u1");
    upload.room = QStringLiteral("lobby");
    upload.name = QStringLiteral("new.png");
    upload.bytes = 4096;
    f.rows.addTransfer(upload, 0, kFirstMillis);
    QCoreApplication::processEvents();
    QCOMPARE(f.fetch.size(), 0); // the server does not have it yet
    upload.state = State::Done;
    upload.seq = 1;
    f.rows.addTransfer(upload, 0, kFirstMillis);
    QTRY_COMPARE(f.fetch.size(), 1); // though no row came and nothing was scrolled
}

void tst_FileCards::aPictureMakesItsRowTaller()
{
    ViewFixture f;
    f.say(gave(1, QStringLiteral("new.png")));
    QTRY_COMPARE(f.fetch.size(), 1);
    const int height = f.view.rowHeight(0);
    f.tell(1, State::Done, {}, png({300, 200}));
    QTRY_VERIFY(f.view.rowHeight(0) >= height + 200);
    QVERIFY(f.view.isFollowing()); // the end stays in sight
    f.view.setPicturesShown(false);
    QCOMPARE(f.view.rowHeight(0), height);
    f.view.setPicturesShown(true);
    QVERIFY(f.view.rowHeight(0) >= height + 200);
}

void tst_FileCards::filesAreDropped()
{
    ViewFixture f;
    int dropped = 0;
    connect(&f.view, &RoomView::dataDropped, this, [&dropped] { ++dropped; });
    QMimeData text;
    text.setText(QStringLiteral("hello"));
    QVERIFY(!f.drag<QDragEnterEvent>(text));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.txt"))});
    QVERIFY(f.drag<QDragEnterEvent>(files));
    QVERIFY(f.drag<QDragMoveEvent>(files));
    f.view.grab(); // framed
    QVERIFY(f.drag<QDropEvent>(files));
    QCOMPARE(dropped, 1);
    f.view.setRoom(nullptr);
    QVERIFY(!f.drag<QDragEnterEvent>(files)); // nowhere to go
}

void tst_FileCards::attachmentsAreSorted()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("tea.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName()), QUrl::fromLocalFile(folder.path()),
                  QUrl(QStringLiteral("http://a.de/x.txt"))});
    const Attachments mixed = attachmentsOf(data);
    QCOMPARE(mixed.files, QStringList{file.fileName()});
    QCOMPARE(mixed.refused, QFileInfo(folder.path()).fileName());
    QVERIFY(mixed.isFolder && mixed.picture.isNull());
    data.setUrls({QUrl(QStringLiteral("http://a.de/x.txt"))});
    QVERIFY(!hasAttachments(data)); // a link is a text
    QMimeData cells;
    cells.setImageData(QImage(3, 3, QImage::Format_RGB32));
    QVERIFY(hasAttachments(cells));
    QCOMPARE(attachmentsOf(cells).picture.size(), QSize(3, 3));
    cells.setText(QStringLiteral("1\t2"));
    QVERIFY(!hasAttachments(cells));
}

QTEST_MAIN(tst_FileCards)
#include "tst_filecards.moc"
