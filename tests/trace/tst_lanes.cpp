// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/lanes.h"
#include "trace/ring.h"

#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_Lanes : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void layOut_data();
    void layOut();
    void keepOnlyTheirOwn();
    void placeBroadcasts();
    void carryWhatIsShown();
    void startWhereTheRingStarts();
    void bearAnyOffsets();
    void tieEveryByteOnce();
};

/// "0+2 2+2" for spans of 2 bytes at 0 and at 2.
static QString spansText(const std::vector<LaneSpan> &spans)
{
    QStringList parts;
    for (const LaneSpan &span : spans)
        parts += QStringLiteral("%1+%2").arg(span.offset).arg(span.length);
    return parts.join(u' ');
}

/// "0-1:2+2" for chunk 0 and frame 1 sharing 2 bytes at 2.
static QString tiesText(const Lanes &lanes)
{
    QStringList parts;
    for (const LaneTie &tie : lanes.ties)
        parts += QStringLiteral("%1-%2:%3+%4").arg(tie.chunk).arg(tie.frame).arg(tie.offset).arg(tie.length);
    return parts.join(u' ');
}

/// "messages 2@0": the badge, its number and the span it stands at.
static QString badgesText(const Lanes &lanes)
{
    static constexpr const char *kNames[] = {"messages", "reads", "segments", "waiting"};
    QStringList parts;
    for (const LaneBadge &badge : lanes.badges)
        parts += QStringLiteral("%1 %2@%3")
                     .arg(QLatin1String(kNames[int(badge.code)]))
                     .arg(badge.count)
                     .arg(badge.span);
    return parts.join(u' ');
}

static Record segmented(const QByteArray &bytes, quint64 offset, quint16 segments)
{
    Record record = chunk(bytes, offset);
    record.segments = segments;
    return record;
}

void tst_Lanes::layOut_data()
{
    QTest::addColumn<Records>("records");
    QTest::addColumn<QString>("chunks");
    QTest::addColumn<QString>("frames");
    QTest::addColumn<QString>("ties");
    QTest::addColumn<QString>("badges");
    const auto row = [](const char *tag, const Records &records, const char *chunks, const char *frames,
                        const char *ties, const char *badges) {
        QTest::newRow(tag) << records << QString::fromLatin1(chunks) << QString::fromLatin1(frames)
                           << QString::fromLatin1(ties) << QString::fromLatin1(badges);
    };
    row("nothing", {}, "", "", "", "");
    row("guide", {chunk("hello"), frame("hello"), chunk("close", 5), frame("close", 5)}, "0+5 5+5", "0+5 5+5",
        "0-0:0+5 1-1:5+5", "");
    row("coalesced", {chunk("a\nbc\nd\n"), frame("a\n"), frame("bc\n", 2), frame("d\n", 5)}, "0+7",
        "0+2 2+3 5+2", "0-0:0+2 0-1:2+3 0-2:5+2", "messages 3@0");
    row("split", {chunk("he"), chunk("ll", 2), chunk("o\n", 4), frame("hello\n")}, "0+2 2+2 4+2", "0+6",
        "0-0:0+2 1-0:2+2 2-0:4+2", "reads 3@0");
    row("both", {chunk("he"), chunk("y\nyo\nx", 2), frame("hey\n"), frame("yo\n", 4)}, "0+2 2+6", "0+4 4+3",
        "0-0:0+2 1-0:2+2 1-1:4+3", "messages 2@1 waiting 1@1 reads 2@0");
    row("one-whole-one-begun", {chunk("a\nb"), frame("a\n"), chunk("\n", 3), frame("b\n", 2)}, "0+3 3+1",
        "0+2 2+2", "0-0:0+2 0-1:2+1 1-1:3+1", "reads 2@1");
    row("waiting", {chunk("a\nbcd"), frame("a\n"), chunk("ef", 5)}, "0+5 5+2", "0+2", "0-0:0+2",
        "waiting 5@1");
    row("waiting-from-start", {chunk("abc")}, "0+3", "", "", "waiting 3@0");
    row("one-segment", {segmented("a\n", 0, 1), frame("a\n")}, "0+2", "0+2", "0-0:0+2", "");
    row("segments", {segmented("a\n", 0, 2), frame("a\n")}, "0+2", "0+2", "0-0:0+2", "segments 2@0");
    row("gap", {chunk("ab\n"), frame("ab\n"), chunk("c\n", 10), frame("c\n", 10)}, "0+3 10+2", "0+3 10+2",
        "0-0:0+3 1-1:10+2", "");
    row("chunk-dropped", {frame("hello\n", 100), chunk("x\n", 106), frame("x\n", 106)}, "106+2",
        "100+6 106+2", "0-1:106+2", "");
    row("chunk-half-dropped", {chunk("lo\n", 103), frame("hello\n", 100)}, "103+3", "100+6", "0-0:103+3", "");
    row("out-of-order", {frame("b\n", 2), chunk("b\n", 2), chunk("a\n"), frame("a\n")}, "0+2 2+2", "0+2 2+2",
        "0-0:0+2 1-1:2+2", "");
    row("empty-bytes", {chunk(""), frame("")}, "", "", "", "");
}

void tst_Lanes::layOut()
{
    QFETCH(Records, records);
    const Lanes lanes = layoutLanes(records, 3, Direction::ToServer);
    QTEST(spansText(lanes.chunks), "chunks");
    QTEST(spansText(lanes.frames), "frames");
    QTEST(tiesText(lanes), "ties");
    QTEST(badgesText(lanes), "badges");
}

void tst_Lanes::keepOnlyTheirOwn()
{
    const Records records{opened(), chunk("hello"), chunk("other", 0, 4),
                          chunk("accepted", 0, 3, Direction::ToClient), closed(CloseReason::Asked)};
    QCOMPARE(spansText(layoutLanes(records, 3, Direction::ToServer).chunks), u"0+5");
    QCOMPARE(spansText(layoutLanes(records, 3, Direction::ToClient).chunks), u"0+8");
    QCOMPARE(spansText(layoutLanes(records, 5, Direction::ToClient).chunks), u"");
    QCOMPARE(spansText(layoutLanes(records, kNoConnection, Direction::ToServer).chunks), u"");
}

void tst_Lanes::placeBroadcasts()
{
    Record sent = broadcast("[lobby] ana: hi\n", {{4, 100}, {5, 200}});
    Record written = sent;
    written.kind = RecordKind::Chunk;
    const Records records{sent, written};
    QCOMPARE(tiesText(layoutLanes(records, 5, Direction::ToClient)), u"0-0:200+16");
    QCOMPARE(tiesText(layoutLanes(records, 4, Direction::ToClient)), u"0-0:100+16");
    QCOMPARE(tiesText(layoutLanes(records, 3, Direction::ToClient)), u"");
}

void tst_Lanes::carryWhatIsShown()
{
    Record bad = frame("\xff\n");
    bad.fault = TextFault::InvalidUtf8;
    bad.type = FrameType::Request;
    const Lanes lanes = layoutLanes({segmented("\xff\n", 0, 4), bad}, 3, Direction::ToServer);
    QCOMPARE(lanes.chunks[0].segments, 4);
    QCOMPARE(lanes.chunks[0].type, FrameType::None);
    QCOMPARE(lanes.frames[0].type, FrameType::Request);
    QCOMPARE(lanes.frames[0].fault, TextFault::InvalidUtf8);
    QCOMPARE(lanes.frames[0].number, 12);
}

void tst_Lanes::startWhereTheRingStarts()
{
    Ring ring(4 * frame("ab\n").cost());
    for (quint64 i = 0; i < 10; ++i) {
        ring.append(chunk("ab\n", 3 * i));
        ring.append(frame("ab\n", 3 * i));
    }
    LaneBuilder builder(3, Direction::ToServer);
    for (qsizetype i = 0; i < ring.size(); ++i)
        builder.add(ring.at(i));
    const Lanes lanes = builder.build();
    QCOMPARE(lanes.begin, 24);
    QCOMPARE(lanes.end, 30);
    QCOMPARE(tiesText(lanes), u"0-0:24+3 1-1:27+3");
    QVERIFY(lanes.badges.empty());
    const Lanes none = builder.build();
    QCOMPARE(none.begin, 0);
    QCOMPARE(none.end, 0);
}

void tst_Lanes::bearAnyOffsets()
{
    constexpr quint64 kMax = std::numeric_limits<quint64>::max();
    const Lanes edge = layoutLanes({chunk("abc", kMax), frame("abc", kMax - 3)}, 3, Direction::ToServer);
    QCOMPARE(edge.end, kMax);
    QCOMPARE(edge.ties.size(), 1);

    SeededRandom random(5);
    for (int i = 0; i < 300; ++i) {
        Records records;
        for (int k = 0; k < 20; ++k) {
            Record record = randomRecord(random);
            record.offset = random.next() % 40;
            records.push_back(record);
        }
        const Lanes lanes = layoutLanes(records, 1, Direction::ToServer);
        QVERIFY(lanes.ties.size() <= lanes.chunks.size() + lanes.frames.size());
        for (const LaneTie &tie : lanes.ties) {
            const LaneSpan &upper = lanes.chunks[size_t(tie.chunk)];
            const LaneSpan &lower = lanes.frames[size_t(tie.frame)];
            QVERIFY(tie.length > 0);
            QVERIFY(tie.offset >= upper.offset && tie.offset + tie.length <= upper.end());
            QVERIFY(tie.offset >= lower.offset && tie.offset + tie.length <= lower.end());
        }
    }
}

void tst_Lanes::tieEveryByteOnce()
{
    SeededRandom random(6);
    for (int i = 0; i < 200; ++i) {
        Records records;
        quint64 ends[2] = {0, 0};
        for (int k = 0; k < 30; ++k) {
            const size_t lane = random.next() % 2;
            const QByteArray bytes(qsizetype(1 + random.next() % 9), 'x');
            records.push_back(lane == 0 ? chunk(bytes, ends[0]) : frame(bytes, ends[1]));
            ends[lane] += quint64(bytes.size());
        }
        const Lanes lanes = layoutLanes(records, 3, Direction::ToServer);
        quint64 at = 0;
        for (const LaneTie &tie : lanes.ties) {
            QCOMPARE(tie.offset, at);
            at += tie.length;
        }
        QCOMPARE(at, qMin(ends[0], ends[1]));
        const bool hasWaiting =
            std::any_of(lanes.badges.begin(), lanes.badges.end(),
                        [](const LaneBadge &badge) { return badge.code == LaneBadgeCode::BytesWaiting; });
        QCOMPARE(hasWaiting, ends[0] > ends[1]);
    }
}

QTEST_APPLESS_MAIN(tst_Lanes)
#include "tst_lanes.moc"
