// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of the client's window is seen and reached: menus, languages, sizes, keyboard, settings.
#include "clientfixture.h"
#include "helpdialogs.h"
#include "ui/inspector.h"
#include "ui/trafficmodel.h"
#include "ui/trafficpanel.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QToolButton>

#include <functional>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using App::ClientKind;
using App::LinkState;

namespace {

constexpr QLatin1String kChinese("zh_CN");

QStringList menuTexts(const QMenu *menu)
{
    QStringList texts{menu->title()};
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            texts.append(action->menu() ? menuTexts(action->menu()) : QStringList{action->text()});
    }
    return texts;
}

bool isInItemView(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent))
            return true;
    }
    return false;
}

/// What a person cannot read in full: empty when there is nothing.
QString clipped(const QWidget *root)
{
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!(label || button) || !widget->isVisible() || widget->window() != root || isInItemView(widget))
            continue;
        const QSize needed = label && label->wordWrap() ? QSize(0, label->heightForWidth(label->width()))
                                                        : widget->minimumSizeHint();
        const QRect place(widget->mapTo(root, QPoint(0, 0)), widget->size());
        if (widget->width() < needed.width() || widget->height() < needed.height() ||
            !root->rect().contains(place))
            return QStringLiteral("\"%1\" has %2x%3, needs %4x%5")
                .arg(label ? label->text() : button->text())
                .arg(widget->width())
                .arg(widget->height())
                .arg(needed.width())
                .arg(needed.height());
    }
    return {};
}

} // namespace

class tst_ClientLook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_font = QApplication::font(); }
    void init() { failOnAnyWarning(); }
    void cleanup() { QApplication::setFont(m_font); }

    void connectionActionsFollowTheState();
    void fileActions();
    void viewActions();
    void helpActions();
    void shortcutsAreUnambiguous();
    void languageChangesAtOnce();
    void everyMenuEntryIsTranslated();
    void nothingIsClippedAtTheSmallestSize_data();
    void nothingIsClippedAtTheSmallestSize();
    void everyControlHasAName();
    void f6ReachesEveryPane();
    void tabLeavesTheSendBox();
    void wirePanelOpensLate();
    void remembersItsLooks();
    void brokenSettingsAreNotThere();

private:
    QFont m_font;
};

void tst_ClientLook::connectionActionsFollowTheState()
{
    ClientFixture f;
    ClientActions *a = f.window->actions();
    QVERIFY(!a->connectAgain->isEnabled());
    QVERIFY(!a->disconnect->isEnabled());
    QVERIFY(!a->reset->isEnabled());
    QVERIFY(!a->finishSending->isEnabled());
    QVERIFY(f.connectAs(ClientKind::Line));
    QVERIFY(a->disconnect->isEnabled() && a->reset->isEnabled() && a->finishSending->isEnabled());
    a->finishSending->trigger();
    QVERIFY(!a->finishSending->isEnabled());
    QVERIFY(f.window->session()->hasFinishedSending());
    QTRY_VERIFY(f.isIn(LinkState::Ended)); // the peer is a QTcpSocket: it closes when we have finished
    a->connectAgain->trigger();
    QVERIFY(f.accept());
    a->reset->trigger();
    QTRY_VERIFY(f.isIn(LinkState::Ended));
    QCOMPARE(f.window->header()->headline(), QStringLiteral("You reset the connection."));
    QVERIFY(a->connectAgain->isEnabled());
    a->connectAgain->trigger();
    QVERIFY(f.accept());
    QVERIFY(!f.window->session()->hasFinishedSending());
    a->disconnect->trigger();
    QTRY_VERIFY(f.isIn(LinkState::Idle));
    QTRY_COMPARE(f.peer->state(), QTcpSocket::UnconnectedState);
    a->newConnection->trigger();
    QVERIFY(f.window->isFormShown());
}

void tst_ClientLook::fileActions()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.peer->write("[lobby] ben: \xe4\xbd\xa0\xe5\xa5\xbd\n");
    QTRY_COMPARE(f.rows().rowCount(), 1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("talk.txt"));
    QCOMPARE(f.window->saveConversationTo(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().endsWith("] ben: \xe4\xbd\xa0\xe5\xa5\xbd\n"));
    QVERIFY(!f.window->saveConversationTo(folder.filePath(QStringLiteral("no/such/folder.txt"))).isEmpty());
    f.window->actions()->quit->trigger();
    QVERIFY(!f.window->isVisible());
}

void tst_ClientLook::viewActions()
{
    ClientFixture f;
    ClientActions *a = f.window->actions();
    QVERIFY(f.connectAs(ClientKind::Line));
    f.say(QStringLiteral("hello"));
    QTRY_COMPARE(f.rows().rowCount(), 1);
    a->wirePanel->trigger();
    QVERIFY(f.window->trafficPanel()->isVisible());
    a->wirePanel->trigger();
    QVERIFY(!f.window->trafficPanel()->isVisible());
    f.window->wireBar()->toggle()->click();
    QVERIFY(f.window->trafficPanel()->isVisible() && a->wirePanel->isChecked());
    a->newestMessage->trigger();
    QVERIFY(f.window->chat()->view()->isFollowing());
    a->clearConversation->trigger();
    QCOMPARE(f.rows().rowCount(), 0);
    const double before = QApplication::font().pointSizeF();
    a->largerText->trigger();
    QVERIFY(QApplication::font().pointSizeF() > before);
    a->normalText->trigger();
    QCOMPARE(QApplication::font().pointSizeF(), before);
    a->smallerText->trigger();
    a->smallerText->trigger();
    QVERIFY(!a->smallerText->isEnabled());
    QVERIFY(QApplication::font().pointSizeF() < before);
    a->normalText->trigger();
    a->themeDark->trigger();
    QVERIFY(Ui::Theme::instance()->isDark());
    a->themeLight->trigger();
    QVERIFY(!Ui::Theme::instance()->isDark());
    a->themeDesktop->trigger();
    QCOMPARE(Ui::Theme::instance()->choice(), Ui::ThemeChoice::Desktop);
}

void tst_ClientLook::helpActions()
{
    ClientFixture f;
    f.window->actions()->shortcuts->trigger();
    auto *list = f.window->findChild<ShortcutsDialog *>();
    QVERIFY(list && list->isVisible() && !list->isModal());
    QVERIFY(list->listing().contains(QStringLiteral("Ctrl+R\tConnect again")));
    f.window->actions()->about->trigger();
    auto *about = f.window->findChild<AboutDialog *>();
    QVERIFY(about && about->isVisible() && !about->isModal());
    list->close();
    about->close();
}

void tst_ClientLook::shortcutsAreUnambiguous()
{
    ClientFixture f;
    QSet<QString> seen;
    for (const QAction *action : f.window->QWidget::actions()) {
        for (const QKeySequence &shortcut : action->shortcuts()) {
            const QString text = shortcut.toString();
            QVERIFY2(!seen.contains(text), qPrintable(text));
            seen.insert(text);
        }
    }
}

void tst_ClientLook::languageChangesAtOnce()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.peer->disconnectFromHost();
    QTRY_VERIFY(f.isIn(LinkState::Ended));
    QTRY_COMPARE(f.rows().rowCount(), 1);
    f.language->setLanguage(kChinese);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(f.window->header()->headline(), QStringLiteral("服务端关闭了连接。"));
    QCOMPARE(f.texts(), QStringList{QStringLiteral("服务端关闭了连接。")});
    QCOMPARE(f.window->form()->connectButton()->text(), QStringLiteral("连接"));
    QCOMPARE(f.window->header()->againButton()->text(), QStringLiteral("重新连接"));
    QCOMPARE(f.window->header()->disconnectButton()->text(), QStringLiteral("断开连接"));
    QCOMPARE(f.window->windowTitle(), QStringLiteral("Chalkwire 客户端"));
    f.language->setLanguage(QStringLiteral("en"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(f.window->header()->headline(), QStringLiteral("The server closed the connection."));
}

void tst_ClientLook::everyMenuEntryIsTranslated()
{
    ClientFixture f;
    QStringList english;
    QStringList chinese;
    for (const QAction *title : f.window->menuBar()->actions())
        english += menuTexts(title->menu());
    f.language->setLanguage(kChinese);
    QCoreApplication::sendPostedEvents();
    for (const QAction *title : f.window->menuBar()->actions())
        chinese += menuTexts(title->menu());
    QCOMPARE(english.size(), chinese.size());
    int same = 0;
    for (qsizetype i = 0; i < english.size(); ++i)
        same += english[i] == chinese[i] ? 1 : 0;
    QCOMPARE(same, 2); // the names of the two languages, which are never translated
}

void tst_ClientLook::nothingIsClippedAtTheSmallestSize_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<ClientKind>("kind");
    QTest::addColumn<bool>("isConnected");
    for (const QString &language : {QStringLiteral("en"), QString(kChinese)}) {
        for (const ClientKind kind : {ClientKind::Tutorial, ClientKind::Line, ClientKind::Raw}) {
            for (const bool isConnected : {false, true}) {
                QTest::addRow("%s-%s-%s", qPrintable(language), qPrintable(App::clientKindName(kind)),
                              isConnected ? "chat" : "form")
                    << language << kind << isConnected;
            }
        }
    }
}

void tst_ClientLook::nothingIsClippedAtTheSmallestSize()
{
    QFETCH(QString, language);
    QFETCH(ClientKind, kind);
    QFETCH(bool, isConnected);
    ClientFixture f;
    f.language->setLanguage(language);
    if (isConnected) {
        QVERIFY(f.connectAs(kind, QString(), QString()));
        f.peer->disconnectFromHost();
        QTRY_VERIFY(f.isIn(LinkState::Ended));
    } else {
        f.window->form()->setRequest(QStringLiteral("nowhere"), kind, {}, {});
        f.window->form()->submit();
    }
    QCOMPARE(f.window->size(), QSize(720, 480));
    QCoreApplication::sendPostedEvents();
    QTRY_COMPARE(clipped(f.window.get()), QString());
    f.window->actions()->wirePanel->trigger();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(f.window->size(), QSize(720, 480));
    f.window->actions()->wirePanel->trigger();
}

void tst_ClientLook::everyControlHasAName()
{
    ClientFixture f;
    f.window->form()->kindChooser()->setKind(ClientKind::Line);
    f.window->setWireOpen(true);
    for (const QWidget *widget : f.window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(f.window.get()) ||
            widget->focusProxy() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        bool isBuddy = qobject_cast<const QLineEdit *>(widget) && qobject_cast<QComboBox *>(widget->parent());
        for (const QLabel *label : f.window->findChildren<QLabel *>())
            isBuddy = isBuddy || label->buddy() == widget;
        const bool isPlumbing = widget->inherits("QSplitterHandle") || widget->inherits("QMenuBar") ||
                                widget->inherits("QTabBar") || widget->inherits("QTabWidget") ||
                                widget->inherits("QMainWindow");
        const bool isText = qobject_cast<const QLabel *>(widget) != nullptr; // reads itself
        QVERIFY2(isNamed || isBuddy || isPlumbing || isText, widget->metaObject()->className());
    }
}

void tst_ClientLook::f6ReachesEveryPane()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.window->setWireOpen(true);
    f.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
    f.window->chat()->sendBox()->focusInput();
    const QList<QWidget *> panes = f.window->panes();
    QCOMPARE(panes.size(), 4);
    QSet<const QWidget *> seen;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        f.window->actions()->nextPane->trigger();
        seen.insert(f.window->focusWidget());
    }
    QCOMPARE(seen.size(), panes.size());
    QCOMPARE(f.window->focusWidget(), static_cast<QWidget *>(f.input()));
    f.window->actions()->previousPane->trigger();
    QCOMPARE(f.window->focusWidget(), static_cast<QWidget *>(f.window->chat()->view()));
}

void tst_ClientLook::tabLeavesTheSendBox()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
    f.window->chat()->sendBox()->focusInput();
    QTest::keyClick(f.input(), Qt::Key_Tab);
    QVERIFY(f.window->focusWidget() != f.input());
    QCOMPARE(f.window->chat()->sendBox()->text(), QString());
}

void tst_ClientLook::wirePanelOpensLate()
{
    ClientFixture f;
    QVERIFY(!f.window->trafficPanel());
    QVERIFY(f.connectAs(ClientKind::Line));
    f.say(QStringLiteral("hello"));
    QTRY_COMPARE(f.window->trafficModel()->rowCount(), 3);
    f.window->setWireOpen(true);
    QCOMPARE(f.window->trafficPanel()->table()->model()->rowCount(), 3);
    // Small: the inspector waits for a row to inspect.
    QVERIFY(!f.window->trafficPanel()->inspector()->isVisible());
    f.window->trafficPanel()->table()->selectRow(1);
    QTRY_VERIFY(f.window->trafficPanel()->inspector()->isVisible());
}

void tst_ClientLook::remembersItsLooks()
{
    ClientFixture f;
    f.window->actions()->wirePanel->trigger();
    f.window->actions()->largerText->trigger();
    f.window->actions()->themeDark->trigger();
    const double size = QApplication::font().pointSizeF();
    f.window->close();
    QApplication::setFont(m_font);
    f.open();
    QVERIFY(f.window->actions()->wirePanel->isChecked());
    QVERIFY(f.window->trafficPanel());
    QCOMPARE(QApplication::font().pointSizeF(), size);
    QVERIFY(f.window->actions()->themeDark->isChecked());
    f.window->actions()->themeDesktop->trigger();
}

void tst_ClientLook::brokenSettingsAreNotThere()
{
    ClientFixture f;
    f.window.reset();
    QSettings settings;
    settings.setValue(QStringLiteral("client/recent"), QStringList{QStringLiteral("nonsense"), f.address()});
    settings.setValue(QStringLiteral("client/kind"), QStringLiteral("smoke"));
    settings.setValue(QStringLiteral("client/textStep"), 4000);
    settings.setValue(QStringLiteral("client/geometry"), QByteArray("xx"));
    settings.setValue(QStringLiteral("client/traffic"), QByteArray("yy"));
    settings.setValue(QStringLiteral("client/wireOpen"), true);
    settings.setValue(QStringLiteral("client/rawMode"), 77);
    settings.sync();
    f.open();
    QCOMPARE(f.window->form()->addressBox()->currentText(), f.address());
    QCOMPARE(f.window->form()->addressBox()->count(), 1);
    QCOMPARE(f.window->form()->kindChooser()->kind(), ClientKind::Chat);
    QCOMPARE(QApplication::font().pointSizeF(), m_font.pointSizeF());
}

QTEST_MAIN(tst_ClientLook)
#include "tst_clientlook.moc"
