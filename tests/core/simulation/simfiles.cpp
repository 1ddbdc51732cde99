// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simfiles.h"

#include <QCryptographicHash>

#include <memory>
#include <utility>

namespace Chalkwire::Simulation {

SimFiles::SimFiles(Timeline &timeline, Dice &dice, Journal &journal)
    : m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
{
}

void SimFiles::open(const std::vector<Core::KeptFile> &kept)
{
    m_posts.clear();
    for (const Core::KeptFile &file : kept) {
        ++m_posts[file.key];
        m_journal.require(m_contents.contains(file.key), Rule::NothingLost,
                          QStringLiteral("the content of an acknowledged file is gone: ") + file.key);
    }
    std::erase_if(m_contents, [this](const auto &content) { return !m_posts.contains(content.first); });
}

/// None overtakes another.
void SimFiles::later(std::function<void()> what)
{
    const Millis longest(m_dice.chance(5) ? 1000 : 10);
    m_workedAt = std::max(m_workedAt, m_timeline.now() + m_dice.between(Millis(0), longest));
    ++m_waiting;
    m_timeline.after(m_workedAt - m_timeline.now(), [this, what = std::move(what), life = m_life] {
        if (life != m_life)
            return;
        --m_waiting;
        what();
    });
}

void SimFiles::take(std::vector<Core::FileStep> &steps)
{
    later([this, steps = std::make_shared<std::vector<Core::FileStep>>(std::exchange(steps, {}))] {
        Answers answers;
        for (const Core::FileStep &step : *steps)
            std::visit([&](const auto &one) { take(one, answers); }, step);
        answer(answers);
    });
}

void SimFiles::release(const std::vector<Core::KeptFile> &files)
{
    if (!files.empty())
        later([this, files] {
            Answers none;
            for (const Core::KeptFile &file : files)
                take(Core::ReleaseFile{file}, none);
        });
}

void SimFiles::crash()
{
    ++m_life;
    m_waiting = 0;
    for (auto &[ticket, upload] : m_uploads)
        m_left[upload.what] = upload.bytes.left(m_dice.between(qint64(0), qint64(upload.bytes.size())));
    m_uploads.clear();
}

void SimFiles::take(const Core::BeginUpload &step, Answers &answers)
{
    if (isFull) {
        answers.emplace_back(Core::UploadBegun{step.ticket, 0, ErrorCode::StorageFull});
        return;
    }
    const QByteArray what = step.wanted.author + step.wanted.sha256 + QByteArray::number(step.wanted.bytes);
    Upload upload{what, std::exchange(m_left[what], {})};
    std::erase_if(m_uploads, [&](const auto &other) {
        if (other.second.what != what)
            return false;
        upload.bytes = other.second.bytes; // it takes over
        return true;
    });
    answers.emplace_back(Core::UploadBegun{step.ticket, upload.bytes.size()});
    m_uploads.emplace(step.ticket, std::move(upload));
}

void SimFiles::take(const Core::WriteUpload &step, Answers &answers)
{
    const auto upload = m_uploads.find(step.ticket);
    ErrorCode error = upload == m_uploads.end() ? ErrorCode::NoSuchTransfer : ErrorCode::None;
    if (error == ErrorCode::None && isFull) {
        error = ErrorCode::StorageFull;
        m_left[upload->second.what] = upload->second.bytes;
        m_uploads.erase(upload);
    } else if (error == ErrorCode::None) {
        upload->second.bytes.append(step.bytes);
    }
    answers.emplace_back(Core::UploadWritten{step.ticket, step.by, step.bytes.size(), step.cost(), error});
}

void SimFiles::take(const Core::FinishUpload &step, Answers &answers)
{
    const auto upload = m_uploads.extract(step.ticket);
    Core::UploadDone done{step.ticket, step.wanted};
    if (!upload) {
        done.error = ErrorCode::NoSuchTransfer;
    } else if (QCryptographicHash::hash(upload.mapped().bytes, QCryptographicHash::Sha256) !=
               step.wanted.sha256) {
        done.error = ErrorCode::BadHash;
    } else {
        done.file.key = QString::fromLatin1(step.wanted.sha256.toHex());
        m_contents[done.file.key] = upload.mapped().bytes;
        ++m_posts[done.file.key];
    }
    answers.emplace_back(std::move(done));
}

void SimFiles::take(const Core::EndUpload &step, Answers &)
{
    if (const auto upload = m_uploads.extract(step.ticket); upload && step.isLeft)
        m_left[upload.mapped().what] = upload.mapped().bytes;
}

void SimFiles::take(const Core::ReadFile &step, Answers &answers)
{
    const auto content = m_contents.find(step.key);
    if (content == m_contents.end())
        answers.emplace_back(Core::FileRead{step.ticket, {}, ErrorCode::NoSuchFile});
    else
        answers.emplace_back(
            Core::FileRead{step.ticket, step.header + content->second.mid(step.offset, step.count)});
}

void SimFiles::take(const Core::ReleaseFile &step, Answers &)
{
    if (--m_posts[step.file.key] > 0)
        return;
    m_posts.erase(step.file.key);
    m_contents.erase(step.file.key);
}

} // namespace Chalkwire::Simulation
