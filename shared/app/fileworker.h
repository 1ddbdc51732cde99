// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/filework.h"
#include "store/filestore.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <vector>

namespace Chalkwire::App {

/// Where the contents of files are kept.
struct FilesPlace
{
    QString folder; ///< empty: a temporary one, which goes with the server
    Store::FileBounds bounds;
    std::vector<Core::KeptFile> kept{}; ///< that the history has
    QString setAside{};                 ///< a history was, under this name: so are its files
};

using SharedFileSteps = std::shared_ptr<const std::vector<Core::FileStep>>;
using SharedFileAnswers = std::shared_ptr<const std::vector<Core::FileAnswer>>;

/// Does with the contents of files what the core asks for. Talks to FileDesk by signals and slots; lives in
/// the files' thread, and blocks there.
class FileWorker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileWorker)

public:
    FileWorker();

    void open(const FilesPlace &place);
    void work(const SharedFileSteps &steps);
    void release(const std::vector<Core::KeptFile> &files);

signals:
    void opened();
    void openFailed(const Chalkwire::Error &error);
    void worked(const Chalkwire::App::SharedFileAnswers &answers);

private:
    using Answers = std::vector<Core::FileAnswer>;
    void take(const Core::BeginUpload &step, Answers &answers);
    void take(const Core::WriteUpload &step, Answers &answers);
    void take(const Core::FinishUpload &step, Answers &answers);
    void take(const Core::EndUpload &step, Answers &answers);
    void take(const Core::ReadFile &step, Answers &answers);
    void take(const Core::ReleaseFile &step, Answers &answers);

    std::unique_ptr<QTemporaryDir> m_temporary; ///< null: a lasting one
    std::unique_ptr<Store::FileStore> m_store;  ///< null: not open
    QTimer m_forgetTimer;
};

} // namespace Chalkwire::App
