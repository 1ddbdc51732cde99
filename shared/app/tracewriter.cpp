// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tracewriter.h"

namespace Chalkwire::App {

using Trace::LogFile;

TraceWriter::TraceWriter(const QString &dataDir, const QString &traceFile, const Limits &limits)
{
    if (!dataDir.isEmpty())
        m_files.push_back(std::make_unique<LogFile>(dataDir + QStringLiteral("/logs/server.log"),
                                                    LogFile::Format::TextLines, limits));
    if (!traceFile.isEmpty()) {
        Limits whole = limits;
        whole.logFileBytes = 0; // a trace asked for by name is one file
        m_files.push_back(std::make_unique<LogFile>(traceFile, LogFile::Format::JsonLines, whole));
    }
}

void TraceWriter::write(const SharedServerReport &report)
{
    for (const auto &file : m_files) {
        if (const auto failure = file->write(report->records))
            emit failed(failure->path, failure->reason);
    }
}

} // namespace Chalkwire::App
