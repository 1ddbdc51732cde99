// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/fileworker.h"

#include <QThread>

namespace Chalkwire::App {

/// The engine's side of the contents of files: hands on what the core wants of them, in order, and brings
/// back the answers. Bounds: the core's, which waits for answers. Thread: the engine's; the files have one of
/// their own.
class FileDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileDesk)

public:
    explicit FileDesk(QObject *parent = nullptr);
    ~FileDesk() override; ///< waits until what was taken is done

    void open(const FilesPlace &place); ///< opened() or openFailed() follows
    void close();                       ///< once what was taken is done; nothing follows
    /// `steps` is empty afterwards.
    void take(std::vector<Core::FileStep> &steps);
    void release(const std::vector<Core::KeptFile> &files);

signals:
    void opened();
    void openFailed(const Chalkwire::Error &error);
    void worked(const Chalkwire::App::SharedFileAnswers &answers);

private:
    QThread m_thread;
    FileWorker *m_worker = nullptr; ///< of one opening; lives in m_thread
};

} // namespace Chalkwire::App
