// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a room, on their way to the server and from it.
#include "rooms/roomconversation.h"

#include <utility>

namespace Chalkwire::ClientGui {

using Core::Told::Transfer;

namespace {

RowFile fileFrom(const Transfer &transfer, qint64 rate)
{
    RowFile file;
    file.name = transfer.name.isEmpty() ? transfer.path.section(u'/', -1) : transfer.name;
    file.bytes = transfer.bytes;
    file.state = transfer.state;
    file.isUpload = transfer.way == Transfer::Way::Upload;
    file.done = transfer.done;
    file.rate = transfer.state == Transfer::State::Running ? rate : 0;
    file.transfer = transfer.id;
    file.path = transfer.path;
    file.code = transfer.code;
    return file;
}

} // namespace

void RoomConversation::addTransfer(const Transfer &transfer, qint64 rate, qint64 millis)
{
    flush();
    if (transfer.way == Transfer::Way::Upload)
        addUpload(transfer, rate, millis);
    else if (!transfer.path.isEmpty())
        addDownload(transfer, rate);
}

void RoomConversation::addUpload(const Transfer &transfer, qint64 rate, qint64 millis)
{
    int at = pendingRow(transfer.id);
    if (transfer.state == Transfer::State::Stopped) {
        if (at >= 0)
            removeRow(at);
        return;
    }
    if (at < 0) {
        ChatRow row;
        row.state = OwnState::Sent;
        row.order = m_ownRows > 0 ? m_rows.back().order : 0; // behind what was written before
        row.millis = millis;
        row.id = transfer.id;
        insertPending(std::move(row));
        at = pendingRow(transfer.id);
    }
    ChatRow &row = m_rows[static_cast<size_t>(at)];
    m_bytes -= row.cost();
    row.file = fileFrom(transfer, rate);
    row.text = row.file->name;
    m_bytes += row.cost();
    if (transfer.state == Transfer::State::Done)
        uploaded(at, transfer);
    else
        changed(at);
}

void RoomConversation::uploaded(int at, const Transfer &transfer)
{
    Core::Told::Own own;
    own.state = Core::Told::Own::State::Saved;
    own.seq = transfer.seq;
    own.millis = transfer.millis;
    saved(at, own);
    flush();
    setFile(transfer.seq, fileFrom(transfer, 0)); // its message may have come before
}

void RoomConversation::addDownload(const Transfer &transfer, qint64 rate)
{
    const bool isOver = transfer.state == Transfer::State::Stopped;
    if (isOver)
        m_downloads.remove(transfer.seq);
    else if (m_downloads.size() < kMaxDownloads || m_downloads.contains(transfer.seq))
        m_downloads.insert(transfer.seq, fileFrom(transfer, rate));
    if (isOver)
        forgetFile(transfer.seq);
    else
        setFile(transfer.seq, fileFrom(transfer, rate));
}

void RoomConversation::forgetFile(quint64 seq)
{
    m_downloads.remove(seq);
    const int at = rowOf(seq);
    if (at < 0 || !row(at).file)
        return;
    RowFile file;
    file.name = row(at).file->name;
    file.bytes = row(at).file->bytes;
    setFile(seq, file);
}

/// What is on this computer of a message's file; what the message says of it stays.
void RoomConversation::setFile(quint64 seq, RowFile file)
{
    const int at = rowOf(seq);
    if (at < 0 || !row(at).file)
        return;
    ChatRow &shown = m_rows[static_cast<size_t>(at)];
    m_bytes -= shown.cost();
    file.name = shown.file->name;
    file.bytes = shown.file->bytes;
    shown.file = std::move(file);
    m_bytes += shown.cost();
    changed(at);
}

/// Of a message that becomes a row: it may have been fetched before, or be on its way.
std::optional<RowFile> RoomConversation::fileOf(const Core::Entry &entry) const
{
    if (!entry.file || entry.isDeleted)
        return std::nullopt;
    RowFile file = m_downloads.value(entry.seq);
    file.name = entry.file->name;
    file.bytes = entry.file->bytes;
    return file;
}

} // namespace Chalkwire::ClientGui
