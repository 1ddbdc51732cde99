// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simclient.h"

namespace Chalkwire::Simulation {

/// What a person in front of a SimClient does, by chance.
class SimUser
{
public:
    SimUser(Timeline &timeline, Dice &dice, Journal &journal, SimNetwork &network, Store::MemoryStore &store,
            bool hasFiles);

    void enter(SimClient &client); ///< a first room
    void act(SimClient &client);
    void resumeFiles(SimClient &client); ///< that were paused

private:
    void joinSomething(SimClient &client);
    void joinVault(SimClient &client);
    void leaveSomething(SimClient &client);
    void handleFiles(SimClient &client, const QString &room);
    void post(SimClient &client, const QString &room);
    void change(SimClient &client);
    void look(SimClient &client, const QString &room);
    void speakAside(SimClient &client, const QString &room);
    void rename(SimClient &client);
    void tidyUp(SimClient &client);
    void goAway(SimClient &client);
    void join(SimClient &client, const QString &room, bool isPrivate);
    quint64 somePost(const SimClient &client, const QString &room);
    QString words();
    QString someName();

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    SimNetwork &m_network;
    Store::MemoryStore &m_store;
    bool m_hasFiles;
    int m_words = 0;
};

} // namespace Chalkwire::Simulation
