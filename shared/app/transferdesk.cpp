// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transferdesk.h"

namespace Chalkwire::App {

TransferDesk::TransferDesk()
{
    m_thread.setObjectName(QStringLiteral("files"));
}

TransferDesk::~TransferDesk()
{
    if (m_worker)
        m_worker->deleteLater(); // its turn comes after the work
    m_thread.wait();
}

void TransferDesk::take(const std::vector<Core::TransferStep> &steps)
{
    if (steps.empty())
        return;
    if (!m_worker) {
        m_worker = new TransferWorker;
        m_worker->moveToThread(&m_thread);
        connect(m_worker, &TransferWorker::worked, this, &TransferDesk::worked);
        connect(m_worker, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
        m_thread.start();
    }
    const auto work = std::make_shared<const std::vector<Core::TransferStep>>(steps);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work] { worker->work(work); }, Qt::QueuedConnection);
}

} // namespace Chalkwire::App
