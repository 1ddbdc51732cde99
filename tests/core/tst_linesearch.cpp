// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatworld.h"

#include <QDate>
#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Test::ChatWorld;

namespace {

ConnectionId liner(ChatWorld &w, const QByteArray &name)
{
    const ConnectionId id = w.connect();
    w.raw(id, "/nick " + name + '\n');
    (void)w.heard(id);
    return id;
}

/// Its lines, but what others say.
QStringList answers(ChatWorld &w, ConnectionId id)
{
    w.settle();
    QStringList lines;
    for (const QJsonObject &frame : w.heard(id)) {
        const QString line = frame.value(u"line").toString();
        if (!line.startsWith(u'['))
            lines.append(line);
    }
    return lines;
}

} // namespace

/// /search of line clients: docs/protocol.md §4.
class tst_LineSearch : public QObject
{
    Q_OBJECT

private slots:
    void findsInTheRoomItFollows();
    void findsItsOwnWordsAtOnce();
    void findsNoDirectMessages();
    void showsTheNewestLast();
    void textIsMadeVisible();
    void refuses_data();
    void refuses();
    void wantsARoom();
    void withoutAHistory();
    void unreadableHistory();
    void answersInOrder();
};

void tst_LineSearch::findsInTheRoomItFollows()
{
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    const ConnectionId ben = liner(w, "ben");
    w.raw(ben, "tea at four\n");
    w.raw(ben, "/join lab\n");
    w.raw(ben, "tea in the lab\n");
    (void)answers(w, ben);
    (void)answers(w, ana);
    w.raw(ana, "/search TEA from:ben\n");
    const QStringList found = answers(w, ana);
    QCOMPARE(found.size(), 2);
    const qint64 minutes = w.clock.wallMicros() / 60'000'000;
    const QString time =
        u"%1:%2"_s.arg(minutes / 60 % 24, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
    QCOMPARE(found[0].sliced(13), time + u" ben: tea at four"_s);
    QCOMPARE(QDate::fromString(found[0].sliced(2, 10), Qt::ISODate).toJulianDay(),
             2'440'588 + minutes / (24 * 60));
    QCOMPARE(found[1], u"* that is all"_s);
    w.raw(ana, "/search tea in:lab\n");
    QCOMPARE(answers(w, ana), QStringList{u"* nothing was found"_s});
}

void tst_LineSearch::findsItsOwnWordsAtOnce()
{
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, "needle\n/search needle\n");
    const QStringList lines = answers(w, ana);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], u"accepted"_s);
    QVERIFY(lines[1].endsWith(u"ana: needle"_s));
}

void tst_LineSearch::findsNoDirectMessages()
{
    ChatWorld w;
    const ConnectionId cy = w.chatter("cy", "cy--0123456789abcdef");
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, "/msg cy psst\n");
    w.send(cy, R"({"type":"direct","id":"d","to":"ana","text":"psst"})");
    (void)answers(w, ana);
    for (const char *query : {"psst", "psst in:@", "in:@cy", "from:cy"}) {
        w.raw(ana, QByteArray("/search ") + query + '\n');
        QCOMPARE(answers(w, ana), QStringList{u"* nothing was found"_s});
    }
}

void tst_LineSearch::showsTheNewestLast()
{
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    for (int i = 1; i <= 21; ++i)
        w.raw(ana, "word " + QByteArray::number(i) + '\n');
    (void)answers(w, ana);
    w.raw(ana, "/search word\n");
    const QStringList found = answers(w, ana);
    QCOMPARE(found.size(), 21);
    QVERIFY(found.first().endsWith(u"ana: word 2"_s));
    QVERIFY(found[19].endsWith(u"ana: word 21"_s));
    QCOMPARE(found[20], u"* and older ones: before: and a day shows them"_s);
}

void tst_LineSearch::textIsMadeVisible()
{
    ChatWorld w;
    const ConnectionId cy = w.chatter("cy");
    w.post(cy, "1", R"(word\n* ana: a lie)");
    const ConnectionId ana = liner(w, "ana");
    (void)answers(w, ana);
    w.raw(ana, "/search word\n");
    const QStringList found = answers(w, ana);
    QCOMPARE(found.size(), 2);
    QVERIFY2(found[0].endsWith(u"cy: word␊* ana: a lie"_s), qPrintable(found[0]));
}

void tst_LineSearch::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("answer");
    QTest::newRow("nothing") << QByteArray("/search") << u"* /search WORDS"_s;
    QTest::newRow("no-words") << QByteArray("/search !?") << u"* not found: there are no words to look for"_s;
    QTest::newRow("no-day") << QByteArray("/search tea after:monday")
                            << u"* not found: after: wants a day, as in 2026-11-01"_s;
}

void tst_LineSearch::refuses()
{
    QFETCH(QByteArray, line);
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, line + '\n');
    const QStringList lines = answers(w, ana);
    QCOMPARE(lines.size(), 1);
    QTEST(lines[0], "answer");
}

void tst_LineSearch::wantsARoom()
{
    ChatWorld w;
    const ConnectionId plain = w.connect();
    w.raw(plain, "/search tea\n");
    QCOMPARE(answers(w, plain), QStringList{u"* not found: follow a room first, with /join"_s});
}

void tst_LineSearch::withoutAHistory()
{
    ChatWorld w;
    Core::Effects effects;
    w.core.setOptions(Limits(), {}, effects);
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, "/search tea\n");
    QCOMPARE(answers(w, ana), QStringList{u"* not found: this server keeps nothing"_s});
}

void tst_LineSearch::unreadableHistory()
{
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, "/search tea\n");
    w.settle(ErrorCode::StorageFailed);
    QCOMPARE(answers(w, ana), QStringList{u"* not found: the server cannot read its history"_s});
}

/// What comes after it waits, and so does the end of the connection.
void tst_LineSearch::answersInOrder()
{
    ChatWorld w;
    const ConnectionId ana = liner(w, "ana");
    w.raw(ana, "/search tea\n/who\n/quit\n");
    QCOMPARE(w.heard(ana).size(), 0);
    QVERIFY(!w.isClosed(ana));
    QCOMPARE(answers(w, ana), (QStringList{u"* nothing was found"_s, u"* in lobby: ana"_s, u"* bye"_s}));
    QVERIFY(w.isClosed(ana));
}

QTEST_APPLESS_MAIN(tst_LineSearch)
#include "tst_linesearch.moc"
