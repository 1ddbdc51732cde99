// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomspage.h"

#include "errorstrip.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/emojipicker.h"
#include "rooms/noticestrip.h"
#include "rooms/reconnectbar.h"
#include "rooms/roomdelegate.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomheader.h"
#include "rooms/roomview.h"
#include "rooms/roomwords.h"
#include "rooms/searchpanel.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kRoomsWidth = 172;
constexpr int kPeopleWidth = 150;
constexpr int kSearchWidth = 260;
constexpr int kMiddleWidth = 320; ///< at least

void fitList(QListView *list)
{
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QListView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setUniformItemSizes(true);
    list->setEditTriggers(QListView::NoEditTriggers);
}

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

RoomsPage::RoomsPage(const Limits &limits, QWidget *parent)
    : QWidget(parent)
    , m_state(new ChatState(this))
    , m_header(new RoomHeader(this))
    , m_rooms(new QListView(this))
    , m_join(new QLineEdit(this))
    , m_add(new QToolButton(this))
    , m_dialogs(new RoomDialogs(m_state, this))
    , m_notices(new NoticeStrip(this))
    , m_view(new RoomView(this))
    , m_typing(new QLabel(this))
    , m_trouble(new ErrorStrip(this))
    , m_composer(new Composer(limits, this))
    , m_people(new QListView(this))
    , m_more(new QLabel(this))
    , m_search(new SearchPanel(this))
    , m_right(new QStackedWidget(this))
    , m_reconnect(new ReconnectBar(this))
    , m_splitter(new QSplitter(this))
    , m_picker(new EmojiPicker(this))
{
    build();
    setFocusProxy(m_composer);
    connectState();
    connectView();
    connectComposer();
    retranslate();
    onCurrentRoom();
}

void RoomsPage::build()
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(buildRooms());
    m_splitter->addWidget(buildMiddle());
    m_splitter->addWidget(buildRight());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kRoomsWidth, 2 * kMiddleWidth, kPeopleWidth});
    auto *column = columnOf(this);
    column->addWidget(m_header);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_reconnect);
}

QWidget *RoomsPage::buildRooms()
{
    auto *pane = new QWidget(this);
    pane->setMinimumWidth(kRoomsWidth * 3 / 4);
    fitList(m_rooms);
    m_rooms->setModel(m_state->rooms());
    m_rooms->setItemDelegate(new RoomDelegate(this));
    m_rooms->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *join = new QHBoxLayout;
    join->setContentsMargins(Ui::kMargin, Ui::kGrid, Ui::kMargin, Ui::kMargin);
    join->setSpacing(Ui::kGrid);
    join->addWidget(m_join, 1);
    join->addWidget(m_add);
    m_add->setIcon(Ui::icon(u"add"));
    m_add->setAutoRaise(true);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(new QMenu(m_add));
    auto *column = columnOf(pane);
    column->addWidget(m_rooms, 1);
    column->addLayout(join);
    return pane;
}

QWidget *RoomsPage::buildMiddle()
{
    auto *pane = new QWidget(this);
    pane->setMinimumWidth(kMiddleWidth);
    m_empty = new Ui::EmptyState(m_view);
    m_empty->setIconName(QStringLiteral("chat"));
    m_typing->setTextFormat(Qt::PlainText);
    m_typing->setContentsMargins(Ui::kGroupGap, 0, Ui::kGroupGap, 0);
    m_typing->setMinimumHeight(m_typing->fontMetrics().height());
    m_typing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *trouble = new QHBoxLayout;
    trouble->setContentsMargins(Ui::kGroupGap, 0, Ui::kMargin, 0);
    trouble->addWidget(m_trouble);
    auto *column = columnOf(pane);
    column->addWidget(m_notices);
    column->addWidget(m_view, 1);
    column->addWidget(m_typing);
    column->addLayout(trouble);
    column->addWidget(m_composer);
    return pane;
}

QWidget *RoomsPage::buildRight()
{
    fitList(m_people);
    m_people->setModel(m_state->people());
    m_people->setItemDelegate(new PersonDelegate(this));
    m_people->setContextMenuPolicy(Qt::CustomContextMenu);
    m_nobody = new Ui::EmptyState(m_people);
    m_nobody->setIconName(QStringLiteral("clients"));
    m_more->setTextFormat(Qt::PlainText);
    m_more->setContentsMargins(Ui::kMargin, Ui::kGrid, Ui::kMargin, Ui::kMargin);
    m_more->setWordWrap(true);
    auto *people = new QWidget(this);
    auto *column = columnOf(people);
    column->addWidget(m_people, 1);
    column->addWidget(m_more);
    people->setFocusProxy(m_people);
    m_right->addWidget(people);
    m_right->addWidget(m_search);
    m_right->setMinimumWidth(kPeopleWidth * 3 / 4);
    return m_right;
}

void RoomsPage::connectState()
{
    connect(m_state, &ChatState::currentRoomChanged, this, &RoomsPage::onCurrentRoom);
    connect(m_state, &ChatState::roomChanged, this, &RoomsPage::fitConnection);
    connect(m_state, &ChatState::connectionChanged, this, &RoomsPage::fitConnection);
    connect(m_state, &ChatState::trouble, this, [this](const QString &sentence) {
        if (!m_dialogs->refuse(sentence))
            showTrouble(sentence);
    });
    connect(m_state, &ChatState::invited, m_notices, &NoticeStrip::addInvitation);
    connect(m_state, &ChatState::announced, m_notices, &NoticeStrip::addAnnouncement);
    connect(m_state, &ChatState::joined, m_notices, &NoticeStrip::forgetInvitation);
    connect(m_notices, &NoticeStrip::joinWished, this, &RoomsPage::joinWished);
    connect(m_state, &ChatState::found, m_search, &SearchPanel::showResult);
    connect(m_state, &ChatState::directsWished, this,
            [this] { emit olderWished(Core::kInbox.toString(), 0); });
    connect(m_state, &ChatState::olderDirectsCame, this, &RoomsPage::onOlderDirects);
    connect(m_state->people(), &PeopleModel::typingChanged, this, &RoomsPage::showTyping);
    connect(m_state->people(), &PeopleModel::peopleChanged, this, &RoomsPage::onPeople);
    connect(m_state->rooms(), &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first) {
                m_composer->forgetRoom(m_state->rooms()->item(first).name);
            });
}

void RoomsPage::connectView()
{
    connect(m_rooms->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_state->setCurrentRoom(index.data(RoomsModel::NameRole).toString());
            });
    connect(m_rooms, &QWidget::customContextMenuRequested, this, &RoomsPage::roomMenu);
    connect(m_people, &QListView::activated, this, &RoomsPage::onPersonActivated);
    connect(m_people, &QWidget::customContextMenuRequested, this, &RoomsPage::personMenu);
    connect(m_join, &QLineEdit::returnPressed, this, &RoomsPage::onJoin);
    connect(m_add->menu(), &QMenu::aboutToShow, this, [this] {
        m_add->menu()->clear();
        m_dialogs->fillAddMenu(m_add->menu());
    });
    connect(m_dialogs, &RoomDialogs::joinWished, this, &RoomsPage::joinWished);
    connect(m_dialogs, &RoomDialogs::writeToWished, this, [this](const QString &name) {
        if (writeTo(name))
            m_dialogs->finish();
    });
    connect(m_dialogs, &RoomDialogs::leaveWished, this, &RoomsPage::leaveWished);
    connect(m_header->searchButton(), &QToolButton::clicked, this,
            [this](bool isOn) { isOn ? startSearch() : endSearch(); });
    connect(m_search, &SearchPanel::closeWished, this, &RoomsPage::endSearch);
    connect(m_search, &SearchPanel::searchWished, this, &RoomsPage::searchWished);
    connect(m_search, &SearchPanel::jumpWished, this, &RoomsPage::jump);
    connect(m_view, &RoomView::replyWished, this, &RoomsPage::beginReply);
    connect(m_view, &RoomView::editWished, this, &RoomsPage::beginEdit);
    connect(m_view, &RoomView::retryWished, this, &RoomsPage::onRetry);
    connect(m_view, &RoomView::discardWished, this, &RoomsPage::onDiscard);
    connect(m_view, &RoomView::endSeen, this, &RoomsPage::onEnd);
    connect(m_view, &RoomView::linkActivated, this, &RoomsPage::linkWished);
    connect(m_view, &RoomView::olderWished, this, &RoomsPage::wishForOlder);
    connect(m_view, &RoomView::removeWished, this, [this](quint64 seq) { emit removeWished(room(), seq); });
    connect(m_view, &RoomView::reactWished, this,
            [this](quint64 seq, const QString &text) { emit reactWished(room(), seq, text); });
    connect(m_view, &RoomView::pickReactionWished, this, [this](quint64 seq) {
        m_reactTo = seq;
        m_picker->open(m_composer);
    });
    connect(m_picker, &EmojiPicker::chosen, this,
            [this](const QString &emoji) { emit reactWished(room(), m_reactTo, emoji); });
}

void RoomsPage::connectComposer()
{
    connect(m_composer, &Composer::sendWished, this, &RoomsPage::onSend);
    connect(m_composer, &Composer::editWished, this, [this](quint64 seq, const QString &text) {
        m_trouble->clear();
        emit editWished(room(), seq, text);
    });
    connect(m_composer, &Composer::editLastWished, this, [this] {
        const RoomConversation *rows = m_state->conversation(room());
        const int last = rows ? rows->lastOwnPost() : -1;
        if (last >= 0 && !isDirect()) // what was said to one person is final
            beginEdit(rows->row(last).seq);
    });
    connect(m_composer, &Composer::typed, this, [this] {
        if (!isDirect() && !m_composer->text().startsWith(u'/')) // a command is nobody's business
            emit typed(room());
    });
    connect(m_composer, &Composer::draftChanged, m_state, &ChatState::setDraft);
}

void RoomsPage::apply(const std::vector<Core::ClientEvent> &events)
{
    m_state->apply(events);
}

QList<QWidget *> RoomsPage::panes() const
{
    QWidget *right =
        m_right->currentWidget() == m_search ? static_cast<QWidget *>(m_search->field()) : m_people;
    return {m_rooms, m_view, m_composer, right};
}

void RoomsPage::startSearch(const QString &text)
{
    m_header->searchButton()->setChecked(true);
    m_right->setCurrentWidget(m_search);
    QList<int> sizes = m_splitter->sizes();
    const int more = qMin(kSearchWidth - sizes[2], sizes[1] - kMiddleWidth);
    if (more > 0)
        m_splitter->setSizes({sizes[0], sizes[1] - more, sizes[2] + more});
    m_search->focusField();
    if (!text.isEmpty())
        m_search->searchFor(text);
}

void RoomsPage::endSearch()
{
    m_header->searchButton()->setChecked(false);
    m_right->setCurrentIndex(0);
    const QList<int> sizes = m_splitter->sizes();
    if (sizes[2] > kPeopleWidth)
        m_splitter->setSizes({sizes[0], sizes[1] + sizes[2] - kPeopleWidth, kPeopleWidth});
    m_composer->focusInput();
}

void RoomsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_view->lookAround(); // what came meanwhile is seen now
    if (event->type() == QEvent::PaletteChange)
        showTyping();
}

void RoomsPage::retranslate()
{
    m_rooms->setAccessibleName(tr("Rooms and conversations"));
    m_people->setAccessibleName(tr("People in this room"));
    m_join->setPlaceholderText(tr("Room or @name"));
    m_join->setAccessibleName(tr("Name of a room to join, or @ and the name of a person to write to"));
    m_add->setToolTip(tr("Make or find a room"));
    m_add->setAccessibleName(tr("Make or find a room, or change your name"));
    m_nobody->setTexts(tr("Nobody is here"),
                       tr("When you are connected, the people of the room are listed here."));
    m_state->retranslate();
    fitConnection();
    onPeople();
    showTyping();
}

} // namespace Chalkwire::ClientGui
