// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// length: one apply() for each effect of the core

#include "core/chatclientcore.h"
#include "core/reconnectpolicy.h"
#include "simulation/simdisk.h"
#include "simulation/simnetwork.h"
#include "simulation/simwindow.h"

#include <memory>

namespace Chalkwire::Simulation {

QByteArray contentOf(const QString &path);

/// The program of one user: a real ChatClientCore and ReconnectPolicy, the file with what it keeps, and its
/// window. A crash takes all but the file, and may come between any two effects.
class SimClient final : public Peer
{
public:
    /// One of its posts that the server has.
    struct OwnEntry
    {
        QString room;
        quint64 seq = 0;
    };

    SimClient(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network, SimDisk &disk,
              int number);

    void start();
    void crash();
    void loseFile();                                   ///< crashes too, and is another author then
    void historyLost();                                ///< what the server had of it is gone
    void crashSoon() { m_dieAfter = m_dice.below(8); } ///< between two effects
    void calm() { m_dieAfter.reset(); }                ///< no crash any more
    void reconnect();                                  ///< the user wants it now
    void leaveForGood();                               ///< goes away politely, until reconnect()
    bool isResting() const;                            ///< it does not try to connect until reconnect()
    bool isRunning() const { return m_core != nullptr; }
    bool isWelcome() const { return m_isWelcome; }

    /// Calls what the user does, `call(core, effects)`, where the program runs; the result, if there is one.
    template<class Call>
    auto act(Call call)
    {
        Core::ClientEffects effects;
        auto result = call(*m_core, effects);
        if (result) // an error fills nothing, not even wakeAt
            carryOut(effects);
        return result;
    }
    /// Remembers what was said in order to find it again. False: the core refused it.
    bool say(const Result<QString> &id, const QString &room, Core::EntryKind kind);

    const Core::ChatClientCore *core() const { return m_core.get(); }
    const QString &name() const { return m_core->name(); }
    const QByteArray &author() const { return m_author; }
    /// Who it was when it said this.
    const QByteArray &authorOf(const QString &id) const;
    /// The server had it, and may have lost it since by what the operator did.
    bool mayBeGone(const QString &id) const;
    /// The store's name of a room; of our inbox and of what we write to somebody, our inbox.
    QString place(const QString &room) const { return Core::isInbox(room) ? Core::inboxOf(m_author) : room; }

    const int number;
    SimClock clock;
    Core::KeptClient kept;                           ///< the file, without
    std::map<QString, Core::KeptRoom> conversations; ///< with somebody, of which something is not read
    SimWindow window;
    std::vector<OwnEntry> own;
    std::map<QString, Core::OutboxItem> said;             ///< all that was kept in the outbox, by id
    std::map<QString, Core::KeptUpload> given;            ///< all files that were kept to be given, by id
    std::set<QString> discarded;                          ///< of both
    std::set<QString> fetching;                           ///< ids of files
    std::map<QString, quint64> firstAfter;                ///< where a followed room began for it
    std::map<QString, std::set<quint64>> seen;            ///< of a followed room, over all its lives
    std::map<QString, std::pair<QString, quint64>> saved; ///< by id: room and number
    std::set<QString> mustCome;                           ///< ids that are to come as entries
    std::set<QString> foreign; ///< ids of what is about entries of a history that is lost

private:
    void opened(ConnectionId id) override;
    void received(ConnectionId id, const QByteArray &chunk) override;
    void closed(ConnectionId id) override;

    template<class Call>
    void run(Call call)
    {
        if (!m_core)
            return;
        Core::ClientEffects effects;
        call(*m_core, effects);
        carryOut(effects);
    }
    void carryOut(Core::ClientEffects &effects);
    void plan();
    void wakeAt(std::optional<Instant> at);

    void apply(const Core::FrameSeen &frame);
    void apply(const Core::Send &send);
    void apply(const Core::Close &close);
    void apply(const Core::KeepIdentity &keep);
    void apply(const Core::KeepRoom &keep);
    void apply(const Core::ForgetRoom &forget);
    void apply(const Core::KeepOutboxItem &keep);
    void apply(const Core::ForgetOutboxItem &forget);
    void apply(const Core::Told::Welcome &welcome);
    void apply(const Core::Told::Lost &lost);
    void apply(const Core::Told::Said &said);
    void apply(const Core::Told::OlderPage &page);
    void apply(const Core::Told::Own &own);
    void apply(const Core::Told::Gone &gone);
    void apply(const Core::Told::Restarted &restarted);
    void apply(const Core::Told::Direct &direct);
    void apply(const Core::Told::Discarded &gone);
    void apply(const Core::Told::RoomJoined &joined);
    void apply(const Core::Told::RoomRefused &refused);
    void apply(const Core::KeepUpload &keep);
    void apply(const Core::ForgetUpload &forget);
    void apply(const Core::Told::Transfer &transfer);
    /// Notes the number. False: it has another one. (Not so where that entry is gone: then its id was free.)
    bool saveOnce(const QString &id, const QString &room, quint64 seq);
    void takeGiven(const Core::Told::Transfer &transfer);

    using Answers = std::vector<Core::TransferAnswer>;
    void workOn(const std::vector<Core::TransferStep> &steps);
    void work(const Core::HashPart &step, Answers &answers);
    void work(const Core::ReadPart &step, Answers &answers);
    void work(const Core::WritePart &step, Answers &answers);
    void work(const Core::FinishFile &step, Answers &answers);
    void work(const Core::CloseFile &step, Answers &answers);
    void drainSoon();
    template<class Other>
    void apply(const Other &)
    {
    }
    void noteForeign(const QString &id, quint64 of);
    bool mayKnow(const QString &room) const; ///< a private one
    QString me() const { return QStringLiteral("client %1: ").arg(number); }

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    SimNetwork &m_network;
    SimDisk &m_disk;
    QByteArray m_author;
    std::map<QString, QByteArray> m_earlier;      ///< authors, by the id of what they said
    std::map<QString, Instant> m_joined{};        ///< rooms, and when at last
    bool m_isToldRemoved = false;                 ///< by the frame that is being taken
    int m_files = 1;                              ///< that it has had
    std::unique_ptr<Core::ChatClientCore> m_core; ///< null: the program does not run
    std::unique_ptr<Core::ReconnectPolicy> m_policy;
    ConnectionId m_link = kNoConnection;
    bool m_isOpen = false;
    bool m_isWelcome = false;
    std::optional<Core::Told::Lost> m_lost;
    std::optional<Instant> m_wakeAt;
    std::optional<qint64> m_dieAfter;   ///< so many more effects
    std::map<quint64, qint64> m_hashed; ///< by ticket, as the next
    std::map<quint64, QByteArray> m_fetched;
    Instant m_workedAt{};
    quint64 m_life = 0;
};

} // namespace Chalkwire::Simulation
