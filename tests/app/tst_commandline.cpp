// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clientcommand.h"
#include "app/operatorconsole.h"
#include "app/servercommand.h"

#include <QTemporaryFile>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Qt::StringLiterals;

namespace {

Expected<ServerCommand, CommandLineError> server(const QString &options)
{
    return parseServerCommand(
        u"chalkwire-server --ephemeral "_s.append(options).split(u' ', Qt::SkipEmptyParts));
}

Expected<ClientCommand, CommandLineError> client(const QString &options)
{
    return parseClientCommand(u"chalkwire-client "_s.append(options).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

/// What is accepted; what is refused, and how, is tested with the real programs (tests/e2e/test_programs.py).
class tst_CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void serverDefaults();
    void serverTakesEverything();
    void serverRefuses_data();
    void serverRefuses();
    void clientTakesEverything();
    void clientRefuses_data();
    void clientRefuses();
    void helpNamesEveryLimit();
    void configFile_data();
    void configFile();
    void configFileIsAllOrNothing();
    void operatorLines_data();
    void operatorLines();
    void listenSpecsRoundTrip_data();
    void listenSpecsRoundTrip();
};

void tst_CommandLine::serverDefaults()
{
    const auto command = server({});
    QVERIFY(command.has_value());
    QVERIFY(!command->headless);
    QVERIFY(!command->hasListeners);
    QCOMPARE(command->config.effectiveListeners().size(), 1);
    QCOMPARE(command->config.effectiveListeners().constFirst().text(), u"127.0.0.1:8000"_s);
    QCOMPARE(command->config.limits.maxClients, qint64(2000));
}

void tst_CommandLine::serverTakesEverything()
{
    const auto command =
        server(u"--headless --listen *:1,guide --listen [::1]:2 --udp 127.0.0.1:3 --local here,line "
               "--max-clients 4 --backlog 5 --strict --limit closeGraceMs=6 --log-level debug "
               "--keep-days 3650 --operator --trace t.jsonl --dispatcher qt --lang zh_CN --theme dark"_s);
    QVERIFY(command.has_value());
    QVERIFY(command->headless && command->hasListeners && command->hasOperator);
    const ServerConfig &config = command->config;
    QStringList listeners;
    for (const ListenSpec &spec : config.listeners)
        listeners.append(spec.text());
    QCOMPARE(listeners,
             (QStringList{u"*:1,guide"_s, u"[::1]:2"_s, u"udp 127.0.0.1:3"_s, u"local:here,line"_s}));
    QCOMPARE(config.limits.maxClients, qint64(4));
    QCOMPARE(config.limits.maxWaiting, qint64(5));
    QCOMPARE(config.limits.closeGraceMs, qint64(6));
    QCOMPARE(config.limits.keepDays, qint64(3650));
    QVERIFY(config.strict);
    QVERIFY(config.logLevel == LogLevel::Debug);
    QVERIFY(config.dispatcher == Net::DispatcherKind::Qt);
    QCOMPARE(config.traceFile, u"t.jsonl"_s);
    QCOMPARE(command->window.language, u"zh_CN"_s);
    QCOMPARE(command->window.theme, u"dark"_s);
}

void tst_CommandLine::serverRefuses_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("unknown") << u"--nope"_s << u"--nope: no such option; --help lists them"_s;
    QTest::newRow("port-limit-plus-one")
        << u"--listen 127.0.0.1:65536"_s
        << u"--listen: \"127.0.0.1:65536\" is not ADDRESS:PORT: \"65536\" is not a port from 0 to 65535"_s;
    QTest::newRow("pin") << u"--listen 127.0.0.1:1,irc"_s
                         << u"--listen: \"127.0.0.1:1,irc\" is not ADDRESS:PORT: \"irc\" is not an address"_s;
    QTest::newRow("keep-days-limit-plus-one")
        << u"--keep-days 3651"_s << u"--keep-days: \"3651\" is not 0 to 3650 days"_s;
    QTest::newRow("keep-days-word") << u"--keep-days x"_s << u"--keep-days: \"x\" is not 0 to 3650 days"_s;
    QTest::newRow("operator-with-a-window") << u"--operator"_s << u"--operator: it goes with --headless"_s;
    QTest::newRow("limit")
        << u"--limit maxRooms=x"_s
        << u"--limit: \"maxRooms=x\" should be NAME=VALUE with a whole number, 0 or more"_s;
}

void tst_CommandLine::serverRefuses()
{
    QFETCH(QString, options);
    const auto command = server(options);
    QVERIFY(!command.has_value());
    QCOMPARE(command.error().code, ExitUsage);
    QTEST(command.error().sentence, "sentence");
}

void tst_CommandLine::clientTakesEverything()
{
    const auto command =
        client(u"--cli --connect [::1]:8000 --dialect line --nick ana --room lab --say a --say b"_s);
    QVERIFY(command.has_value());
    QVERIFY(command->cli);
    QCOMPARE(command->target->text(), u"[::1]:8000"_s);
    QCOMPARE(command->kind, ClientKind::Line);
    QCOMPARE(command->say, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(client(u"--connect local:x --dialect raw --eol crlf"_s)->lineEnd, QByteArray("\r\n"));
    const auto chat = client(u"--cli --connect [::1]:8000 --dialect chat --nick ana --state x.sqlite"_s);
    QVERIFY(chat.has_value());
    QCOMPARE(chat->kind, ClientKind::Chat);
    QCOMPARE(chat->stateFile, u"x.sqlite"_s);
}

void tst_CommandLine::clientRefuses_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("cli-alone") << u"--cli"_s;
    QTest::newRow("dialect") << u"--dialect tcp"_s;
    QTest::newRow("state-of-line") << u"--cli --connect 127.0.0.1:1 --dialect line --state x"_s;
    QTest::newRow("state-without-a-file") << u"--cli --connect 127.0.0.1:1 --dialect chat --state="_s;
    QTest::newRow("port-0") << u"--connect 127.0.0.1:0"_s;
    QTest::newRow("nick-of-raw") << u"--dialect raw --nick a"_s;
    QTest::newRow("eol") << u"--eol cr"_s;
    QTest::newRow("theme") << u"--theme blue"_s;
}

void tst_CommandLine::clientRefuses()
{
    QFETCH(QString, options);
    QVERIFY(!client(options).has_value());
}

void tst_CommandLine::helpNamesEveryLimit()
{
    const QString help = server(u"--help"_s)->message;
    for (const QString &name : Limits::names())
        QVERIFY2(QString(help).remove(u'\n').remove(u' ').contains(name), qPrintable(name));
    QVERIFY(!client(u"--version"_s)->message.isEmpty());
}

void tst_CommandLine::configFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("mistake"); ///< empty: none
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("all")
        << QByteArray("listen=127.0.0.1:1, *:2\nudp=127.0.0.1:3\nlocal=x\nstrict=true\nephemeral=true\n"
                      "data-dir=/d\ntrace=/"
                      "t\nkeep-days=7\nlog-level=error\ndispatcher=auto\n[limits]\nmaxClients=7\n")
        << QString();
    QTest::newRow("unknown-key") << QByteArray("listne=x\n") << u"listne"_s;
    QTest::newRow("bad-address") << QByteArray("listen=here\n") << u"listen"_s;
    QTest::newRow("bad-bool") << QByteArray("strict=maybe\n") << u"strict"_s;
    QTest::newRow("bad-dispatcher") << QByteArray("dispatcher=poll\n") << u"dispatcher"_s;
    QTest::newRow("bad-days") << QByteArray("keep-days=3651\n") << u"keep-days"_s;
    QTest::newRow("bad-limit") << QByteArray("[limits]\nmaxClients=-2\n") << u"limits/maxClients"_s;
    QTest::newRow("unknown-limit") << QByteArray("[limits]\nmaxNothing=2\n") << u"limits/maxNothing"_s;
}

void tst_CommandLine::configFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, mistake);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(text);
    file.close();
    ServerConfig config;
    const Result<bool> read = readConfigFile(file.fileName(), config);
    QCOMPARE(read.has_value(), mistake.isEmpty());
    if (!read) {
        QCOMPARE(read.error().code, ErrorCode::BadConfig);
        QVERIFY(read.error().detail.contains(mistake));
    }
}

void tst_CommandLine::configFileIsAllOrNothing()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("strict=true\nzzz=1\n");
    file.close();
    ServerConfig config;
    QVERIFY(!readConfigFile(file.fileName(), config));
    QVERIFY(!config.strict);
    QCOMPARE(readConfigFile(u"/nonexistent"_s, config).error().code, ErrorCode::Unreadable);
}

void tst_CommandLine::operatorLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("read"); ///< the kind, and what it says
    QTest::newRow("say") << u"/say lab  hello, you  two "_s << u"0 lab 'hello, you  two' 0 0"_s;
    QTest::newRow("say-nothing") << u"/say lab  "_s << u"bad_field /say ROOM TEXT"_s;
    QTest::newRow("say-nowhere") << u"/say"_s << u"bad_field /say ROOM TEXT"_s;
    QTest::newRow("delete") << u"/delete lab 12"_s << u"1 lab '' 12 0"_s;
    QTest::newRow("delete-word") << u"/delete lab x"_s << u"bad_field /delete ROOM NUMBER"_s;
    QTest::newRow("delete-0") << u"/delete lab 0"_s << u"bad_field /delete ROOM NUMBER"_s;
    QTest::newRow("remove") << u"/remove lab"_s << u"2 lab '' 0 0"_s;
    QTest::newRow("remove-more") << u"/remove lab now"_s << u"bad_field /remove ROOM"_s;
    QTest::newRow("keep") << u"/keep lab 7"_s << u"3 lab '' 0 7"_s;
    QTest::newRow("keep-forever") << u"/keep lab forever"_s << u"3 lab '' 0 -1"_s;
    QTest::newRow("keep-usual") << u"/keep lab usual"_s << u"3 lab '' 0 0"_s;
    QTest::newRow("keep-minus") << u"/keep lab -1"_s << u"bad_field /keep ROOM N|forever|usual"_s;
    QTest::newRow("keep-0") << u"/keep lab 0"_s << u"bad_field /keep ROOM N|forever|usual"_s;
    QTest::newRow("rooms") << u"/rooms"_s << u"rooms"_s;
    QTest::newRow("rooms-more") << u"/rooms lab"_s << u"unknown_command /rooms"_s;
    QTest::newRow("unknown") << u"/dance lab"_s << u"unknown_command /dance"_s;
    QTest::newRow("announce") << u"lunch, all"_s << u"announce lunch, all"_s;
    QTest::newRow("slash") << u"/"_s << u"unknown_command /"_s;
    QTest::newRow("empty") << u""_s << u"announce "_s;
}

void tst_CommandLine::operatorLines()
{
    QFETCH(QString, line);
    const Result<OperatorLine> read = readOperatorLine(line);
    QString text;
    if (!read)
        text = errorName(read.error().code) + u' ' + read.error().detail;
    else if (const auto *order = std::get_if<Core::RoomOrder>(&*read))
        text = u"%1 %2 '%3' %4 %5"_s.arg(int(order->what))
                   .arg(order->room, order->text)
                   .arg(order->of)
                   .arg(order->days);
    else if (const auto *said = std::get_if<Announce>(&*read))
        text = u"announce "_s + said->text;
    else
        text = u"rooms"_s;
    QTEST(text, "read");
}

void tst_CommandLine::listenSpecsRoundTrip_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"127.0.0.1:8000", "*:0", "[::1]:1", "0.0.0.0:65535,guide", "127.0.0.1:1,line", "127.0.0.1:1,chat"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_CommandLine::listenSpecsRoundTrip()
{
    QFETCH(QString, text);
    QCOMPARE(parseListenSpec(Transport::Tcp, text)->text(), text);
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
