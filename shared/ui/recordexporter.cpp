// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recordexporter.h"

#include "trace/export.h"
#include "ui/trafficmodel.h"

#include <QElapsedTimer>

namespace Chalkwire::Ui {

namespace {

constexpr qsizetype kBlockBytes = 256 * 1024;

} // namespace

RecordExporter::RecordExporter(const TrafficModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RecordExporter::work);
}

RecordExporter::~RecordExporter()
{
    cancel();
}

void RecordExporter::start(const QString &path, Trace::ExportFormat format, std::vector<quint64> numbers,
                           ConnectionId connection)
{
    cancel();
    m_format = format;
    m_connection = connection;
    m_numbers = std::move(numbers);
    m_at = 0;
    m_missing = 0;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly) || m_file->write(Trace::exportHeader(m_format)) < 0) {
        fail();
        return;
    }
    m_timer.start();
}

void RecordExporter::cancel()
{
    m_timer.stop();
    if (m_file)
        m_file->cancelWriting();
    m_file.reset();
    m_numbers.clear();
}

int RecordExporter::percent() const
{
    return m_numbers.empty() ? 100 : static_cast<int>(m_at * 100 / m_numbers.size());
}

void RecordExporter::work()
{
    QElapsedTimer clock;
    clock.start();
    const Trace::ExportOptions options{m_connection, false};
    QByteArray block;
    while (m_at < m_numbers.size() && clock.elapsed() < kSliceMs) {
        const int row = m_model->rowOf(m_numbers[m_at++]);
        if (row < 0)
            ++m_missing;
        else
            Trace::appendExport(m_format, options, m_model->recordAt(row), block);
        if (block.size() < kBlockBytes && m_at < m_numbers.size())
            continue;
        if (m_file->write(block) != block.size()) {
            fail();
            return;
        }
        block.clear();
    }
    if (!block.isEmpty() && m_file->write(block) != block.size()) {
        fail();
        return;
    }
    if (m_at == m_numbers.size())
        end();
    else
        emit progressed(percent());
}

void RecordExporter::fail()
{
    const QString words = m_file->errorString();
    cancel();
    emit failed(words);
}

void RecordExporter::end()
{
    m_timer.stop();
    if (!m_file->commit()) {
        fail();
        return;
    }
    const auto written = static_cast<qsizetype>(m_numbers.size()) - m_missing;
    m_file.reset();
    m_numbers.clear();
    emit finished(written, m_missing);
}

} // namespace Chalkwire::Ui
