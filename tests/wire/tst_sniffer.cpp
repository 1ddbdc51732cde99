// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "wire/sniffer.h"

#include <QTest>

using namespace Chalkwire;
using Wire::Dialect;
using Wire::Sniffer;

namespace {

/// What is decided when all bytes come at once and then nothing more.
Dialect decide(const QByteArray &bytes, bool atEnd = false, const Limits &limits = {})
{
    Sniffer sniffer(limits);
    const auto dialect = sniffer.feed(bytes);
    return dialect ? *dialect : atEnd ? sniffer.finish() : sniffer.expire();
}

/// The first bytes of a TLS client's hello.
QByteArray clientHello()
{
    return QByteArray::fromHex("160301020001000001fc0303");
}

} // namespace

class tst_Sniffer : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void decidesAtOnce_data();
    void decidesAtOnce();
    void waitsOnEveryPrefix_data();
    void waitsOnEveryPrefix();
    void neverHoldsMoreThanLimit();
    void isTotal();
};

void tst_Sniffer::decides_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Dialect>("onTimer");
    QTest::addColumn<Dialect>("atEnd");
    const auto row = [](const char *tag, const QByteArray &bytes, Dialect onTimer, Dialect atEnd) {
        QTest::newRow(tag) << bytes << onTimer << atEnd;
    };
    row("text", "hello", Dialect::Guide, Dialect::Guide);
    row("line", "hello\n", Dialect::Line, Dialect::Line);
    row("crlf", "hello\r\n", Dialect::Line, Dialect::Line);
    row("bare-lf", "\n", Dialect::Line, Dialect::Line);
    row("two-lines", "a\nb\n", Dialect::Line, Dialect::Line);
    row("text-with-break", "a\nb", Dialect::Guide, Dialect::Line);
    row("command", "/nick ana\n", Dialect::Line, Dialect::Line);
    row("command-no-line", "/nick ana", Dialect::Guide, Dialect::Guide);
    row("nul", QByteArray("\0", 1), Dialect::Guide, Dialect::Guide);
    row("invalid-utf8", "\xff\xfe", Dialect::Guide, Dialect::Guide);
    row("get", "GET / HTTP/1.1\r\n", Dialect::Http, Dialect::Http);
    row("get-lf", "GET / HTTP/1.0\n", Dialect::Http, Dialect::Http);
    row("whole-request", "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", Dialect::Http, Dialect::Http);
    row("absolute", "GET http://a/ HTTP/1.1\r\n", Dialect::Http, Dialect::Http);
    row("options-star", "OPTIONS * HTTP/1.1\r\n", Dialect::Http, Dialect::Http);
    row("connect", "CONNECT a:443 HTTP/1.1\r\n", Dialect::Http, Dialect::Http);
    row("http2-preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Dialect::Http, Dialect::Http);
    row("get-prose", "GET me a tea", Dialect::Guide, Dialect::Guide);
    row("get-prose-line", "GET me a tea\n", Dialect::Line, Dialect::Line);
    row("get-no-version", "GET /\n", Dialect::Line, Dialect::Line);
    row("get-path-only", "GET /", Dialect::Guide, Dialect::Guide);
    row("get-lower-case", "get / HTTP/1.1\r\n", Dialect::Line, Dialect::Line);
    row("http-3", "GET / HTTP/3.0\r\n", Dialect::Line, Dialect::Line);
    row("method-only", "GET", Dialect::Guide, Dialect::Guide);
    row("client-hello", clientHello(), Dialect::Tls, Dialect::Tls);
    row("client-hello-six", clientHello().first(6), Dialect::Tls, Dialect::Tls);
    row("client-hello-cut", clientHello().first(5), Dialect::Guide, Dialect::Guide);
    row("tls-alert", QByteArray::fromHex("15030100020228"), Dialect::Guide, Dialect::Guide);
    row("syn-character", "\x16hello", Dialect::Guide, Dialect::Guide);
}

void tst_Sniffer::decides()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Dialect, onTimer);
    QFETCH(Dialect, atEnd);
    QCOMPARE(decide(bytes), onTimer);
    QCOMPARE(decide(bytes, true), atEnd);
}

void tst_Sniffer::decidesAtOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("atOnce");
    // A tutorial client must not be kept waiting for anything that it cannot be confused with.
    QTest::newRow("text") << QByteArray("hello") << true;
    QTest::newRow("close") << QByteArray("close") << true;
    QTest::newRow("1024-bytes") << QByteArray(1024, 'x') << true;
    QTest::newRow("line") << QByteArray("hello\n") << true;
    QTest::newRow("goodbye") << QByteArray("Goodbye") << true;
    QTest::newRow("capital-g") << QByteArray("G") << false;
    QTest::newRow("syn") << QByteArray("\x16") << false;
    QTest::newRow("brace") << QByteArray("{") << false;
    QTest::newRow("json-without-end") << QByteArray("{\"type\":\"hello\"}") << false;
    QTest::newRow("json-line") << QByteArray("{\"temperature\":7}\n") << true;
    QTest::newRow("break-inside") << QByteArray("a\nb") << false;
}

void tst_Sniffer::decidesAtOnce()
{
    QFETCH(QByteArray, bytes);
    Sniffer sniffer(Limits{});
    QTEST(sniffer.feed(bytes).has_value(), "atOnce");
}

void tst_Sniffer::waitsOnEveryPrefix_data()
{
    QTest::addColumn<QByteArray>("magic");
    QTest::addColumn<Dialect>("dialect");
    for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
        QTest::newRow(method) << QByteArray(method) + " /p HTTP/1.1\r\n" << Dialect::Http;
    QTest::newRow("CONNECT") << QByteArray("CONNECT h:1 HTTP/1.1\r\n") << Dialect::Http;
    QTest::newRow("tls") << clientHello().first(6) << Dialect::Tls;
}

void tst_Sniffer::waitsOnEveryPrefix()
{
    QFETCH(QByteArray, magic);
    QFETCH(Dialect, dialect);
    for (qsizetype cut = 1; cut < magic.size(); ++cut) {
        Sniffer sniffer(Limits{});
        QVERIFY2(!sniffer.feed(magic.first(cut)), magic.first(cut).constData());
        QCOMPARE(sniffer.feed(magic.sliced(cut)), dialect);
    }
    Sniffer dribbled(Limits{});
    std::optional<Dialect> last;
    for (const QByteArray &byte : Test::bytewise(magic)) {
        QVERIFY(!last);
        last = dribbled.feed(byte);
    }
    QCOMPARE(last, dialect);
}

void tst_Sniffer::neverHoldsMoreThanLimit()
{
    Limits limits;
    limits.maxHttpHeaderBytes = 100;
    const QByteArray atLimit = "GET /" + QByteArray(95, 'x');
    Sniffer fits(limits);
    QVERIFY(!fits.feed(atLimit));
    Sniffer passes(limits);
    QCOMPARE(passes.feed(atLimit + 'x'), Dialect::Guide);
}

void tst_Sniffer::isTotal()
{
    SeededRandom random(42);
    for (int round = 0; round < 2000; ++round) {
        const QByteArray bytes =
            Test::randomBytes(random, 1 + static_cast<qsizetype>(random.next() % 40), "GET /\n\r\x16\x03");
        Sniffer whole((Limits()));
        const auto atOnce = whole.feed(bytes);
        QVERIFY(!atOnce || *atOnce != Dialect::Undecided);
        QVERIFY(whole.expire() == Dialect::Guide || whole.expire() == Dialect::Line);
    }
}

QTEST_GUILESS_MAIN(tst_Sniffer)
#include "tst_sniffer.moc"
