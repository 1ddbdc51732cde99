// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simserver.h"

namespace Chalkwire::Simulation {

/// What the operator of the server does, by chance. docs/protocol.md §9.11
class SimOperator
{
public:
    SimOperator(Dice &dice, SimServer &server)
        : m_dice(dice)
        , m_server(server)
    {
    }
    void act();

private:
    Dice &m_dice;
    SimServer &m_server;
    int m_words = 0;
};

} // namespace Chalkwire::Simulation
