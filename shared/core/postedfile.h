// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <utility>

namespace Chalkwire::Core {

/// A file that a post brings.
struct PostedFile
{
    QString name;      ///< a safeFileName()
    qint64 bytes = 0;  ///< its size
    QByteArray sha256; ///< of its content, 32 bytes
    QString key;       ///< where the content is kept; never sent to anybody

    bool operator==(const PostedFile &other) const = default;
};
/// The bytes of a SHA-256 in 64 small hexadecimal digits. Empty: it is none.
inline QByteArray sha256From(const QString &digits)
{
    constexpr qsizetype kBytes = 32;
    const QByteArray bytes = QByteArray::fromHex(digits.toLatin1());
    return bytes.size() == kBytes && digits == QLatin1StringView(bytes.toHex()) ? bytes : QByteArray();
}
/// One of them or, as in nearly every entry, none. Compares by value; a copy shares it.
class FileLink
{
public:
    FileLink() = default;
    FileLink(PostedFile file) // NOLINT(google-explicit-constructor): a post's file is written as what it is
        : m_file(std::make_shared<const PostedFile>(std::move(file)))
    {
    }
    explicit operator bool() const { return m_file != nullptr; }
    const PostedFile *operator->() const { return m_file.get(); }
    const PostedFile &operator*() const { return *m_file; }
    friend bool operator==(const FileLink &one, const FileLink &other)
    {
        return one.m_file == other.m_file || (one && other && *one.m_file == *other.m_file);
    }

private:
    std::shared_ptr<const PostedFile> m_file;
};
/// What an entry has, had or will have of the files that are kept: each entry counts.
struct KeptFile
{
    QString key;
    QByteArray sha256;
    qint64 bytes = 0;
    QByteArray author; ///< an Identity

    bool operator==(const KeptFile &other) const = default;
};

} // namespace Chalkwire::Core
