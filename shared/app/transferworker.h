// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transferwork.h"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace Chalkwire::App {

using SharedTransferSteps = std::shared_ptr<const std::vector<Core::TransferStep>>;
using SharedTransferAnswers = std::shared_ptr<const std::vector<Core::TransferAnswer>>;

/// Does with files of the user what a chat client's core asks for. Talks to TransferDesk by signals and
/// slots; lives in a thread of its own, and blocks there.
/// Files:   no file that was there is written to, replaced or removed. What is fetched is written to a new
///          file NAME.part beside its place, and gets its name, or NAME (2) and so on, once all of it is
///          right.
/// Bounds:  what is written without a path is kept in memory: the core bounds it.
class TransferWorker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferWorker)

public:
    TransferWorker();
    ~TransferWorker() override; ///< removes what was not finished

    void work(const SharedTransferSteps &steps);

signals:
    void worked(const Chalkwire::App::SharedTransferAnswers &answers);

private:
    struct OpenFile;
    using Answers = std::vector<Core::TransferAnswer>;
    void take(const Core::HashPart &step, Answers &answers);
    void take(const Core::ReadPart &step, Answers &answers);
    void take(const Core::WritePart &step, Answers &answers);
    void take(const Core::FinishFile &step, Answers &answers);
    void take(const Core::CloseFile &step, Answers &answers);
    OpenFile &file(quint64 ticket);

    std::map<quint64, std::unique_ptr<OpenFile>> m_files; ///< by ticket
};

} // namespace Chalkwire::App
