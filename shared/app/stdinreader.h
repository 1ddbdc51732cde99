// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSemaphore>

#include <memory>

namespace Chalkwire::App {

/// Reads lines from standard input in a thread of its own and hands them over one at a time: nothing more is
/// read until takeNext() was called, so that a large file fills no memory. A line longer than kMaxLineBytes
/// is cut there. The thread blocks in a read that nothing can interrupt portably; it is left behind when the
/// program ends. Thread: the one that made it.
class StdinReader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StdinReader)

public:
    static constexpr qsizetype kMaxLineBytes = 1024 * 1024;

    explicit StdinReader(QObject *parent = nullptr);
    ~StdinReader() override;

    void takeNext(); ///< one more lineRead() or ended() may come

signals:
    void lineRead(const QByteArray &line); ///< without its line end
    void ended();

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; ///< outlives this object in the reading thread
};

} // namespace Chalkwire::App
