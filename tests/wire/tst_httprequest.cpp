// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "wire/httprequest.h"

#include <QTest>

using namespace Chalkwire;
using Wire::HttpRequestReader;

class tst_HttpRequest : public QObject
{
    Q_OBJECT

private slots:
    void readsHeader_data();
    void readsHeader();
    void limitHolds();
    void pageIsWellFormed();
    void headHasNoBody();
    void addressIsEscaped();
    void refusesTlsWithAlert();
};

void tst_HttpRequest::readsHeader_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("crlf") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n\r\nbody")
                          << QByteArray("GET / HTTP/1.1\r\nA: b\r\n\r\n");
    QTest::newRow("lf") << QByteArray("GET / HTTP/1.1\n\nbody") << QByteArray("GET / HTTP/1.1\n\n");
    QTest::newRow("mixed") << QByteArray("GET / HTTP/1.1\n\r\n\n\n") << QByteArray("GET / HTTP/1.1\n\r\n");
    QTest::newRow("incomplete") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n") << QByteArray();
}

void tst_HttpRequest::readsHeader()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, header);
    for (const QList<QByteArray> &chunks : {QList<QByteArray>{stream}, Test::bytewise(stream)}) {
        HttpRequestReader reader(1000);
        QByteArray found;
        for (const QByteArray &chunk : chunks) {
            const auto frame = reader.feed(chunk);
            QVERIFY(frame.has_value());
            if (found.isEmpty() && *frame)
                found = (*frame)->bytes;
        }
        QCOMPARE(found, header);
    }
}

void tst_HttpRequest::limitHolds()
{
    const QByteArray atLimit = "GET / HTTP/1.1\n" + QByteArray(83, 'a') + "\n\n";
    QCOMPARE(atLimit.size(), 100);
    HttpRequestReader fits(100);
    QVERIFY(fits.feed(atLimit + "more than that is body").has_value());
    HttpRequestReader tooBig(99);
    QCOMPARE(tooBig.feed(atLimit).error().code, ErrorCode::HttpHeaderTooBig);
    QCOMPARE(tooBig.feed("x").error().code, ErrorCode::HttpHeaderTooBig);
    HttpRequestReader endless(100);
    QVERIFY(endless.feed(QByteArray(100, 'x')).has_value());
    QVERIFY(!endless.feed("x").has_value());
}

void tst_HttpRequest::pageIsWellFormed()
{
    const QByteArray page = Wire::httpPage("GET / HTTP/1.1\r\n\r\n", QStringLiteral("127.0.0.1:8000"));
    QVERIFY(page.startsWith("HTTP/1.1 200 OK\r\n"));
    const qsizetype end = page.indexOf("\r\n\r\n");
    const QByteArray length = "Content-Length: " + QByteArray::number(page.size() - end - 4) + "\r\n";
    QVERIFY(page.first(end + 2).contains(length));
    QVERIFY(page.contains("nc 127.0.0.1 8000"));
}

void tst_HttpRequest::headHasNoBody()
{
    QVERIFY(Wire::httpPage("HEAD / HTTP/1.1\r\n\r\n", QStringLiteral("a:1")).endsWith("\r\n\r\n"));
}

void tst_HttpRequest::addressIsEscaped()
{
    QVERIFY(!Wire::httpPage("GET / HTTP/1.1\r\n\r\n", QStringLiteral("<script>:1")).contains("<script>"));
}

void tst_HttpRequest::refusesTlsWithAlert()
{
    // RFC 8446 §6: alert (21), version 3.1 as before ServerHello, two bytes: fatal (2), handshake_failure
    // (40).
    QCOMPARE(Wire::tlsRefusal().toHex(), QByteArray("15030100020228"));
}

QTEST_GUILESS_MAIN(tst_HttpRequest)
#include "tst_httprequest.moc"
