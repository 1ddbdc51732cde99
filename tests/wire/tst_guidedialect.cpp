// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/guidedialect.h"

#include <QTest>

using namespace Chalkwire::Wire;

class tst_GuideDialect : public QObject
{
    Q_OBJECT

private slots:
    void cutsAsRecvDoes_data();
    void cutsAsRecvDoes();
    void knowsClose_data();
    void knowsClose();
    void knowsClosed_data();
    void knowsClosed();
};

void tst_GuideDialect::cutsAsRecvDoes_data()
{
    QTest::addColumn<qsizetype>("chunkBytes");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QList<qsizetype>>("sizes");
    QTest::newRow("empty") << qsizetype(0) << qint64(1024) << QList<qsizetype>{};
    QTest::newRow("one-byte") << qsizetype(1) << qint64(1024) << QList<qsizetype>{1};
    QTest::newRow("limit") << qsizetype(1024) << qint64(1024) << QList<qsizetype>{1024};
    QTest::newRow("limit-plus-one") << qsizetype(1025) << qint64(1024) << QList<qsizetype>{1024, 1};
    QTest::newRow("twice-plus-one") << qsizetype(2049) << qint64(1024) << QList<qsizetype>{1024, 1024, 1};
    QTest::newRow("no-limit") << qsizetype(5000) << qint64(0) << QList<qsizetype>{5000};
}

void tst_GuideDialect::cutsAsRecvDoes()
{
    QFETCH(qsizetype, chunkBytes);
    QFETCH(qint64, limit);
    QFETCH(QList<qsizetype>, sizes);
    const QByteArray chunk(chunkBytes, 'x');
    QList<qsizetype> cut;
    quint64 offset = 7;
    for (const Frame &frame : cutRequests(chunk, 7, limit)) {
        QCOMPARE(frame.offset, offset);
        QCOMPARE(frame.textLength, frame.bytes.size());
        offset += static_cast<quint64>(frame.bytes.size());
        cut.append(frame.bytes.size());
    }
    QCOMPARE(cut, sizes);
}

void tst_GuideDialect::knowsClose_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isClose");
    QTest::newRow("lower") << QByteArray("close") << true;
    QTest::newRow("upper") << QByteArray("CLOSE") << true;
    QTest::newRow("mixed") << QByteArray("cLoSe") << true;
    QTest::newRow("with-newline") << QByteArray("close\n") << false;
    QTest::newRow("with-space") << QByteArray("close ") << false;
    QTest::newRow("glued") << QByteArray("closeclose") << false;
    QTest::newRow("cut") << QByteArray("clos") << false;
    QTest::newRow("closed") << QByteArray("closed") << false;
    QTest::newRow("with-nul") << QByteArray("close\0", 6) << false;
    QTest::newRow("fullwidth") << QByteArray("\xef\xbd\x83lose") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void tst_GuideDialect::knowsClose()
{
    QFETCH(QByteArray, text);
    QTEST(asksToClose(text), "isClose");
}

void tst_GuideDialect::knowsClosed_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<bool>("isClosed");
    QTest::newRow("lower") << QByteArray("closed") << true;
    QTest::newRow("any-case") << QByteArray("CloseD") << true;
    QTest::newRow("accepted") << QByteArray("accepted") << false;
    QTest::newRow("glued") << QByteArray("acceptedclosed") << false;
    QTest::newRow("close") << QByteArray("close") << false;
}

void tst_GuideDialect::knowsClosed()
{
    QFETCH(QByteArray, reply);
    QTEST(saysClosed(reply), "isClosed");
}

QTEST_GUILESS_MAIN(tst_GuideDialect)
#include "tst_guidedialect.moc"
