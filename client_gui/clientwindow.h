// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clientcommand.h"
#include "clientsession.h"
#include "ui/theme.h"

#include <QMainWindow>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace Chalkwire::Ui {
class LanguageSwitcher;
class TrafficModel;
class TrafficPanel;
} // namespace Chalkwire::Ui

namespace Chalkwire::ClientGui {

class ChatPage;
class ClientActions;
class ConnectForm;
class LinkHeader;
class RoomsLink;
class RoomsPage;
class WireBar;

/// The client's window: header, connect form or conversation, and the wire panel. Decides what is shown when;
/// the session does the talking.
class ClientWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientWindow)

public:
    /// `languages` is not owned and outlives the window. Connects at once when the command has a target.
    ClientWindow(const App::ClientCommand &command, Ui::LanguageSwitcher *languages);
    ~ClientWindow() override;

    ClientSession *session() const { return m_session; }
    ClientActions *actions() const { return m_actions; }
    LinkHeader *header() const { return m_header; }
    ConnectForm *form() const { return m_form; }
    ChatPage *chat() const { return m_chat; }
    WireBar *wireBar() const { return m_wireBar; }
    Ui::TrafficPanel *trafficPanel() const
    {
        return m_traffic;
    } ///< null until the wire panel is first opened
    Ui::TrafficModel *trafficModel() const { return m_trafficModel; }
    RoomsPage *rooms() const { return m_rooms; } ///< null before the first chat; another one for each
    bool isFormShown() const;
    bool areRoomsShown() const;
    QList<QWidget *> panes() const; ///< what F6 walks through now
    /// Writes the conversation as UTF-8 text. Returns the system's words when that fails, else empty.
    QString saveConversationTo(const QString &path);

public slots:
    void showForm();
    void setWireOpen(bool isOpen);
    void setTextStep(int step);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectParts();
    void connectActions();
    void connectRoomActions();
    void fitRoomActions();
    void start(const App::ClientCommand &command);
    void onConnectRequested(const ConnectRequest &request);
    void onAgain();
    void onStatus();
    void onThemeChosen(Ui::ThemeChoice choice);
    void askSave();
    void showChat();
    void openRooms();
    void showTitle();
    void showNewest();
    void movePane(int step);
    void placeWire();
    void fitWire();
    void showNote(const QString &text);
    void refresh();
    void retranslate();

    Limits m_limits;
    Ui::LanguageSwitcher *m_languages;
    ClientSession *m_session;
    Ui::TrafficModel *m_trafficModel;
    ClientActions *m_actions;
    LinkHeader *m_header;
    QStackedWidget *m_pages;
    QWidget *m_formPage;
    ConnectForm *m_form;
    ChatPage *m_chat;
    RoomsPage *m_rooms = nullptr;
    RoomsLink *m_roomsLink = nullptr;
    QSplitter *m_splitter;
    WireBar *m_wireBar;
    QLabel *m_note; ///< what happened last that is worth a line: a file saved
    Ui::TrafficPanel *m_traffic = nullptr;
    QFont m_desktopFont;
};

} // namespace Chalkwire::ClientGui
