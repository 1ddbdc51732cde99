// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "trace/record.h"

#include <QFile>

#include <optional>

namespace Chalkwire::Trace {

/// Writes records to a file that is rotated: name.log, name.1.log (the newest old one), name.2.log ...
/// Opened with the first record, its folder made when missing; what stands in it stays.
/// Limits: a file that would pass limits.logFileBytes is rotated first (one record is never split, so a
/// single
///         longer record makes a longer file); limits.logFiles files are kept; 0 lifts either.
/// Errors: a Failure when writing stops working, one for all the records it concerns. Writing is tried again
///         with records at least kRetryMicros later; after it worked, the next failure is reported again.
/// Thread: any one. Cost: one write per call and file.
class LogFile
{
public:
    enum class Format : quint8 {
        JsonLines, ///< every record
        TextLines, ///< for people: one line per frame, opened and closed; chunks are left out
    };
    struct Failure
    {
        QString path;
        QString reason; ///< the system's own words
    };
    static constexpr qint64 kRetryMicros = 1'000'000;

    LogFile(const QString &path, Format format, const Limits &limits);

    std::optional<Failure> write(const Batches &batches);
    QString path() const { return m_path; }
    quint64 lost() const { return m_lost; } ///< records that could not be written
    /// The path of the file rotated `index` times; 0 is path().
    QString rotatedPath(qint64 index) const;

private:
    bool write(const Record &record, bool isWorking);
    void format(const Record &record);
    std::optional<Failure> fail(qint64 wallMicros);
    bool isResting(qint64 wallMicros) const;
    bool open();
    bool makeRoom(qsizetype bytes);
    bool rotate();
    bool move(qint64 from, qint64 to);
    bool remove(qint64 index);
    bool flush();
    bool give(const QString &reason);

    QString m_path;
    Format m_format;
    qint64 m_maxBytes = 0;
    qint64 m_maxFiles = 0;
    QFile m_file;
    QByteArray m_line;     ///< the record that is being written; empty: this file has none for it
    QByteArray m_lines;    ///< whole lines on their way to m_file; empty between calls
    quint64 m_pending = 0; ///< how many
    qint64 m_size = 0;     ///< of m_file, up to its last whole line
    quint64 m_lost = 0;
    QString m_reason; ///< why the last step failed
    bool m_failing = false;
    qint64 m_failedAtWallMicros = 0;
};

} // namespace Chalkwire::Trace
