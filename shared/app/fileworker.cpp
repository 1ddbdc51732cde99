// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fileworker.h"

#include "base/clock.h"
#include "base/log.h"

#include <QDir>

#include <cstring>
#include <utility>

namespace Chalkwire::App {

namespace {

constexpr int kForgetMs = 60'000;

qint64 nowMillis()
{
    return SystemClock().wallMicros() / 1000;
}

} // namespace

FileWorker::FileWorker()
    : m_forgetTimer(this)
{
    m_forgetTimer.setInterval(kForgetMs);
    connect(&m_forgetTimer, &QTimer::timeout, this, [this] { m_store->forgetOld(nowMillis()); });
}

void FileWorker::open(const FilesPlace &place)
{
    QString folder = place.folder;
    if (folder.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        folder = m_temporary->filePath(QStringLiteral("files"));
    } else if (!place.setAside.isEmpty() && !QDir(folder).isEmpty(QDir::Files)) {
        // Its posts may be had back, and then want theirs.
        if (!QDir().rename(folder, place.setAside + QStringLiteral(".files"))) {
            emit openFailed({ErrorCode::StorageFailed, QStringLiteral("cannot be renamed: ") + folder});
            return;
        }
    }
    auto store = Store::FileStore::open(folder, place.bounds, place.kept);
    if (!store) {
        emit openFailed(store.error());
        return;
    }
    m_store = *std::move(store);
    m_store->forgetOld(nowMillis());
    m_forgetTimer.start();
    emit opened();
}

void FileWorker::work(const SharedFileSteps &steps)
{
    if (!m_store)
        return;
    auto answers = std::make_shared<Answers>();
    for (const Core::FileStep &step : *steps)
        std::visit([&](const auto &one) { take(one, *answers); }, step);
    if (!answers->empty())
        emit worked(std::move(answers));
}

void FileWorker::release(const std::vector<Core::KeptFile> &files)
{
    for (const Core::KeptFile &file : files) {
        if (m_store)
            m_store->release(file);
    }
}

void FileWorker::take(const Core::BeginUpload &step, Answers &answers)
{
    const Result<qint64> offset = m_store->begin(step.ticket, step.wanted, nowMillis());
    answers.emplace_back(offset ? Core::UploadBegun{step.ticket, *offset}
                                : Core::UploadBegun{step.ticket, 0, offset.error().code});
}

void FileWorker::take(const Core::WriteUpload &step, Answers &answers)
{
    const Core::UploadWritten written{step.ticket, step.by, step.bytes.size(), step.cost(),
                                      m_store->append(step.ticket, step.bytes, nowMillis())};
    auto *last = answers.empty() ? nullptr : std::get_if<Core::UploadWritten>(&answers.back());
    if (last && last->ticket == written.ticket && last->error == written.error) {
        last->bytes += written.bytes;
        last->cost += written.cost;
    } else {
        answers.emplace_back(written);
    }
}

void FileWorker::take(const Core::FinishUpload &step, Answers &answers)
{
    Core::UploadDone done{step.ticket, step.wanted};
    if (Result<QString> key = m_store->finish(step.ticket))
        done.file.key = *std::move(key);
    else
        done.error = key.error().code;
    answers.emplace_back(std::move(done));
}

void FileWorker::take(const Core::EndUpload &step, Answers &)
{
    if (step.isLeft)
        m_store->leave(step.ticket, nowMillis());
    else
        m_store->discard(step.ticket);
}

void FileWorker::take(const Core::ReadFile &step, Answers &answers)
{
    Core::FileRead read{step.ticket};
    read.frame = QByteArray(step.header.size() + step.count, Qt::Uninitialized);
    std::memcpy(read.frame.data(), step.header.constData(), static_cast<std::size_t>(step.header.size()));
    read.error = m_store->read(step.key, step.offset, read.frame.data() + step.header.size(), step.count);
    answers.emplace_back(std::move(read));
}

void FileWorker::take(const Core::ReleaseFile &step, Answers &)
{
    m_store->release(step.file);
}

} // namespace Chalkwire::App
