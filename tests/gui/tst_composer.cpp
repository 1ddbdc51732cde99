// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where messages are written: keys, drafts, answers, limits, emoji.
#include "rooms/composer.h"
#include "rooms/emojipicker.h"
#include "ui/language.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;

namespace {

const QString kLobby = QStringLiteral("lobby");
const QString kLab = QStringLiteral("lab");

/// A composer in the lobby, and something the focus can leave to.
struct Desk
{
    Desk()
    {
        Ui::Theme::install(*qApp);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&composer);
        layout->addWidget(&after);
        composer.setRoom(kLobby);
        window.show();
        window.activateWindow();
        composer.focusInput();
    }
    QPlainTextEdit *edit() const { return composer.findChild<QPlainTextEdit *>(); }
    void type(const QString &text) const { QTest::keyClicks(edit(), text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(edit(), key, modifiers);
    }
    bool shows(const QString &part) const
    {
        const QList<QLabel *> labels = composer.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel *label) {
            return label->isVisible() && label->text().contains(part);
        });
    }

    QWidget window;
    Composer composer{Limits{}};
    QPushButton after;
    QSignalSpy sent{&composer, &Composer::sendWished};
    QSignalSpy edited{&composer, &Composer::editWished};
};

} // namespace

class tst_Composer : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void enterSends();
    void nothingIsNotSent();
    void recallsWhatWasSent();
    void eachRoomHasItsDraft();
    void tellsOfDrafts();
    void answers();
    void corrects();
    void completesOneName_data();
    void completesOneName();
    void tabLeaves();
    void holdsTheLimit();
    void refusedIsNotLost();
    void waitsWhileDisabled();
    void typingIsTheUsers();
    void filesArePasted();
    void emojiAreFound_data();
    void emojiAreFound();
    void emojiByKeyboard();
    void emojiSpeakTheLanguage();
};

void tst_Composer::enterSends()
{
    Desk d;
    d.type(QStringLiteral("one"));
    d.press(Qt::Key_Return, Qt::ShiftModifier);
    d.type(QStringLiteral("two"));
    QCOMPARE(d.sent.size(), 0);
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 1);
    QCOMPARE(d.sent[0][0].toString(), QStringLiteral("one\ntwo"));
    QCOMPARE(d.sent[0][1].toULongLong(), 0U);
    QCOMPARE(d.composer.text(), QString());
}

void tst_Composer::nothingIsNotSent()
{
    Desk d;
    d.type(QStringLiteral("  "));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 0);
    QVERIFY(d.shows(QStringLiteral("nothing to send")));
    d.type(QStringLiteral("x"));
    QVERIFY(!d.shows(QStringLiteral("nothing to send")));
}

void tst_Composer::recallsWhatWasSent()
{
    Desk d;
    for (const char *text : {"one", "two"}) {
        d.type(QString::fromLatin1(text));
        d.press(Qt::Key_Return);
    }
    d.type(QStringLiteral("draft"));
    d.press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(d.composer.text(), QStringLiteral("two"));
    d.press(Qt::Key_Up, Qt::ControlModifier);
    d.press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(d.composer.text(), QStringLiteral("one"));
    d.press(Qt::Key_Down, Qt::ControlModifier);
    d.press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(d.composer.text(), QStringLiteral("draft"));
}

void tst_Composer::eachRoomHasItsDraft()
{
    Desk d;
    d.composer.beginReply(7, QStringLiteral("ana: hello"));
    d.type(QStringLiteral("for the lobby"));
    d.composer.setRoom(kLab);
    QCOMPARE(d.composer.text(), QString());
    QCOMPARE(d.composer.repliesTo(), 0U);
    d.type(QStringLiteral("for the lab"));
    d.composer.setRoom(kLobby);
    QCOMPARE(d.composer.text(), QStringLiteral("for the lobby"));
    QCOMPARE(d.composer.repliesTo(), 7U);
    d.edit()->undo();
    QCOMPARE(d.composer.text(), QStringLiteral("for the lobby")); // not the lab's
    d.composer.forgetRoom(kLab);
    d.composer.setRoom(kLab);
    QCOMPARE(d.composer.text(), QString());
}

void tst_Composer::tellsOfDrafts()
{
    Desk d;
    QSignalSpy changed(&d.composer, &Composer::draftChanged);
    d.type(QStringLiteral("abc"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), kLobby);
    QVERIFY(changed[0][1].toBool());
    d.composer.setRoom(kLab);
    d.composer.setRoom(kLobby);
    QCOMPARE(changed.size(), 1);
    d.press(Qt::Key_Return);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!changed[1][1].toBool());
}

void tst_Composer::answers()
{
    Desk d;
    d.type(QStringLiteral("yes"));
    d.composer.beginReply(7, QStringLiteral("ana: <b>hello</b>?"));
    QVERIFY(d.shows(QStringLiteral("You answer ana: <b>hello</b>?")));
    d.press(Qt::Key_Escape);
    QVERIFY(!d.shows(QStringLiteral("You answer")));
    QCOMPARE(d.composer.text(), QStringLiteral("yes"));
    d.composer.beginReply(8, QStringLiteral("ben: x"));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent[0][1].toULongLong(), 8U);
    d.type(QStringLiteral("more"));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent[1][1].toULongLong(), 0U);
    for (const QLabel *label : d.composer.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void tst_Composer::corrects()
{
    Desk d;
    QSignalSpy last(&d.composer, &Composer::editLastWished);
    d.press(Qt::Key_Up);
    QCOMPARE(last.size(), 1);
    d.type(QStringLiteral("draft"));
    d.press(Qt::Key_Up);
    QCOMPARE(last.size(), 1);
    d.composer.beginEdit(9, QStringLiteral("helo"));
    QCOMPARE(d.composer.text(), QStringLiteral("helo"));
    d.press(Qt::Key_Escape);
    QCOMPARE(d.composer.text(), QStringLiteral("draft"));
    d.composer.beginEdit(9, QStringLiteral("helo"));
    d.press(Qt::Key_Backspace);
    d.type(QStringLiteral("lo"));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 0);
    QCOMPARE(d.edited[0][0].toULongLong(), 9U);
    QCOMPARE(d.edited[0][1].toString(), QStringLiteral("hello"));
    QCOMPARE(d.composer.text(), QStringLiteral("draft"));
    QCOMPARE(d.composer.corrects(), 0U);
}

void tst_Composer::completesOneName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first-word") << QStringLiteral("zo") << QStringLiteral("Zoe: ");
    QTest::newRow("later-word") << QStringLiteral("hi zo") << QStringLiteral("hi Zoe ");
    QTest::newRow("mention") << QStringLiteral("@zo") << QStringLiteral("@Zoe ");
    QTest::newRow("two-match") << QStringLiteral("an") << QString();
    QTest::newRow("none-matches") << QStringLiteral("xy") << QString();
    QTest::newRow("no-word") << QStringLiteral("zoe ") << QString();
    QTest::newRow("complete") << QStringLiteral("Zoe") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void tst_Composer::completesOneName()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    Desk d;
    d.composer.setNames({QStringLiteral("ana"), QStringLiteral("anton"), QStringLiteral("Zoe")});
    d.type(text);
    d.press(Qt::Key_Tab);
    QCOMPARE(d.composer.text(), expected.isEmpty() ? text : expected);
}

void tst_Composer::tabLeaves()
{
    Desk d;
    QTRY_VERIFY(d.edit()->hasFocus());
    d.composer.setNames({QStringLiteral("ana")});
    d.type(QStringLiteral("an"));
    d.press(Qt::Key_Tab);
    QVERIFY(d.edit()->hasFocus());
    d.press(Qt::Key_Tab);
    QVERIFY(!d.edit()->hasFocus());
    QVERIFY(!d.composer.text().contains(u'\t'));
}

void tst_Composer::holdsTheLimit()
{
    Desk d;
    const qsizetype limit = Limits{}.maxTextBytes;
    d.edit()->setPlainText(QString(limit / 2, u'x'));
    QVERIFY(!d.shows(QStringLiteral("bytes")));
    d.edit()->setPlainText(QString(limit / 3, QChar(0x4f60)) + QString(limit % 3, u'x')); // three bytes each
    QVERIFY(d.shows(QStringLiteral("16,384 of 16,384 bytes")));
    d.edit()->insertPlainText(QStringLiteral("y"));
    QVERIFY(d.shows(QStringLiteral("Too long: 16,385 of at most 16,384 bytes")));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 0);
    QVERIFY(!d.composer.text().isEmpty());
    d.press(Qt::Key_Backspace);
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 1);
}

void tst_Composer::refusedIsNotLost()
{
    Desk d;
    connect(&d.composer, &Composer::sendWished, &d.composer, [&d](const QString &text) {
        d.composer.refuse(text, QStringLiteral("Too much waits already."));
    });
    d.type(QStringLiteral("hello"));
    d.press(Qt::Key_Return);
    QCOMPARE(d.composer.text(), QStringLiteral("hello"));
    QVERIFY(d.shows(QStringLiteral("Too much waits already.")));
}

void tst_Composer::waitsWhileDisabled()
{
    Desk d;
    d.composer.setSendingEnabled(false, QStringLiteral("Not connected"));
    QVERIFY(d.shows(QStringLiteral("Not connected")));
    d.type(QStringLiteral("hello"));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 0);
    QCOMPARE(d.composer.text(), QStringLiteral("hello"));
    d.composer.setSendingEnabled(true);
    QVERIFY(!d.shows(QStringLiteral("Not connected")));
    d.press(Qt::Key_Return);
    QCOMPARE(d.sent.size(), 1);
}

void tst_Composer::typingIsTheUsers()
{
    Desk d;
    QSignalSpy typed(&d.composer, &Composer::typed);
    d.type(QStringLiteral("ab"));
    QCOMPARE(typed.size(), 2);
    d.composer.setRoom(kLab);
    d.composer.setRoom(kLobby);
    QCOMPARE(typed.size(), 2);
    d.composer.beginEdit(9, QStringLiteral("old"));
    d.type(QStringLiteral("x"));
    QCOMPARE(typed.size(), 2);
}

void tst_Composer::filesArePasted()
{
    Desk d;
    QSignalSpy attach(&d.composer, &Composer::attachWished);
    QStringList pasted;
    connect(&d.composer, &Composer::dataPasted, this,
            [&pasted](const QMimeData *data) { pasted.append(data->hasImage() ? QString() : data->text()); });
    const auto paste = [&d](QMimeData *data) {
        QApplication::clipboard()->setMimeData(data);
        d.press(Qt::Key_V, Qt::ControlModifier);
    };
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/tea.txt"))});
    paste(files);
    QCOMPARE(pasted, QStringList{QStringLiteral("file:///tmp/tea.txt")});
    auto *picture = new QMimeData;
    picture->setImageData(QImage(3, 3, QImage::Format_RGB32));
    paste(picture);
    QCOMPARE(pasted.size(), 2);
    QCOMPARE(d.composer.text(), QString()); // no name of a file is written
    auto *text = new QMimeData;
    text->setHtml(QStringLiteral("<b>hello</b>"));
    text->setText(QStringLiteral("hello"));
    paste(text);
    QCOMPARE(d.composer.text(), QStringLiteral("hello"));
    QCOMPARE(pasted.size(), 2);
    d.composer.attachButton()->click();
    QCOMPARE(attach.size(), 1);
    d.composer.setAttachingEnabled(false);
    d.composer.attachButton()->click();
    QCOMPARE(attach.size(), 1);
}

void tst_Composer::emojiAreFound_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("emoji");
    QTest::newRow("english") << QStringLiteral("Thumbs Up") << QStringLiteral("👍");
    QTest::newRow("chinese") << QStringLiteral("电脑") << QStringLiteral("💻");
    QTest::newRow("itself") << QStringLiteral("🐛") << QStringLiteral("🐛");
    QTest::newRow("nothing") << QStringLiteral("xyzzy") << QString();
}

void tst_Composer::emojiAreFound()
{
    QFETCH(QString, words);
    QFETCH(QString, emoji);
    EmojiModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int all = model.rowCount();
    model.show(EmojiModel::Group::Faces, words); // all groups are searched
    QCOMPARE(model.rowCount(), emoji.isEmpty() ? 0 : 1);
    QCOMPARE(model.index(0).data().toString(), emoji);
    model.show(EmojiModel::Group::Faces, {});
    QVERIFY(model.rowCount() > 0 && model.rowCount() < all);
}

void tst_Composer::emojiByKeyboard()
{
    Desk d;
    EmojiPicker *picker = d.composer.picker();
    picker->open(&d.composer);
    QTest::keyClicks(picker->field(), QStringLiteral("heart"));
    QVERIFY(picker->grid()->model()->rowCount() > 2);
    QTest::keyClick(picker->field(), Qt::Key_Down); // one row: stays
    QTest::keyClick(picker->grid(), Qt::Key_Right);
    QTest::keyClick(picker->field(), Qt::Key_Return);
    QVERIFY(!picker->isVisible());
    QCOMPARE(d.composer.text(), QStringLiteral("❤️"));
    picker->open(&d.composer);
    QCOMPARE(picker->field()->text(), QString());
    QTest::keyClicks(picker->grid(), QStringLiteral("x")); // is typed into the field
    QCOMPARE(picker->field()->text(), QStringLiteral("x"));
    QTest::keyClick(picker->field(), Qt::Key_Escape);
    QVERIFY(!picker->isVisible());
    QCOMPARE(d.composer.text(), QStringLiteral("❤️"));
}

void tst_Composer::emojiSpeakTheLanguage()
{
    EmojiModel model;
    model.show(EmojiModel::Group::All, QStringLiteral("💻"));
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("computer"));
    QLocale::setDefault(QLocale(QLocale::Chinese));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("电脑"));
    QLocale::setDefault(before);
}

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
