// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the disk answers about files. Another part of ServerCore::Chat. docs/protocol.md §9.10
#include "core/serverchat.h"

namespace Chalkwire::Core {

namespace {

constexpr qint64 kProgressBytes = 256 * 1024; ///< from one `progress` to the next
constexpr qint64 kReadBytes = 64 * 1024;      ///< in one read of a client that gives files, from then on

} // namespace

void ServerCore::filesAnswered(const std::vector<FileAnswer> &answers, Effects &effects)
{
    Chat chat(*this);
    for (const FileAnswer &answer : answers)
        std::visit([&](const auto &one) { chat.answered(one, effects); }, answer);
    goOn(effects);
}

/// Whose it is; null: it is over.
ServerSession *ServerCore::Chat::transferring(quint64 ticket, Transfers::iterator &it)
{
    it = m_core.m_transfers.find(ticket);
    ServerSession *s = it == m_core.m_transfers.end() ? nullptr : m_core.find(it->second.by);
    if (!s || it->second.state != Transfer::State::Stopped)
        return s;
    end(*s, it);
    return nullptr;
}

/// It cannot go on.
void ServerCore::Chat::fail(ServerSession &s, Transfers::iterator it, ErrorCode error, Effects &effects)
{
    const bool isFetch = !it->second.isUpload();
    const QString id = it->second.id;
    end(s, it);
    answerError(s, id, isFetch ? u"fetch" : u"offer", Error{error}, effects);
    m_core.settle(s, effects);
}

void ServerCore::Chat::answered(const UploadBegun &begun, Effects &effects)
{
    Transfers::iterator it;
    ServerSession *s = transferring(begun.ticket, it);
    if (!s)
        return;
    if (begun.error == ErrorCode::StorageFull && endOnePaused(effects)) {
        effects.files.emplace_back(BeginUpload{begun.ticket, it->second.wanted()}); // another try
        return;
    }
    if (begun.error != ErrorCode::None) {
        fail(*s, it, begun.error, effects);
        return;
    }
    Transfer &upload = it->second;
    upload.state = Transfer::State::Receiving;
    upload.since = m_core.m_clock.now();
    --s->awaited;
    upload.at = begun.offset;
    upload.written = begun.offset;
    upload.told = begun.offset;
    answerFrame(*s, upload.id, "upload", effects, [&](JsonWriter &w) {
        w.number("offset", upload.at);
        w.text("name", upload.entry.file->name);
    });
    effects.items.emplace_back(SetReadSize{s->id, qMax(m_limits.readChunkBytes, kReadBytes)});
    if (upload.at == upload.end)
        finish(*s, it, effects);
    m_core.settle(*s, effects);
}

void ServerCore::Chat::answered(const UploadWritten &written, Effects &effects)
{
    m_core.m_unwritten -= written.cost;
    if (ServerSession *writer = m_core.find(written.by))
        writer->unwritten -= written.cost;
    Transfers::iterator it;
    ServerSession *s = transferring(written.ticket, it);
    if (!s)
        return;
    if (written.error != ErrorCode::None) {
        fail(*s, it, written.error, effects);
        return;
    }
    Transfer &upload = it->second;
    upload.written += written.bytes;
    if (upload.written == upload.end || upload.written - upload.told < kProgressBytes)
        return;
    upload.told = upload.written;
    answerFrame(*s, upload.id, "progress", effects, [&](JsonWriter &w) { w.number("offset", upload.told); });
}

void ServerCore::Chat::answered(const UploadDone &done, Effects &effects)
{
    Transfers::iterator it;
    ServerSession *s = transferring(done.ticket, it);
    if (s && done.error != ErrorCode::None) {
        fail(*s, it, done.error, effects);
        return;
    }
    const Rooms::Room *room = s ? roomNamed(*s, it->second.room) : nullptr;
    if (!room && done.error == ErrorCode::None)
        effects.files.emplace_back(ReleaseFile{done.file});
    if (!s)
        return;
    if (!room) {
        fail(*s, it, ErrorCode::NotInRoom, effects); // it left meanwhile
        return;
    }
    Entry entry = std::move(it->second.entry);
    entry.file = PostedFile{entry.file->name, entry.file->bytes, entry.file->sha256, done.file.key};
    m_core.append(*s, room->name, std::move(entry), "offer", effects);
    end(*s, it);
}

void ServerCore::Chat::answered(const FileRead &read, Effects &effects)
{
    Transfers::iterator it;
    ServerSession *s = transferring(read.ticket, it);
    if (!s)
        return;
    if (read.error != ErrorCode::None) {
        fail(*s, it, read.error, effects);
        return;
    }
    Send send{s->id, read.frame};
    send.shownBytes = read.frame.indexOf('\n') + 1;
    effects.items.emplace_back(std::move(send));
    fetchOn(*s, it, effects);
    m_core.settle(*s, effects);
}

} // namespace Chalkwire::Core
