// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"
#include "trace/export.h"

#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <memory>
#include <vector>

namespace Chalkwire::Ui {

class TrafficModel;

/// Writes records of a model to a file in slices between events; a file appears only when it is complete.
/// Records that the ring drops meanwhile are missing, and counted. Errors: failed() with the system's words.
class RecordExporter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordExporter)

public:
    static constexpr int kSliceMs = 12;

    /// `model` is not owned and outlives this object.
    explicit RecordExporter(const TrafficModel *model, QObject *parent = nullptr);
    ~RecordExporter() override;

    /// Starts; one at a time. `numbers` ascending. `connection`: only its records, with the
    /// offsets in its stream; kNoConnection: everybody's.
    void start(const QString &path, Trace::ExportFormat format, std::vector<quint64> numbers,
               ConnectionId connection = kNoConnection);
    void cancel(); ///< nothing is left behind
    bool isRunning() const { return m_timer.isActive(); }
    int percent() const;

signals:
    void progressed(int percent);
    void finished(qsizetype written, qsizetype missing);
    void failed(const QString &systemText);

private:
    void work();
    void fail();
    void end();

    const TrafficModel *m_model;
    std::unique_ptr<QSaveFile> m_file;
    Trace::ExportFormat m_format{};
    ConnectionId m_connection = kNoConnection;
    std::vector<quint64> m_numbers;
    size_t m_at = 0;
    qsizetype m_missing = 0;
    QTimer m_timer;
};

} // namespace Chalkwire::Ui
