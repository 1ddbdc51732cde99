// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of the window is seen and reached: menus, languages, sizes, keyboard, settings.
#include "addresses.h"
#include "banner.h"
#include "bannerarea.h"
#include "clientspanel.h"
#include "listenerrow.h"
#include "listensettings.h"
#include "listenstatus.h"
#include "sendpanel.h"
#include "serverfixture.h"
#include "ui/sendbox.h"
#include "ui/trafficpanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <functional>

using namespace Chalkwire;
using namespace Chalkwire::ServerGui;

namespace {

Net::ListenerInfo listener(const QString &host, quint16 port, Transport transport = Transport::Tcp)
{
    Net::ListenerInfo info;
    info.endpoint.transport = transport;
    (transport == Transport::Local ? info.endpoint.localName : info.endpoint.host) = host;
    info.endpoint.port = port;
    return info;
}

bool isInScrollArea(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent))
            return true;
    }
    return false;
}

/// What a person cannot read in full: empty when there is nothing.
QString clippedWidget(const QWidget *window)
{
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool isText = label || qobject_cast<const QAbstractButton *>(widget);
        // Qt's own buttons in dock titles and line edits are as large as it makes them.
        if (widget->inherits("QDockWidgetTitleButton") || widget->inherits("QLineEditIconButton"))
            continue;
        if (!isText || !widget->isVisible() || isInScrollArea(widget) || widget->window() != window)
            continue;
        QSize needed = label && label->wordWrap() ? QSize(0, label->heightForWidth(label->width()))
                                                  : widget->minimumSizeHint();
        if (!label) // what surrounds a button's text may be tight, the text itself may not
            needed.setHeight(widget->fontMetrics().height());
        const QString name =
            QStringLiteral("%1 \"%2\" %3x%4, needs %5x%6")
                .arg(QString::fromLatin1(widget->metaObject()->className()), widget->accessibleName())
                .arg(widget->width())
                .arg(widget->height())
                .arg(needed.width())
                .arg(needed.height()) +
            (label ? label->text() : qobject_cast<const QAbstractButton *>(widget)->text());
        if (widget->objectName() == QLatin1String("qt_toolbar_ext_button"))
            return QStringLiteral("the tool bar is too long");
        if (widget->width() < needed.width() || widget->height() < needed.height())
            return name;
        const QRect place(widget->mapTo(window, QPoint(0, 0)), widget->size());
        if (!window->rect().contains(place))
            return name + QStringLiteral(" outside the window");
        if (widget->visibleRegion().boundingRect() != widget->rect())
            return name + QStringLiteral(" covered");
    }
    return {};
}

/// Texts of everything that is not translated although it should be: none may repeat the English one.
QStringList menuTexts(const QMenu *menu)
{
    QStringList texts{menu->title()};
    for (const QAction *action : menu->actions())
        texts.append(action->menu() ? menuTexts(action->menu()) : QStringList{action->text()});
    return texts;
}

} // namespace

class tst_ServerLook : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QApplication::setFont(m_font); }
    void initTestCase() { m_font = QApplication::font(); }

    void everyMenuActionCanBeTriggered();
    void menuActionsDoWhatTheySay();
    void shortcutsAreUnambiguous();
    void dialogsOpenOnce();
    void languageChangesAtOnce();
    void nothingIsClippedAtTheSmallestSize_data();
    void nothingIsClippedAtTheSmallestSize();
    void everyControlHasAName();
    void f6ReachesEveryPane();
    void remembersItsLayout();
    void remembersItsListeners();

    void settingsShowWhatHolds();
    void settingsRefuseWhatIsWrong_data();
    void settingsRefuseWhatIsWrong();
    void settingsApply();
    void settingsApplyLimitsWithoutARestart();

    void addressesToType();
    void commandToTry_data();
    void commandToTry();
    void failureSentences_data();
    void failureSentences();

private:
    QFont m_font;
};

void tst_ServerLook::everyMenuActionCanBeTriggered()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("hello");
    QVERIFY(client);
    int triggered = 0;
    const std::function<void(const QMenu *)> triggerAll = [&](const QMenu *menu) {
        for (QAction *action : menu->actions()) {
            // Export asks for a file name in a dialog of the desktop; quit ends the test.
            if (action->menu() == f.window->actions()->exportMenu || action == &f.window->actions()->quit)
                continue;
            if (action->menu()) {
                triggerAll(action->menu());
            } else if (!action->isSeparator()) {
                f.window->clientsPanel()->select(1);
                action->trigger();
                QCoreApplication::sendPostedEvents();
                ++triggered;
            }
        }
    };
    for (const QAction *title : f.window->menuBar()->actions())
        triggerAll(title->menu());
    QVERIFY(triggered > 35);
    QTRY_VERIFY(f.window->control()->state() != App::ServerState::Stopping);
    f.language->setLanguage(QStringLiteral("en"));
}

void tst_ServerLook::menuActionsDoWhatTheySay()
{
    ServerFixture f;
    QVERIFY(f.start());
    ServerActions *a = f.window->actions();
    for (QDockWidget *dock : f.window->docks()) {
        const bool wasHidden = dock->isHidden();
        dock->toggleViewAction()->trigger();
        QCOMPARE(dock->isHidden(), !wasHidden);
    }
    a->resetLayout.trigger();
    for (const QDockWidget *dock : f.window->docks())
        QVERIFY(!dock->isHidden());
    a->themeDark.trigger();
    QVERIFY(Ui::Theme::instance()->isDark());
    a->themeLight.trigger();
    QVERIFY(!Ui::Theme::instance()->isDark());
    a->themeDesktop.trigger();
    QCOMPARE(Ui::Theme::instance()->choice(), Ui::ThemeChoice::Desktop);
    const double before = QApplication::font().pointSizeF();
    a->larger.trigger();
    QCOMPARE(QApplication::font().pointSizeF(), before + 1);
    a->normalSize.trigger();
    QCOMPARE(QApplication::font().pointSizeF(), before);
    a->smaller.trigger();
    QCOMPARE(QApplication::font().pointSizeF(), before - 1);
    a->smaller.trigger();
    QVERIFY(!a->smaller.isEnabled());
    a->normalSize.trigger();
    a->copyAddress.trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("127.0.0.1:%1").arg(f.port()));
    a->showAddress.trigger();
    QCOMPARE(f.window->bannerArea()->isAddressShown(), true);
    a->showAddress.trigger();
    QCOMPARE(f.window->bannerArea()->isAddressShown(), false);
    a->fullScreen.trigger();
    QVERIFY(f.window->isFullScreen());
    a->fullScreen.trigger();
    QVERIFY(!f.window->isFullScreen());
    a->quit.trigger();
    QTRY_VERIFY(!f.window->isVisible());
}

void tst_ServerLook::shortcutsAreUnambiguous()
{
    ServerFixture f;
    for (const QString &code : Ui::LanguageSwitcher::codes()) {
        f.language->setLanguage(code);
        QStringList windowWide;
        for (const QAction *action : f.window->findChildren<QAction *>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence &keys : action->shortcuts())
                windowWide.append(keys.toString());
        }
        QStringList once = windowWide;
        once.removeDuplicates();
        QCOMPARE(windowWide, once);
        // Mnemonics: within one menu, and in the menu bar.
        for (const QAction *title : f.window->menuBar()->actions()) {
            QStringList letters;
            for (const QAction *action : title->menu()->actions()) {
                const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
                if (!mnemonic.isEmpty())
                    letters.append(mnemonic.toString());
            }
            QStringList distinct = letters;
            distinct.removeDuplicates();
            QVERIFY2(letters == distinct, qPrintable(title->text() + letters.join(u' ')));
        }
    }
    f.language->setLanguage(QStringLiteral("en"));
}

void tst_ServerLook::dialogsOpenOnce()
{
    ServerFixture f;
    ServerActions *a = f.window->actions();
    for (QAction *action : {&a->shortcuts, &a->about, &a->settings}) {
        action->trigger();
        action->trigger();
    }
    int shown = 0;
    for (const QDialog *dialog : f.window->findChildren<QDialog *>()) {
        if (!dialog->isVisible())
            continue;
        ++shown;
        QVERIFY(!dialog->isModal());
    }
    QCOMPARE(shown, 3);
    bool hasShortcuts = false;
    for (const QTableWidget *table : f.window->findChildren<QTableWidget *>())
        hasShortcuts = hasShortcuts || !table->findItems(QStringLiteral("F6"), Qt::MatchExactly).isEmpty();
    QVERIFY(hasShortcuts);
}

void tst_ServerLook::languageChangesAtOnce()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("hello");
    QVERIFY(client);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    QTRY_COMPARE(f.window->clientsModel()->client(0).dialect, Wire::Dialect::Guide);
    f.window->actions()->settings.trigger();
    QStringList english;
    for (const QMenu *menu : f.window->actions()->menus())
        english.append(menuTexts(menu));
    f.language->setLanguage(QStringLiteral("zh_CN"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(f.window->windowTitle(), QStringLiteral("Chalkwire 服务端"));
    QVERIFY(f.window->listenStatus()->text().startsWith(QStringLiteral("正在监听")));
    QCOMPARE(f.window->bannerArea()->banners().constFirst()->headline(),
             QStringLiteral("现在只有本机可以连接。"));
    QCOMPARE(f.window->clientsModel()->index(0, ClientsModel::Kind).data().toString(),
             QStringLiteral("教程"));
    QCOMPARE(f.window->clientsModel()->headerData(ClientsModel::Name, Qt::Horizontal).toString(),
             QStringLiteral("名称"));
    QCOMPARE(f.window->settingsDialog()->windowTitle(), QStringLiteral("监听设置"));
    QStringList chinese;
    for (const QMenu *menu : f.window->actions()->menus())
        chinese.append(menuTexts(menu));
    QCOMPARE(chinese.size(), english.size());
    const QStringList sameInBoth{QStringLiteral("English"), QStringLiteral("简体中文"),
                                 QStringLiteral("CSV…"), QStringLiteral("JSON Lines…"), QString()};
    for (qsizetype i = 0; i < english.size(); ++i)
        QVERIFY2(english[i] != chinese[i] || sameInBoth.contains(english[i]), qPrintable(english[i]));
    f.language->setLanguage(QStringLiteral("en"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(f.window->windowTitle(), QStringLiteral("Chalkwire Server"));
}

void tst_ServerLook::nothingIsClippedAtTheSmallestSize_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("hasClient");
    QTest::newRow("english") << QStringLiteral("en") << true;
    QTest::newRow("english-empty") << QStringLiteral("en") << false;
    QTest::newRow("chinese") << QStringLiteral("zh_CN") << true;
    QTest::newRow("chinese-empty") << QStringLiteral("zh_CN") << false;
}

void tst_ServerLook::nothingIsClippedAtTheSmallestSize()
{
    QFETCH(QString, language);
    QFETCH(bool, hasClient);
    ServerFixture f;
    f.language->setLanguage(language);
    f.window->resize(ServerWindow::kSmallest);
    f.window->actions()->resetLayout.trigger();
    QVERIFY(f.start());
    std::unique_ptr<QTcpSocket> client;
    if (hasClient) {
        client = f.talkingClient("hello");
        QVERIFY(client);
        QTRY_VERIFY(f.window->trafficModel()->rowCount() > 0);
    }
    QVERIFY(QTest::qWaitForWindowExposed(f.window.get()));
    QCOMPARE(f.window->size(), ServerWindow::kSmallest);
    QTRY_COMPARE(clippedWidget(f.window.get()), QString());
    f.language->setLanguage(QStringLiteral("en"));
}

void tst_ServerLook::everyControlHasAName()
{
    ServerFixture f;
    QVERIFY(f.start());
    f.window->actions()->settings.trigger();
    for (const QWidget *widget : f.window->findChildren<QWidget *>()) {
        const bool isInner = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                             qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) ||
                             qobject_cast<const QComboBox *>(widget->parentWidget());
        if (isInner || !widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto labels = f.window->findChildren<QLabel *>();
        const bool isLabelled = std::any_of(labels.cbegin(), labels.cend(), [widget](const QLabel *label) {
            return label->buddy() == widget;
        });
        QVERIFY2(
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || isLabelled ||
                qobject_cast<const QLabel *>(widget),
            qPrintable(QStringLiteral("%1 in %2")
                           .arg(QString::fromLatin1(widget->metaObject()->className()),
                                QString::fromLatin1(widget->parentWidget()->metaObject()->className()))));
    }
}

void tst_ServerLook::f6ReachesEveryPane()
{
    ServerFixture f;
    QVERIFY(f.start());
    f.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
    QList<const QWidget *> reached;
    for (int i = 0; i < 12; ++i) {
        f.window->actions()->nextPane.trigger();
        const QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus);
        for (const QWidget *pane : f.window->panes()) {
            if ((pane == focus || pane->isAncestorOf(focus)) && !reached.contains(pane))
                reached.append(pane);
        }
    }
    // All but the one behind another tab.
    QCOMPARE(reached.size(), f.window->panes().size() - 1);
    const QWidget *there = QApplication::focusWidget();
    f.window->actions()->nextPane.trigger();
    f.window->actions()->previousPane.trigger();
    QCOMPARE(QApplication::focusWidget(), there);
}

void tst_ServerLook::remembersItsLayout()
{
    ServerFixture f;
    f.window->docks().constFirst()->hide();
    f.window->actions()->larger.trigger();
    f.window->actions()->themeDark.trigger();
    f.window->sendPanel()->box()->setHistory({QStringLiteral("one"), QStringLiteral("two")});
    f.window->memory().save();
    ServerWindow second(ServerFixture::loopback(), f.language.get());
    second.restore(WindowMemory::load());
    QVERIFY(second.docks().constFirst()->isHidden());
    QVERIFY(second.actions()->themeDark.isChecked());
    QCOMPARE(second.memory().textSteps, 1);
    QCOMPARE(second.sendPanel()->box()->history(),
             QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    second.actions()->themeLight.trigger();
}

void tst_ServerLook::remembersItsListeners()
{
    ServerFixture f;
    App::ServerConfig config = ServerFixture::loopback(8123);
    App::ListenSpec udp;
    udp.endpoint.transport = Transport::Udp;
    udp.endpoint.host = QStringLiteral("::1");
    udp.endpoint.port = 9000;
    App::ListenSpec local;
    local.endpoint.transport = Transport::Local;
    local.endpoint.localName = QStringLiteral("class");
    local.pinned = Wire::Dialect::Line;
    config.listeners.append({udp, local});
    config.limits.maxClients = 7;
    config.strict = true;
    saveListening(config);
    App::ServerConfig read;
    loadListening(read);
    QCOMPARE(read.listeners, config.listeners);
    QCOMPARE(read.limits.maxClients, 7);
    QCOMPARE(read.strict, true);
}

void tst_ServerLook::settingsShowWhatHolds()
{
    App::ServerConfig config = ServerFixture::loopback(8123);
    config.limits.maxClients = 5;
    config.limits.maxWaiting = 3;
    config.strict = true;
    ServerFixture f(config);
    f.window->actions()->settings.trigger();
    ListenSettings *settings = f.window->settingsDialog();
    QCOMPARE(settings->rows().size(), 1);
    QCOMPARE(settings->rows().constFirst()->spec(), config.listeners.constFirst());
    QCOMPARE(settings->maxClientsBox()->value(), 5);
    QCOMPARE(settings->maxWaitingBox()->value(), 3);
    QVERIFY(settings->strictBox()->isChecked());
}

void tst_ServerLook::settingsRefuseWhatIsWrong_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("secondPort");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("good") << QStringLiteral("127.0.0.1") << 8124 << true;
    QTest::newRow("empty") << QString() << 8124 << false;
    QTest::newRow("name") << QStringLiteral("example.org") << 8124 << false;
    QTest::newRow("number-too-big") << QStringLiteral("127.0.0.256") << 8124 << false;
    QTest::newRow("twice") << QStringLiteral("127.0.0.1") << 8123 << false;
    QTest::newRow("overlap") << QStringLiteral("*") << 8123 << false;
    QTest::newRow("any-port-twice") << QStringLiteral("127.0.0.1") << 0 << true;
}

void tst_ServerLook::settingsRefuseWhatIsWrong()
{
    QFETCH(QString, address);
    QFETCH(int, secondPort);
    QFETCH(bool, isGood);
    ServerFixture f(ServerFixture::loopback(8123));
    f.window->actions()->settings.trigger();
    ListenSettings *settings = f.window->settingsDialog();
    settings->addButton()->click();
    QCOMPARE(settings->rows().size(), 2);
    settings->rows().at(1)->addressBox()->setEditText(address);
    settings->rows().at(1)->portBox()->setValue(secondPort);
    QCOMPARE(settings->applyButton()->isEnabled(), isGood);
    QCOMPARE(settings->rows().at(1)->error().isEmpty(), isGood);
}

void tst_ServerLook::settingsApply()
{
    ServerFixture f;
    QVERIFY(f.start());
    f.window->actions()->settings.trigger();
    ListenSettings *settings = f.window->settingsDialog();
    QVERIFY(!settings->applyButton()->isEnabled());
    settings->addButton()->click();
    settings->rows().at(1)->addressBox()->setEditText(QStringLiteral("::1"));
    settings->applyButton()->click();
    QTRY_VERIFY(f.window->control()->state() == App::ServerState::Listening &&
                f.window->control()->server()->listeners().size() + f.window->control()->failures().size() ==
                    2);
    QCOMPARE(f.window->control()->config().listeners.size(), 2);
    QVERIFY(!settings->applyButton()->isEnabled());
}

void tst_ServerLook::settingsApplyLimitsWithoutARestart()
{
    App::ServerConfig config = ServerFixture::loopback();
    config.limits.maxClients = 1;
    ServerFixture f(config);
    QVERIFY(f.start());
    auto served = f.talkingClient("a");
    auto waiting = f.connectClient();
    QVERIFY(served && waiting);
    f.window->actions()->settings.trigger();
    f.window->settingsDialog()->maxClientsBox()->setValue(2);
    f.window->settingsDialog()->applyButton()->click();
    waiting->write("b");
    QTRY_COMPARE(waiting->peek(64), QByteArray("accepted"));
    QCOMPARE(served->state(), QAbstractSocket::ConnectedState);
}

void tst_ServerLook::addressesToType()
{
    const QList<QHostAddress> own{QHostAddress(QStringLiteral("192.168.1.20")),
                                  QHostAddress(QStringLiteral("fd00::5"))};
    using Infos = QList<Net::ListenerInfo>;
    QCOMPARE(networkAddresses(Infos{listener(QStringLiteral("127.0.0.1"), 8000)}, own), QStringList());
    QCOMPARE(networkAddresses(Infos{listener(QStringLiteral("*"), 8000)}, own),
             QStringList({QStringLiteral("192.168.1.20:8000"), QStringLiteral("[fd00::5]:8000")}));
    QCOMPARE(networkAddresses(Infos{listener(QStringLiteral("0.0.0.0"), 8000)}, own),
             QStringList({QStringLiteral("192.168.1.20:8000")}));
    QCOMPARE(networkAddresses(Infos{listener(QStringLiteral("*"), 8000)}, {}), QStringList());
    QCOMPARE(allAddresses(Infos{listener(QStringLiteral("*"), 8000),
                                listener(QStringLiteral("x"), 0, Transport::Local)},
                          own),
             QStringList({QStringLiteral("127.0.0.1:8000"), QStringLiteral("local:x"),
                          QStringLiteral("192.168.1.20:8000"), QStringLiteral("[fd00::5]:8000")}));
}

void tst_ServerLook::commandToTry_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("transport");
    QTest::addColumn<QString>("command");
    const auto row = [](const char *tag, const char *host, Transport transport, const char *command) {
        QTest::newRow(tag) << QString::fromLatin1(host) << static_cast<int>(transport)
                           << QString::fromLatin1(command);
    };
    row("loopback", "127.0.0.1", Transport::Tcp, "nc 127.0.0.1 8000");
    row("ipv6", "::1", Transport::Tcp, "nc ::1 8000");
    row("every", "*", Transport::Tcp, "nc 127.0.0.1 8000");
    row("every-ipv6", "::", Transport::Tcp, "nc ::1 8000");
    row("udp", "127.0.0.1", Transport::Udp, "nc -u 127.0.0.1 8000");
    row("local", "/run/x", Transport::Local, "nc -U /run/x");
}

void tst_ServerLook::commandToTry()
{
    QFETCH(QString, host);
    QFETCH(int, transport);
    QFETCH(QString, command);
    QCOMPARE(tryCommand({listener(host, 8000, static_cast<Transport>(transport))}), command);
    QCOMPARE(tryCommand({}), QString());
}

void tst_ServerLook::failureSentences_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<QString>("sentence");
    using Kind = Net::ListenFailure::Kind;
    const auto row = [](const char *tag, Kind kind, const char *holder, const char *sentence) {
        QTest::newRow(tag) << static_cast<int>(kind) << QString::fromLatin1(holder)
                           << QString::fromLatin1(sentence);
    };
    row("holder", Kind::AddressInUse, "python3 (pid 4242)", "Port 80 is taken by python3 (pid 4242).");
    row("unknown-holder", Kind::AddressInUse, "", "Port 80 is taken by another program.");
    row("permission", Kind::NoPermission, "",
        "Port 80 needs administrator rights; ports from 1024 on do not.");
    row("address", Kind::AddressNotHere, "", "This computer does not have the address 10.0.0.9.");
    row("bad", Kind::BadAddress, "", "10.0.0.9 is not an address to listen on.");
    row("other", Kind::Other, "", "Could not listen on 10.0.0.9:80.");
}

void tst_ServerLook::failureSentences()
{
    QFETCH(int, kind);
    QFETCH(QString, holder);
    QFETCH(QString, sentence);
    Net::ListenFailure failure;
    failure.kind = static_cast<Net::ListenFailure::Kind>(kind);
    failure.holder = holder;
    failure.endpoint = listener(QStringLiteral("10.0.0.9"), 80).endpoint;
    QCOMPARE(BannerArea::failureSentence(failure), sentence);
}

QTEST_MAIN(tst_ServerLook)
#include "tst_serverlook.moc"
