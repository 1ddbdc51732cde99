// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/logfile.h"

#include "trace/jsonline.h"
#include "trace/textline.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace Chalkwire::Trace {

namespace {

constexpr qsizetype kBytesPerWrite = 256 * 1024;

bool endsInsideLine(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(qMax<qint64>(0, file.size() - 1)))
        return false;
    const QByteArray last = file.read(1);
    return !last.isEmpty() && last != "\n";
}

} // namespace

LogFile::LogFile(const QString &path, Format format, const Limits &limits)
    : m_path(path)
    , m_format(format)
    , m_maxBytes(limits.logFileBytes)
    , m_maxFiles(limits.logFiles)
{
}

std::optional<LogFile::Failure> LogFile::write(const Batches &batches)
{
    if (batches.empty())
        return std::nullopt;
    const qint64 now = batches.back()->back().wallMicros;
    const bool isTrying = !isResting(now);
    bool isWorking = isTrying && open();
    for (const SharedRecords &records : batches) {
        for (const Record &record : *records)
            isWorking = write(record, isWorking);
    }
    isWorking = isWorking && flush();
    if (isTrying && !isWorking)
        return fail(now);
    m_failing = m_failing && !isWorking;
    return std::nullopt;
}

bool LogFile::write(const Record &record, bool isWorking)
{
    format(record);
    if (m_line.isEmpty())
        return isWorking;
    if (isWorking && makeRoom(m_line.size())) {
        m_lines += m_line;
        ++m_pending;
        return true;
    }
    ++m_lost;
    return false;
}

void LogFile::format(const Record &record)
{
    m_line.resize(0); // and keeps its memory
    if (m_format == Format::JsonLines)
        appendJsonLine(record, m_line);
    else if (record.kind != RecordKind::Chunk)
        appendTextLine(record, m_line);
}

QString LogFile::rotatedPath(qint64 index) const
{
    if (index == 0)
        return m_path;
    const qsizetype name = m_path.lastIndexOf(u'/') + 1;
    const qsizetype dot = m_path.lastIndexOf(u'.');
    const qsizetype at = dot > name ? dot : m_path.size();
    return m_path.first(at) + u'.' + QString::number(index) + m_path.sliced(at);
}

bool LogFile::isResting(qint64 wallMicros) const
{
    // The wall clock may jump back; then a long rest must not follow.
    return m_failing && qAbs(wallMicros - m_failedAtWallMicros) < kRetryMicros;
}

std::optional<LogFile::Failure> LogFile::fail(qint64 wallMicros)
{
    m_file.close();
    m_failedAtWallMicros = wallMicros;
    if (m_failing)
        return std::nullopt;
    m_failing = true;
    return Failure{m_path, m_reason};
}

bool LogFile::give(const QString &reason)
{
    m_reason = reason;
    return false;
}

bool LogFile::open()
{
    // Somebody may have deleted or moved the file: then a new one begins.
    if (m_file.isOpen() && QFileInfo::exists(m_path))
        return true;
    m_file.close();
    QDir().mkpath(QFileInfo(m_path).path());
    const bool isCutOff = endsInsideLine(m_path);
    m_file.setFileName(m_path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return give(m_file.errorString());
    m_size = m_file.size();
    if (isCutOff)
        m_lines = "\n";
    return true;
}

bool LogFile::makeRoom(qsizetype bytes)
{
    if (m_lines.size() >= kBytesPerWrite && !flush())
        return false;
    const qint64 size = m_size + m_lines.size();
    if (size == 0 || !passes(size + bytes, m_maxBytes))
        return true;
    return flush() && rotate() && open();
}

bool LogFile::flush()
{
    const QByteArray lines = std::exchange(m_lines, {});
    const quint64 count = std::exchange(m_pending, 0);
    qint64 written = 0;
    while (written < lines.size()) {
        const qint64 now = m_file.write(lines.constData() + written, lines.size() - written);
        if (now <= 0)
            break;
        written += now;
    }
    if (written == lines.size()) {
        m_size += written;
        return true;
    }
    m_lost += count;
    m_reason = m_file.errorString();
    m_file.resize(m_size); // no half line stays; where this fails too, open() ends the line
    return false;
}

bool LogFile::rotate()
{
    m_file.close();
    qint64 firstFree = 1;
    while (QFileInfo::exists(rotatedPath(firstFree)))
        ++firstFree;
    if (m_maxFiles > 0) {
        for (; firstFree >= m_maxFiles; --firstFree) {
            if (!remove(firstFree - 1))
                return false;
        }
    }
    for (qint64 i = firstFree; i > 0; --i) {
        if (!move(i - 1, i))
            return false;
    }
    return true;
}

bool LogFile::move(qint64 from, qint64 to)
{
    QFile file(rotatedPath(from));
    return file.rename(rotatedPath(to)) || give(file.errorString());
}

bool LogFile::remove(qint64 index)
{
    QFile file(rotatedPath(index));
    return file.remove() || give(file.errorString());
}

} // namespace Chalkwire::Trace
