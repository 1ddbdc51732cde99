// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/servercore.h>
#include <wire/guidedialect.h>
#include <wire/linedecoder.h>

#include <QTest>

using namespace Chalkwire;

namespace {

QByteArray sentTo(ConnectionId id, const Core::Effects &effects)
{
    QByteArray bytes;
    for (const Core::Effect &effect : effects.items) {
        const auto *send = std::get_if<Core::Send>(&effect);
        if (send && std::find(send->to.begin(), send->to.end(), id) != send->to.end())
            bytes += send->bytes;
    }
    return bytes;
}

bool closes(ConnectionId id, const Core::Effects &effects)
{
    return std::any_of(effects.items.begin(), effects.items.end(), [id](const Core::Effect &effect) {
        const auto *close = std::get_if<Core::Close>(&effect);
        return close && close->connection == id;
    });
}

} // namespace

/// What an outside project does with the library: a dialect and a whole server, fed by hand.
class tst_Protocol : public QObject
{
    Q_OBJECT

private slots:
    void cutsLinesInAnyChunking();
    void answersATutorialClient();
    void carriesALineToTheOthers();
    void refusesALookAlike();
};

void tst_Protocol::cutsLinesInAnyChunking()
{
    Wire::LineDecoder decoder(Limits().maxLineBytes);
    decoder.feed(QByteArrayLiteral("hel"));
    auto line = decoder.next();
    QVERIFY(line.has_value());
    QVERIFY(!line->has_value()); // needs more bytes

    decoder.feed(QByteArrayLiteral("lo\r\nrest"));
    line = decoder.next();
    QVERIFY(line.has_value() && line->has_value());
    QCOMPARE((*line)->text().toByteArray(), QByteArrayLiteral("hello"));
    QCOMPARE(decoder.buffered(), 4);
}

void tst_Protocol::answersATutorialClient()
{
    const ManualClock clock;
    SeededRandom random(1);
    Core::ServerCore server(Limits(), {}, clock, random);
    Core::Effects effects;
    server.opened(1, PeerInfo(), Wire::Dialect::Undecided, QString(), effects);

    effects = {};
    server.received(1, QByteArrayLiteral("hello"), effects);
    QCOMPARE(sentTo(1, effects), QByteArrayLiteral("accepted"));
    QVERIFY(!closes(1, effects));

    effects = {};
    server.received(1, QByteArrayLiteral("CLOSE"), effects);
    QCOMPARE(sentTo(1, effects), QByteArrayLiteral("closed"));
    QVERIFY(closes(1, effects));
}

void tst_Protocol::carriesALineToTheOthers()
{
    const ManualClock clock;
    SeededRandom random(1);
    Core::ServerCore server(Limits(), {}, clock, random);
    Core::Effects effects;
    for (ConnectionId id : {1, 2}) {
        server.opened(id, PeerInfo(), Wire::Dialect::Line, QString(), effects);
        server.received(id, "/nick " + QByteArray(id == 1 ? "ana" : "ben") + '\n', effects);
    }

    effects = {};
    server.received(1, QByteArrayLiteral("hello\n"), effects);
    QVERIFY(sentTo(1, effects).startsWith("accepted"));
    QVERIFY(sentTo(2, effects).contains("ana"));
    QVERIFY(sentTo(2, effects).contains("hello"));
}

void tst_Protocol::refusesALookAlike()
{
    const ManualClock clock;
    SeededRandom random(1);
    Core::ServerCore server(Limits(), {}, clock, random);
    Core::Effects effects;
    for (ConnectionId id : {1, 2})
        server.opened(id, PeerInfo(), Wire::Dialect::Line, QString(), effects);
    server.received(1, QByteArrayLiteral("/nick paul\n"), effects);
    effects = {};
    server.received(2, QByteArrayLiteral("/nick pauI\n"), effects);
    QVERIFY(sentTo(2, effects).contains("it looks like paul"));
}

QTEST_APPLESS_MAIN(tst_Protocol)
#include "tst_protocol.moc"
