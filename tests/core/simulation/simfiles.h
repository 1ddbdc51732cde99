// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/filework.h"
#include "simulation/journal.h"

#include <functional>
#include <map>

namespace Chalkwire::Simulation {

/// The contents that clients give, on a slow disk of the server's: does what App::FileWorker does. A crash
/// loses what was not written, and the end of what was.
class SimFiles
{
public:
    SimFiles(Timeline &timeline, Dice &dice, Journal &journal);

    void open(const std::vector<Core::KeptFile> &kept); ///< what no post has goes
    void take(std::vector<Core::FileStep> &steps);
    void release(const std::vector<Core::KeptFile> &files);
    void crash();
    bool isIdle() const { return m_waiting == 0; }

    std::function<void(const std::vector<Core::FileAnswer> &)> answer;
    bool isFull = false;

private:
    using Answers = std::vector<Core::FileAnswer>;
    struct Upload
    {
        QByteArray what; ///< whose, and what it will be
        QByteArray bytes;
    };
    void later(std::function<void()> what);
    void take(const Core::BeginUpload &step, Answers &answers);
    void take(const Core::WriteUpload &step, Answers &answers);
    void take(const Core::FinishUpload &step, Answers &answers);
    void take(const Core::EndUpload &step, Answers &answers);
    void take(const Core::ReadFile &step, Answers &answers);
    void take(const Core::ReleaseFile &step, Answers &answers);

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    std::map<quint64, Upload> m_uploads;     ///< by ticket
    std::map<QByteArray, QByteArray> m_left; ///< by Upload::what
    std::map<QString, QByteArray> m_contents;
    std::map<QString, int> m_posts; ///< by key
    Instant m_workedAt{};
    int m_waiting = 0;
    quint64 m_life = 0;
};

} // namespace Chalkwire::Simulation
