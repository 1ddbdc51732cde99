// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/language.h"
#include "ui/sendbox.h"
#include "ui/theme.h"
#include "ui/words.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStyleOptionButton>
#include <QTest>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::Ui;

class tst_UiTheme : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void textHasContrast_data();
    void textHasContrast();
    void checkBoxesAreSeen_data() { textHasContrast_data(); }
    void checkBoxesAreSeen();
    void contrastIsWcags();
    void choiceSwitchesLive();
    void iconsAreNotEmpty();
    void iconsFollowTheTheme();
    void applicationIconsExist();
    void formats();
    void languageSwitchesLive();
    void languageIsRemembered();
    void languageCodes_data();
    void languageCodes();
    void peerTextCannotBeMarkup();
    void rowsTellReadsFromMessages();
};

void tst_UiTheme::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("chalkwire-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_uitheme"));
    QSettings().clear();
    Theme::install(*qApp);
}

void tst_UiTheme::textHasContrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addRow("light") << false;
    QTest::addRow("dark") << true;
}

void tst_UiTheme::textHasContrast()
{
    QFETCH(bool, dark);
    const QPalette palette = Theme::palette(dark);
    const QList<QColor> grounds{palette.color(QPalette::Window), palette.color(QPalette::Base),
                                palette.color(QPalette::AlternateBase), palette.color(QPalette::Highlight),
                                Theme::color(ColorRole::Panel, dark)};
    for (const ColorRole role : {ColorRole::ToServer, ColorRole::ToClient, ColorRole::Ok, ColorRole::Warning,
                                 ColorRole::Error, ColorRole::Muted, ColorRole::Accent}) {
        for (const QColor &ground : grounds) {
            const double ratio = contrastRatio(Theme::color(role, dark), ground);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("role %1 on %2: %3")
                                                  .arg(static_cast<int>(role))
                                                  .arg(ground.name())
                                                  .arg(ratio)));
        }
    }
    const auto atLeast = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
        return contrastRatio(palette.color(text), palette.color(ground)) >= 4.5;
    };
    QVERIFY(atLeast(QPalette::WindowText, QPalette::Window));
    QVERIFY(atLeast(QPalette::Text, QPalette::Base));
    QVERIFY(atLeast(QPalette::ButtonText, QPalette::Button));
    QVERIFY(atLeast(QPalette::ButtonText, QPalette::Midlight));
    QVERIFY(atLeast(QPalette::HighlightedText, QPalette::Highlight));
    QVERIFY(atLeast(QPalette::PlaceholderText, QPalette::Base));
    QVERIFY(atLeast(QPalette::ToolTipText, QPalette::ToolTipBase));
    QVERIFY(contrastRatio(palette.color(QPalette::Text), Theme::color(ColorRole::Mark, dark)) >= 4.5);
}

void tst_UiTheme::checkBoxesAreSeen()
{
    QFETCH(bool, dark);
    Theme::instance()->setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QCheckBox box;
    box.resize(box.sizeHint());
    QStyleOptionButton option;
    option.initFrom(&box);
    const QRect indicator = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
    const QPoint edge(indicator.left(), indicator.center().y());
    const QColor ground = box.palette().color(QPalette::Window);
    QImage images[2];
    for (const bool isOn : {false, true}) {
        box.setChecked(isOn);
        images[isOn ? 1 : 0] = box.grab().toImage();
        QVERIFY(contrastRatio(images[isOn ? 1 : 0].pixelColor(edge), ground) >= 3);
    }
    QVERIFY(images[0] != images[1]);
    Theme::instance()->setChoice(ThemeChoice::Desktop);
}

void tst_UiTheme::contrastIsWcags()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.478) < 0.001);
}

void tst_UiTheme::choiceSwitchesLive()
{
    QSignalSpy changed(Theme::instance(), &Theme::changed);
    Theme::instance()->setChoice(ThemeChoice::Dark);
    QVERIFY(changed.size() >= 1);
    QVERIFY(Theme::instance()->isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::palette(true).color(QPalette::Base));
    Theme::instance()->setChoice(ThemeChoice::Light);
    QVERIFY(!Theme::instance()->isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::palette(false).color(QPalette::Base));
    bool known = false;
    QCOMPARE(themeChoiceFromName(u"dark", &known), ThemeChoice::Dark);
    QVERIFY(known);
    QCOMPARE(themeChoiceFromName(u"pink", &known), ThemeChoice::Desktop);
    QVERIFY(!known);
}

void tst_UiTheme::iconsAreNotEmpty()
{
    const QStringList names = iconNames();
    QVERIFY(names.size() >= 40);
    for (const QString &name : names) {
        for (const int size : {16, 24, 48, 72}) {
            const QImage image = icon(name).pixmap(QSize(size, size)).toImage();
            QCOMPARE(image.size(), QSize(size, size));
            int inked = 0;
            for (int y = 0; y < size; ++y) {
                for (int x = 0; x < size; ++x)
                    inked += qAlpha(image.pixel(x, y)) > 64 ? 1 : 0;
            }
            QVERIFY2(inked >= size / 4, qPrintable(name));
            QVERIFY2(inked < size * size / 2, qPrintable(name)); // a line drawing, not a blot
        }
    }
}

void tst_UiTheme::iconsFollowTheTheme()
{
    const QIcon stop = icon(u"stop");
    const auto ink = [&stop] {
        const QImage image = stop.pixmap(QSize(24, 24)).toImage();
        return QColor(image.pixel(12, 6)).lightness(); // the upper edge of the square
    };
    Theme::instance()->setChoice(ThemeChoice::Light);
    const int onLight = ink();
    Theme::instance()->setChoice(ThemeChoice::Dark);
    QVERIFY(ink() > onLight + 100);
    Theme::instance()->setChoice(ThemeChoice::Light);
}

void tst_UiTheme::applicationIconsExist()
{
    for (const QStringView program : {u"server", u"client"}) {
        QVERIFY(!applicationIcon(program).pixmap(QSize(48, 48)).isNull());
        QCOMPARE(applicationIcon(program).availableSizes().size(), 4);
    }
}

void tst_UiTheme::formats()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(formatCount(4031), QStringLiteral("4,031"));
    QCOMPARE(formatBytes(1023), QStringLiteral("1,023 B"));
    QCOMPARE(formatBytes(1024), QStringLiteral("1 KiB"));
    QCOMPARE(formatBytes(1536), QStringLiteral("1.5 KiB"));
    QCOMPARE(formatBytes(1024 * 1024 - 1), QStringLiteral("1 MiB"));
    QCOMPARE(formatRate(-1), QStringLiteral("0 B/s"));
    QCOMPARE(formatPerSecond(0.5), QStringLiteral("0.5/s"));
    QCOMPARE(formatElapsed(250), QStringLiteral("250 µs"));
    QCOMPARE(formatElapsed(1500), QStringLiteral("1.5 ms"));
    QCOMPARE(formatElapsed(999'999), QStringLiteral("999 ms"));
    QCOMPARE(formatElapsed(59'999'999), QStringLiteral("59 s"));
    QCOMPARE(formatElapsed(200'000'000), QStringLiteral("3 min 20 s"));
    QCOMPARE(formatElapsed(7'500'000'000), QStringLiteral("2 h 5 min"));
    QCOMPARE(formatElapsed(90'000'000'000), QStringLiteral("1 d 1 h"));
    QVERIFY(formatTimeMicros(1'700'000'000'000'001).endsWith(QStringLiteral(".000001")));
    QVERIFY(formatTimeMicros(-1).endsWith(QStringLiteral(".999999")));
}

void tst_UiTheme::languageSwitchesLive()
{
    LanguageSwitcher switcher({});
    QVERIFY(switcher.restore(QStringLiteral("en")));
    SendBox box;
    auto *send = box.findChild<QToolButton *>();
    QCOMPARE(send->text(), QStringLiteral("Send"));
    QMenu menu;
    switcher.fillMenu(&menu);
    QCOMPARE(menu.actions().size(), 2);
    QVERIFY(menu.actions().at(0)->isChecked());
    menu.actions().at(1)->trigger();
    QCOMPARE(switcher.language(), QStringLiteral("zh_CN"));
    QTRY_COMPARE(send->text(), QStringLiteral("发送"));
    QCOMPARE(QLocale().language(), QLocale::Chinese);
    QVERIFY(menu.actions().at(1)->isChecked());
    QCOMPARE(closeReasonSentence(CloseReason::Stopping), QStringLiteral("服务端已停止"));
    switcher.setLanguage(QStringLiteral("en"));
    QTRY_COMPARE(send->text(), QStringLiteral("Send"));
    QVERIFY(menu.actions().at(0)->isChecked());
}

void tst_UiTheme::languageIsRemembered()
{
    {
        LanguageSwitcher first({});
        first.setLanguage(QStringLiteral("zh_CN"));
    }
    LanguageSwitcher second({});
    QVERIFY(second.restore());
    QCOMPARE(second.language(), QStringLiteral("zh_CN"));
    QVERIFY(!second.restore(QStringLiteral("tlh")));
    QCOMPARE(second.language(), QStringLiteral("zh_CN"));
    second.setLanguage(QStringLiteral("en"));
}

void tst_UiTheme::languageCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addRow("short") << QStringLiteral("zh") << QStringLiteral("zh_CN");
    QTest::addRow("dash") << QStringLiteral("zh-CN") << QStringLiteral("zh_CN");
    QTest::addRow("script") << QStringLiteral("zh-Hans-SG") << QStringLiteral("zh_CN");
    QTest::addRow("traditional") << QStringLiteral("zh_TW") << QString();
    QTest::addRow("posix") << QStringLiteral("en_GB.UTF-8") << QStringLiteral("en");
    QTest::addRow("other") << QStringLiteral("de") << QString();
    QTest::addRow("empty") << QString() << QString();
}

void tst_UiTheme::languageCodes()
{
    QFETCH(QString, text);
    QTEST(LanguageSwitcher::codeFor(text), "code");
}

void tst_UiTheme::peerTextCannotBeMarkup()
{
    QVERIFY(!plainToolTip(QStringLiteral("<img src=x>")).contains(QStringLiteral("<img")));
    Trace::Record record;
    record.bytes = "a\nb\x01\xe2\x80\xae";
    const QString summary = recordSummary(record);
    QVERIFY(!summary.contains(QLatin1Char('\n')));
    QVERIFY(!summary.contains(QChar(char16_t(0x202e))));
    QVERIFY(summary.contains(QStringLiteral("<U+202E>")));
}

void tst_UiTheme::rowsTellReadsFromMessages()
{
    Trace::Record chunk;
    chunk.bytes = "a\nb\n";
    chunk.messages = 1;
    QCOMPARE(recordSummary(chunk), QStringLiteral("a\u21b5b\u21b5"));
    chunk.messages = 2;
    QVERIFY(recordSummary(chunk).startsWith(QStringLiteral("[2 messages in 1 read] ")));
    QVERIFY(recordSentence(chunk).contains(QStringLiteral("2 messages in 1 read")));
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.bytes = "a\n";
    frame.reads = 3;
    QVERIFY(recordSummary(frame).startsWith(QStringLiteral("[1 message in 3 reads] ")));
}

QTEST_MAIN(tst_UiTheme)
#include "tst_uitheme.moc"
