// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/fileslink.h"

#include "core/filename.h"
#include "poolwork.h"
#include "rooms/attachments.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/filewords.h"
#include "rooms/previews.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"
#include "rooms/roomwords.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

namespace Chalkwire::ClientGui {

namespace {

QString downloadPath(const QString &fileName)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    QDir().mkpath(folder); // where it cannot be made, the fetch fails and says so
    return QDir(folder).filePath(Core::safeFileName(fileName));
}

} // namespace

FilesLink::FilesLink(App::ChatClient *client, RoomsPage *page, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_page(page)
{
    RoomView *view = page->view();
    connect(view, &RoomView::fileWished, this, &FilesLink::onAct);
    connect(view, &RoomView::dataDropped, this, [this](const QMimeData *data) { take(*data); });
    connect(view->previews(), &Previews::fetchWished, this, [this](const QString &room, quint64 seq) {
        m_calls.insert(m_client->fetchFile(room, seq, {}), {true, room, seq});
    });
    connect(page->composer(), &Composer::attachWished, this, &FilesLink::askFiles);
    connect(page->composer(), &Composer::dataPasted, this, [this](const QMimeData *data) { take(*data); });
    connect(page->state(), &ChatState::transferTold, view->previews(), &Previews::take);
    connect(page->state(), &ChatState::transferTold, this, &FilesLink::onTransfer);
    connect(client, &App::ChatClient::callDone, this, &FilesLink::onCallDone);
}

void FilesLink::take(const QMimeData &data)
{
    if (!m_page->state()->takesFiles()) {
        m_page->showTrouble(FileWords::code(errorName(ErrorCode::NoFiles)));
        return;
    }
    const Attachments found = attachmentsOf(data);
    if (!found.picture.isNull())
        offerPicture(found.picture);
    if (!found.files.isEmpty())
        offer(found.files);
    if (found.refused.isEmpty())
        return;
    const QString name = RoomWords::name(found.refused);
    m_page->showTrouble(found.isFolder ? tr("%1 is a folder: pack it into one file first.").arg(name)
                                       : tr("%1 is no file of this computer.").arg(name));
}

void FilesLink::askFiles()
{
    auto *dialog = new QFileDialog(m_page, tr("Give files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, tr("Give"));
    dialog->setDirectory(m_folder.isEmpty() ? QDir::homePath() : m_folder);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        m_folder = QFileInfo(paths.value(0)).absolutePath();
        offer(paths);
    });
    dialog->open();
}

void FilesLink::offer(const QStringList &paths)
{
    const QString room = m_page->state()->currentRoom();
    if (room.isEmpty() || room.startsWith(u'@')) {
        m_page->showTrouble(FileWords::onlyInRooms());
        return;
    }
    for (const QString &path : paths)
        m_calls.insert(m_client->offerFile(room, path), {false, room});
    m_page->view()->jumpToEnd();
}

void FilesLink::offerPicture(const QImage &picture)
{
    QTemporaryDir folder(QDir::temp().filePath(QStringLiteral("chalkwire-XXXXXX")));
    folder.setAutoRemove(false); // it is read while it is given, maybe after the program was started again
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"));
    const QString path = folder.filePath(tr("picture %1.png", "a file's name").arg(time));
    workInPool(
        this, [picture, path] { return picture.save(path, "png"); },
        [this, path](bool isSaved) {
            if (isSaved) {
                m_pasted.insert(path);
                offer({path});
            } else {
                m_page->showTrouble(tr("The picture could not be kept in %1.").arg(QDir::tempPath()));
            }
        });
}

void FilesLink::onAct(FileAct act, const ChatRow &row)
{
    switch (act) {
    case FileAct::Get:
        fetch(row, downloadPath(row.file->name));
        break;
    case FileAct::SaveAs:
        askSave(row);
        break;
    case FileAct::Pause:
        m_client->pauseTransfer(row.file->transfer);
        break;
    case FileAct::Resume:
    case FileAct::Retry:
        m_client->resumeTransfer(row.file->transfer);
        break;
    case FileAct::Stop:
        m_client->stopTransfer(row.file->transfer);
        break;
    case FileAct::ShowInFolder:
        if (isThere(row))
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(row.file->path).absolutePath()));
        break;
    case FileAct::Open:
        if (isThere(row))
            open(row);
        break;
    }
}

void FilesLink::fetch(const ChatRow &row, const QString &path)
{
    const QString room = m_page->state()->currentRoom();
    m_calls.insert(m_client->fetchFile(room, row.seq, path), {false, room, row.seq});
}

void FilesLink::askSave(const ChatRow &row)
{
    auto *dialog = new QFileDialog(m_page, tr("Save file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Nothing is ever replaced: what is there already keeps its name, and the new one gets a number.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->selectFile(Core::safeFileName(row.file->name));
    connect(dialog, &QFileDialog::fileSelected, this, [this, row](const QString &path) { fetch(row, path); });
    dialog->open();
}

bool FilesLink::isThere(const ChatRow &row)
{
    if (QFileInfo(row.file->path).isFile())
        return true;
    if (RoomConversation *rows = m_page->state()->conversation(m_page->state()->currentRoom()))
        rows->forgetFile(row.seq);
    m_page->showTrouble(tr("%1 is not there any more: get it again.").arg(RoomWords::name(row.file->path)));
    return false;
}

void FilesLink::open(const ChatRow &row)
{
    const QString path = row.file->path;
    const auto openNow = [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); };
    if (!isProgram(path)) {
        openNow();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Open a program?"),
                                     tr("%1 may be a program. Open it only if you trust who gave it.")
                                         .arg(RoomWords::name(row.file->name)),
                                     QMessageBox::Cancel, m_page);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setModal(false);
    QPushButton *anyway = question->addButton(tr("Open all the same"), QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(anyway, &QPushButton::clicked, this, openNow);
    question->show();
}

bool FilesLink::isProgram(const QString &path)
{
    QFile file(path);
    const QByteArray begin = file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
    return mayRun(path) || QFileInfo(path).isExecutable() || begin.startsWith("#!") ||
           begin.startsWith("MZ") ||
           begin.startsWith("\x7f"
                            "ELF");
}

void FilesLink::onCallDone(const App::CallDone &done)
{
    if (!m_calls.contains(done.call))
        return;
    const Call call = m_calls.take(done.call);
    if (done.error.code == ErrorCode::None)
        return;
    if (call.isPreview)
        m_page->view()->previews()->giveUp(call.room, call.seq);
    else
        m_page->showTrouble(FileWords::code(errorName(done.error.code)));
}

void FilesLink::onTransfer(const Core::Told::Transfer &transfer)
{
    using Core::Told::Transfer;
    const bool isPreview = transfer.way == Transfer::Way::Download && transfer.path.isEmpty();
    if (isPreview && transfer.state == Transfer::State::Failed)
        m_client->stopTransfer(transfer.id); // nobody sees it, so nobody would
    const bool isOver = transfer.state == Transfer::State::Done || transfer.state == Transfer::State::Stopped;
    if (!isOver || transfer.way != Transfer::Way::Upload || !m_pasted.remove(transfer.path))
        return;
    QDir(QFileInfo(transfer.path).absolutePath()).removeRecursively();
    if (RoomConversation *rows = m_page->state()->conversation(transfer.room))
        rows->forgetFile(transfer.seq);
}

} // namespace Chalkwire::ClientGui
