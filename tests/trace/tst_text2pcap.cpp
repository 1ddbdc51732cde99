// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/export.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

/// Whether Wireshark's own tools read our hex dump. Built only where they are installed.
class tst_Text2pcap : public QObject
{
    Q_OBJECT

private slots:
    void readsOurHexDump();
};

static QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TZ"), QStringLiteral("Asia/Shanghai")); // times are UTC all the same
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return "failed: " + process.readAll();
    return process.readAll();
}

void tst_Text2pcap::readsOurHexDump()
{
    const QTemporaryDir dir;
    const QString in = dir.filePath(QStringLiteral("trace.txt"));
    const QString out = dir.filePath(QStringLiteral("trace.pcapng"));
    SeededRandom random(12);
    QByteArray text = exportHeader(ExportFormat::HexDump);
    int packets = 0;
    qsizetype bytes = 0;
    for (int i = 0; i < 200; ++i) {
        Record record = randomRecord(random);
        record.wallMicros = kSampleMicros + i;
        if (record.kind != RecordKind::Chunk)
            record.bytes.clear();
        packets += record.bytes.isEmpty() ? 0 : 1;
        bytes += record.bytes.size();
        appendExport(ExportFormat::HexDump, {}, record, text);
    }
    QFile file(in);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
    file.close();

    const QByteArray said = run(QStringLiteral(CHALKWIRE_TEXT2PCAP),
                                {QStringLiteral("-D"), QStringLiteral("-t"), QStringLiteral("ISO"), in, out});
    QVERIFY2(!said.startsWith("failed"), said.constData());
    const QByteArray info = run(QStringLiteral(CHALKWIRE_CAPINFOS), {QStringLiteral("-cdaSM"), out});
    QVERIFY2(info.contains("Number of packets:   " + QByteArray::number(packets) + '\n'), info.constData());
    QVERIFY2(info.contains("Data size:           " + QByteArray::number(bytes) + " bytes"), info.constData());
    QVERIFY2(info.contains("1795430467.1234"), info.constData());
}

QTEST_GUILESS_MAIN(tst_Text2pcap)
#include "tst_text2pcap.moc"
