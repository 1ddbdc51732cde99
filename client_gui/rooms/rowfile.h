// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transferevents.h"

#include <QString>

#include <optional>
#include <vector>

namespace Chalkwire::ClientGui {

/// What the user may do with the file of a row.
enum class FileAct : quint8 { Get, SaveAs, Pause, Resume, Retry, Stop, ShowInFolder, Open };

/// The file that a row brings, and how far it has come. Plain value; its name comes from a peer.
struct RowFile
{
    using State = Core::Told::Transfer::State;

    QString name;
    qint64 bytes = 0;
    std::optional<State> state{}; ///< nothing: it is on the server, and nobody fetches it
    bool isUpload = false;        ///< of the state
    qint64 done = 0;              ///< of `bytes`
    qint64 rate = 0;              ///< bytes per second; 0: not known
    QString transfer{};           ///< its id
    QString path{};               ///< on this computer; Done: it is there
    QString code{};               ///< Failed, Waiting: why; may be empty

    bool isMoving() const; ///< has a progress that is worth a bar
    int percent() const;   ///< rounded down: 100 is all
    /// In the order in which they are offered; the first ones are the likely ones.
    std::vector<FileAct> acts() const;
};

/// Whether a file is fetched without being asked for, to be shown: by its name and size. What it really is
/// says its content.
bool mayBeShown(const RowFile &file);
/// Whether opening it could run it: by its name. The user is asked then.
bool mayRun(const QString &fileName);
/// The icon of its kind, by its name: "file", "picture", "sound", "film" or "archive".
QString fileIcon(const QString &fileName);

/// How fast bytes pass, from what is told now and then: the mean of about the last kSpanMs.
class TransferRate
{
public:
    static constexpr qint64 kSpanMs = 3000;

    /// `done` bytes at `ms` of a clock that only rises. Returns bytes per second; 0: not known yet.
    qint64 add(qint64 done, qint64 ms);

private:
    struct Mark
    {
        qint64 done = 0;
        qint64 ms = 0;
    };
    std::vector<Mark> m_marks; ///< the last kSpanMs, and the one before
};

} // namespace Chalkwire::ClientGui
