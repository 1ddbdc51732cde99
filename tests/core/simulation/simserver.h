// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/servercore.h"
#include "simulation/simdisk.h"
#include "simulation/simfiles.h"
#include "simulation/simnetwork.h"

#include <memory>

namespace Chalkwire::Simulation {

/// The server's program: a real ServerCore between the network and the disk, as App::ServerEngine joins them.
class SimServer final : public Peer
{
public:
    SimServer(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network, bool hasFiles);

    void start();
    void stop();        ///< as SIGTERM does: it says goodbye, then is down
    void crash();       ///< as a power cut does
    void loseHistory(); ///< crashes too
    void order(const Core::RoomOrder &order);
    void announce(const QByteArray &words);
    const Core::Rooms &rooms() const { return m_core->rooms(); } ///< while it is up
    bool isUp() const { return m_core != nullptr; }
    bool isStopping() const { return m_isStopping; }

    SimClock clock;
    SimDisk disk;
    SimFiles files;
    bool isPurging = false; ///< what is too old goes, by and by

private:
    void opened(ConnectionId id) override;
    void received(ConnectionId id, const QByteArray &chunk) override;
    void closed(ConnectionId id) override;

    template<class Call>
    void run(Call call);
    void take(DiskAnswers &answers);
    void apply(Core::Effects &effects);
    void applyEffect(const Core::Send &send);
    void applyEffect(const Core::Close &close);
    void applyEffect(const Core::HoldReading &hold);
    template<class Other>
    void applyEffect(const Other &)
    {
    }
    void wakeWhenDue();
    void purgeLater();
    void finishStop();
    /// Unless this life of the server is over by then.
    void later(Micros delay, std::function<void()> what);

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    SimNetwork &m_network;
    Limits m_limits;
    std::unique_ptr<Core::ServerCore> m_core; ///< null: it is down
    std::set<ConnectionId> m_connections;
    std::optional<Instant> m_wakeAt;
    bool m_hasFiles;
    bool m_isStopping = false;
    quint64 m_life = 0;
};

} // namespace Chalkwire::Simulation
