// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that chat clients give and fetch. Another part of ServerCore::Chat. docs/protocol.md §9.10
#include "core/filename.h"
#include "core/serverchat.h"

#include <limits>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kFetchBytes = 128 * 1024; ///< of one `chunk`: the next is read while this is sent

} // namespace

bool ServerCore::Chat::mayTransfer(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const auto refuseIt = [&](ErrorCode code, qint64 limit = 0) {
        refuse(s, request, Error{code, QString::number(limit)}, effects);
        return false;
    };
    if (!m_core.m_options.hasFiles)
        return refuseIt(ErrorCode::NoFiles);
    if (find(s, request.id()) != m_core.m_transfers.end()) {
        request.fields().fail(QLatin1StringView("id"));
        return isInOrder(s, request, effects);
    }
    if (passes(static_cast<qint64>(s.transfers.size()) + 1, m_limits.maxTransfers))
        return refuseIt(ErrorCode::TooManyTransfers, m_limits.maxTransfers);
    return true;
}

void ServerCore::Chat::offer(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    const QString name = request.required("name");
    if (name.toUtf8().size() > kMaxGivenNameBytes)
        request.fields().fail(QLatin1StringView("name"));
    if (!request.fields().has(QLatin1StringView("size")))
        request.fields().fail(QLatin1StringView("size"));
    PostedFile file{safeFileName(name), request.fields().number(QLatin1StringView("size"), 0), {}, {}};
    file.sha256 = sha256From(request.required("sha256"));
    if (file.sha256.isEmpty())
        request.fields().fail(QLatin1StringView("sha256"));
    Transfer upload{s.id, request.id()};
    upload.entry.of = request.entry("re");
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room || !mayTransfer(s, request, effects))
        return;
    if (passes(file.bytes, m_limits.maxFileBytes)) {
        refuse(s, request, Error{ErrorCode::FileTooLarge, QString::number(m_limits.maxFileBytes)}, effects);
        return;
    }
    if (passes(m_core.m_uploads + 1, m_limits.maxUploads) && !endOnePaused(effects)) {
        refuse(s, request, Error{ErrorCode::TooManyTransfers, QString::number(m_limits.maxUploads)}, effects);
        return;
    }
    upload.room = room->name;
    upload.end = file.bytes;
    upload.entry.id = upload.id;
    upload.entry.text = file.name;
    upload.entry.author = m_core.authorOf(s);
    upload.entry.file = std::move(file);
    const KeptFile wanted = upload.wanted();
    effects.files.emplace_back(BeginUpload{begin(s, std::move(upload), effects), wanted});
}

/// The upload that has been paused longest makes room, where that is long enough.
bool ServerCore::Chat::endOnePaused(Effects &effects)
{
    auto paused = m_core.m_transfers.end();
    for (auto it = m_core.m_transfers.begin(); it != m_core.m_transfers.end(); ++it) {
        if (it->second.state == Transfer::State::Receiving &&
            (paused == m_core.m_transfers.end() || it->second.since < paused->second.since))
            paused = it;
    }
    if (paused == m_core.m_transfers.end() ||
        m_core.m_clock.now() - paused->second.since < Millis(m_limits.pausedUploadMs))
        return false;
    effects.files.emplace_back(EndUpload{paused->first, true});
    fail(*m_core.find(paused->second.by), paused, ErrorCode::NoSuchTransfer, effects);
    return true;
}

quint64 ServerCore::Chat::begin(ServerSession &s, Transfer transfer, Effects &effects)
{
    const quint64 ticket = ++m_core.m_lastTicket;
    if (s.isAnswered())
        effects.items.emplace_back(AnswerPending{s.id, true});
    ++s.awaited;
    m_core.m_uploads += transfer.isUpload() ? 1 : 0;
    s.transfers.push_back(ticket);
    m_core.m_transfers.emplace(ticket, std::move(transfer));
    return ticket;
}

void ServerCore::Chat::end(ServerSession &s, Transfers::iterator transfer)
{
    s.awaited -= transfer->second.isAwaited() ? 1 : 0;
    m_core.m_uploads -= transfer->second.isUpload() ? 1 : 0;
    std::erase(s.transfers, transfer->first);
    if (s.sink == transfer->first)
        s.sink.reset(); // what comes of it is skipped
    m_core.m_transfers.erase(transfer);
}

ServerCore::Chat::Transfers::iterator ServerCore::Chat::find(const ServerSession &s, QStringView id)
{
    for (const quint64 ticket : s.transfers) {
        if (const auto it = m_core.m_transfers.find(ticket); it->second.id == id)
            return it;
    }
    return m_core.m_transfers.end();
}

void ServerCore::Chat::chunk(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    const qint64 offset = request.fields().number(QLatin1StringView("offset"), -1);
    const qint64 bytes = request.fields().number(QLatin1StringView("bytes"), 0);
    if (!isInOrder(s, request, effects))
        return;
    const auto upload = find(s, request.id());
    if (upload == m_core.m_transfers.end() || upload->second.state != Transfer::State::Receiving) {
        refuse(s, request, Error{ErrorCode::NoSuchTransfer}, effects);
        return;
    }
    if (!roomNamed(s, upload->second.room)) { // it left meanwhile: nobody shall send all the rest for nothing
        effects.files.emplace_back(EndUpload{upload->first, s.person->isLasting});
        fail(s, upload, ErrorCode::NotInRoom, effects);
        return;
    }
    if (offset != upload->second.at)
        request.fields().fail(QLatin1StringView("offset"));
    if (bytes < 1 || bytes > upload->second.end - upload->second.at)
        request.fields().fail(QLatin1StringView("bytes"));
    if (isInOrder(s, request, effects))
        s.sink = upload->first;
}

void ServerCore::Chat::takePayload(ServerSession &s, const Wire::ChatPayload &part, Effects &effects)
{
    if (!s.sink)
        return;
    const auto it = m_core.m_transfers.find(*s.sink);
    Transfer &upload = it->second;
    upload.at += part.bytes.size();
    upload.since = m_core.m_clock.now();
    // Of a read that is mostly something else, only the part waits for the disk.
    const bool isMost = part.bytes.size() >= part.chunk.size() / 4;
    const QByteArray chunk = isMost ? part.chunk : part.bytes.toByteArray();
    const WriteUpload step{it->first, s.id, chunk, isMost ? part.bytes : QByteArrayView(chunk)};
    s.unwritten += step.cost();
    m_core.m_unwritten += step.cost();
    effects.files.emplace_back(step);
    if (part.isLast)
        s.sink.reset();
    if (upload.at == upload.end)
        finish(s, it, effects);
    m_core.waitIfDue(s, effects);
}

void ServerCore::Chat::finish(ServerSession &s, Transfers::iterator upload, Effects &effects)
{
    if (s.isAnswered())
        effects.items.emplace_back(AnswerPending{s.id, true});
    ++s.awaited;
    upload->second.state = Transfer::State::Finishing;
    effects.files.emplace_back(FinishUpload{upload->first, upload->second.wanted()});
}

void ServerCore::Chat::fetch(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    Question question;
    question.id = request.id();
    FetchRange &range = question.fetch.emplace();
    const quint64 seq = request.requiredEntry("of");
    range.from = request.fields().number(QLatin1StringView("offset"), 0);
    range.until = request.fields().number(QLatin1StringView("until"), std::numeric_limits<qint64>::max());
    if (range.until < range.from)
        request.fields().fail(QLatin1StringView("until"));
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room || !mayTransfer(s, request, effects))
        return;
    PageRequest page{0, room->name};
    page.after = seq - 1;
    page.count = 1;
    question.what = page;
    m_core.ask(s, std::move(question), effects);
}

void ServerCore::Chat::beginFetch(ServerSession &s, const Question &question, const Page &page,
                                  Effects &effects)
{
    const auto &asked = std::get<PageRequest>(question.what);
    const bool hasFile =
        !page.entries.empty() && page.entries.front().seq == asked.after + 1 && page.entries.front().file;
    ErrorCode wrong = roomNamed(s, page.room) ? page.error : ErrorCode::NotInRoom;
    if (wrong == ErrorCode::None && !hasFile)
        wrong = ErrorCode::NoSuchFile;
    const bool isPast = hasFile && question.fetch->from > page.entries.front().file->bytes;
    if (wrong != ErrorCode::None || isPast) {
        const Error error = isPast ? Error{ErrorCode::BadField, QStringLiteral("offset")} : Error{wrong};
        answerError(s, question.id, u"fetch", error, effects);
        return;
    }
    const FileLink &file = page.entries.front().file;
    Transfer transfer{s.id, question.id, Transfer::State::Fetching};
    transfer.key = file->key;
    transfer.at = question.fetch->from;
    transfer.end = qMin(question.fetch->until, file->bytes);
    const quint64 ticket = begin(s, std::move(transfer), effects);
    fetchOn(s, m_core.m_transfers.find(ticket), effects);
}

/// One part at a time: the next when this one is on its way.
void ServerCore::Chat::fetchOn(ServerSession &s, Transfers::iterator it, Effects &effects)
{
    Transfer &transfer = it->second;
    const qint64 most =
        m_limits.maxPayloadBytes == 0 ? kFetchBytes : qMin(kFetchBytes, m_limits.maxPayloadBytes);
    const qint64 count = qMin(most, transfer.end - transfer.at);
    if (count == 0) {
        answerFrame(s, transfer.id, "fetched", effects,
                    [&](JsonWriter &w) { w.number("offset", transfer.end); });
        end(s, it);
        return;
    }
    const QByteArray header = Wire::chatFrame("chunk", [&](JsonWriter &w) {
        w.text("id", transfer.id);
        w.number("offset", transfer.at);
        w.number("bytes", count);
    });
    effects.files.emplace_back(ReadFile{it->first, s.id, transfer.key, transfer.at, count, header});
    transfer.at += count;
}

void ServerCore::Chat::stop(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    if (!isInOrder(s, request, effects))
        return;
    const auto transfer = find(s, request.id());
    if (transfer == m_core.m_transfers.end() || transfer->second.state == Transfer::State::Finishing) {
        refuse(s, request, Error{ErrorCode::NoSuchTransfer}, effects);
        return;
    }
    if (transfer->second.isUpload())
        effects.files.emplace_back(EndUpload{transfer->first});
    if (transfer->second.state == Transfer::State::Receiving) {
        end(s, transfer);
    } else { // who begins and stops without end waits for the disk, too
        transfer->second.state = Transfer::State::Stopped;
        transfer->second.id.clear();
        --s.awaited;
    }
    answerFrame(s, request.id(), "stopped", effects, [](JsonWriter &) {});
    if (s.isAnswered())
        effects.items.emplace_back(AnswerPending{s.id, false});
}

void ServerCore::Chat::endTransfers(ServerSession &s, bool isAbandoned, Effects &effects)
{
    for (const quint64 ticket : std::vector<quint64>(s.transfers)) {
        const auto it = m_core.m_transfers.find(ticket);
        const Transfer::State state = it->second.state;
        if (state == Transfer::State::Finishing && !isAbandoned)
            continue; // it will be posted
        if (state == Transfer::State::Beginning || state == Transfer::State::Receiving)
            effects.files.emplace_back(EndUpload{ticket, s.person->isLasting});
        end(s, it);
    }
}

} // namespace Chalkwire::Core
