// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"

#include <QHash>
#include <QObject>

namespace Chalkwire::Core {
struct SlashCommand;
}

namespace Chalkwire::ClientGui {

class RoomsPage;

/// Joins a page of rooms to a client: what the user wants becomes calls, what the client tells is shown, and
/// what became of a call is said where it was made. `/` commands are carried out. Files are FilesLink's
/// business, which it makes. Thread: GUI.
class RoomsLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsLink)

public:
    /// Neither is owned; both outlive this.
    RoomsLink(App::ChatClient *client, RoomsPage *page, QObject *parent = nullptr);

    void showStatus(const App::LinkStatus &status);

private:
    enum class Wish : quint8 { Other, Say, Edit, Direct, Join, Search, NewRoom, Asked };
    struct Call
    {
        Wish wish = Wish::Other;
        QString room{}; ///< Direct: the person
        QString text{};
        bool isPrivate = false;
    };

    void connectWishes();
    void connectDialogs();
    void connectTold();
    void remember(quint64 number, const Call &call);
    void say(const QString &room, const QString &text, quint64 re);
    void sayTo(const QString &person, const QString &text);
    /// False: it is a text to be said.
    bool carryOut(const QString &room, const QString &typed);
    void carryOut(const QString &room, const Core::SlashCommand &command);
    void onCallDone(const App::CallDone &done);
    void onRefused(const Call &call, const Error &error);
    void onKeeping(const App::Keeping &keeping);
    void openLink(const QString &address);
    static QString sentence(const Error &error);
    static QString reason(const App::LinkStatus &status);

    App::ChatClient *m_client;
    RoomsPage *m_page;
    QHash<quint64, Call> m_calls; ///< on their way
};

} // namespace Chalkwire::ClientGui
