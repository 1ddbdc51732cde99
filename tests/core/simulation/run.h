// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simoperator.h"
#include "simulation/simuser.h"

namespace Chalkwire::Simulation {

/// One seeded run: a server and its clients for some minutes of trouble, then peace, then the check.
class Run
{
public:
    struct Outcome
    {
        quint64 hash = 0; ///< of all that happened
        QStringList violations{};
        qint64 clients = 0;
        qint64 entries = 0; ///< in the store, at the end
    };

    explicit Run(quint64 seed, bool isPrinted = false);
    Outcome play();

private:
    void trouble();
    void step();
    void disturbServer();
    void disturbClock();
    void loseSomething();
    void heal();
    bool isSettled();
    void check();

    Timeline m_timeline;
    Dice m_dice;
    Journal m_journal;
    SimNetwork m_network;
    SimServer m_server;
    SimUser m_user;
    SimOperator m_operator;
    bool m_hasOperator;
    std::vector<std::unique_ptr<SimClient>> m_clients;
};

} // namespace Chalkwire::Simulation
