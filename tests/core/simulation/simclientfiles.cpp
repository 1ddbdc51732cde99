// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a user gives and fetches. Another part of SimClient.
#include "simulation/simclient.h"

#include <QCryptographicHash>

#include <memory>

namespace Chalkwire::Simulation {

namespace {

constexpr qint64 kHashBytes = 40'000;
constexpr qint64 kModified = 1;

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

/// What is in the file of this name, everywhere and always.
QByteArray contentOf(const QString &path)
{
    const quint64 number = path.section(u'f', -1).toULongLong();
    return QByteArray::number(number).repeated(static_cast<qsizetype>(number * 7919 % 50'000));
}

void SimClient::workOn(const std::vector<Core::TransferStep> &steps)
{
    if (steps.empty())
        return;
    m_workedAt = std::max(m_workedAt, m_timeline.now() + m_dice.between(Millis(0), Millis(20)));
    const auto batch = std::make_shared<std::vector<Core::TransferStep>>(steps);
    m_timeline.after(m_workedAt - m_timeline.now(), [this, batch, life = m_life] {
        if (life != m_life)
            return;
        std::vector<Core::TransferAnswer> answers;
        for (const Core::TransferStep &step : *batch)
            std::visit([&](const auto &one) { work(one, answers); }, step);
        run([&](auto &core, auto &effects) { core.answered(answers, effects); });
    });
}

void SimClient::work(const Core::HashPart &step, Answers &answers)
{
    const QByteArray content = contentOf(step.path);
    qint64 &done = m_hashed[step.ticket];
    done = std::min<qint64>(done + kHashBytes, content.size());
    const bool isAll = done == content.size();
    answers.emplace_back(Core::PartHashed{step.ticket, done, content.size(), kModified,
                                          isAll ? sha256(content) : QByteArray()});
}

void SimClient::work(const Core::ReadPart &step, Answers &answers)
{
    const QByteArray content = contentOf(step.path);
    const bool isSame = step.size == content.size() && step.modified == kModified;
    answers.emplace_back(Core::PartRead{step.ticket, step.header + content.mid(step.offset, step.count),
                                        isSame ? ErrorCode::None : ErrorCode::FileChanged});
}

void SimClient::work(const Core::WritePart &step, Answers &answers)
{
    m_fetched[step.ticket].append(step.bytes);
    answers.emplace_back(Core::PartWritten{step.ticket, step.bytes.size(), step.cost()});
}

void SimClient::work(const Core::FinishFile &step, Answers &answers)
{
    const QByteArray content = std::exchange(m_fetched[step.ticket], {});
    const bool isRight = sha256(content) == step.sha256;
    answers.emplace_back(
        Core::FileFinished{step.ticket, step.path, {}, isRight ? ErrorCode::None : ErrorCode::BadHash});
}

void SimClient::work(const Core::CloseFile &step, Answers &)
{
    m_hashed.erase(step.ticket);
    m_fetched.erase(step.ticket);
}

/// What was sent is taken by the system, some time later.
void SimClient::drainSoon()
{
    if (m_core && m_core->isGiving())
        m_timeline.after(m_dice.between(Millis(0), Millis(20)), [this, life = m_life] {
            if (life == m_life && m_isOpen)
                run([](auto &core, auto &effects) { core.written(0, effects); });
        });
}

void SimClient::apply(const Core::KeepUpload &keep)
{
    std::erase_if(kept.uploads, [&](const Core::KeptUpload &one) { return one.id == keep.upload.id; });
    kept.uploads.push_back(keep.upload);
    given.insert_or_assign(keep.upload.id, keep.upload);
    noteForeign(keep.upload.id, keep.upload.re);
}

void SimClient::apply(const Core::ForgetUpload &forget)
{
    std::erase_if(kept.uploads, [&](const Core::KeptUpload &one) { return one.id == forget.id; });
}

void SimClient::apply(const Core::Told::Transfer &transfer)
{
    using State = Core::Told::Transfer::State;
    const bool isUpload = transfer.way == Core::Told::Transfer::Way::Upload;
    const bool isOver =
        transfer.state == State::Done || transfer.state == State::Failed || transfer.state == State::Stopped;
    m_journal.note("transfer", number, (transfer.id + u' ' + QString::number(int(transfer.state))).toUtf8());
    if (isOver)
        fetching.erase(transfer.id);
    else if (!isUpload)
        fetching.insert(transfer.id);
    if (transfer.state == State::Failed) {
        const QStringList kAllowed{QStringLiteral("not_in_room"), QStringLiteral("no_such_post"),
                                   QStringLiteral("no_such_file")};
        m_journal.require(kAllowed.contains(transfer.code), Rule::NothingLost,
                          me() + QStringLiteral("%1 fails: %2").arg(transfer.name, transfer.code));
    }
    if (transfer.state == State::Done && isUpload)
        takeGiven(transfer);
}

void SimClient::takeGiven(const Core::Told::Transfer &transfer)
{
    m_journal.require(saveOnce(transfer.id, transfer.room, transfer.seq), Rule::SavedOnce,
                      me() + transfer.name + QStringLiteral(" is saved under two numbers"));
    own.push_back({transfer.room, transfer.seq});
    if (!m_core->room(transfer.room))
        return;
    window.take(transfer, given.at(transfer.id));
    if (transfer.comesAsEntry)
        mustCome.insert(transfer.id);
    else
        seen[transfer.room].insert(transfer.seq);
}

} // namespace Chalkwire::Simulation
