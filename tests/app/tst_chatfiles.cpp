// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatpair.h"
#include "support/cutter.h"
#include "support/loopmain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::Client;
using Test::Cutter;
using Test::Server;
using State = Told::Transfer::State;

namespace {

/// No two parts of it are alike.
QByteArray content(qsizetype bytes)
{
    QByteArray all;
    for (int i = 0; all.size() < bytes; ++i)
        all += QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha512);
    return all.left(bytes);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

/// The last that was told of a transfer.
Told::Transfer last(const Client &client)
{
    const std::vector<Told::Transfer> all = client.all<Told::Transfer>();
    Told::Transfer none;
    none.state = State::Stopped;
    return all.empty() ? none : all.back();
}

} // namespace

/// Files between two clients and our server, over real sockets.
class tst_ChatFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void givesAndFetches();
    void overACutConnection();
    void outlivesTheProgram();
    void fileThatChangedMeanwhile();
    void recordsHeadersOnly();

private:
    QString at(const QString &name) const { return m_folder->filePath(name); }
    /// A client that is in the lobby.
    static void enter(Client &client, quint16 port, const QString &nick, const QString &state = {})
    {
        client.open(port, nick, state);
        QTRY_VERIFY(client.has<Told::RoomJoined>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ChatFiles::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_ChatFiles::givesAndFetches()
{
    const QByteArray bytes = content(3'000'000);
    write(at(u"tea.bin"_s), bytes);
    Server server;
    Client ana;
    Client bob;
    enter(ana, server.port(), u"ana"_s);
    enter(bob, server.port(), u"bob"_s);
    ana.chat.offerFile(u"lobby"_s, at(u"tea.bin"_s));
    QTRY_COMPARE(last(ana).state, State::Done);
    QCOMPARE(last(ana).seq, 1);
    QVERIFY(last(ana).millis > 0);
    QTRY_COMPARE(bob.said(), QStringList{u"tea.bin"_s});
    const FileLink file = bob.all<Told::Said>()[0].entry.file;
    QCOMPARE(file->bytes, bytes.size());
    QCOMPARE(file->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    // Nothing that is there is replaced, not even what looks like an earlier try.
    QVERIFY(QDir(m_folder->path()).mkdir(u"bob"_s));
    write(at(u"bob/tea.bin"_s), "mine");
    write(at(u"bob/tea.bin.part"_s), "mine, too");
    bob.chat.fetchFile(u"lobby"_s, 1, at(u"bob/"_s));
    QTRY_COMPARE(last(bob).state, State::Done);
    QCOMPARE(last(bob).path, at(u"bob/tea (2).bin"_s));
    QCOMPARE(read(last(bob).path), bytes);
    QCOMPARE(read(at(u"bob/tea.bin"_s)), "mine");
    QCOMPARE(read(at(u"bob/tea.bin.part"_s)), "mine, too");
    QCOMPARE(QDir(at(u"bob"_s)).entryList(QDir::Files).size(), 3);
    // What is short may stay in memory.
    write(at(u"short"_s), "hello chalk");
    ana.chat.offerFile(u"lobby"_s, at(u"short"_s));
    QTRY_VERIFY(bob.said().contains(u"short"_s));
    bob.chat.fetchFile(u"lobby"_s, 2, {});
    QTRY_COMPARE(last(bob).content, "hello chalk");
}

void tst_ChatFiles::overACutConnection()
{
    const QByteArray bytes = content(3'000'000);
    write(at(u"tea.bin"_s), bytes);
    Server server;
    Cutter cutter(server.port());
    Client ana;
    enter(ana, cutter.serverPort(), u"ana"_s);
    const auto goOnWhenCut = [&](const Client &client) {
        if (client.isIn(LinkState::Waiting))
            ana.chat.tryNow();
        return last(client).state == State::Done && cutter.timesLeft() == 0;
    };
    cutter.cutAfter(900'000, 3);
    ana.chat.offerFile(u"lobby"_s, at(u"tea.bin"_s));
    QTRY_VERIFY_WITH_TIMEOUT(goOnWhenCut(ana), 60'000);
    QCOMPARE(last(ana).seq, 1);
    cutter.cutAfter(900'000, 3);
    ana.events.clear();
    ana.chat.fetchFile(u"lobby"_s, 1, at(u"back.bin"_s));
    QTRY_VERIFY_WITH_TIMEOUT(goOnWhenCut(ana), 60'000);
    QCOMPARE(last(ana).path, at(u"back.bin"_s));
    QVERIFY(read(at(u"back.bin"_s)) == bytes);
    QVERIFY(!QFile::exists(at(u"back.bin.part"_s)));
    QVERIFY(std::ranges::none_of(ana.all<Told::Transfer>(),
                                 [](const Told::Transfer &t) { return t.state == State::Failed; }));
}

void tst_ChatFiles::outlivesTheProgram()
{
    const QByteArray bytes = content(100'000);
    write(at(u"tea.bin"_s), bytes);
    Server server;
    {
        Client ana;
        enter(ana, server.port(), u"ana"_s, at(u"state"_s));
        ana.chat.close();
        QTRY_VERIFY(ana.isIn(LinkState::Idle));
        ana.chat.offerFile(u"lobby"_s, at(u"tea.bin"_s));
        QTRY_COMPARE(last(ana).state, State::Waiting);
    }
    Client ana;
    enter(ana, server.port(), {}, at(u"state"_s));
    QTRY_COMPARE(last(ana).state, State::Done);
    QCOMPARE(ana.all<Told::Transfer>()[0].state, State::Waiting);
    QCOMPARE(last(ana).seq, 1);
}

void tst_ChatFiles::fileThatChangedMeanwhile()
{
    write(at(u"tea.bin"_s), content(100'000));
    Server server;
    Client ana;
    enter(ana, server.port(), u"ana"_s);
    ana.chat.close();
    QTRY_VERIFY(ana.isIn(LinkState::Idle));
    ana.chat.offerFile(u"lobby"_s, at(u"tea.bin"_s));
    QTRY_COMPARE(last(ana).state, State::Waiting);
    write(at(u"tea.bin"_s), content(100'001));
    ana.chat.tryNow();
    QTRY_COMPARE(last(ana).state, State::Failed);
    QCOMPARE(last(ana).code, u"file_changed"_s);
    ana.chat.resumeTransfer(last(ana).id);
    QTRY_COMPARE(last(ana).state, State::Done);
    QCOMPARE(last(ana).bytes, 100'001);
}

void tst_ChatFiles::recordsHeadersOnly()
{
    write(at(u"tea.bin"_s), content(100'000));
    Server server;
    Client ana;
    enter(ana, server.port(), u"ana"_s);
    ana.chat.offerFile(u"lobby"_s, at(u"tea.bin"_s));
    QTRY_COMPARE(last(ana).state, State::Done);
    int chunks = 0;
    for (const Trace::Record &record : ana.records) {
        const bool isChunk = record.bytes.startsWith("{\"type\":\"chunk\"");
        if (record.kind != Trace::RecordKind::Frame || !isChunk)
            continue;
        QVERIFY(record.bytes.endsWith("}\n"));
        ++chunks;
    }
    QCOMPARE(chunks, 2);
}

LOOP_TEST_MAIN(tst_ChatFiles, "qt") // as in the programs
#include "tst_chatfiles.moc"
