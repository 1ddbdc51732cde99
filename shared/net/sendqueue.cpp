// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sendqueue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Chalkwire::Net {

namespace {

bool isSameMessage(const QByteArray &one, const QByteArray &other)
{
    return one.constData() == other.constData() && one.size() == other.size();
}

QByteArray joined(const std::vector<QByteArray> &messages)
{
    if (messages.size() == 1)
        return messages.front();
    qsizetype size = 0;
    for (const QByteArray &message : messages)
        size += message.size();
    QByteArray all;
    all.reserve(size);
    for (const QByteArray &message : messages)
        all.append(message);
    return all;
}

/// As many messages from the front as one batch holds: one at least.
std::vector<QByteArray> takeFront(std::vector<QByteArray> &waiting)
{
    auto end = waiting.begin();
    qint64 size = 0;
    while (end != waiting.end() && (size == 0 || size + end->size() <= SendQueue::kBatchBytes))
        size += (end++)->size();
    if (end == waiting.end())
        return std::exchange(waiting, {});
    std::vector<QByteArray> front(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return front;
}

} // namespace

SendQueue::SharedBatch SendQueue::batchOf(std::vector<QByteArray> messages)
{
    auto batch = std::make_shared<Batch>();
    batch->bytes = joined(messages);
    batch->messages = std::move(messages);
    return batch;
}

void SendQueue::append(const QByteArray &message)
{
    Q_ASSERT(!message.isEmpty());
    unpack();
    constexpr std::size_t kFirst = 16; // rarely one alone when there is more than one
    if (m_waiting.size() == 1)
        m_waiting.reserve(kFirst);
    m_waitingBytes += message.size();
    m_waiting.push_back(message);
}

void SendQueue::append(const SharedBatch &batch)
{
    if (!hasWaiting()) {
        m_ready = batch;
        m_waitingBytes = batch->bytes.size();
        return;
    }
    for (const QByteArray &message : batch->messages)
        append(message);
}

void SendQueue::unpack()
{
    if (m_ready)
        m_waiting = std::exchange(m_ready, nullptr)->messages;
}

QByteArray SendQueue::nextBatch(SharedBatch &shared)
{
    Q_ASSERT(hasWaiting() && !isWriting());
    if (m_ready) {
        m_batch = std::exchange(m_ready, nullptr);
    } else {
        std::vector<QByteArray> messages = takeFront(m_waiting);
        if (!shared || !std::ranges::equal(shared->messages, messages, isSameMessage))
            shared = batchOf(std::move(messages));
        m_batch = shared;
    }
    m_taken = 0;
    m_ended = 0;
    m_nextEnd = m_batch->messages.front().size();
    m_waitingBytes -= m_batch->bytes.size();
    return m_batch->bytes;
}

WrittenChunk SendQueue::taken(qint64 count)
{
    if (!m_batch || count <= 0)
        return {};
    count = std::min<qint64>(count, m_batch->bytes.size() - m_taken);
    WrittenChunk chunk;
    chunk.bytes = count == m_batch->bytes.size() ? m_batch->bytes : m_batch->bytes.mid(m_taken, count);
    m_taken += count;
    const std::vector<QByteArray> &messages = m_batch->messages;
    while (m_ended < messages.size() && m_nextEnd <= m_taken) {
        ++chunk.messages;
        if (++m_ended < messages.size())
            m_nextEnd += messages[m_ended].size();
    }
    if (m_taken == m_batch->bytes.size())
        m_batch.reset();
    return chunk;
}

void SendQueue::clear()
{
    *this = {};
}

} // namespace Chalkwire::Net
