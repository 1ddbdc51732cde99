// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/rowfile.h"

#include <QStringList>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr qint64 kShortestMs = 500; ///< that say something about a rate

QString suffixOf(const QString &fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    return dot < 0 ? QString() : fileName.sliced(dot + 1).toLower();
}

bool isOneOf(const QString &suffix, QLatin1StringView all)
{
    return !suffix.isEmpty() && QString(all).split(u' ').contains(suffix);
}

} // namespace

bool RowFile::isMoving() const
{
    return state == State::Reading || state == State::Running || state == State::Paused ||
           state == State::Checking || (state == State::Waiting && done > 0);
}

int RowFile::percent() const
{
    const qint64 part = std::clamp<qint64>(done, 0, bytes);
    return bytes <= 0 ? 100 : static_cast<int>(static_cast<double>(part) * 100 / static_cast<double>(bytes));
}

std::vector<FileAct> RowFile::acts() const
{
    if (!state)
        return {FileAct::Get, FileAct::SaveAs};
    switch (*state) {
    case State::Reading:
        return {FileAct::Stop};
    case State::Waiting:
    case State::Running:
        return {FileAct::Pause, FileAct::Stop};
    case State::Paused:
        return {FileAct::Resume, FileAct::Stop};
    case State::Checking:
        return {};
    case State::Failed:
        return {FileAct::Retry, FileAct::Stop};
    case State::Done:
        return {FileAct::ShowInFolder, FileAct::Open, FileAct::SaveAs};
    case State::Stopped:
        break;
    }
    return {FileAct::Get, FileAct::SaveAs};
}

bool mayBeShown(const RowFile &file)
{
    return file.bytes > 0 && file.bytes <= Core::Told::Transfer::kMaxContentBytes &&
           isOneOf(suffixOf(file.name), QLatin1StringView("png jpg jpeg"));
}

bool mayRun(const QString &fileName)
{
    static constexpr QLatin1StringView kPrograms("action apk app appimage bash bat bin cmd com command cpl "
                                                 "csh deb desktop dll dmg elf exe fish gadget hta inf "
                                                 "ins iso jar job js jse ksh lnk msc msi msix msp mst osx "
                                                 "out pif pkg pl ps1 psm1 py pyc pyw rb reg rpm run "
                                                 "scf scr sct sh shb so sys tcsh url vb vbe vbs workflow ws "
                                                 "wsc wsf wsh xll zsh docm dotm xlsm xltm pptm");
    return isOneOf(suffixOf(fileName), kPrograms);
}

QString fileIcon(const QString &fileName)
{
    struct Kind
    {
        QLatin1StringView icon;
        QLatin1StringView suffixes;
    };
    static constexpr Kind kKinds[] = {
        {QLatin1StringView("picture"),
         QLatin1StringView("png jpg jpeg gif webp bmp svg tif tiff heic avif ico")},
        {QLatin1StringView("sound"), QLatin1StringView("mp3 ogg oga opus wav flac m4a aac mid midi")},
        {QLatin1StringView("film"), QLatin1StringView("mp4 mkv webm avi mov mpg mpeg m4v ogv")},
        {QLatin1StringView("archive"), QLatin1StringView("zip tar gz tgz xz bz2 zst 7z rar deb rpm iso jar")},
    };
    const QString suffix = suffixOf(fileName);
    for (const Kind &kind : kKinds) {
        if (isOneOf(suffix, kind.suffixes))
            return kind.icon;
    }
    return QStringLiteral("file");
}

qint64 TransferRate::add(qint64 done, qint64 ms)
{
    if (!m_marks.empty() && done < m_marks.back().done)
        m_marks.clear(); // it begins anew
    m_marks.push_back({done, ms});
    while (m_marks.size() > 2 && ms - m_marks[1].ms >= kSpanMs)
        m_marks.erase(m_marks.begin());
    const qint64 span = ms - m_marks.front().ms;
    return span < kShortestMs ? 0 : (done - m_marks.front().done) * 1000 / span;
}

} // namespace Chalkwire::ClientGui
