// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"
#include "base/limits.h"
#include "trace/logfile.h"

#include <QObject>

#include <memory>
#include <vector>

namespace Chalkwire::App {

/// Writes batches of records to files in a thread of its own, so that a slow disk delays no client.
/// The next report waits for it; what comes meanwhile is bounded, then dropped and counted.
/// <dataDir>/logs/server.log is for people and rotated; `traceFile` has every record as JSON Lines and is
/// not. Errors: failed(), once per trouble. Thread: the writer thread, except the constructor.
class TraceWriter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TraceWriter)

public:
    /// An empty path means that this file is not written.
    TraceWriter(const QString &dataDir, const QString &traceFile, const Limits &limits);

    void write(const SharedServerReport &report); ///< its records

signals:
    void failed(const QString &path, const QString &systemText);

private:
    std::vector<std::unique_ptr<Trace::LogFile>> m_files;
};

} // namespace Chalkwire::App
