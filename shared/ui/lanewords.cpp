// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lanewords.h"

#include "ui/format.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace Chalkwire::Ui {

using Trace::LaneBadge;
using Trace::LaneBadgeCode;
using Trace::Lanes;
using Trace::LaneSpan;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::LaneWords)
};

qsizetype find(const std::vector<LaneSpan> &spans, quint64 number)
{
    const auto it = std::find_if(spans.begin(), spans.end(),
                                 [number](const LaneSpan &span) { return span.number == number; });
    return number != 0 && it != spans.end() ? it - spans.begin() : -1;
}

bool isFrameBadge(LaneBadgeCode code)
{
    return code == LaneBadgeCode::ReadsForMessage;
}

const LaneBadge *badgeOf(const Lanes &lanes, LaneBadgeCode code, qsizetype span)
{
    const auto it =
        std::find_if(lanes.badges.begin(), lanes.badges.end(), [code, span](const LaneBadge &badge) {
            return badge.code == code && badge.span == span;
        });
    return it == lanes.badges.end() ? nullptr : &*it;
}

QString count(quint64 number)
{
    return formatCount(static_cast<qint64>(number));
}

QString explainChunk(const Lanes &lanes, bool reads, qsizetype chunk)
{
    QStringList sentences;
    if (const LaneBadge *badge = badgeOf(lanes, LaneBadgeCode::SegmentsInRead, chunk))
        sentences +=
            Words::tr("%1 segments arrived before one read took them: TCP keeps no message boundaries, so "
                      "several sends can become one read.")
                .arg(count(badge->count));
    if (const LaneBadge *badge = badgeOf(lanes, LaneBadgeCode::MessagesInRead, chunk))
        sentences +=
            (reads ? Words::tr("One read returned %1 messages: they were sent one after another and came "
                               "together, because a stream has no boundaries. The line ends tell them apart.")
                   : Words::tr("One write carried %1 messages."))
                .arg(count(badge->count));
    if (const LaneBadge *badge = badgeOf(lanes, LaneBadgeCode::BytesWaiting, chunk))
        sentences += Words::tr("%1 bytes wait here: they begin a message whose end has not come yet.")
                         .arg(count(badge->count));
    return sentences.join(QLatin1Char(' '));
}

QString explainFrame(const Lanes &lanes, bool reads, qsizetype frame)
{
    if (const LaneBadge *badge = badgeOf(lanes, LaneBadgeCode::ReadsForMessage, frame)) {
        return (reads ? Words::tr("This message came in %1 reads: the receiver has to keep the parts until "
                                  "the last one "
                                  "is there.")
                      : Words::tr("This message went out in %1 writes."))
            .arg(count(badge->count));
    }
    for (const Trace::LaneTie &tie : lanes.ties) {
        if (tie.frame == frame) {
            QString chunk = explainChunk(lanes, reads, tie.chunk);
            if (!chunk.isEmpty())
                return chunk;
        }
    }
    return {};
}

QString explainAll(const Lanes &lanes, bool reads)
{
    if (lanes.chunks.empty() && lanes.frames.empty())
        return Words::tr("Nothing has passed in this direction yet.");
    const QString chunks = count(lanes.chunks.size());
    const QString frames = count(lanes.frames.size());
    return (reads ? Words::tr("Reads: %1. Messages: %2. Choose a bar to see why they differ or agree.")
                  : Words::tr("Writes: %1. Messages: %2. Choose a bar to see why they differ or agree."))
        .arg(chunks, frames);
}

} // namespace

QString laneBadgeText(const LaneBadge &badge, Direction direction)
{
    const bool reads = isRead(direction);
    const QString number = count(badge.count);
    switch (badge.code) {
    case LaneBadgeCode::MessagesInRead:
        return (reads ? Words::tr("%1 messages in 1 read") : Words::tr("%1 messages in 1 write")).arg(number);
    case LaneBadgeCode::ReadsForMessage:
        return (reads ? Words::tr("1 message in %1 reads") : Words::tr("1 message in %1 writes")).arg(number);
    case LaneBadgeCode::SegmentsInRead:
        return Words::tr("%1 segments in 1 read").arg(number);
    case LaneBadgeCode::BytesWaiting:
        return badge.count == 1 ? Words::tr("1 byte waiting") : Words::tr("%1 bytes waiting").arg(number);
    }
    return {};
}

QStringList laneBadgeTexts(const Lanes &lanes, Direction direction, quint64 number)
{
    QStringList texts;
    const qsizetype chunk = find(lanes.chunks, number);
    const qsizetype frame = chunk < 0 ? find(lanes.frames, number) : -1;
    for (const LaneBadge &badge : lanes.badges) {
        const qsizetype span = isFrameBadge(badge.code) ? frame : chunk;
        if (span >= 0 && badge.span == span)
            texts += laneBadgeText(badge, direction);
    }
    const LaneSpan *span = nullptr;
    if (chunk >= 0)
        span = &lanes.chunks[static_cast<size_t>(chunk)];
    else if (frame >= 0)
        span = &lanes.frames[static_cast<size_t>(frame)];
    if (!span)
        return texts;
    switch (span->fault) {
    case TextFault::None:
        break;
    case TextFault::InvalidUtf8:
        texts += Words::tr("not UTF-8");
        break;
    case TextFault::CutCharacter:
        texts += Words::tr("cut character");
        break;
    case TextFault::Nul:
        texts += Words::tr("zero byte");
        break;
    }
    return texts;
}

QString explainLanes(const Lanes &lanes, Direction direction, Transport transport, quint64 number)
{
    const bool reads = isRead(direction);
    const qsizetype chunk = find(lanes.chunks, number);
    const qsizetype frame = chunk < 0 ? find(lanes.frames, number) : -1;
    if (chunk < 0 && frame < 0)
        return explainAll(lanes, reads);
    if (transport == Transport::Udp)
        return Words::tr("UDP: each datagram is one message. It can be lost, but never joined or split.");
    QString special = chunk >= 0 ? explainChunk(lanes, reads, chunk) : explainFrame(lanes, reads, frame);
    if (!special.isEmpty())
        return special;
    const bool tied =
        std::any_of(lanes.ties.begin(), lanes.ties.end(), [chunk, frame](const Trace::LaneTie &tie) {
            return tie.chunk == chunk || tie.frame == frame;
        });
    if (!tied)
        return reads ? Words::tr("These bytes were read, but no message was cut from them.")
                     : Words::tr("These bytes were written as they are, outside of any message.");
    return reads ? Words::tr(
                       "One read returned exactly one message. That is luck: the stream does not promise it.")
                 : Words::tr("One write carried exactly one message.");
}

} // namespace Chalkwire::Ui
