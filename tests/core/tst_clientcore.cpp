// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "core/clientcore.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

namespace {

/// What the effects say, as lines: "> bytes" sent, "answer: text" and so on, "close reason".
QStringList read(const Effects &effects)
{
    static const QStringList kWho{u"me"_s, u"answer"_s, u"other"_s, u"notice"_s, u"bytes"_s};
    QStringList lines;
    for (const Effect &effect : effects.items) {
        if (const auto *send = std::get_if<Send>(&effect))
            lines.append(u"> "_s + toEscapedText(send->bytes));
        else if (const auto *close = std::get_if<Close>(&effect))
            lines.append(u"close "_s + closeReasonName(close->reason));
        else if (const auto *said = std::get_if<Said>(&effect))
            lines.append(kWho.at(static_cast<int>(said->who)) + u": "_s +
                         (said->name.isEmpty() ? QString() : u"<%1@%2> "_s.arg(said->name, said->room)) +
                         said->decoded.text);
    }
    return lines;
}

QStringList received(ClientCore &core, const QByteArray &chunk)
{
    Effects effects;
    core.received(chunk, effects);
    return read(effects);
}

} // namespace

class tst_ClientCore : public QObject
{
    Q_OBJECT

private slots:
    void tutorialSendsWhatWasTyped();
    void tutorialLimitHolds();
    void tutorialEndsOnClosed_data();
    void tutorialEndsOnClosed();
    void tutorialReplyIsOneRead();
    void lineSendsLines();
    void lineLimitHolds();
    void lineGreetsWithNickAndRoom();
    void linesAreToldApart_data();
    void linesAreToldApart();
    void unendedLineIsShownAtTheEnd();
    void hostileServerCannotFillIt();
    void rawShowsChunks();
    void emptyTextSendsNothing();
};

void tst_ClientCore::tutorialSendsWhatWasTyped()
{
    ClientCore core(ClientKind::Tutorial, {});
    Effects effects;
    QVERIFY(core.sendText(u"héllo\nyou"_s, effects).has_value());
    QCOMPARE(read(effects), (QStringList{u"> héllo\\nyou"_s, u"me: héllo\nyou"_s}));
    QCOMPARE(core.readSize(), qint64(1024));
}

void tst_ClientCore::tutorialLimitHolds()
{
    ClientCore core(ClientKind::Tutorial, {});
    Effects effects;
    QVERIFY(core.sendText(QString(1024, u'x'), effects).has_value());
    effects = {};
    const Result<bool> sent = core.sendText(QString(341, u'你') + u"xx"_s, effects); // 1025 bytes
    QCOMPARE(sent.error().code, ErrorCode::TooLong);
    QCOMPARE(sent.error().detail, u"1025"_s);
    QVERIFY(effects.items.empty());
}

void tst_ClientCore::tutorialEndsOnClosed_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<bool>("ends");
    QTest::newRow("closed") << QByteArray("closed") << true;
    QTest::newRow("any-case") << QByteArray("CLOSED") << true;
    QTest::newRow("accepted") << QByteArray("accepted") << false;
    QTest::newRow("longer") << QByteArray("closed!") << false;
}

void tst_ClientCore::tutorialEndsOnClosed()
{
    QFETCH(QByteArray, reply);
    QFETCH(bool, ends);
    ClientCore core(ClientKind::Tutorial, {});
    const QStringList got = received(core, reply);
    QCOMPARE(got.at(0), u"answer: "_s + QString::fromLatin1(reply));
    QCOMPARE(got.contains(u"close server_said_closed"_s), ends);
    QCOMPARE(received(core, "more").isEmpty(), ends);
}

void tst_ClientCore::tutorialReplyIsOneRead()
{
    ClientCore core(ClientKind::Tutorial, {});
    QCOMPARE(received(core, "acceptedaccepted"), QStringList{u"answer: acceptedaccepted"_s});
}

void tst_ClientCore::lineSendsLines()
{
    ClientCore core(ClientKind::Line, {});
    Effects effects;
    QVERIFY(core.sendText(u"one\r\ntwo"_s, effects).has_value());
    QCOMPARE(read(effects), (QStringList{u"> one\\n"_s, u"me: one"_s, u"> two\\n"_s, u"me: two"_s}));
}

void tst_ClientCore::lineLimitHolds()
{
    Limits limits;
    limits.maxLineBytes = 5;
    ClientCore core(ClientKind::Line, limits);
    Effects effects;
    QVERIFY(core.sendText(u"12345\nab"_s, effects).has_value());
    effects = {};
    QCOMPARE(core.sendText(u"ab\n123456"_s, effects).error().code, ErrorCode::LineTooLong);
    QVERIFY(effects.items.empty()); // all or nothing
}

void tst_ClientCore::lineGreetsWithNickAndRoom()
{
    ClientCore core(ClientKind::Line, {});
    Effects effects;
    core.opened(u"ana"_s, u"lab"_s, effects);
    QCOMPARE(read(effects),
             (QStringList{u"> /nick ana\\n"_s, u"me: /nick ana"_s, u"> /join lab\\n"_s, u"me: /join lab"_s}));
    ClientCore silent(ClientKind::Tutorial, {});
    Effects none;
    silent.opened(u"ana"_s, u"lab"_s, none);
    QVERIFY(none.items.empty());
}

void tst_ClientCore::linesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("answer") << QByteArray("accepted\n") << u"answer: accepted"_s;
    QTest::newRow("notice") << QByteArray("* ben joined lobby\r\n") << u"notice: * ben joined lobby"_s;
    QTest::newRow("other") << QByteArray("[lobby] ben: hi: you\n") << u"other: <ben@lobby> hi: you"_s;
    QTest::newRow("bad-name") << QByteArray("[lobby] be n: hi\n") << u"answer: [lobby] be n: hi"_s;
    QTest::newRow("bad-room") << QByteArray("[] ben: hi\n") << u"answer: [] ben: hi"_s;
    QTest::newRow("no-colon") << QByteArray("[lobby] ben hi\n") << u"answer: [lobby] ben hi"_s;
    QTest::newRow("log-like") << QByteArray("[12:00] x\n") << u"answer: [12:00] x"_s;
}

void tst_ClientCore::linesAreToldApart()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, said);
    ClientCore core(ClientKind::Line, {});
    QCOMPARE(received(core, line), QStringList{said});
}

void tst_ClientCore::unendedLineIsShownAtTheEnd()
{
    ClientCore core(ClientKind::Line, {});
    QCOMPARE(received(core, "accepted"), QStringList()); // the tutorial's server, asked in lines
    Effects effects;
    core.finished(effects);
    QCOMPARE(read(effects), QStringList{u"answer: accepted"_s});
}

void tst_ClientCore::hostileServerCannotFillIt()
{
    Limits limits;
    limits.maxLineBytes = 10;
    ClientCore core(ClientKind::Line, limits);
    QCOMPARE(received(core, QByteArray(10, 'x')), QStringList());
    Effects effects;
    core.received("x", effects);
    QCOMPARE(read(effects), QStringList{u"close line_too_long"_s});
    QCOMPARE(std::get<FrameSeen>(effects.items.front()).bytes, QByteArray(11, 'x')); // can be looked at
    QCOMPARE(received(core, "\nhello\n"), QStringList());
}

void tst_ClientCore::rawShowsChunks()
{
    ClientCore core(ClientKind::Raw, {});
    QCOMPARE(received(core, "a\nb"), QStringList{u"bytes: a\nb"_s});
    QCOMPARE(received(core, "closed"), QStringList{u"bytes: closed"_s});
}

void tst_ClientCore::emptyTextSendsNothing()
{
    ClientCore tutorial(ClientKind::Tutorial, {});
    Effects effects;
    QVERIFY(tutorial.sendText(QString(), effects).has_value());
    QVERIFY(effects.items.empty());
    ClientCore line(ClientKind::Line, {});
    QVERIFY(line.sendText(QString(), effects).has_value());
    QCOMPARE(read(effects).at(0), u"> \\n"_s);
}

QTEST_GUILESS_MAIN(tst_ClientCore)
#include "tst_clientcore.moc"
