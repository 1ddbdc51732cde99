// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filedesk.h"

#include <utility>

namespace Chalkwire::App {

FileDesk::FileDesk(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("files"));
}

FileDesk::~FileDesk()
{
    close();
    // Behind what was taken: quit() itself would not wait for it.
    auto *last = new QObject;
    last->moveToThread(&m_thread);
    connect(last, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
    if (m_thread.isRunning())
        last->deleteLater();
    else
        delete last;
    m_thread.wait();
}

void FileDesk::open(const FilesPlace &place)
{
    m_worker = new FileWorker;
    m_thread.start(); // nothing, when it runs
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &FileWorker::opened, this, &FileDesk::opened);
    connect(m_worker, &FileWorker::openFailed, this, &FileDesk::openFailed);
    connect(m_worker, &FileWorker::worked, this, &FileDesk::worked);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, place] { worker->open(place); }, Qt::QueuedConnection);
}

void FileDesk::close()
{
    if (!m_worker)
        return;
    m_worker->disconnect(this);
    std::exchange(m_worker, nullptr)->deleteLater(); // its turn comes after the work
}

void FileDesk::take(std::vector<Core::FileStep> &steps)
{
    const auto work = std::make_shared<const std::vector<Core::FileStep>>(std::exchange(steps, {}));
    if (m_worker)
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, work] { worker->work(work); }, Qt::QueuedConnection);
}

void FileDesk::release(const std::vector<Core::KeptFile> &files)
{
    if (m_worker)
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, files] { worker->release(files); }, Qt::QueuedConnection);
}

} // namespace Chalkwire::App
