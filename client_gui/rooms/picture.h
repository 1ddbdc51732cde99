// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

#include <optional>

namespace Chalkwire::ClientGui {

inline constexpr qint64 kMaxPictureBytes = 1024 * 1024; ///< of a file that is decoded
inline constexpr qint64 kMaxPicturePixels = 20'000'000; ///< in the file, whatever it is scaled to
inline constexpr int kMaxPictureSide = 16'384;

/// A picture that a peer sent, ready to be shown.
struct Picture
{
    QImage image;
    QSize size; ///< it is shown in, device-independent pixels
};

/// PNG or JPEG, as the first bytes say, whatever the file is called; nothing else is ever decoded, by no
/// plugin. Bounds are checked before: the bytes above, and width and height as the header says them. Scaled
/// down to `box` (device-independent pixels) for a screen of `scale`; never up. Nothing: it is no such
/// picture. Thread: any.
std::optional<Picture> decodePicture(const QByteArray &content, const QSize &box, double scale);

} // namespace Chalkwire::ClientGui
