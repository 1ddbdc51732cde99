// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filestore.h"

#include "base/limits.h"
#include "base/log.h"
#include "store/filesync.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <limits>
#include <utility>

namespace Chalkwire::Store {

namespace {

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr qsizetype kNameDigits = 32; ///< 128 bits
const QLatin1StringView kPart(".part");

QString digitsOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex().first(kNameDigits));
}

/// The same author's same content goes on where it was, so its file is found by what it will be.
QString partOf(const Core::KeptFile &wanted)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(wanted.author);
    hash.addData(wanted.sha256);
    hash.addData(QByteArray::number(wanted.bytes));
    return digitsOf(hash.result()) + kPart;
}

/// Nothing that somebody else put there is touched.
bool isOurs(const QString &name)
{
    const QStringView digits = name.endsWith(kPart) ? QStringView(name).chopped(kPart.size()) : name;
    return digits.size() == kNameDigits && std::ranges::all_of(digits, [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

FileStore::FileStore(const QString &folder, const FileBounds &bounds)
    : m_folder(folder)
    , m_bounds(bounds)
{
}

Result<std::unique_ptr<FileStore>> FileStore::open(const QString &folder, const FileBounds &bounds,
                                                   const std::vector<Core::KeptFile> &kept)
{
    std::unique_ptr<FileStore> store(new FileStore(folder, bounds));
    if (!store->prepare())
        return Unexpected{
            Error{ErrorCode::StorageFailed, QStringLiteral("the folder cannot be written to: ") + folder}};
    store->know(kept);
    store->lookAround();
    return store;
}

bool FileStore::prepare()
{
    const bool isNew = !QFileInfo::exists(m_folder);
    if (isNew && (!QDir().mkpath(m_folder) || !QFile::setPermissions(m_folder, kOwnerOnly | QFile::ExeOwner)))
        return false;
    const QFileInfo folder(m_folder);
    return folder.isDir() && folder.isWritable();
}

void FileStore::know(const std::vector<Core::KeptFile> &kept)
{
    for (const Core::KeptFile &file : kept) {
        addPost(file.key, file);
        charge(file.author, file.bytes);
    }
    for (const auto &[key, content] : m_contents) {
        if (QFileInfo(pathOf(key)).size() != content.bytes)
            qCWarning(lcStore).noquote() << "a file that was posted is missing or damaged:" << pathOf(key);
    }
}

void FileStore::lookAround()
{
    qint64 removed = 0;
    QDirIterator files(m_folder, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    while (files.hasNext()) {
        files.next();
        const QString name = files.fileName();
        if (!isOurs(name) || m_contents.contains(name))
            continue;
        const QFileInfo info = files.fileInfo();
        if (name.endsWith(kPart)) {
            m_left.emplace(name, Left{info.size(), info.lastModified().toMSecsSinceEpoch(), nullptr});
            m_bytes += info.size();
        } else if (QFile::remove(info.filePath())) {
            ++removed;
        }
    }
    if (removed > 0)
        qCInfo(lcStore) << "removed" << removed << "files that no post has";
    while (passes(static_cast<qint64>(m_left.size()), m_bounds.leftUploads))
        removeOldestLeft();
}

Result<qint64> FileStore::begin(quint64 upload, const Core::KeptFile &wanted, qint64 nowMillis)
{
    const QString part = partOf(wanted);
    const auto other = std::ranges::find(m_uploads, part, [](const auto &item) { return item.second.part; });
    if (other != m_uploads.end())
        park(take(other), nowMillis);
    const auto content = m_contents.find(m_keys.value(wanted.sha256));
    const bool hasIt = content != m_contents.end() && content->second.posts.contains(wanted.author) &&
                       QFileInfo(pathOf(content->first)).size() == wanted.bytes;
    const auto left = m_left.find(part);
    const qint64 isThere = hasIt ? wanted.bytes : left == m_left.end() ? 0 : left->second.bytes;
    if (const ErrorCode wrong = makeRoom(wanted, isThere); wrong != ErrorCode::None)
        return Unexpected{Error{wrong}};
    Upload begun{wanted, hasIt ? QString() : part, nullptr, nullptr, 0};
    if (hasIt) {
        begun.bytes = wanted.bytes;
    } else if (!goOn(begun)) {
        removePart(part);
        return Unexpected{Error{trouble(wanted.bytes)}};
    }
    charge(wanted.author, wanted.bytes);
    m_bytes += hasIt ? 0 : wanted.bytes;
    const qint64 bytes = begun.bytes;
    m_uploads.insert_or_assign(upload, std::move(begun));
    return bytes;
}

/// What was left makes room; what is under way or posted does not.
ErrorCode FileStore::makeRoom(const Core::KeptFile &wanted, qint64 isThere)
{
    if (passes(m_authors.value(wanted.author) + wanted.bytes, m_bounds.authorBytes))
        return ErrorCode::QuotaUsed;
    const qint64 more = wanted.bytes - isThere;
    if (more <= 0)
        return ErrorCode::None;
    const QString own = partOf(wanted);
    const auto isAnother = [&own](const auto &item) { return item.first != own; };
    const auto hasPlace = [this, more] {
        return !passes(m_bytes + more, m_bounds.totalBytes) &&
               QStorageInfo(m_folder).bytesAvailable() >= more;
    };
    while (!hasPlace() && std::ranges::any_of(m_left, isAnother)) {
        const auto oldest = std::ranges::min_element(m_left, {}, [&own](const auto &item) {
            return item.first == own ? std::numeric_limits<qint64>::max() : item.second.millis;
        });
        removeLeft(oldest);
    }
    return hasPlace() ? ErrorCode::None : ErrorCode::StorageFull;
}

/// Opens its file, where what was left of it is.
bool FileStore::goOn(Upload &upload)
{
    if (const auto left = m_left.find(upload.part); left != m_left.end()) {
        m_bytes -= left->second.bytes;
        upload.hash = std::move(left->second.hash);
        upload.bytes = left->second.bytes;
        m_left.erase(left);
    }
    upload.file = std::make_unique<QFile>(pathOf(upload.part));
    if (upload.bytes > upload.wanted.bytes || upload.file->size() != upload.bytes) {
        removePart(upload.part);
        upload.bytes = 0;
    }
    if (!upload.file->open(QIODevice::ReadWrite | QIODevice::Unbuffered) ||
        !upload.file->setPermissions(kOwnerOnly))
        return false;
    if (upload.bytes == 0)
        upload.hash = std::make_unique<Sha256>();
    return (upload.hash || readAgain(upload)) && upload.file->seek(upload.bytes);
}

bool FileStore::readAgain(Upload &upload)
{
    constexpr qint64 kAtOnce = 256 * 1024;
    upload.hash = std::make_unique<Sha256>();
    QByteArray block(kAtOnce, Qt::Uninitialized);
    for (qint64 left = upload.file->seek(0) ? upload.bytes : -1; left != 0;) {
        const qint64 got = upload.file->read(block.data(), kAtOnce);
        if (got <= 0)
            return false;
        upload.hash->add(QByteArrayView(block).first(got));
        left -= got;
    }
    return true;
}

ErrorCode FileStore::append(quint64 id, QByteArrayView bytes, qint64 nowMillis)
{
    const auto upload = m_uploads.find(id);
    if (upload == m_uploads.end())
        return ErrorCode::NoSuchTransfer;
    Upload &to = upload->second;
    Q_ASSERT(to.file && to.bytes + bytes.size() <= to.wanted.bytes);
    const qint64 written = to.file->write(bytes.data(), bytes.size());
    if (written == bytes.size()) {
        to.hash->add(bytes);
        to.bytes += written;
        return ErrorCode::None;
    }
    to.file->resize(to.bytes);
    park(take(upload), nowMillis);
    return trouble(bytes.size());
}

Result<QString> FileStore::finish(quint64 id)
{
    const auto it = m_uploads.find(id);
    if (it == m_uploads.end())
        return Unexpected{Error{ErrorCode::NoSuchTransfer}};
    Upload upload = take(it);
    Result<QString> key =
        upload.part.isEmpty() ? Result<QString>(m_keys.value(upload.wanted.sha256)) : keep(upload);
    if (key && (key->isEmpty() || QFileInfo(pathOf(*key)).size() != upload.wanted.bytes))
        key = Unexpected{Error{ErrorCode::StorageFailed}}; // dropped meanwhile; the next time it is sent
    if (!key) {
        removePart(upload.part);
        return key;
    }
    addPost(*key, upload.wanted);
    charge(upload.wanted.author, upload.wanted.bytes);
    return key;
}

Result<QString> FileStore::keep(Upload &upload)
{
    if (upload.bytes != upload.wanted.bytes || upload.hash->result() != upload.wanted.sha256)
        return Unexpected{Error{ErrorCode::BadHash}};
    QString key = m_keys.value(upload.wanted.sha256);
    if (!key.isEmpty() && QFileInfo(pathOf(key)).size() == upload.wanted.bytes) {
        removePart(upload.part); // it is there already
        return key;
    }
    if (key.isEmpty())
        key = newKey();
    else
        QFile::remove(pathOf(key)); // damaged: the posts that have it get it back
    if (!syncFile(*upload.file))
        return Unexpected{Error{trouble(0)}};
    upload.file->close();
    if (!upload.file->rename(pathOf(key)) || !syncFolder(m_folder))
        return Unexpected{Error{trouble(0)}};
    return key;
}

void FileStore::addPost(const QString &key, const Core::KeptFile &file)
{
    const auto [content, isNew] = m_contents.try_emplace(key, Content{file.sha256, file.bytes, {}});
    ++content->second.posts[file.author];
    if (!isNew)
        return;
    m_keys.insert(file.sha256, key);
    m_bytes += file.bytes;
}

void FileStore::leave(quint64 upload, qint64 nowMillis)
{
    if (const auto it = m_uploads.find(upload); it != m_uploads.end())
        park(take(it), nowMillis);
}

void FileStore::discard(quint64 upload)
{
    if (const auto it = m_uploads.find(upload); it != m_uploads.end())
        removePart(take(it).part);
}

FileStore::Upload FileStore::take(Uploads::iterator upload)
{
    Upload taken = std::move(upload->second);
    m_uploads.erase(upload);
    charge(taken.wanted.author, -taken.wanted.bytes);
    if (!taken.part.isEmpty())
        m_bytes -= taken.wanted.bytes;
    return taken;
}

void FileStore::park(Upload upload, qint64 nowMillis)
{
    if (upload.part.isEmpty())
        return;
    if (upload.bytes == 0) {
        removePart(upload.part);
        return;
    }
    m_bytes += upload.bytes;
    m_left.insert_or_assign(upload.part, Left{upload.bytes, nowMillis, std::move(upload.hash)});
    while (passes(static_cast<qint64>(m_left.size()), m_bounds.leftUploads))
        removeOldestLeft();
}

void FileStore::removeLeft(std::map<QString, Left>::iterator left)
{
    m_bytes -= left->second.bytes;
    removePart(left->first);
    m_left.erase(left);
}

void FileStore::removeOldestLeft()
{
    removeLeft(std::ranges::min_element(m_left, {}, [](const auto &item) { return item.second.millis; }));
}

void FileStore::removePart(const QString &part)
{
    if (!part.isEmpty())
        QFile::remove(pathOf(part));
}

void FileStore::release(const Core::KeptFile &file)
{
    const auto content = m_contents.find(file.key);
    if (content == m_contents.end())
        return;
    const auto posts = content->second.posts.find(file.author);
    if (posts == content->second.posts.end())
        return;
    charge(file.author, -content->second.bytes);
    if (--posts->second == 0)
        content->second.posts.erase(posts);
    if (!content->second.posts.empty())
        return;
    QFile::remove(pathOf(file.key));
    m_bytes -= content->second.bytes;
    m_keys.remove(content->second.sha256);
    m_contents.erase(content);
}

ErrorCode FileStore::read(const QString &key, qint64 offset, char *out, qint64 count) const
{
    const auto content = m_contents.find(key);
    if (content == m_contents.end() || offset < 0 || offset + count > content->second.bytes)
        return ErrorCode::NoSuchFile;
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset))
        return ErrorCode::StorageFailed;
    return file.read(out, count) == count ? ErrorCode::None : ErrorCode::StorageFailed;
}

void FileStore::forgetOld(qint64 nowMillis)
{
    for (auto it = m_left.begin(); m_bounds.leftMs > 0 && it != m_left.end();) {
        const auto left = it++;
        if (left->second.millis < nowMillis - m_bounds.leftMs)
            removeLeft(left);
    }
}

/// Why something could not be written. Qt keeps no number of the system's; who has no space left is asked.
ErrorCode FileStore::trouble(qint64 wantedBytes) const
{
    const bool isFull = QStorageInfo(m_folder).bytesAvailable() < qMax<qint64>(1, wantedBytes);
    return isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed;
}

QString FileStore::pathOf(const QString &name) const
{
    return m_folder + u'/' + name;
}

void FileStore::charge(const Core::Identity &author, qint64 bytes)
{
    const qint64 now = m_authors.value(author) + bytes;
    if (now > 0)
        m_authors.insert(author, now);
    else
        m_authors.remove(author);
}

QString FileStore::newKey()
{
    const quint64 words[] = {m_random.next(), m_random.next()};
    return digitsOf(QByteArray(reinterpret_cast<const char *>(words), sizeof words));
}

} // namespace Chalkwire::Store
