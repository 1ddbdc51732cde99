// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the client's window does with connections: every kind, every end, nothing lost.
#include "clientfixture.h"
#include "ui/trafficmodel.h"

#include <algorithm>
#include <array>

#include <QLabel>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using App::ClientKind;
using App::LinkState;

class tst_ClientWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }

    void startsWithTheForm();
    void formRefusesInPlace_data();
    void formRefusesInPlace();
    void refusedConnectionSaysWhatToDo();
    void remembersAddresses();
    void connectsFromTheCommandLine();

    void tutorialSendsExactlyTheText();
    void tutorialEndsOnClosed_data();
    void tutorialEndsOnClosed();
    void tutorialAcceptsTheLimit();
    void tutorialRefusesOnePastTheLimit();
    void tutorialShowsTwoSendsAndOneAnswer();
    void saysOneAfterEachAnswer();

    void lineSendsLines();
    void lineShowsOthersAndNotices();
    void lineRefusesTooLongLines();

    void rawSendsHexAndLineEnds();
    void rawMistakeStandsInPlace();
    void rawShowsEachRead();
    void rawFinishesSending();

    void serverEndsTheConnection_data();
    void serverEndsTheConnection();
    void keepsWhatIsTyped();
    void recallsHistory();
    void connectsAgain();
    void canCancel();
    void newConnectionKeepsTheOldUntilConnect();
    void closesWhileConnected();
    void faultNamesTheByte();
};

void tst_ClientWindow::startsWithTheForm()
{
    ClientFixture f;
    QVERIFY(f.window->isFormShown());
    QCOMPARE(f.window->form()->addressBox()->currentText(), QStringLiteral("127.0.0.1:8000"));
    QCOMPARE(f.window->form()->kindChooser()->kind(), ClientKind::Chat);
    for (const auto &[kind, hasNames] :
         {std::pair(ClientKind::Tutorial, false), std::pair(ClientKind::Line, true),
          std::pair(ClientKind::Raw, false), std::pair(ClientKind::Chat, true)}) {
        f.window->form()->kindChooser()->setKind(kind);
        QCOMPARE(f.window->form()->nickEdit()->isVisible(), hasNames);
    }
    QCOMPARE(f.window->header()->headline(), QStringLiteral("Not connected"));
}

void tst_ClientWindow::formRefusesInPlace_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("nick");
    QTest::addColumn<QString>("expected");
    const QString good = QStringLiteral("127.0.0.1:8000");
    QTest::newRow("empty") << QString() << QString() << QStringLiteral("Type where to connect to");
    QTest::newRow("no-port") << QStringLiteral("localhost") << QString()
                             << QStringLiteral("is not HOST:PORT");
    QTest::newRow("port-0") << QStringLiteral("localhost:0") << QString()
                            << QStringLiteral("from 1 to 65535");
    QTest::newRow("port-65536") << QStringLiteral("localhost:65536") << QString()
                                << QStringLiteral("from 1 to 65535");
    QTest::newRow("every-address") << QStringLiteral("*:8000") << QString()
                                   << QStringLiteral("is not HOST:PORT");
    QTest::newRow("nick-space") << good << QStringLiteral("a b") << QStringLiteral("cannot be a name");
    QTest::newRow("nick-25") << good << QString(25, u'x') << QStringLiteral("cannot be a name");
}

void tst_ClientWindow::formRefusesInPlace()
{
    QFETCH(QString, address);
    QFETCH(QString, nick);
    QFETCH(QString, expected);
    ClientFixture f;
    QSignalSpy wishes(f.window->form(), &ConnectForm::connectRequested);
    f.window->form()->setRequest(address, ClientKind::Line, nick, {});
    f.window->form()->connectButton()->click();
    QCOMPARE(wishes.size(), 0);
    QVERIFY(f.window->form()->errorStrip()->isVisible());
    QVERIFY2(f.window->form()->errorStrip()->sentence().contains(expected),
             qPrintable(f.window->form()->errorStrip()->sentence()));
}

void tst_ClientWindow::refusedConnectionSaysWhatToDo()
{
    ClientFixture f;
    const QString address = f.address();
    f.server.close();
    f.window->form()->setRequest(address, ClientKind::Tutorial, {}, {});
    f.window->form()->connectButton()->click();
    QTRY_VERIFY(f.isIn(LinkState::Failed));
    const ErrorStrip *strip = f.window->form()->errorStrip();
    QCOMPARE(
        strip->sentence(),
        QStringLiteral("Nothing listens on %1. Start Chalkwire Server, or check the port.").arg(address));
    QVERIFY(f.window->isFormShown());
    QVERIFY(strip->detailsButton()->isVisible());
    strip->detailsButton()->click();
    QVERIFY(f.window->form()->connectButton()->isEnabled());
    QCOMPARE(f.window->form()->addressBox()->currentText(), address);
}

void tst_ClientWindow::remembersAddresses()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line, QStringLiteral("ana"), QStringLiteral("lab")));
    f.open();
    QCOMPARE(f.window->form()->addressBox()->currentText(), f.address());
    QCOMPARE(f.window->form()->addressBox()->itemText(0), f.address());
    QCOMPARE(f.window->form()->kindChooser()->kind(), ClientKind::Line);
    QCOMPARE(f.window->form()->nickEdit()->text(), QStringLiteral("ana"));
    QCOMPARE(f.window->form()->roomEdit()->text(), QStringLiteral("lab"));
}

void tst_ClientWindow::connectsFromTheCommandLine()
{
    ClientFixture f;
    App::ClientCommand command;
    command.target = *Net::parseEndpoint(f.address());
    command.kind = ClientKind::Line;
    command.nick = QStringLiteral("ana");
    command.say = {QStringLiteral("one"), QStringLiteral("two")};
    f.open(command);
    QVERIFY(f.accept());
    QTRY_COMPARE(f.received(), QByteArray("/nick ana\none\ntwo\n"));
    QVERIFY(!f.window->isFormShown());
    QVERIFY(f.window->header()->headline().startsWith(QStringLiteral("Connected to ") + f.address()));
}

void tst_ClientWindow::tutorialSendsExactlyTheText()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    QTest::keyClicks(f.input(), QStringLiteral("a\\n"));
    QTest::keyClick(f.input(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(f.input(), QStringLiteral("b"));
    QVERIFY(f.received().isEmpty());
    QTest::keyClick(f.input(), Qt::Key_Return);
    QTRY_COMPARE(f.received(), QByteArray("a\\n\nb"));
    f.peer->write("accepted");
    QTRY_COMPARE(f.texts(), (QStringList{QStringLiteral("a\\n\nb"), QStringLiteral("accepted")}));
    QCOMPARE(f.window->chat()->sendBox()->text(), QString());
}

void tst_ClientWindow::tutorialEndsOnClosed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("lower") << QByteArray("closed");
    QTest::newRow("upper") << QByteArray("CLOSED");
    QTest::newRow("mixed") << QByteArray("Closed");
}

void tst_ClientWindow::tutorialEndsOnClosed()
{
    QFETCH(QByteArray, answer);
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    f.say(QStringLiteral("close"));
    QTRY_COMPARE(f.received(), QByteArray("close"));
    f.peer->write(answer);
    QTRY_VERIFY(f.isIn(LinkState::Ended));
    QCOMPARE(f.window->header()->headline(),
             QStringLiteral("The server answered \"closed\": this conversation is over."));
    QVERIFY(f.window->header()->againButton()->isVisible());
    QTRY_COMPARE(f.rows().rowCount(), 3);
    f.window->header()->againButton()->click();
    QVERIFY(f.accept());
}

void tst_ClientWindow::tutorialAcceptsTheLimit()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    f.input()->setPlainText(QString(1022, u'x') + QChar(0xe9)); // é: two bytes
    const auto labels = f.window->chat()->sendBox()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text() == QStringLiteral("1,024 of 1,024 bytes");
    }));
    QTest::keyClick(f.input(), Qt::Key_Return);
    QTRY_COMPARE(f.received().size(), 1024);
}

void tst_ClientWindow::tutorialRefusesOnePastTheLimit()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    const QString text = QString(1023, u'x') + QChar(0xe9);
    f.say(text);
    QCOMPARE(f.window->chat()->sendBox()->text(), text);
    const auto labels = f.window->chat()->sendBox()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().startsWith(QStringLiteral("Too long: 1025 of at most 1,024 bytes"));
    }));
    f.say(QStringLiteral("short"));
    QTRY_COMPARE(f.received(), QByteArray("short"));
}

void tst_ClientWindow::tutorialShowsTwoSendsAndOneAnswer()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    f.say(QStringLiteral("one"));
    f.say(QStringLiteral("two"));
    QTRY_COMPARE(f.received(), QByteArray("onetwo"));
    f.peer->write("accepted");
    QTRY_COMPARE(f.window->wireBar()->summary(), QStringLiteral("→ 2 sends, 6 B   ← 1 answer, 8 B"));
    // opened; per send a chunk and a request; the answer's chunk and frame
    QTRY_COMPARE(f.window->trafficModel()->rowCount(), 1 + 4 + 2);
}

void tst_ClientWindow::saysOneAfterEachAnswer()
{
    ClientFixture f;
    App::ClientCommand command;
    command.target = *Net::parseEndpoint(f.address());
    command.kind = ClientKind::Tutorial;
    command.say = {QStringLiteral("one"), QStringLiteral("two")};
    f.open(command);
    QVERIFY(f.accept());
    QTRY_COMPARE(f.received(), QByteArray("one"));
    f.peer->write("accepted");
    QTRY_COMPARE(f.received(), QByteArray("onetwo"));
}

void tst_ClientWindow::lineSendsLines()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line, QStringLiteral("ana"), QStringLiteral("lab")));
    f.say(QStringLiteral("one\ntwo"));
    QTRY_COMPARE(f.received(), QByteArray("/nick ana\n/join lab\none\ntwo\n"));
    QTRY_COMPARE(f.rows().rowCount(), 4);
}

void tst_ClientWindow::lineShowsOthersAndNotices()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.peer->write("[lobby] ben: <b>hi</b>\n* ben left\naccepted\n");
    QTRY_COMPARE(f.rows().rowCount(), 3);
    QCOMPARE(f.rows().entry(0).kind, EntryKind::Other);
    QCOMPARE(f.rows().entry(0).name, QStringLiteral("ben"));
    QCOMPARE(f.rows().entry(0).room, QStringLiteral("lobby"));
    QCOMPARE(f.rows().entry(0).text, QStringLiteral("<b>hi</b>"));
    QCOMPARE(f.rows().entry(1).kind, EntryKind::Notice);
    QCOMPARE(f.rows().entry(1).text, QStringLiteral("ben left"));
    QCOMPARE(f.rows().entry(2).kind, EntryKind::Answer);
}

void tst_ClientWindow::lineRefusesTooLongLines()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    const QString text(static_cast<qsizetype>(Limits().maxLineBytes) + 1, u'x');
    f.say(text);
    QCOMPARE(f.window->chat()->sendBox()->text(), text);
    f.say(text.chopped(1));
    QTRY_COMPARE(f.received().size(), Limits().maxLineBytes + 1);
    QCOMPARE(f.window->chat()->sendBox()->text(), QString());
}

void tst_ClientWindow::rawSendsHexAndLineEnds()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Raw));
    Ui::SendBox *box = f.window->chat()->sendBox();
    f.say(QStringLiteral("a\\x00"));
    QTRY_COMPARE(f.received(), QByteArray("a\0", 2));
    box->setLineEnd(Ui::SendBox::LineEnd::CrLf);
    f.say(QStringLiteral("b"));
    QTRY_COMPARE(f.received(), QByteArray("a\0b\r\n", 5));
    box->setMode(Ui::SendBox::Mode::Hex);
    box->setLineEnd(Ui::SendBox::LineEnd::None);
    f.say(QStringLiteral("0xff,48"));
    QTRY_COMPARE(f.received(), QByteArray("a\0b\r\n\xff\x48", 7));
    QTRY_COMPARE(f.rows().rowCount(), 3);
    QVERIFY(f.rows().entry(2).isRaw);
}

void tst_ClientWindow::rawMistakeStandsInPlace()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Raw));
    Ui::SendBox *box = f.window->chat()->sendBox();
    box->setMode(Ui::SendBox::Mode::Hex);
    f.say(QStringLiteral("48 6z"));
    QCOMPARE(box->text(), QStringLiteral("48 6z"));
    const auto labels = box->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("is not hex"));
    }));
    QVERIFY(f.received().isEmpty());
}

void tst_ClientWindow::rawShowsEachRead()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Raw));
    f.peer->write("one");
    QTRY_COMPARE(f.rows().rowCount(), 1);
    f.peer->write(QByteArray("\0\xff", 2));
    QTRY_COMPARE(f.rows().rowCount(), 2);
    QCOMPARE(f.rows().entry(0).kind, EntryKind::Bytes);
    QCOMPARE(f.rows().entry(1).bytes, QByteArray("\0\xff", 2));
}

void tst_ClientWindow::rawFinishesSending()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Raw));
    QVERIFY(f.window->chat()->finishButton()->isVisible());
    QSignalSpy finished(f.peer.get(), &QTcpSocket::readChannelFinished);
    f.say(QStringLiteral("x"));
    QTRY_COMPARE(f.received(), QByteArray("x"));
    f.window->chat()->finishButton()->click();
    QTRY_VERIFY(f.peer->state() != QTcpSocket::ConnectedState || !finished.isEmpty());
    QVERIFY(!f.window->chat()->finishButton()->isEnabled());
    f.input()->setPlainText(QStringLiteral("late"));
    QTest::keyClick(f.input(), Qt::Key_Return);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("late"));
    QTRY_VERIFY(f.texts().contains(QStringLiteral("You finished sending; answers still arrive")));
}

void tst_ClientWindow::serverEndsTheConnection_data()
{
    QTest::addColumn<bool>("byReset");
    QTest::addColumn<QString>("expected");
    QTest::newRow("close") << false << QStringLiteral("The server closed the connection.");
    QTest::newRow("reset") << true
                           << QStringLiteral("The server dropped the connection without a goodbye (reset).");
}

void tst_ClientWindow::serverEndsTheConnection()
{
    QFETCH(bool, byReset);
    QFETCH(QString, expected);
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.input()->setPlainText(QStringLiteral("half a thought"));
    if (byReset) {
        // Unread bytes make the system answer the close with a reset.
        f.peer->setReadBufferSize(1);
        f.window->session()->sendBytes(QByteArray(100'000, 'x'));
        QTRY_VERIFY(f.peer->bytesAvailable() > 0);
        f.peer->abort();
    } else {
        f.peer->disconnectFromHost();
    }
    QTRY_VERIFY(f.isIn(LinkState::Ended));
    QCOMPARE(f.window->header()->headline(), expected);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("half a thought"));
}

void tst_ClientWindow::keepsWhatIsTyped()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    f.input()->setPlainText(QStringLiteral("not yet sent"));
    f.window->actions()->disconnect->trigger();
    QTRY_VERIFY(f.isIn(LinkState::Idle));
    QCOMPARE(f.window->header()->headline(), QStringLiteral("You disconnected"));
    QTest::keyClick(f.input(), Qt::Key_Return);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("not yet sent"));
    f.window->actions()->connectAgain->trigger();
    QVERIFY(f.accept());
    QTest::keyClick(f.input(), Qt::Key_Return);
    QTRY_COMPARE(f.received(), QByteArray("not yet sent"));
}

void tst_ClientWindow::recallsHistory()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.say(QStringLiteral("first"));
    f.say(QStringLiteral("second"));
    QTest::keyClicks(f.input(), QStringLiteral("draft"));
    QTest::keyClick(f.input(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("second"));
    QTest::keyClick(f.input(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("first"));
    QTest::keyClick(f.input(), Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(f.input(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(f.window->chat()->sendBox()->text(), QStringLiteral("draft"));
}

void tst_ClientWindow::connectsAgain()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.say(QStringLiteral("before"));
    QTRY_COMPARE(f.rows().rowCount(), 1);
    f.peer->disconnectFromHost();
    QTRY_VERIFY(f.isIn(LinkState::Ended));
    f.server.close();
    f.window->header()->againButton()->click();
    QTRY_VERIFY(f.isIn(LinkState::Failed));
    QVERIFY(!f.window->isFormShown()); // it fails where the act was
    QVERIFY(f.window->header()->failureStrip()->isVisible());
    QVERIFY(f.texts().contains(QStringLiteral("before")));
}

void tst_ClientWindow::canCancel()
{
    // A server whose backlog is full and that accepts nobody: a further connect neither succeeds nor fails.
    QTcpServer busy;
    busy.setListenBacklogSize(1);
    QVERIFY(busy.listen(QHostAddress::LocalHost));
    busy.pauseAccepting();
    std::array<QTcpSocket, 8> fillers;
    for (QTcpSocket &filler : fillers)
        filler.connectToHost(QHostAddress::LocalHost, busy.serverPort());
    QTRY_COMPARE(
        std::count_if(fillers.begin(), fillers.end(),
                      [](const QTcpSocket &s) { return s.state() == QAbstractSocket::ConnectedState; }),
        2); // the backlog and one
    ClientFixture f;
    const QString address = QStringLiteral("127.0.0.1:%1").arg(busy.serverPort());
    f.window->form()->setRequest(address, ClientKind::Tutorial, {}, {});
    f.window->form()->connectButton()->click();
    QTRY_VERIFY(f.isIn(LinkState::Connecting));
    QVERIFY(f.window->header()->cancelButton()->isVisible());
    f.window->header()->cancelButton()->click();
    QTRY_VERIFY(f.isIn(LinkState::Idle));
    QTRY_VERIFY(f.window->form()->connectButton()->isEnabled());
}

void tst_ClientWindow::newConnectionKeepsTheOldUntilConnect()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.window->actions()->newConnection->trigger();
    QVERIFY(f.window->isFormShown());
    QVERIFY(f.isIn(LinkState::Connected));
    f.window->form()->backButton()->click();
    QVERIFY(!f.window->isFormShown());
    f.window->actions()->newConnection->trigger();
    const std::unique_ptr<QTcpSocket> old = std::move(f.peer);
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    QTRY_COMPARE(old->state(), QTcpSocket::UnconnectedState);
    QVERIFY(!f.window->isFormShown());
}

void tst_ClientWindow::closesWhileConnected()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Line));
    f.say(QStringLiteral("bye"));
    QTRY_COMPARE(f.received(), QByteArray("bye\n"));
    f.window->close();
    f.window.reset();
    QTRY_COMPARE(f.peer->state(), QTcpSocket::UnconnectedState);
}

void tst_ClientWindow::faultNamesTheByte()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Tutorial));
    f.peer->write("abc\xff");
    QTRY_COMPARE(f.rows().rowCount(), 1);
    QCOMPARE(f.rows().index(0).data(ConversationModel::FaultRole).toString(),
             QStringLiteral("byte 3 is not valid UTF-8"));
}

QTEST_MAIN(tst_ClientWindow)
#include "tst_clientwindow.moc"
