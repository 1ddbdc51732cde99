// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that go from one window through a real server to another.
#include "chatfixture.h"
#include "errorstrip.h"
#include "rooms/fileslink.h"
#include "rooms/previews.h"

#include <QAbstractButton>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using namespace Qt::StringLiterals;
using State = RowFile::State;

namespace {

QString downloads()
{
    return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
}

/// Files of the one who gives, gone with the test.
class Desk
{
public:
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The newest message with a file, as a window shows it; empty: there is none.
ChatRow given(const Window &window, const QString &room = u"lobby"_s)
{
    const RoomConversation *rows = window.page()->state()->conversation(room);
    for (int at = rows ? rows->rowCount() - 1 : -1; at >= 0; --at) {
        if (rows->row(at).file && rows->row(at).seq > 0)
            return rows->row(at);
    }
    return {};
}

bool isIn(const Window &window, State state)
{
    const ChatRow row = given(window);
    return row.file && row.file->state == state;
}

void give(const Window &window, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    emit window.page()->view()->dataDropped(&data);
}

QString trouble(const Window &window)
{
    const auto *strip = window.page()->findChild<ErrorStrip *>();
    return strip->isVisible() ? strip->sentence() : QString();
}

} // namespace

class tst_WindowFiles : public QObject
{
    Q_OBJECT

public slots:
    void onOpened(const QUrl &url) { m_opened.append(url.toLocalFile()); }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true); // nothing goes to the user's folders
        QDesktopServices::setUrlHandler(u"file"_s, this, "onOpened");
    }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"file"_s); }
    void init()
    {
        failOnAnyWarning();
        m_opened.clear();
    }

    void goesFromOneToTheOther();
    void nothingIsReplaced();
    void foldersAreRefused();
    void onePersonGetsNone();
    void serverThatTakesNoneIsGivenNone();
    void picturesShowThemselves();
    void picturesStayAwayWhenTheyAreOff();
    void pastedPicturesAreGiven();
    void programsAreAskedAbout();
    void whatIsGoneIsSaid();

private:
    QStringList m_opened; ///< by the desktop, as far as we know
};

void tst_WindowFiles::goesFromOneToTheOther()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    const QByteArray content = QByteArray("tea").repeated(100'000);
    give(ana, {desk.file(u"one.txt"_s, "1"), desk.file(u"tea.txt"_s, content)});
    QTRY_COMPARE(ben.posts().size(), 2); // several at once
    QTRY_COMPARE(ana.posts().filter(u"(waiting)"_s).size(), 0);
    QTRY_COMPARE(given(ben).text, u"tea.txt"_s);
    QVERIFY(!given(ben).file->state); // nothing is fetched by itself
    QDir().rmpath(downloads());
    emit ben.page()->view()->fileWished(FileAct::Get, given(ben));
    QTRY_VERIFY(isIn(ben, State::Done));
    QCOMPARE(contentOf(given(ben).file->path), content);
    QCOMPARE(QFileInfo(given(ben).file->path).absolutePath(), downloads());
    QVERIFY(m_opened.isEmpty());
    emit ben.page()->view()->fileWished(FileAct::ShowInFolder, given(ben));
    QCOMPARE(m_opened, QStringList{downloads()});
    QFile::remove(given(ben).file->path);
}

void tst_WindowFiles::nothingIsReplaced()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    give(ana, {desk.file(u"tea.txt"_s, "new")});
    QTRY_VERIFY(given(ana).seq > 0);
    QVERIFY(QDir().mkpath(downloads()));
    QFile old(QDir(downloads()).filePath(u"tea.txt"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    emit ana.page()->view()->fileWished(FileAct::Get, given(ana));
    QTRY_VERIFY(isIn(ana, State::Done) && given(ana).file->path != old.fileName() &&
                !given(ana).file->isUpload);
    QCOMPARE(contentOf(old.fileName()), QByteArray("old"));
    QCOMPARE(contentOf(given(ana).file->path), QByteArray("new"));
    QVERIFY(old.remove() && QFile::remove(given(ana).file->path));
}

void tst_WindowFiles::foldersAreRefused()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    give(ana, {desk.path(), desk.file(u"tea.txt"_s, "tea")});
    QVERIFY2(trouble(ana).contains(u"is a folder: pack it into one file first."_s), qPrintable(trouble(ana)));
    QTRY_COMPARE(ana.posts(), QStringList{u"me: tea.txt"_s}); // the file goes all the same
}

void tst_WindowFiles::onePersonGetsNone()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.page()->state()->setCurrentRoom(ana.page()->state()->openDirect(u"ben"_s));
    QVERIFY(!ana.page()->composer()->attachButton()->isEnabled());
    give(ana, {desk.file(u"tea.txt"_s, "tea")});
    QVERIFY(trouble(ana).startsWith(u"Files go into rooms"_s));
    QCOMPARE(ana.page()->composer()->attachButton()->toolTip(), trouble(ana));
}

void tst_WindowFiles::serverThatTakesNoneIsGivenNone()
{
    Class lesson(false);
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    const QToolButton *clip = ana.page()->composer()->attachButton();
    QVERIFY(!clip->isEnabled());
    QCOMPARE(clip->toolTip(), u"This server takes no files."_s);
    QCOMPARE(clip->accessibleDescription(), clip->toolTip());
    give(ana, {desk.file(u"tea.txt"_s, "tea")});
    QCOMPARE(trouble(ana), clip->toolTip());
    QCOMPARE(ana.page()->state()->conversation(u"lobby"_s)->rowCount(), 0);
}

void tst_WindowFiles::picturesShowThemselves()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    const QString path = QDir(desk.path()).filePath(u"board.png"_s);
    QVERIFY(image.save(path));
    give(ana, {path});
    QTRY_COMPARE(ben.page()->view()->previews()->sizeOf(u"lobby"_s, given(ben).seq), QSize(200, 100));
    QVERIFY(!given(ben).file->state); // and yet it was not saved
    QTRY_COMPARE(ana.page()->view()->previews()->sizeOf(u"lobby"_s, given(ana).seq), QSize(200, 100));
}

void tst_WindowFiles::picturesStayAwayWhenTheyAreOff()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    QVERIFY(ana.window->actions()->showPictures->isChecked());
    ana.window->actions()->showPictures->trigger();
    QVERIFY(!ana.page()->view()->previews()->isEnabled());
    ana.open(lesson.command(u"ana"_s)); // it is remembered
    QVERIFY(!ana.window->actions()->showPictures->isChecked());
    QTRY_VERIFY(ana.hasJoined());
    QVERIFY(!ana.page()->view()->previews()->isEnabled());
}

void tst_WindowFiles::pastedPicturesAreGiven()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    QMimeData data;
    QImage image(60, 40, QImage::Format_RGB32);
    image.fill(Qt::red);
    data.setImageData(image);
    emit ana.page()->composer()->dataPasted(&data);
    QTRY_VERIFY(given(ben).text.startsWith(u"picture "_s) && given(ben).text.endsWith(u".png"_s));
    QTRY_COMPARE(ben.page()->view()->previews()->sizeOf(u"lobby"_s, given(ben).seq), QSize(60, 40));
    QTRY_VERIFY(given(ana).seq > 0);
    QVERIFY(!given(ana).file->state); // the file that it was made of is gone
}

void tst_WindowFiles::programsAreAskedAbout()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    const auto giveAndOpen = [&](const QString &name, const QByteArray &content) {
        give(ana, {desk.file(name, content)});
        QVERIFY(QTest::qWaitFor([&] { return given(ana).text == name && isIn(ana, State::Done); }));
        emit ana.page()->view()->fileWished(FileAct::Open, given(ana));
    };
    giveAndOpen(u"tea.txt"_s, "tea");
    QCOMPARE(m_opened.size(), 1);
    giveAndOpen(u"tea.sh"_s, "tea");
    QCOMPARE(m_opened.size(), 1);
    auto *question = ana.page()->findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible() && question->textFormat() == Qt::PlainText);
    question->close();
    QTRY_VERIFY(!ana.page()->findChild<QMessageBox *>());
    QCOMPARE(m_opened.size(), 1);
    giveAndOpen(u"holiday.jpg"_s, "#!/bin/sh"); // whatever it is called
    question = ana.page()->findChild<QMessageBox *>();
    QVERIFY(question);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QCOMPARE(m_opened.size(), 2);
}

void tst_WindowFiles::whatIsGoneIsSaid()
{
    Class lesson;
    const Desk desk;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    const QString path = desk.file(u"tea.txt"_s, "tea");
    give(ana, {path});
    QTRY_VERIFY(isIn(ana, State::Done));
    QVERIFY(QFile::remove(path));
    emit ana.page()->view()->fileWished(FileAct::ShowInFolder, given(ana));
    QVERIFY(m_opened.isEmpty());
    QVERIFY(trouble(ana).contains(u"is not there any more"_s));
    QVERIFY(!given(ana).file->state); // it can be fetched instead
    give(ana, {path});
    QTRY_VERIFY(!trouble(ana).isEmpty());
}

QTEST_MAIN(tst_WindowFiles)
#include "tst_windowfiles.moc"
