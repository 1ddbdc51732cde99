// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/endpoint.h"
#include "net/listenfailure.h"
#include "net/socketclient.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Net;

class tst_Endpoint : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void bindsOnlyAddresses_data();
    void bindsOnlyAddresses();
    void writesAddresses_data();
    void writesAddresses();
    void namesUdp();
    void mapsListenErrors_data();
    void mapsListenErrors();
    void offersPortWhereNotPermitted();
    void mapsConnectErrors();
};

void tst_Endpoint::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("ipv4") << "127.0.0.1:8000"
                          << "127.0.0.1" << 8000;
    QTest::newRow("ipv6") << "[::1]:8000"
                          << "::1" << 8000;
    QTest::newRow("scoped") << "[fe80::1%lo]:1"
                            << "fe80::1%lo" << 1;
    QTest::newRow("every-address") << "*:8000"
                                   << "*" << 8000;
    QTest::newRow("name") << "localhost:80"
                          << "localhost" << 80;
    QTest::newRow("any-port") << "127.0.0.1:0"
                              << "127.0.0.1" << 0;
    QTest::newRow("highest-port") << "127.0.0.1:65535"
                                  << "127.0.0.1" << 65535;
    QTest::newRow("leading-zero") << "127.0.0.1:08000"
                                  << "127.0.0.1" << 8000;
}

void tst_Endpoint::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const Result<Endpoint> endpoint = parseEndpoint(text);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->transport, Transport::Tcp);
    QCOMPARE(endpoint->host, host);
    QCOMPARE(int(endpoint->port), port);
    const Result<Endpoint> again = parseEndpoint(endpoint->text());
    QVERIFY(again);
    QCOMPARE(*again, *endpoint);
}

void tst_Endpoint::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *tag, const QString &text, ErrorCode code = ErrorCode::BadAddress) {
        QTest::newRow(tag) << text << code;
    };
    row("empty", QString());
    row("no-port", QStringLiteral("127.0.0.1"));
    row("no-host", QStringLiteral(":8000"));
    row("bare-ipv6", QStringLiteral("::1:8000"));
    row("empty-brackets", QStringLiteral("[]:8000"));
    row("open-bracket", QStringLiteral("[::1:8000"));
    row("closed-bracket", QStringLiteral("::1]:8000"));
    row("ipv4-in-brackets", QStringLiteral("[127.0.0.1]:8000"));
    row("garbage-in-brackets", QStringLiteral("[zz::]:8000"));
    row("space", QStringLiteral("local host:80"));
    row("nul", QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b:80"));
    row("url", QStringLiteral("http://host:80"));
    row("user", QStringLiteral("me@host:80"));
    row("local-without-name", QStringLiteral("local:"));
    row("empty-port", QStringLiteral("127.0.0.1:"), ErrorCode::BadNumber);
    row("limit-plus-one", QStringLiteral("127.0.0.1:65536"), ErrorCode::BadNumber);
    row("negative", QStringLiteral("127.0.0.1:-1"), ErrorCode::BadNumber);
    row("plus", QStringLiteral("127.0.0.1:+1"), ErrorCode::BadNumber);
    row("hex", QStringLiteral("127.0.0.1:0x50"), ErrorCode::BadNumber);
    row("blank", QStringLiteral("127.0.0.1: 80"), ErrorCode::BadNumber);
    row("arabic-digits", QStringLiteral("127.0.0.1:") + QChar(char16_t(0x0661)), ErrorCode::BadNumber);
    row("overflow", QStringLiteral("127.0.0.1:99999999999999999999"), ErrorCode::BadNumber);
}

void tst_Endpoint::refuses()
{
    QFETCH(QString, text);
    QFETCH(ErrorCode, code);
    const Result<Endpoint> endpoint = parseEndpoint(text);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().code, code);
}

void tst_Endpoint::bindsOnlyAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected"); // empty: refused
    QTest::newRow("any") << "*" << QHostAddress(QHostAddress::Any).toString();
    QTest::newRow("localhost") << "localhost"
                               << "127.0.0.1";
    QTest::newRow("localhost-upper") << "LOCALHOST"
                                     << "127.0.0.1";
    QTest::newRow("ipv4") << "192.0.2.7"
                          << "192.0.2.7";
    QTest::newRow("ipv6") << "::1"
                          << "::1";
    QTest::newRow("ipv6-long") << "0:0:0:0:0:0:0:1"
                               << "::1";
    QTest::newRow("name") << "example.org"
                          << "";
    QTest::newRow("short-ipv4") << "127.1"
                                << "";
    QTest::newRow("number") << "1"
                            << "";
    QTest::newRow("too-big") << "256.0.0.1"
                             << "";
    QTest::newRow("empty") << ""
                           << "";
}

void tst_Endpoint::bindsOnlyAddresses()
{
    QFETCH(QString, host);
    QFETCH(QString, expected);
    const Result<QHostAddress> address = bindAddress(host);
    QCOMPARE(address.has_value(), !expected.isEmpty());
    if (address)
        QCOMPARE(address->toString(), expected);
    else
        QCOMPARE(address.error().code, ErrorCode::BadAddress);
}

void tst_Endpoint::writesAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ipv4") << "127.0.0.1"
                          << "127.0.0.1";
    QTest::newRow("mapped") << "::ffff:10.1.2.3"
                            << "10.1.2.3";
    QTest::newRow("ipv6") << "2001:DB8::1"
                          << "2001:db8::1";
    QTest::newRow("loopback") << "::1"
                              << "::1";
    QTest::newRow("scope") << "fe80::1%eth0"
                           << "fe80::1%eth0";
}

void tst_Endpoint::writesAddresses()
{
    QFETCH(QString, address);
    QFETCH(QString, expected);
    QCOMPARE(addressText(QHostAddress(address)), expected);
}

void tst_Endpoint::namesUdp()
{
    QCOMPARE((Endpoint{Transport::Udp, QStringLiteral("::1"), 9, {}}.text()), QStringLiteral("udp [::1]:9"));
    const Result<Endpoint> local = parseEndpoint(u"local:chalk wire");
    QVERIFY(local);
    QCOMPARE(local->transport, Transport::Local);
    QCOMPARE(local->text(), QStringLiteral("local:chalk wire"));
}

void tst_Endpoint::mapsListenErrors_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *tag, QAbstractSocket::SocketError error, ListenFailure::Kind kind) {
        QTest::newRow(tag) << int(error) << int(kind);
    };
    row("in-use", QAbstractSocket::AddressInUseError, ListenFailure::Kind::AddressInUse);
    row("privileged", QAbstractSocket::SocketAccessError, ListenFailure::Kind::NoPermission);
    row("not-here", QAbstractSocket::SocketAddressNotAvailableError, ListenFailure::Kind::AddressNotHere);
    row("name", QAbstractSocket::HostNotFoundError, ListenFailure::Kind::BadAddress);
    row("other", QAbstractSocket::SocketResourceError, ListenFailure::Kind::Other);
    row("unknown", QAbstractSocket::UnknownSocketError, ListenFailure::Kind::Other);
}

void tst_Endpoint::mapsListenErrors()
{
    QFETCH(int, error);
    QFETCH(int, kind);
    QCOMPARE(int(listenFailureKind(static_cast<QAbstractSocket::SocketError>(error))), kind);
}

void tst_Endpoint::offersPortWhereNotPermitted()
{
    const Endpoint endpoint{Transport::Tcp, QStringLiteral("127.0.0.1"), 80, {}};
    const ListenFailure failure =
        makeListenFailure(endpoint, QAbstractSocket::SocketAccessError, QStringLiteral("no"));
    QCOMPARE(failure.kind, ListenFailure::Kind::NoPermission);
    QVERIFY(failure.nextFreePort >= 8000);
    QVERIFY(failure.nextFreePort < 8000 + kPortsTried);
    QCOMPARE(failure.holder, QString());
    QCOMPARE(failure.endpoint, endpoint);
}

void tst_Endpoint::mapsConnectErrors()
{
    using Failure = SocketClient::Failure;
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::ConnectionRefusedError), Failure::Refused);
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::HostNotFoundError), Failure::HostNotFound);
    QCOMPARE(connectFailure(Transport::Local, QAbstractSocket::HostNotFoundError), Failure::NotThere);
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::SocketTimeoutError), Failure::TimedOut);
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::NetworkError), Failure::Unreachable);
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::SocketAccessError), Failure::NoPermission);
    QCOMPARE(connectFailure(Transport::Tcp, QAbstractSocket::UnknownSocketError), Failure::Other);
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_endpoint.moc"
