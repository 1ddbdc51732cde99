// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/picture.h"

#include <QBuffer>
#include <QImageIOHandler>
#include <QImageReader>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kMaxAllocationMiB = 96; ///< kMaxPicturePixels of four bytes, and some

QByteArray formatOf(const QByteArray &content)
{
    if (content.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n")))
        return QByteArrayLiteral("png");
    if (content.startsWith(QByteArrayView("\xff\xd8\xff")))
        return QByteArrayLiteral("jpeg");
    return {};
}

bool isWithinBounds(const QSize &size)
{
    return !size.isEmpty() && size.width() <= kMaxPictureSide && size.height() <= kMaxPictureSide &&
           qint64{size.width()} * size.height() <= kMaxPicturePixels;
}

} // namespace

std::optional<Picture> decodePicture(const QByteArray &content, const QSize &box, double scale)
{
    const QByteArray format = formatOf(content);
    if (format.isEmpty() || content.size() > kMaxPictureBytes)
        return std::nullopt;
    static const bool isLimited = (QImageReader::setAllocationLimit(kMaxAllocationMiB), true);
    Q_UNUSED(isLimited)
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!isWithinBounds(size))
        return std::nullopt;
    const bool isTurned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const QSize turned = isTurned ? size.transposed() : size;
    const QSize shown = turned.width() > box.width() || turned.height() > box.height()
                            ? turned.scaled(box, Qt::KeepAspectRatio).expandedTo({1, 1})
                            : turned;
    const QSize pixels = (QSizeF(shown) * scale).toSize().boundedTo(turned);
    if (pixels != turned)
        reader.setScaledSize(isTurned ? pixels.transposed() : pixels);
    QImage image = reader.read();
    if (image.isNull())
        return std::nullopt;
    return Picture{image.convertToFormat(QImage::Format_ARGB32_Premultiplied), shown};
}

} // namespace Chalkwire::ClientGui
