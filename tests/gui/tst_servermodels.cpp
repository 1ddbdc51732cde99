// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "clientsmodel.h"
#include "noticesmodel.h"
#include "roomsmodel.h"
#include "words.h"

#include "app/loopwatch.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ServerGui;

namespace {

App::ClientRow client(ConnectionId id, const QString &name = QStringLiteral("ana"), const QString &room = {})
{
    App::ClientRow row;
    row.id = id;
    row.name = name;
    row.peer = {Transport::Tcp, QStringLiteral("127.0.0.1"), static_cast<quint16>(50'000 + id), 1};
    row.dialect = Wire::Dialect::Line;
    row.state = App::ClientState::Open;
    row.room = room;
    row.sinceWallMicros = 1'700'000'000'000'000;
    row.lastActivityWallMicros = row.sinceWallMicros;
    return row;
}

App::RoomRow room(const QString &name, qsizetype members)
{
    App::RoomRow row;
    row.name = name;
    row.members = members;
    return row;
}

App::ServerSnapshot snapshot(const QList<ConnectionId> &ids)
{
    App::ServerSnapshot result;
    for (const ConnectionId id : ids)
        result.clients.append(client(id));
    result.served = ids.size();
    return result;
}

QList<ConnectionId> idsOf(const ClientsModel &model)
{
    QList<ConnectionId> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.client(row).id);
    return ids;
}

App::Notice notice(App::NoticeCode code, const QStringList &arguments, LogLevel level = LogLevel::Info)
{
    return {1'700'000'000'000'000, level, code, arguments};
}

} // namespace

class tst_ServerModels : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void clientsFollowSnapshots_data();
    void clientsFollowSnapshots();
    void clientsAnnounceContiguousRuns();
    void clientsAnnounceOnlyChangedRows();
    void clientsSayNothingWhenNothingChanged();
    void clientsCountIdleFromNow();
    void clientsEscapePeerText();
    void clientsSortByNumber();
    void clientsShowTheirLag();
    void clientRowReadsAsSentence();

    void roomsFollowSnapshots();
    void roomsTellWhatIsKept();
    void roomsNameABoundedNumber();

    void noticesComeInOneInsert();
    void noticesKeepTheNewest_data();
    void noticesKeepTheNewest();
    void noticesClearDropsWhatWaits();

    void everyNoticeHasWords_data();
    void everyNoticeHasWords();
    void hostileArgumentsStayArguments();
    void durations_data();
    void durations();
};

void tst_ServerModels::clientsFollowSnapshots_data()
{
    QTest::addColumn<QList<ConnectionId>>("before");
    QTest::addColumn<QList<ConnectionId>>("after");
    using Ids = QList<ConnectionId>;
    QTest::newRow("empty") << Ids{} << Ids{};
    QTest::newRow("first") << Ids{} << Ids{1, 2, 3};
    QTest::newRow("all-leave") << Ids{1, 2, 3} << Ids{};
    QTest::newRow("append") << Ids{1, 2} << Ids{1, 2, 7, 9};
    QTest::newRow("front-leaves") << Ids{1, 2, 3} << Ids{3};
    QTest::newRow("holes") << Ids{1, 2, 3, 4, 5, 6} << Ids{2, 3, 6};
    QTest::newRow("insert-middle") << Ids{1, 9} << Ids{1, 4, 5, 9};
    QTest::newRow("insert-front") << Ids{5} << Ids{1, 2, 5};
    QTest::newRow("everything") << Ids{1, 3, 5, 7} << Ids{2, 3, 4, 7, 8, 9};
    QTest::newRow("replace") << Ids{1, 2} << Ids{3, 4};
}

void tst_ServerModels::clientsFollowSnapshots()
{
    QFETCH(QList<ConnectionId>, before);
    QFETCH(QList<ConnectionId>, after);
    ClientsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update(snapshot(before));
    QCOMPARE(idsOf(model), before);
    model.update(snapshot(after));
    QCOMPARE(idsOf(model), after);
    for (const ConnectionId id : after)
        QCOMPARE(model.client(model.rowOf(id)).id, id);
    QCOMPARE(model.rowOf(999), -1);
}

void tst_ServerModels::clientsAnnounceContiguousRuns()
{
    ClientsModel model;
    model.update(snapshot({1, 2, 3, 4, 5, 6}));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update(snapshot({1, 4, 7, 8, 9}));
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed[0][1].toInt(), 4); // 5 and 6 first: from the end
    QCOMPARE(removed[0][2].toInt(), 5);
    QCOMPARE(removed[1][1].toInt(), 1);
    QCOMPARE(removed[1][2].toInt(), 2);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 2);
    QCOMPARE(inserted[0][2].toInt(), 4);
}

void tst_ServerModels::clientsAnnounceOnlyChangedRows()
{
    ClientsModel model;
    App::ServerSnapshot shot = snapshot({1, 2, 3, 4, 5});
    model.update(shot);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    shot.clients[1].bytesIn = 10;
    shot.clients[2].name = QStringLiteral("ben");
    shot.clients[4].state = App::ClientState::Closing;
    model.update(shot);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(changed[1][0].toModelIndex().row(), 4);
    QCOMPARE(changed[1][1].toModelIndex().row(), 4);
    QCOMPARE(model.index(1, ClientsModel::BytesIn).data(ClientsModel::SortRole).toULongLong(), 10ULL);
    QCOMPARE(model.index(2, ClientsModel::Name).data().toString(), QStringLiteral("ben"));
}

void tst_ServerModels::clientsSayNothingWhenNothingChanged()
{
    ClientsModel model;
    const App::ServerSnapshot shot = snapshot({1, 2, 3});
    model.update(shot);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.update(shot);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(removed.size(), 0);
}

void tst_ServerModels::clientsCountIdleFromNow()
{
    ClientsModel model;
    model.setNow(1'700'000'000'000'000);
    model.update(snapshot({1}));
    const QModelIndex idle = model.index(0, ClientsModel::Idle);
    QCOMPARE(idle.data().toString(), QStringLiteral("0 s"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNow(1'700'000'065'000'000);
    QCOMPARE(idle.data().toString(), QStringLiteral("1 min 05 s"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().column(), int(ClientsModel::Idle));
    model.setNow(1'600'000'000'000'000); // the wall clock jumped back
    QCOMPARE(idle.data().toString(), QStringLiteral("0 s"));
}

void tst_ServerModels::clientsEscapePeerText()
{
    ClientsModel model;
    App::ServerSnapshot shot;
    shot.clients = {client(1, QStringLiteral("<b>x</b>\u202e\n") + QString(500, u'a'))};
    model.update(shot);
    const QString shown = model.index(0, ClientsModel::Name).data().toString();
    QVERIFY(shown.startsWith(QStringLiteral("<b>x</b><U+202E>\u240a")));
    QVERIFY(shown.size() <= 64);
}

void tst_ServerModels::clientsSortByNumber()
{
    ClientsModel model;
    App::ServerSnapshot shot = snapshot({1, 2, 3});
    shot.clients[0].bytesIn = 9;
    shot.clients[1].bytesIn = 1000;
    shot.clients[2].bytesIn = 20;
    model.update(shot);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(ClientsModel::SortRole);
    proxy.sort(ClientsModel::BytesIn, Qt::DescendingOrder);
    QCOMPARE(proxy.index(0, ClientsModel::Id).data().toString(), QStringLiteral("2"));
    QCOMPARE(proxy.index(1, ClientsModel::Id).data().toString(), QStringLiteral("3"));
    QCOMPARE(proxy.index(2, ClientsModel::Id).data().toString(), QStringLiteral("1"));
}

void tst_ServerModels::clientsShowTheirLag()
{
    ClientsModel model;
    App::ServerSnapshot now = snapshot({1, 2});
    model.update(now);
    const QModelIndex second = model.index(1, ClientsModel::Lag);
    QCOMPARE(second.data().toString(), QString()); // was not asked yet
    QVERIFY(!second.data(Qt::ToolTipRole).toString().isEmpty());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    now.clients[1].lag = Micros(1'234);
    model.update(now);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(second.data().toString(), QStringLiteral("1.2 ms"));
    QVERIFY(second.data(ClientsModel::SortRole).toLongLong() >
            second.siblingAtRow(0).data(ClientsModel::SortRole).toLongLong());
    now.clients[1].lag = Millis(12);
    model.update(now);
    QCOMPARE(second.data().toString(), QStringLiteral("12 ms"));
}

void tst_ServerModels::clientRowReadsAsSentence()
{
    ClientsModel model;
    model.setNow(1'700'000'000'000'000);
    model.update(snapshot({3}));
    QCOMPARE(model.index(0, ClientsModel::Name).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Client 3, ana, from 127.0.0.1:50003, line, open, idle for 0 s"));
}

void tst_ServerModels::roomsFollowSnapshots()
{
    RoomsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    App::ServerSnapshot shot;
    shot.clients = {client(1, QStringLiteral("ana"), QStringLiteral("lobby, lab")),
                    client(2, QStringLiteral("tutorial-2")),
                    client(3, QStringLiteral("ben"), QStringLiteral("lobby"))};
    shot.rooms = {room(QStringLiteral("lab"), 1), room(QStringLiteral("lobby"), 2)};
    model.update(shot);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, RoomsModel::Room).data().toString(), QStringLiteral("lab"));
    QCOMPARE(model.index(0, RoomsModel::Members).data().toString(), QStringLiteral("ana"));
    QCOMPARE(model.index(1, RoomsModel::Count).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(1, RoomsModel::Members).data().toString(), QStringLiteral("ana, ben"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(shot);
    QCOMPARE(changed.size(), 0);
    shot.clients.removeLast();
    shot.rooms.last().members = 1;
    model.update(shot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(model.index(1, RoomsModel::Members).data().toString(), QStringLiteral("ana"));
    shot.rooms.removeFirst();
    shot.rooms.append(room(QStringLiteral("zoo"), 0));
    model.update(shot);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(QStringLiteral("lobby")), 0);
    QCOMPARE(model.rowOf(QStringLiteral("zoo")), 1);
    QCOMPARE(model.rowOf(QStringLiteral("lab")), -1);
    model.update({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_ServerModels::roomsTellWhatIsKept()
{
    RoomsModel model;
    App::ServerSnapshot shot;
    shot.rooms = {room(QStringLiteral("lab"), 0)};
    model.update(shot);
    const auto shown = [&model](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(shown(RoomsModel::Kept), QStringLiteral("0"));
    QCOMPARE(shown(RoomsModel::Last), QString());
    QCOMPARE(shown(RoomsModel::Days), QStringLiteral("as usual"));
    App::RoomRow &lab = shot.rooms.first();
    lab.firstSeq = 11;
    lab.lastSeq = 1'210;
    lab.keepDays = 7;
    lab.isPrivate = true;
    lab.lastMillis = 1'764'060'000'000;
    model.update(shot);
    QCOMPARE(shown(RoomsModel::Kept), QStringLiteral("1,200"));
    QCOMPARE(shown(RoomsModel::Days), QStringLiteral("7 days"));
    QCOMPARE(shown(RoomsModel::Room), QStringLiteral("lab (private)"));
    QVERIFY(shown(RoomsModel::Last).contains(QStringLiteral("2025-11-25")));
    lab.firstSeq = 1'211; // all of it is too old
    lab.keepDays = Core::RoomRules::kKeepForever;
    model.update(shot);
    QCOMPARE(shown(RoomsModel::Kept), QStringLiteral("0"));
    QCOMPARE(shown(RoomsModel::Days), QStringLiteral("for ever"));
}

void tst_ServerModels::roomsNameABoundedNumber()
{
    RoomsModel model;
    App::ServerSnapshot shot;
    shot.rooms = {room(QStringLiteral("lobby"), RoomsModel::kMaxNamesShown)};
    for (ConnectionId id = 1; id <= RoomsModel::kMaxNamesShown; ++id)
        shot.clients.append(client(id, QStringLiteral("n%1").arg(id), QStringLiteral("lobby")));
    model.update(shot);
    QVERIFY(!model.index(0, RoomsModel::Members).data().toString().contains(QStringLiteral("more")));
    shot.clients.append(client(999, QStringLiteral("late"), QStringLiteral("lobby")));
    ++shot.rooms.first().members;
    model.update(shot);
    const QString text = model.index(0, RoomsModel::Members).data().toString();
    QVERIFY(text.contains(QStringLiteral("more")));
    QVERIFY(!text.contains(QStringLiteral("late")));
    QCOMPARE(model.index(0, RoomsModel::Count).data().toString(), QStringLiteral("51"));
}

void tst_ServerModels::noticesComeInOneInsert()
{
    NoticesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 10; ++i)
        model.append(notice(App::NoticeCode::StoppedListening, {}));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(inserted.wait());
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.index(9, NoticesModel::What).data().toString(), QStringLiteral("Stopped listening."));
}

void tst_ServerModels::noticesKeepTheNewest_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("limit") << NoticesModel::kMaxRows - 1 << 1;
    QTest::newRow("limit-plus-one") << NoticesModel::kMaxRows << 1;
    QTest::newRow("one-flush-too-big") << 10 << NoticesModel::kMaxRows + 5;
}

void tst_ServerModels::noticesKeepTheNewest()
{
    QFETCH(int, first);
    QFETCH(int, second);
    NoticesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int number = 0;
    for (const int amount : {first, second}) {
        for (int i = 0; i < amount; ++i)
            model.append(
                notice(App::NoticeCode::ClientConnected, {QString::number(++number), QStringLiteral("a:1")}));
        model.flush();
    }
    QCOMPARE(model.rowCount(), NoticesModel::kMaxRows);
    QCOMPARE(model.index(model.rowCount() - 1, NoticesModel::What).data().toString(),
             QStringLiteral("Client %1 connected from a:1.").arg(number));
}

void tst_ServerModels::noticesClearDropsWhatWaits()
{
    NoticesModel model;
    model.append(notice(App::NoticeCode::StoppedListening, {}));
    model.flush();
    model.append(notice(App::NoticeCode::StoppedListening, {}));
    model.clear();
    model.flush();
    QCOMPARE(model.rowCount(), 0);
}

void tst_ServerModels::everyNoticeHasWords_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *tag, App::NoticeCode code, const QStringList &arguments,
                        const char *words) {
        QTest::newRow(tag) << static_cast<int>(code) << arguments << QString::fromUtf8(words);
    };
    using Code = App::NoticeCode;
    const QString id = QStringLiteral("3");
    const QString name = QStringLiteral("ana");
    const QString end = QStringLiteral("[::1]:5");
    row("listening", Code::ListeningOn, {end}, "Listening on [::1]:5.");
    row("failed", Code::ListenFailed, {end, QStringLiteral("boom")}, "Could not listen on [::1]:5: boom");
    row("stopped", Code::StoppedListening, {}, "Stopped listening.");
    row("connected", Code::ClientConnected, {id, end}, "Client 3 connected from [::1]:5.");
    row("waiting", Code::ClientWaiting, {id, end}, "Client 3 from [::1]:5 waits: every place is taken.");
    row("closed", Code::ClientClosed, {id, name, end, closeReasonName(CloseReason::Asked), {}},
        "Client 3 (ana, [::1]:5) left: the client sent close.");
    row("closed-system", Code::ClientClosed,
        {id, name, end, closeReasonName(CloseReason::NetworkFailed), QStringLiteral("no route")},
        "Client 3 (ana, [::1]:5) left: the network failed (no route).");
    row("dialect", Code::DialectKnown, {id, QStringLiteral("guide")}, "Client 3 speaks: tutorial.");
    row("name", Code::NameChanged, {id, name, QStringLiteral("ben")},
        "Client 3 is now called ben (before: ana).");
    row("joined", Code::RoomJoined, {id, name, QStringLiteral("lab")}, "Client 3 (ana) joined the room lab.");
    row("left", Code::RoomLeft, {id, name, QStringLiteral("lab")}, "Client 3 (ana) left the room lab.");
    row("fault", Code::TextFaultSeen,
        {id, name, textFaultName(TextFault::CutCharacter), QStringLiteral("1023")},
        "Client 3 (ana) sent a character cut in half at byte 1023.");
    row("accept", Code::AcceptTroubled, {QStringLiteral("no files")},
        "New clients cannot be accepted for a moment: no files");
    row("refused-many", Code::ClientsRefused, {id, end, QStringLiteral("maxPerAddress")},
        "Connections refused: 3. The last, from [::1]:5: its address has too many at once.");
    row("refused-often", Code::ClientsRefused, {id, end, QStringLiteral("maxNewPerAddress")},
        "Connections refused: 3. The last, from [::1]:5: its address connects too often.");
    row("capped", Code::PlacesCapped, {QStringLiteral("896"), QStringLiteral("2000")},
        "The system lets this program open few files: at most 896 clients are served at once.");
    row("blocked", Code::LoopBlocked,
        {QStringLiteral("81"), QString::number(int(App::LoopWork::Reading)), id, QStringLiteral("1")},
        "Nobody was served for 81 ms: what a client sent took so long (client 3).");
    row("blocked-by-many", Code::LoopBlocked,
        {QStringLiteral("81"), QString::number(int(App::LoopWork::Many)), QStringLiteral("0"),
         QStringLiteral("1")},
        "Nobody was served for 81 ms: too much came at once.");
    row("log", Code::LogFileFailed, {QStringLiteral("/x"), QStringLiteral("full")},
        "The log file /x could not be written: full");
    row("dropped", Code::TraceDropped, {QStringLiteral("12")},
        "12 records came too fast for this window and are not shown.");
}

void tst_ServerModels::everyNoticeHasWords()
{
    QFETCH(int, code);
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    QCOMPARE(Words::notice(notice(static_cast<App::NoticeCode>(code), arguments)), words);
    // Fewer arguments than promised are a gap in the sentence, not a crash.
    QVERIFY(!Words::notice(notice(static_cast<App::NoticeCode>(code), {})).isEmpty());
}

void tst_ServerModels::hostileArgumentsStayArguments()
{
    const QString text =
        Words::notice(notice(App::NoticeCode::RoomJoined,
                             {QStringLiteral("%2"), QStringLiteral("a\nb%3"), QStringLiteral("<i>")}));
    QCOMPARE(text, QStringLiteral("Client %2 (a\u240ab%3) joined the room <i>."));
}

void tst_ServerModels::durations_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0 s");
    QTest::newRow("below-minute") << qint64(59) << QStringLiteral("59 s");
    QTest::newRow("minute") << qint64(60) << QStringLiteral("1 min 00 s");
    QTest::newRow("below-hour") << qint64(3599) << QStringLiteral("59 min 59 s");
    QTest::newRow("hour") << qint64(3600) << QStringLiteral("1 h 00 min");
    QTest::newRow("days") << qint64(90'000) << QStringLiteral("25 h 00 min");
}

void tst_ServerModels::durations()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, words);
    QCOMPARE(Words::duration(seconds), words);
}

QTEST_GUILESS_MAIN(tst_ServerModels)
#include "tst_servermodels.moc"
