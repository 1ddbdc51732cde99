// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/attachments.h"

#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

bool hasFiles(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return std::ranges::any_of(urls, [](const QUrl &url) { return url.isLocalFile(); });
}

} // namespace

bool hasAttachments(const QMimeData &data)
{
    return hasFiles(data) || (data.hasImage() && !data.hasText());
}

Attachments attachmentsOf(const QMimeData &data)
{
    Attachments found;
    if (!hasFiles(data)) {
        if (hasAttachments(data))
            found.picture = qvariant_cast<QImage>(data.imageData());
        return found;
    }
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        const QFileInfo file(url.toLocalFile());
        if (url.isLocalFile() && file.isFile()) {
            found.files.append(file.absoluteFilePath());
        } else if (found.refused.isEmpty()) {
            found.refused = file.fileName().isEmpty() ? url.fileName() : file.fileName();
            found.isFolder = url.isLocalFile() && file.isDir();
        }
    }
    return found;
}

} // namespace Chalkwire::ClientGui
