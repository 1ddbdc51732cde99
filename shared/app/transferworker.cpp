// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transferworker.h"

#include "store/sha256.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cstring>
#include <filesystem>

namespace Chalkwire::App {

namespace {

constexpr qint64 kHashBytes = 4 * 1024 * 1024; ///< for one answer: other files have their turn between
constexpr qint64 kReadBytes = 256 * 1024;
constexpr int kMaxNames = 1000; ///< that are tried for one file

/// "tea (2).txt" for "tea.txt".
QString numbered(const QString &path, int number)
{
    if (number == 1)
        return path;
    const QFileInfo info(path);
    const QString extension = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    return QStringLiteral("%1 (%2)%3").arg(path.chopped(extension.size())).arg(number).arg(extension);
}

bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

/// Opens a new file of this name, or one like it. False: it cannot be.
bool openNew(QFile &file, const QString &path)
{
    for (int number = 1; number <= kMaxNames; ++number) {
        file.setFileName(numbered(path, number));
        if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return true;
        if (!isThere(file.fileName()))
            return false;
    }
    return false;
}

qint64 modifiedMillis(const QFileInfo &info)
{
    return info.lastModified().toMSecsSinceEpoch();
}

} // namespace

struct TransferWorker::OpenFile
{
    ~OpenFile()
    {
        if (isNew)
            disk.remove();
    }
    bool openToRead(const QString &path)
    {
        if (disk.isOpen())
            return true;
        disk.setFileName(path);
        // Only what is a file: opening a pipe would wait for who writes to it.
        return QFileInfo(path).isFile() && disk.open(QIODevice::ReadOnly);
    }
    bool openToWrite(const QString &path)
    {
        isInMemory = path.isEmpty();
        if (isInMemory || disk.isOpen())
            return true;
        isNew = openNew(disk, path + QStringLiteral(".part"));
        return isNew;
    }
    bool write(QByteArrayView bytes)
    {
        sha256.add(bytes);
        if (!isInMemory)
            return disk.write(bytes.data(), bytes.size()) == bytes.size();
        content.append(bytes);
        return true;
    }
    /// Where it is then; empty: it cannot be.
    QString name(const QString &path)
    {
        disk.close();
        QFile place; // taken first, so that nothing of this name is replaced
        if (disk.error() != QFile::NoError || !openNew(place, path))
            return {};
        place.close();
        std::error_code error;
        std::filesystem::rename(disk.filesystemFileName(), place.filesystemFileName(), error);
        if (error)
            place.remove();
        else
            isNew = false;
        return error ? QString() : place.fileName();
    }

    QFile disk;
    QByteArray content;
    Store::Sha256 sha256;
    qint64 done = 0;
    bool isInMemory = false;
    bool isNew = false;    ///< ours, and not finished
    bool isBroken = false; ///< something of it could not be written
};

TransferWorker::TransferWorker() = default;
TransferWorker::~TransferWorker() = default;

void TransferWorker::work(const SharedTransferSteps &steps)
{
    auto answers = std::make_shared<Answers>();
    for (const Core::TransferStep &step : *steps)
        std::visit([&](const auto &one) { take(one, *answers); }, step);
    if (!answers->empty())
        emit worked(std::move(answers));
}

TransferWorker::OpenFile &TransferWorker::file(quint64 ticket)
{
    std::unique_ptr<OpenFile> &file = m_files[ticket];
    if (!file)
        file = std::make_unique<OpenFile>();
    return *file;
}

void TransferWorker::take(const Core::HashPart &step, Answers &answers)
{
    OpenFile &given = file(step.ticket);
    Core::PartHashed hashed{step.ticket};
    const bool isOpen = given.openToRead(step.path);
    const QFileInfo info(step.path);
    hashed.size = info.size();
    hashed.modified = modifiedMillis(info);
    const qint64 until = qMin(given.done + kHashBytes, hashed.size);
    while (isOpen && given.done < until) {
        const QByteArray bytes = given.disk.read(qMin(kReadBytes, until - given.done));
        if (bytes.isEmpty())
            break;
        given.sha256.add(bytes);
        given.done += bytes.size();
    }
    hashed.done = given.done;
    if (!isOpen || given.done < until)
        hashed.error = ErrorCode::Unreadable;
    else if (given.done == hashed.size)
        hashed.sha256 = given.sha256.result();
    answers.emplace_back(std::move(hashed));
}

void TransferWorker::take(const Core::ReadPart &step, Answers &answers)
{
    OpenFile &given = file(step.ticket);
    Core::PartRead read{step.ticket};
    const QFileInfo info(step.path);
    if (!given.openToRead(step.path)) {
        read.error = ErrorCode::Unreadable;
    } else if (info.size() != step.size || modifiedMillis(info) != step.modified) {
        read.error = ErrorCode::FileChanged;
    } else {
        read.frame = QByteArray(step.header.size() + step.count, Qt::Uninitialized);
        char *bytes = read.frame.data();
        std::memcpy(bytes, step.header.constData(), static_cast<std::size_t>(step.header.size()));
        if (!given.disk.seek(step.offset) ||
            given.disk.read(bytes + step.header.size(), step.count) != step.count)
            read.error = ErrorCode::Unreadable;
    }
    answers.emplace_back(std::move(read));
}

void TransferWorker::take(const Core::WritePart &step, Answers &answers)
{
    OpenFile &fetched = file(step.ticket);
    fetched.isBroken = fetched.isBroken || !fetched.openToWrite(step.path) || !fetched.write(step.bytes);
    answers.emplace_back(Core::PartWritten{step.ticket, step.bytes.size(), step.cost(),
                                           fetched.isBroken ? ErrorCode::Unwritable : ErrorCode::None});
}

void TransferWorker::take(const Core::FinishFile &step, Answers &answers)
{
    OpenFile &fetched = file(step.ticket);
    Core::FileFinished finished{step.ticket};
    if (fetched.isBroken || !fetched.openToWrite(step.path)) {
        finished.error = ErrorCode::Unwritable;
    } else if (fetched.sha256.result() != step.sha256) {
        finished.error = ErrorCode::BadHash;
    } else if (fetched.isInMemory) {
        finished.content = fetched.content;
    } else {
        finished.path = fetched.name(step.path);
        if (finished.path.isEmpty())
            finished.error = ErrorCode::Unwritable;
    }
    m_files.erase(step.ticket);
    answers.emplace_back(std::move(finished));
}

void TransferWorker::take(const Core::CloseFile &step, Answers &)
{
    m_files.erase(step.ticket);
}

} // namespace Chalkwire::App
