// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slashcommand.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Kind = SlashCommand::Kind;

Q_DECLARE_METATYPE(SlashCommand)

class tst_SlashCommand : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void everyUsageIsRead();
};

void tst_SlashCommand::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<SlashCommand>("command");
    const auto row = [](const char *tag, const QString &typed, const SlashCommand &command) {
        QTest::newRow(tag) << typed << command;
    };
    row("text", u"hello /who"_s, {Kind::Say, {}, u"hello /who"_s});
    row("empty", QString(), {Kind::Say});
    row("space-first", u" /who"_s, {Kind::Say, {}, u" /who"_s});
    row("slash-text", u"//who is there"_s, {Kind::Say, {}, u"/who is there"_s});
    row("slash-lines", u"//a\nb"_s, {Kind::Say, {}, u"/a\nb"_s});
    row("join", u"/join lab"_s, {Kind::Join, u"lab"_s});
    row("join-lobby", u"/join"_s, {Kind::Join, u"lobby"_s});
    row("join-private", u"/join den private"_s, {Kind::Join, u"den"_s, {}, true});
    row("any-case", u"/JOIN lab"_s, {Kind::Join, u"lab"_s});
    row("spaces", u"/join \t lab  "_s, {Kind::Join, u"lab"_s});
    row("leave", u"/leave"_s, {Kind::Leave});
    row("leave-other", u"/leave lab"_s, {Kind::Leave, u"lab"_s});
    row("nick", u"/nick 安娜"_s, {Kind::Nick, u"安娜"_s});
    row("msg", u"/msg ben how are  you?"_s, {Kind::Msg, u"ben"_s, u"how are  you?"_s});
    row("msg-lines", u"/msg ben one\ntwo"_s, {Kind::Msg, u"ben"_s, u"one\ntwo"_s});
    row("topic", u"/topic Tea at 4"_s, {Kind::Topic, {}, u"Tea at 4"_s});
    row("invite", u"/invite ben"_s, {Kind::Invite, u"ben"_s});
    row("away", u"/away"_s, {Kind::Away});
    row("away-why", u"/Away at lunch "_s, {Kind::Away, {}, u"at lunch"_s});
    row("back", u"/back"_s, {Kind::Back});
    row("search", u"/search from:ben  tea "_s, {Kind::Search, {}, u"from:ben  tea"_s});
    row("search-on", u"/search"_s, {Kind::Search});
    row("who", u"/who"_s, {Kind::Who});
    row("quit", u"/quit"_s, {Kind::Quit});
    row("help", u"/help"_s, {Kind::Help});
}

void tst_SlashCommand::reads()
{
    QFETCH(QString, typed);
    QFETCH(SlashCommand, command);
    const Result<SlashCommand> read = parseSlash(typed);
    QVERIFY(read.has_value());
    QCOMPARE(read->kind, command.kind);
    QCOMPARE(read->name, command.name);
    QCOMPARE(read->text, command.text);
    QCOMPARE(read->isPrivate, command.isPrivate);
}

void tst_SlashCommand::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    const int unknown = int(ErrorCode::UnknownCommand);
    const int incomplete = int(ErrorCode::BadField);
    QTest::newRow("unknown") << u"/dance now"_s << unknown << u"/dance"_s;
    QTest::newRow("path") << u"/usr/bin is full"_s << unknown << u"/usr/bin"_s;
    QTest::newRow("slash") << u"/"_s << unknown << u"/"_s;
    QTest::newRow("longer-word") << u"/whom"_s << unknown << u"/whom"_s;
    QTest::newRow("me") << u"/me waves"_s << unknown << u"/me"_s; // the protocol has no such thing
    QTest::newRow("nick-empty") << u"/nick "_s << incomplete << u"/nick NAME"_s;
    QTest::newRow("nick-two") << u"/nick ana maria"_s << incomplete << u"/nick NAME"_s;
    QTest::newRow("msg-no-text") << u"/msg ben"_s << incomplete << u"/msg NAME TEXT"_s;
    QTest::newRow("msg-empty") << u"/msg"_s << incomplete << u"/msg NAME TEXT"_s;
    QTest::newRow("topic-empty") << u"/topic"_s << incomplete << u"/topic TEXT"_s;
    QTest::newRow("invite-empty") << u"/invite"_s << incomplete << u"/invite NAME"_s;
    QTest::newRow("who-more") << u"/who ben"_s << incomplete << u"/who"_s;
    QTest::newRow("join-more") << u"/join lab public"_s << incomplete << u"/join [ROOM] [private]"_s;
}

void tst_SlashCommand::refuses()
{
    QFETCH(QString, typed);
    QFETCH(int, code);
    QFETCH(QString, detail);
    const Result<SlashCommand> read = parseSlash(typed);
    QVERIFY(!read.has_value());
    QCOMPARE(int(read.error().code), code);
    QCOMPARE(read.error().detail, detail);
}

void tst_SlashCommand::everyUsageIsRead()
{
    const QStringList usages = slashUsages();
    QCOMPARE(usages.size(), 12);
    for (const QString &usage : usages) {
        QString typed = usage; // the names of what follows do for it
        typed.remove(u'[').remove(u']');
        QVERIFY2(parseSlash(typed).has_value(), qPrintable(usage));
    }
}

QTEST_GUILESS_MAIN(tst_SlashCommand)
#include "tst_slashcommand.moc"
