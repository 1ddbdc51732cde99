// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "core/clienttransfer.h"
#include "core/followedrooms.h"

namespace Chalkwire::Core {

/// The files that the user gives and fetches, over all connections, without I/O: asks for the work with
/// files by ClientEffects::files and takes their answers. docs/protocol.md §9.10
/// Once:    an upload is kept (KeepUpload) before anything of it is sent, until it is acknowledged, and
///          offered again with the same id. A download goes on where it broke off, as long as the program
///          runs.
/// Bounds:  kMaxTransfers, of them kMaxAtOnce with the server. Of an upload kWindowBytes beyond what the
///          server has written; of all kMaxUnsentBytes that are asked of the disk or that the system has
///          not taken. Nothing more is read of the server while kMaxUnwrittenBytes wait for the disk.
/// Server:  what it sends of a file and was not asked for is not heard; what makes no sense ends the
///          transfer with BadAnswer.
/// Thread:  any one. `link`, `rooms` and `random` are not owned.
class ClientTransfers
{
public:
    static constexpr std::size_t kMaxTransfers = 256;
    static constexpr qint64 kMaxAtOnce = 8;
    static constexpr qint64 kPartBytes = 64 * 1024;
    static constexpr qint64 kWindowBytes = 2 * 1024 * 1024;
    static constexpr qint64 kMaxUnsentBytes = 256 * 1024; ///< softQueuedBytes: past it nothing is read
    static constexpr qint64 kMaxUnwrittenBytes = 4 * 1024 * 1024;

    ClientTransfers(ServerLink &link, FollowedRooms &rooms, Random &random);

    void restore(const std::vector<KeptUpload> &kept, ClientEffects &effects);
    void connectionLost(ClientEffects &effects);
    void beginAnew(ClientEffects &effects); ///< the server has another history: no number means what it did
    void goAway(ClientEffects &effects);    ///< before bye: what is fetched would hold it up
    void settle(ClientEffects &effects);    ///< what is due
    std::optional<Instant> wakeAt() const;
    bool isHolding() const { return m_isHolding; } ///< nothing is read of the server

    // What the user does. `id` is drawn for it. What is fetched goes to `path`, under its own name there
    // where that ends in /, or, up to Told::Transfer::kMaxContentBytes, where it is empty, to memory. A
    // server that takes no files is offered none: NoFiles.
    Result<QString> offer(const QString &id, const QString &room, const QString &path, quint64 re,
                          ClientEffects &effects);
    Result<QString> fetch(const QString &id, const QString &room, quint64 seq, const QString &path,
                          ClientEffects &effects);
    enum class Steer : quint8 { Pause, Resume, Stop };
    bool steer(const QString &id, Steer how, ClientEffects &effects); ///< false: it cannot, or there is none

    // Frames of the server. False: it is about something else.
    bool takeError(const QString &id, const QString &re, const QString &code, ClientEffects &effects);
    bool takeAck(const Wire::ChatHeader &header, ClientEffects &effects);
    bool takeHistory(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeEntry(const Wire::ChatHeader &header); ///< is it the one that was asked for?
    void takeUpload(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeProgress(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeChunk(const Wire::ChatHeader &header, ClientEffects &effects);
    void takePayload(const Wire::ChatPayload &part, ClientEffects &effects);
    void takeFetched(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeStopped(const Wire::ChatHeader &header, ClientEffects &effects);

    void answered(const PartHashed &part, ClientEffects &effects);
    void answered(const PartRead &part, ClientEffects &effects);
    void answered(const PartWritten &part, ClientEffects &effects);
    void answered(const FileFinished &finished, ClientEffects &effects);
    bool isGiving() const { return m_unsent > 0; }               ///< and written() is waited for
    void written(qint64 queuedBytes) { m_unsent = queuedBytes; } ///< so many the system has not taken

private:
    using Stage = ClientTransfer::Stage;
    struct Lookup
    {
        QString id;
        QString roomKey;
        quint64 seq = 0;
        FileLink file{};
    };
    bool pause(ClientTransfer &t, ClientEffects &effects);
    bool resume(ClientTransfer &t, ClientEffects &effects);
    bool stop(ClientTransfer &t, ClientEffects &effects);
    ClientTransfer *find(QStringView id);
    ClientTransfer *byWire(QStringView wireId);
    ClientTransfer *byTicket(quint64 ticket);
    Result<ClientTransfer> made(const QString &id, const QString &room, const QString &path) const;
    void keep(const ClientTransfer &t, ClientEffects &effects) const;
    void tell(ClientTransfer &t, ClientEffects &effects);
    void tellProgress(ClientTransfer &t, ClientEffects &effects);
    void tellOver(ClientTransfer t, Told::Transfer::State state, ClientEffects &effects,
                  Told::Transfer told = {});
    void moveTo(ClientTransfer &t, Stage stage, ClientEffects &effects, const QString &code = {});
    void closeFile(ClientTransfer &t, ClientEffects &effects);
    void stopAtServer(ClientTransfer &t, ClientEffects &effects);
    void fail(ClientTransfer &t, const QString &code, ClientEffects &effects);
    void waitAfter(ClientTransfer &t, const QString &code, ClientEffects &effects);
    void refused(ClientTransfer &t, const QString &code, ClientEffects &effects);
    void begin(ClientTransfer &t, ClientEffects &effects);
    void startFetching(ClientTransfer &t, ClientEffects &effects);
    void finishFile(ClientTransfer &t, ClientEffects &effects);
    void hashNext(ClientEffects &effects);
    void readNext(ClientEffects &effects);
    void hash(ClientTransfer &t, ClientEffects &effects);
    void holdIfBehind(ClientEffects &effects);
    qint64 placesLeft() const;

    ServerLink &m_link;
    FollowedRooms &m_rooms;
    Random &m_random;
    std::vector<ClientTransfer> m_transfers; ///< in the order of their turns
    std::vector<QString> m_ending;           ///< wire ids of fetches that the server may still send
    std::optional<Lookup> m_lookup;
    QString m_sink; ///< wire id of the chunk whose payload comes; empty: it is skipped
    quint64 m_lastOrder = 0;
    quint64 m_lastTicket = 0;
    quint64 m_lastWireId = 0;
    std::size_t m_turn = 0; ///< who is asked first for the next part
    qint64 m_unsent = 0;
    qint64 m_unwritten = 0;
    bool m_isHolding = false;
};

} // namespace Chalkwire::Core
