// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>

class QMimeData;

namespace Chalkwire::ClientGui {

/// What was dropped or pasted that is no text.
struct Attachments
{
    QStringList files; ///< of this computer, that are there
    QString refused;   ///< the name of the first that is no file: a folder, or something of another computer
    bool isFolder = false; ///< what was refused
    QImage picture;        ///< without a file; only where there are no files
};

/// Files, or a picture without a text: who copies a table's cells wants the text.
bool hasAttachments(const QMimeData &data);
Attachments attachmentsOf(const QMimeData &data);

} // namespace Chalkwire::ClientGui
