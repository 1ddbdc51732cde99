// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/readtally.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;

namespace {

/// A stream told read by read: what each read and each message of it was counted as.
struct Stream
{
    /// One read of `bytes`, after which messages of these lengths were cut from what had come; the last one
    /// has a payload.
    void read(qsizetype bytes, std::initializer_list<qsizetype> lengths, FrameType type = FrameType::Line,
              qint64 payload = 0)
    {
        Core::Effects effects;
        quint64 cut = m_cut;
        for (const qsizetype length : lengths) {
            effects.items.emplace_back(Core::FrameSeen{1, type, cut, QByteArray(length, 'x')});
            cut += quint64(length);
        }
        if (payload > 0)
            std::get<Core::FrameSeen>(effects.items.back()).payload = payload;
        cut += quint64(payload);
        messagesInReads.append(m_tally.countRead(m_end, bytes, effects.items));
        m_end += quint64(bytes);
        for (const Core::Effect &effect : effects.items)
            readsOfMessages.append(m_tally.countFrame(std::get<Core::FrameSeen>(effect), m_end));
        m_cut = cut;
    }

    QList<int> messagesInReads;
    QList<int> readsOfMessages;

private:
    ReadTally m_tally;
    quint64 m_end = 0;
    quint64 m_cut = 0;
};

} // namespace

class tst_ReadTally : public QObject
{
    Q_OBJECT

private slots:
    void oneReadOneMessage();
    void severalMessagesInOneRead();
    void oneMessageInSeveralReads();
    void messageEndsAmongOthers();
    void keptRequestsAreOneReadEach();
    void payloadsCountForNothing();
    void countsStopAtTheirLimit();
};

void tst_ReadTally::oneReadOneMessage()
{
    Stream stream;
    stream.read(4, {4});
    stream.read(4, {4});
    QCOMPARE(stream.messagesInReads, (QList{1, 1}));
    QCOMPARE(stream.readsOfMessages, (QList{1, 1}));
}

void tst_ReadTally::severalMessagesInOneRead()
{
    Stream stream;
    stream.read(9, {4, 5});
    QCOMPARE(stream.messagesInReads, QList{2});
    QCOMPARE(stream.readsOfMessages, (QList{1, 1}));
}

void tst_ReadTally::oneMessageInSeveralReads()
{
    Stream stream;
    stream.read(1, {});
    stream.read(1, {});
    stream.read(2, {4});
    QCOMPARE(stream.messagesInReads, (QList{0, 0, 1}));
    QCOMPARE(stream.readsOfMessages, QList{3});
}

void tst_ReadTally::messageEndsAmongOthers()
{
    Stream stream;
    stream.read(6, {4});    // the message and two bytes of the next
    stream.read(6, {5, 3}); // its end and a whole one
    QCOMPARE(stream.messagesInReads, (QList{1, 2}));
    QCOMPARE(stream.readsOfMessages, (QList{1, 2, 1}));
}

void tst_ReadTally::keptRequestsAreOneReadEach()
{
    Stream stream;
    stream.read(5, {});
    stream.read(6, {5, 6}, FrameType::Request); // only now the dialect is known
    QCOMPARE(stream.messagesInReads, (QList{0, 1}));
    QCOMPARE(stream.readsOfMessages, (QList{1, 1}));
}

void tst_ReadTally::payloadsCountForNothing()
{
    Stream stream;
    stream.read(10, {4}, FrameType::Chat, 20); // and six bytes of its payload
    stream.read(10, {});
    stream.read(8, {4}); // the last four, and a whole one
    stream.read(8, {4}, FrameType::Chat, 4);
    stream.read(4, {4});
    QCOMPARE(stream.messagesInReads, (QList{1, 0, 1, 1, 1}));
    QCOMPARE(stream.readsOfMessages, (QList{1, 1, 1, 1}));
}

void tst_ReadTally::countsStopAtTheirLimit()
{
    Stream stream;
    for (int i = 0; i < 0x10000; ++i)
        stream.read(1, {});
    stream.read(1, {0x10001});
    QCOMPARE(stream.readsOfMessages, QList{0xffff});
}

QTEST_APPLESS_MAIN(tst_ReadTally)
#include "tst_readtally.moc"
