// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simclient.h"

namespace Chalkwire::Simulation {

/// What must hold at the end of a run. What must hold all along is checked where it happens, by SimClient and
/// SimWindow. Everything is compared with the store, which is the truth.
class Checker
{
public:
    Checker(Journal &journal, Store::MemoryStore &store);

    /// What this client waits for; empty: it is well.
    static QString whatIsOpen(const SimClient &client, Store::MemoryStore &store);

    void checkClient(const SimClient &client);
    void checkStore(const std::vector<std::unique_ptr<SimClient>> &clients);

private:
    bool isAccountedFor(const SimClient &client, const QString &id) const;
    void checkWords(const SimClient &client);
    void checkRoom(const SimClient &client, const Core::ClientRoom &room);
    void checkConversation(const SimClient &client, const Core::KeptRoom &kept);
    bool isEmpty(const QString &room, quint64 seq);
    void requireSeen(const SimClient &client, const QString &room, quint64 seq, bool isSeen,
                     const QString &otherwise);
    void checkTexts(const SimClient &client, const QString &room, const SimWindow::Room &shown);
    void checkCounts(const SimClient &client, const Core::ClientRoom &room, const SimWindow::Room &shown);

    Journal &m_journal;
    Store::MemoryStore &m_store;
    std::map<std::pair<QByteArray, QString>, std::vector<std::pair<QString, quint64>>> m_byId;
    std::map<QString, std::map<quint64, Core::Entry>> m_entries; ///< all of the store
};

} // namespace Chalkwire::Simulation
