// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <vector>

namespace Chalkwire::Net {

/// What one write took. Plain value; `bytes` is shared with the messages it came from where that can be.
struct WrittenChunk
{
    QByteArray bytes;
    int messages = 0; ///< how many messages end in it
};

/// The messages of one connection that are not sent yet: those waiting, and the batch that the socket has.
/// A message is one shared buffer, however many queues hold it; a batch that several connections send alike
/// is joined once. Bounds: a batch has at most kBatchBytes, or one message that is longer; what waits is for
/// the owner to bound. Plain value, no thread of its own.
class SendQueue
{
public:
    static constexpr qint64 kBatchBytes = 256 * 1024;

    /// Messages that go out in one write.
    struct Batch
    {
        std::vector<QByteArray> messages;
        QByteArray bytes; ///< all of them
    };
    using SharedBatch = std::shared_ptr<const Batch>;

    /// What several queues are to send alike: at most kBatchBytes, or one message. None of them empty.
    static SharedBatch batchOf(std::vector<QByteArray> messages);

    void append(const QByteArray &message); ///< not empty
    void append(const SharedBatch &batch);
    bool hasWaiting() const { return m_ready || !m_waiting.empty(); }
    bool isWriting() const { return m_batch != nullptr; } ///< the socket has not taken all of the batch
    qint64 waitingBytes() const { return m_waitingBytes; }
    qint64 bytes() const { return m_waitingBytes + (m_batch ? m_batch->bytes.size() - m_taken : 0); }

    /// Makes a batch of what waits, for the socket to be given at once. Call it while !isWriting() and
    /// hasWaiting(). `shared`: the batch another queue made last, or null; used when it is the same, else
    /// replaced.
    QByteArray nextBatch(SharedBatch &shared);
    /// The system took `count` bytes of the batch. Returns them; empty when it has no such bytes.
    WrittenChunk taken(qint64 count);
    void clear();

private:
    void unpack();

    SharedBatch m_ready; ///< waits, and nothing else does
    std::vector<QByteArray> m_waiting;
    qint64 m_waitingBytes = 0;
    SharedBatch m_batch;     ///< with the socket
    qint64 m_taken = 0;      ///< of its bytes
    std::size_t m_ended = 0; ///< messages of it that end in m_taken
    qint64 m_nextEnd = 0;    ///< where the message m_ended ends
};

} // namespace Chalkwire::Net
