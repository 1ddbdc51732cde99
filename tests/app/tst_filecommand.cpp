// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filecommand.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Qt::StringLiterals;
using Kind = FileCommand::Kind;

Q_DECLARE_METATYPE(FileCommand)

/// What a line about a file means, for somebody in the folder /tmp.
class tst_FileCommand : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void isNone_data();
    void isNone();
};

void tst_FileCommand::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<FileCommand>("command");

    QTest::newRow("send") << u"/send tea.txt"_s << FileCommand{Kind::Send, u"/tmp/tea.txt"_s};
    QTest::newRow("spaces") << u"/SEND  my tea.txt "_s << FileCommand{Kind::Send, u"/tmp/my tea.txt"_s};
    QTest::newRow("absolute") << u"/send /etc/tea"_s << FileCommand{Kind::Send, u"/etc/tea"_s};
    QTest::newRow("get") << u"/get 7"_s << FileCommand{Kind::Get, u"/tmp/"_s, 7};
    QTest::newRow("get-file") << u"/get 7 my tea"_s << FileCommand{Kind::Get, u"/tmp/my tea"_s, 7};
    QTest::newRow("get-folder") << u"/get 7 /"_s << FileCommand{Kind::Get, u"/"_s, 7};
    QTest::newRow("get-this-folder") << u"/get 7 /tmp"_s << FileCommand{Kind::Get, u"/tmp/"_s, 7};
    QTest::newRow("pause") << u"/pause ab12"_s << FileCommand{Kind::Pause, {}, 0, u"ab12"_s};
    QTest::newRow("resume") << u"/Resume ab12"_s << FileCommand{Kind::Resume, {}, 0, u"ab12"_s};
    QTest::newRow("stop") << u"/stop ab12"_s << FileCommand{Kind::Stop, {}, 0, u"ab12"_s};
}

void tst_FileCommand::reads()
{
    QFETCH(QString, typed);
    QFETCH(FileCommand, command);
    const auto read = parseFileCommand(typed, u"/tmp"_s);
    QVERIFY(read && *read);
    QCOMPARE((*read)->kind, command.kind);
    QCOMPARE((*read)->path, command.path);
    QCOMPARE((*read)->seq, command.seq);
    QCOMPARE((*read)->id, command.id);
}

void tst_FileCommand::refuses_data()
{
    QTest::addColumn<QString>("usage");

    QTest::newRow("/send") << u"/send FILE"_s;
    QTest::newRow("/send  ") << u"/send FILE"_s;
    QTest::newRow("/get") << u"/get SEQ [FILE]"_s;
    QTest::newRow("/get tea") << u"/get SEQ [FILE]"_s;
    QTest::newRow("/get 0") << u"/get SEQ [FILE]"_s;
    QTest::newRow("/get -1") << u"/get SEQ [FILE]"_s;
    QTest::newRow("/get 9223372036854775808") << u"/get SEQ [FILE]"_s;
    QTest::newRow("/pause") << u"/pause ID"_s;
    QTest::newRow("/resume") << u"/resume ID"_s;
    QTest::newRow("/stop") << u"/stop ID"_s;
}

void tst_FileCommand::refuses()
{
    QFETCH(QString, usage);
    const auto read = parseFileCommand(QString::fromLatin1(QTest::currentDataTag()), u"/tmp"_s);
    QVERIFY(read && !*read);
    QCOMPARE(read->error().code, ErrorCode::BadField);
    QCOMPARE(read->error().detail, usage);
    QVERIFY(fileUsages().contains(usage));
}

void tst_FileCommand::isNone_data()
{
    QTest::addColumn<QString>("typed");

    for (const char *typed : {"", "hello", "/join", "/sender", "//send x", "send x", " /send x"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void tst_FileCommand::isNone()
{
    QFETCH(QString, typed);
    QVERIFY(!parseFileCommand(typed, u"/tmp"_s));
}

QTEST_GUILESS_MAIN(tst_FileCommand)
#include "tst_filecommand.moc"
