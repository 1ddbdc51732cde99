// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <random>

namespace Chalkwire {

/// Where randomness comes from. Passed in, so that a seed repeats a run.
class Random
{
public:
    virtual ~Random() = default;
    virtual quint64 next() = 0; ///< 64 uniform bits
};

/// The system's generator. Thread: any.
class SystemRandom final : public Random
{
public:
    quint64 next() override;
};

/// The same numbers for the same seed, on every platform.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_engine(seed)
    {
    }
    quint64 next() override { return m_engine(); }

private:
    std::mt19937_64 m_engine;
};

} // namespace Chalkwire
