// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transferworker.h"

#include <QThread>

namespace Chalkwire::App {

/// The engine's side of the user's files: hands on what a chat client's core wants of them, in order, and
/// brings back the answers. Bounds: the core's, which waits for answers. Thread: the engine's; the files have
/// one of their own, from the first work on.
class TransferDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferDesk)

public:
    TransferDesk();
    ~TransferDesk() override; ///< waits until what was taken is done

    void take(const std::vector<Core::TransferStep> &steps);

signals:
    void worked(const Chalkwire::App::SharedTransferAnswers &answers);

private:
    QThread m_thread;
    TransferWorker *m_worker = nullptr; ///< lives in m_thread, which ends with it
};

} // namespace Chalkwire::App
