// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomreader.h"

namespace Chalkwire::ServerGui {

namespace {

constexpr qint64 kPageEntries = 100;
constexpr qint64 kPageBytes = 256 * 1024;

} // namespace

RoomReader::RoomReader(QObject *parent)
    : QObject(parent)
{
}

void RoomReader::read(const QString &room)
{
    if (room == m_room)
        return;
    m_room = room;
    update(nullptr);
}

void RoomReader::update(const App::RoomRow *row)
{
    if (!row) {
        m_transcript.clear();
        m_isAsking = false; // what was asked is not answered any more, or is about another room
        m_lastSeq = 0;
        return;
    }
    m_lastSeq = row->lastSeq;
    m_transcript.forgetBefore(row->firstSeq);
    askIfBehind();
}

void RoomReader::askIfBehind()
{
    const quint64 known = m_transcript.lastSeq();
    if (m_isAsking || m_lastSeq <= known)
        return;
    Core::PageRequest request;
    request.room = m_room;
    request.count = kPageEntries;
    request.bytes = kPageBytes;
    if (known == 0 || m_lastSeq - known > RoomTranscript::kMaxRows) {
        m_transcript.clear();
        request.before = m_lastSeq + 1;
    } else {
        request.after = known;
    }
    m_isAsking = true;
    emit readRequested(request);
}

void RoomReader::takePage(const Core::Page &page)
{
    if (page.room != m_room || !m_isAsking)
        return;
    m_isAsking = false;
    m_transcript.append(page.entries);
    if (!page.entries.empty())
        askIfBehind();
}

} // namespace Chalkwire::ServerGui
