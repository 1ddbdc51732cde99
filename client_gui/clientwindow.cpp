// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientwindow.h"

#include "chatpage.h"
#include "clientactions.h"
#include "clientsettings.h"
#include "connectform.h"
#include "conversationmodel.h"
#include "conversationview.h"
#include "helpdialogs.h"
#include "linkheader.h"
#include "rooms/roomslink.h"
#include "rooms/roomspage.h"
#include "ui/fieldsview.h"
#include "ui/inspector.h"
#include "ui/language.h"
#include "ui/sendbox.h"
#include "ui/spacing.h"
#include "ui/trafficmodel.h"
#include "ui/trafficpanel.h"
#include "wirebar.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

using App::LinkState;

namespace {

constexpr QSize kSmallest{720, 480};
constexpr QSize kFirstSize{900, 640};
constexpr int kSideBySideWidth = 1100; ///< from here on the wire panel stands beside the conversation
constexpr int kTallEnough = 560;       ///< for conversation, traffic table and inspector, one over the other
constexpr double kTextStep = 0.125;

QString geometryKey()
{
    return QStringLiteral("geometry");
}
QString trafficKey()
{
    return QStringLiteral("traffic");
}

} // namespace

ClientWindow::ClientWindow(const App::ClientCommand &command, Ui::LanguageSwitcher *languages)
    : m_limits(command.limits)
    , m_languages(languages)
    , m_session(new ClientSession(command.limits, this))
    , m_trafficModel(new Ui::TrafficModel(command.limits.traceBytes, this))
    , m_actions(new ClientActions(this, languages))
    , m_header(new LinkHeader(this))
    , m_pages(new QStackedWidget(this))
    , m_formPage(nullptr)
    , m_form(new ConnectForm(command.limits, this))
    , m_chat(new ChatPage(m_session, command.limits, this))
    , m_splitter(new QSplitter(this))
    , m_wireBar(new WireBar(this))
    , m_note(new QLabel(this))
    , m_desktopFont(QApplication::font())
{
    buildLayout();
    connectParts();
    connectActions();
    connectRoomActions();
    setTextStep(ClientSettings::textStep());
    retranslate();
    start(command);
}

ClientWindow::~ClientWindow() = default;

void ClientWindow::buildLayout()
{
    auto *area = new QScrollArea(this);
    area->setWidget(m_form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_formPage = area;
    m_pages->addWidget(m_formPage);
    m_pages->addWidget(m_chat);
    m_splitter->addWidget(m_pages);
    m_splitter->setChildrenCollapsible(false);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(Ui::kGroupGap, Ui::kGrid, Ui::kGroupGap, Ui::kGrid);
    m_note->hide();
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_note);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_wireBar);
    setCentralWidget(central);
    setMinimumSize(kSmallest);
    resize(kFirstSize);
    const QByteArray geometry = ClientSettings::bytes(geometryKey());
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
}

void ClientWindow::connectParts()
{
    connect(m_session, &ClientSession::statusChanged, this, &ClientWindow::onStatus);
    connect(m_session, &ClientSession::countsChanged, this,
            [this] { m_wireBar->setCounts(m_session->counts(), m_session->kind()); });
    connect(&m_session->client(), &App::ChatClient::recorded, m_trafficModel,
            qOverload<const Trace::SharedRecords &>(&Ui::TrafficModel::append));
    connect(m_header, &LinkHeader::cancelRequested, m_session, &ClientSession::close);
    connect(m_header, &LinkHeader::againRequested, this, &ClientWindow::onAgain);
    connect(m_form, &ConnectForm::connectRequested, this, &ClientWindow::onConnectRequested);
    connect(m_form, &ConnectForm::backRequested, this, &ClientWindow::showChat);
    connect(m_wireBar->toggle(), &QToolButton::clicked, m_actions->wirePanel, &QAction::trigger);
}

void ClientWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions->newConnection, &ClientWindow::showForm);
    on(m_actions->saveConversation, &ClientWindow::askSave);
    on(m_actions->quit, &QWidget::close);
    on(m_actions->connectAgain, &ClientWindow::onAgain);
    connect(m_actions->disconnect, &QAction::triggered, m_session, &ClientSession::close);
    connect(m_actions->reset, &QAction::triggered, m_session, &ClientSession::reset);
    connect(m_actions->finishSending, &QAction::triggered, m_session, &ClientSession::finishSending);
    connect(m_actions->wirePanel, &QAction::toggled, this, &ClientWindow::setWireOpen);
    on(m_actions->newestMessage, &ClientWindow::showNewest);
    on(m_actions->search, [this] { m_rooms->startSearch(); });
    connect(m_actions->clearConversation, &QAction::triggered, m_session->conversation(),
            &ConversationModel::clear);
    on(m_actions->largerText, [this] { setTextStep(ClientSettings::textStep() + 1); });
    on(m_actions->smallerText, [this] { setTextStep(ClientSettings::textStep() - 1); });
    on(m_actions->normalText, [this] { setTextStep(0); });
    connect(m_actions, &ClientActions::themeChosen, this, &ClientWindow::onThemeChosen);
    on(m_actions->nextPane, [this] { movePane(1); });
    on(m_actions->previousPane, [this] { movePane(-1); });
    on(m_actions->shortcuts, [this] { (new ShortcutsDialog(this))->show(); });
    on(m_actions->about, [this] { (new AboutDialog(this))->show(); });
}

void ClientWindow::start(const App::ClientCommand &command)
{
    m_form->setRecent(ClientSettings::recent());
    const QString address = command.target ? command.target->text() : ClientSettings::address();
    const App::ClientKind remembered = command.target ? App::ClientKind::Chat : ClientSettings::kind();
    const bool isNamed = !command.nick.isEmpty() || !command.room.isEmpty();
    const App::ClientKind kind = command.kind.value_or(isNamed ? App::ClientKind::Chat : remembered);
    m_session->setStateFile(command.stateFile);
    m_form->setRequest(address, kind, command.target || isNamed ? command.nick : ClientSettings::nick(),
                       command.target || isNamed ? command.room : ClientSettings::room());
    m_actions->showTheme(Ui::Theme::instance()->choice());
    m_session->setSay(command.say);
    m_chat->sendBox()->setMode(
        static_cast<Ui::SendBox::Mode>(ClientSettings::number(QStringLiteral("rawMode"), 1)));
    m_chat->sendBox()->setLineEnd(
        static_cast<Ui::SendBox::LineEnd>(ClientSettings::number(QStringLiteral("lineEnd"), 3)));
    m_actions->wirePanel->setChecked(ClientSettings::isWireOpen());
    m_form->focusAddress();
    refresh();
    if (command.target)
        m_form->submit();
}

void ClientWindow::onConnectRequested(const ConnectRequest &request)
{
    m_form->setRecent(ClientSettings::remember(request));
    if (request.kind == App::ClientKind::Chat)
        openRooms();
    m_session->open(request);
}

void ClientWindow::onAgain()
{
    if (m_session->isLive())
        return;
    if (m_session->canOpenAgain())
        m_session->openAgain();
    else
        showForm();
}

void ClientWindow::onStatus()
{
    const App::LinkStatus &status = m_session->status();
    m_form->setConnecting(status);
    if (status.state == LinkState::Connected && isFormShown())
        showChat();
    if (isFormShown() && status.state == LinkState::Failed)
        m_form->showFailure(status);
    if (isFormShown() && status.state == LinkState::Waiting) {
        // The first try: where it leads may be wrong, and the form can be mended.
        m_form->showFailure(status);
        m_session->client().cancelReconnect();
    }
    if (m_roomsLink)
        m_roomsLink->showStatus(status);
    showNote({});
    refresh();
}

void ClientWindow::refresh()
{
    const App::LinkStatus &status = m_session->status();
    const bool isConnected = status.state == LinkState::Connected;
    const bool hasConnection = isConnected || status.state == LinkState::Closing;
    m_header->setStatus(status, m_session->kind(), m_session->request().nick, !isFormShown());
    m_header->setVisible(!areRoomsShown()); // they say it themselves
    m_chat->refresh();
    m_wireBar->setCounts(m_session->counts(), m_session->kind());
    const bool isChat = m_session->kind() == App::ClientKind::Chat;
    m_actions->connectAgain->setEnabled(!m_session->isLive() && m_session->canOpenAgain());
    m_actions->disconnect->setEnabled(isConnected || status.state == LinkState::Connecting ||
                                      status.state == LinkState::Waiting);
    m_actions->reset->setEnabled(hasConnection);
    m_actions->finishSending->setEnabled(isConnected && !isChat && !m_session->hasFinishedSending());
    m_actions->newestMessage->setEnabled(!isFormShown());
    m_actions->clearConversation->setEnabled(!isChat);
    m_actions->search->setEnabled(areRoomsShown());
    fitRoomActions();
    showTitle();
}

void ClientWindow::setWireOpen(bool isOpen)
{
    if (isOpen && !m_traffic) {
        m_traffic = new Ui::TrafficPanel(m_trafficModel, m_splitter);
        m_traffic->inspector()->fieldsView()->setLimits(m_limits);
        m_traffic->restoreState(ClientSettings::bytes(trafficKey()));
        m_traffic->setEmptyTexts(tr("Nothing has passed yet"),
                                 tr("Connect and send something: every write and read appears here."));
        m_splitter->addWidget(m_traffic);
        connect(m_traffic, &Ui::TrafficPanel::currentRecordChanged, this, &ClientWindow::fitWire);
    }
    if (m_traffic) {
        m_traffic->setVisible(isOpen);
        if (isOpen && m_traffic->followAction()->isChecked())
            m_traffic->table()->scrollToBottom();
    }
    m_wireBar->setOpen(isOpen);
    m_actions->wirePanel->setChecked(isOpen);
    ClientSettings::setWireOpen(isOpen);
    placeWire();
}

void ClientWindow::placeWire()
{
    const Qt::Orientation wanted = width() >= kSideBySideWidth ? Qt::Horizontal : Qt::Vertical;
    if (!m_traffic || m_traffic->isHidden())
        return;
    const bool isNew = m_splitter->sizes().value(1) == 0;
    const bool isPlaced = m_splitter->orientation() == wanted && !isNew;
    m_splitter->setOrientation(wanted);
    fitWire();
    if (isPlaced)
        return;
    const int all = wanted == Qt::Horizontal ? width() : m_splitter->height();
    m_splitter->setSizes({all / 2, all - all / 2});
}

/// In a small window the inspector waits until there is something to inspect.
void ClientWindow::fitWire()
{
    const bool isTall = m_splitter->orientation() == Qt::Horizontal || m_splitter->height() >= kTallEnough;
    m_traffic->inspector()->setVisible(isTall || m_traffic->currentRecord() != 0);
}

void ClientWindow::setTextStep(int step)
{
    step = qBound(ClientSettings::kMinTextStep, step, ClientSettings::kMaxTextStep);
    QFont font = m_desktopFont;
    font.setPointSizeF(font.pointSizeF() * (1 + step * kTextStep));
    QApplication::setFont(font);
    if (step != ClientSettings::textStep())
        ClientSettings::setTextStep(step);
    m_actions->largerText->setEnabled(step < ClientSettings::kMaxTextStep);
    m_actions->smallerText->setEnabled(step > ClientSettings::kMinTextStep);
}

void ClientWindow::onThemeChosen(Ui::ThemeChoice choice)
{
    Ui::Theme::instance()->setChoice(choice);
    ClientSettings::setTheme(choice);
}

void ClientWindow::movePane(int step)
{
    const QList<QWidget *> all = panes();
    qsizetype now = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (focusWidget() && (all[i] == focusWidget() || all[i]->isAncestorOf(focusWidget())))
            now = i;
    }
    const qsizetype count = all.size();
    const qsizetype next = now < 0 ? 0 : (now + step + count) % count;
    all[next]->setFocus(Qt::ShortcutFocusReason);
}

void ClientWindow::askSave()
{
    auto *dialog = new QFileDialog(this, tr("Save conversation"), QString(), tr("Text files (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QString problem = saveConversationTo(path);
        showNote(problem.isEmpty() ? tr("The conversation is saved in %1").arg(path)
                                   : tr("The conversation could not be saved: %1. Choose another place.")
                                         .arg(visibleText(problem, 200)));
    });
    dialog->open();
}

void ClientWindow::showNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void ClientWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ClientWindow::closeEvent(QCloseEvent *event)
{
    ClientSettings::setBytes(geometryKey(), saveGeometry());
    if (m_traffic)
        ClientSettings::setBytes(trafficKey(), m_traffic->saveState());
    const Ui::SendBox *box = m_chat->sendBox();
    if (m_session->kind() == App::ClientKind::Raw) {
        ClientSettings::setNumber(QStringLiteral("rawMode"), static_cast<int>(box->mode()));
        ClientSettings::setNumber(QStringLiteral("lineEnd"), static_cast<int>(box->lineEnd()));
    }
    QMainWindow::closeEvent(event);
}

void ClientWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    placeWire();
}

void ClientWindow::retranslate()
{
    m_actions->retranslate();
    m_trafficModel->retranslate();
    if (m_traffic)
        m_traffic->setEmptyTexts(tr("Nothing has passed yet"),
                                 tr("Connect and send something: every write and read appears here."));
    refresh();
}

} // namespace Chalkwire::ClientGui
