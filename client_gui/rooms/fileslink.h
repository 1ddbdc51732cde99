// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "rooms/rowfile.h"

#include <QHash>
#include <QObject>
#include <QSet>

class QImage;
class QMimeData;

namespace Chalkwire::ClientGui {

class RoomsPage;
struct ChatRow;

/// Joins the files of a page of rooms to a client: gives what is picked, dropped or pasted, fetches what the
/// user wants and the pictures that are in sight, and shows what was fetched in its folder. Nothing that was
/// fetched is opened by itself, and nothing that may be a program without a question. Thread: GUI.
class FilesLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilesLink)

public:
    /// Neither is owned; both outlive this.
    FilesLink(App::ChatClient *client, RoomsPage *page, QObject *parent = nullptr);

    void offer(const QStringList &paths); ///< into the room that is shown

private:
    struct Call
    {
        bool isPreview = false;
        QString room{};
        quint64 seq = 0;
    };
    void take(const QMimeData &data);
    void askFiles();
    void offerPicture(const QImage &picture);
    void onAct(FileAct act, const ChatRow &row);
    void fetch(const ChatRow &row, const QString &path);
    void askSave(const ChatRow &row);
    void open(const ChatRow &row);
    void onCallDone(const App::CallDone &done);
    void onTransfer(const Core::Told::Transfer &transfer);
    bool isThere(const ChatRow &row); ///< says so if it is not
    static bool isProgram(const QString &path);

    App::ChatClient *m_client;
    RoomsPage *m_page;
    QString m_folder;             ///< that files were picked from last
    QHash<quint64, Call> m_calls; ///< on their way
    QSet<QString> m_pasted;       ///< files made of pasted pictures: they go once they are given
};

} // namespace Chalkwire::ClientGui
