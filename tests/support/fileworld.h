// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// length: a disk, step by step
#pragma once

#include "support/chatworld.h"

#include <QCryptographicHash>
#include <QStringList>

namespace Chalkwire::Test {

using namespace Qt::StringLiterals;

inline QByteArray sha256(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

/// "upload f1 0", "chunk f2 0 10 0123456789", "message lobby 1 a.txt (1000)", "error f1 bad_field offset".
inline QString told(const QJsonObject &frame)
{
    QStringList words{frame.value(u"type").toString()};
    for (const QStringView key :
         {u"id", u"room", u"seq", u"from", u"text", u"code", u"field", u"re", u"offset", u"deleted"}) {
        if (frame.contains(key) && !(key == u"text" && frame.contains(u"code")))
            words.append(frame.value(key).toVariant().toString());
    }
    if (const QJsonObject file = frame.value(u"file").toObject(); !file.isEmpty())
        words.append(u"(%1 %2)"_s.arg(file.value(u"name").toString()).arg(file.value(u"size").toInteger()));
    if (frame.contains(u"payload"))
        words.append(frame.value(u"payload").toString());
    return frame.contains(u"line") ? frame.value(u"line").toString() : words.join(u' ');
}

/// With a disk that does what it should once it is told to, or fails.
class FileWorld : public ChatWorld
{
public:
    explicit FileWorld(const Limits &limits = {})
        : ChatWorld(limits, true)
    {
    }
    void offer(ConnectionId id, const QByteArray &fileId, const QByteArray &content,
               const QByteArray &more = R"("name":"a.txt")")
    {
        send(id, R"({"type":"offer","id":")" + fileId + R"(","room":"lobby","size":)" +
                     QByteArray::number(content.size()) + R"(,"sha256":")" + sha256(content) + "\"," + more +
                     '}');
    }
    void chunk(ConnectionId id, const QByteArray &fileId, qint64 offset, const QByteArray &bytes)
    {
        raw(id, chunkFrame(fileId, offset, bytes));
    }
    static QByteArray chunkFrame(const QByteArray &fileId, qint64 offset, const QByteArray &bytes)
    {
        return R"({"type":"chunk","id":")" + fileId + R"(","offset":)" + QByteArray::number(offset) +
               R"(,"bytes":)" + QByteArray::number(bytes.size()) + "}\n" + bytes;
    }
    /// Its whole content, from its offer to its ack.
    void give(ConnectionId id, const QByteArray &fileId, const QByteArray &content)
    {
        offer(id, fileId, content);
        work();
        chunk(id, fileId, 0, content);
        work();
        (void)heard(id);
    }
    QStringList lines(ConnectionId id)
    {
        QStringList all;
        for (const QJsonObject &frame : heard(id))
            all.append(told(frame));
        return all;
    }
    /// The disk and the history do all they were asked for.
    void work(ErrorCode error = ErrorCode::None)
    {
        settle();
        while (!files.empty()) {
            step(error);
            settle();
        }
        for (const Core::KeptFile &file : store.takeDroppedFiles())
            posts[file.key] -= 1;
    }
    /// The disk answers what it was asked for until now.
    void step(ErrorCode error = ErrorCode::None)
    {
        std::vector<Core::FileAnswer> answers;
        for (const Core::FileStep &step : std::exchange(files, {}))
            std::visit([&](const auto &one) { answer(one, error, answers); }, step);
        Core::Effects effects;
        core.filesAnswered(answers, effects);
        take(effects);
    }

    QByteArray part;                        ///< of any upload that was left
    std::map<quint64, QByteArray> uploads;  ///< by ticket
    std::map<QString, QByteArray> contents; ///< by key
    std::map<QString, int> posts;           ///< by key
    int reads = 0;

private:
    void answer(const Core::BeginUpload &step, ErrorCode error, std::vector<Core::FileAnswer> &answers)
    {
        const qint64 offset = error == ErrorCode::None ? part.size() : 0;
        if (error == ErrorCode::None)
            uploads[step.ticket] = std::exchange(part, {});
        answers.emplace_back(Core::UploadBegun{step.ticket, offset, error});
    }
    void answer(const Core::WriteUpload &step, ErrorCode error, std::vector<Core::FileAnswer> &answers)
    {
        const auto upload = uploads.find(step.ticket);
        if (upload == uploads.end()) {
            error = ErrorCode::NoSuchTransfer;
        } else if (error == ErrorCode::None) {
            upload->second += step.bytes.toByteArray();
        } else {
            part = upload->second;
            uploads.erase(upload);
        }
        answers.emplace_back(
            Core::UploadWritten{step.ticket, step.by, step.bytes.size(), step.cost(), error});
    }
    void answer(const Core::FinishUpload &step, ErrorCode error, std::vector<Core::FileAnswer> &answers)
    {
        const auto upload = uploads.extract(step.ticket);
        const QByteArray content = upload ? upload.mapped() : QByteArray();
        Core::UploadDone done{step.ticket, step.wanted, upload ? error : ErrorCode::NoSuchTransfer};
        if (done.error == ErrorCode::None && sha256(content) != step.wanted.sha256.toHex())
            done.error = ErrorCode::BadHash;
        if (done.error == ErrorCode::None) {
            done.file.key = u"k"_s + QString::fromLatin1(sha256(content).first(6));
            contents[done.file.key] = content;
            ++posts[done.file.key];
        }
        answers.emplace_back(done);
    }
    void answer(const Core::EndUpload &step, ErrorCode, std::vector<Core::FileAnswer> &)
    {
        auto upload = uploads.extract(step.ticket);
        if (upload && step.isLeft)
            part = upload.mapped();
    }
    void answer(const Core::ReadFile &step, ErrorCode error, std::vector<Core::FileAnswer> &answers)
    {
        ++reads;
        const QByteArray bytes = contents[step.key].sliced(step.offset, step.count);
        answers.emplace_back(Core::FileRead{step.ticket, step.header + bytes, error});
    }
    void answer(const Core::ReleaseFile &step, ErrorCode, std::vector<Core::FileAnswer> &)
    {
        --posts[step.file.key];
    }
};

} // namespace Chalkwire::Test
