// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientspanel.h"

#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

/// The state's icon before its word.
class StateDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {16, 16};
        switch (static_cast<App::ClientState>(index.data(ClientsModel::StateRole).toInt())) {
        case App::ClientState::Waiting:
            option->icon = Ui::icon(u"waiting", Ui::ColorRole::Warning);
            break;
        case App::ClientState::Undecided:
            option->icon = Ui::icon(u"connect", Ui::ColorRole::Muted);
            break;
        case App::ClientState::Open:
            option->icon = Ui::icon(u"ok", Ui::ColorRole::Ok);
            break;
        case App::ClientState::Closing:
            option->icon = Ui::icon(u"disconnect", Ui::ColorRole::Muted);
            break;
        }
    }
};

} // namespace

ClientsPanel::ClientsPanel(ClientsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_empty(new Ui::EmptyState(m_table))
    , m_waiting(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_waiting);
    m_waiting->setTextFormat(Qt::PlainText);
    m_waiting->setWordWrap(true);
    m_waiting->setMargin(Ui::kMargin);
    m_waiting->setVisible(false);
    buildTable();
    buildActions();
    retranslate();
    updateActions();
}

void ClientsPanel::buildTable()
{
    m_proxy.setSourceModel(m_model);
    m_proxy.setSortRole(ClientsModel::SortRole);
    m_table->setModel(&m_proxy);
    m_table->setItemDelegateForColumn(ClientsModel::State, new StateDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ClientsModel::Id, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setDefaultColumns();
    connect(m_table, &QWidget::customContextMenuRequested, this, &ClientsPanel::showMenu);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this,
            &ClientsPanel::showColumnMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ClientsPanel::updateActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ClientsPanel::updateActions);
    connect(m_table, &QTableView::activated, this, [this] { m_traffic->trigger(); });
    setFocusProxy(m_table);
}

void ClientsPanel::setDefaultColumns()
{
    const auto width = [this](const QString &sample) {
        return fontMetrics().horizontalAdvance(sample) + 2 * Ui::kMargin;
    };
    const int number = width(QStringLiteral("1,000,000"));
    for (int column = 0; column < ClientsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, number);
    const int mark = style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, this); // it is sorted by that
    m_table->setColumnWidth(ClientsModel::Id, width(QStringLiteral("0000")) + mark);
    m_table->setColumnWidth(ClientsModel::Name, width(QStringLiteral("tutorial-000")));
    m_table->setColumnWidth(ClientsModel::Address, width(QStringLiteral("192.168.100.100:50000")));
    m_table->setColumnWidth(ClientsModel::Kind, width(QStringLiteral("not known yet")));
    m_table->setColumnWidth(ClientsModel::State, width(QStringLiteral("waiting")) + 28);
    m_table->setColumnWidth(ClientsModel::Idle, width(QStringLiteral("00 min 00 s")));
    m_table->setColumnWidth(ClientsModel::Since, width(QStringLiteral("00:00:00")));
    m_table->setColumnWidth(ClientsModel::Rate, width(QStringLiteral("1000.0 KiB/s")));
    m_table->setColumnWidth(ClientsModel::Queued, width(QStringLiteral("Queued bytes")));
    m_table->setColumnWidth(ClientsModel::Lag, width(QStringLiteral("10,000 ms")));
    // A new column has a new number, so that what older versions remember stays right; it stands here.
    QHeaderView *header = m_table->horizontalHeader();
    header->moveSection(header->visualIndex(ClientsModel::Lag), header->visualIndex(ClientsModel::State) + 1);
}

QAction *ClientsPanel::addClientAction(const QKeySequence &shortcut)
{
    auto *action = new QAction(this);
    action->setShortcut(shortcut);
    // Only while the table has the focus: Delete and Ctrl+C mean something else in a text field.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(action);
    return action;
}

void ClientsPanel::buildActions()
{
    m_sendText = addClientAction(Qt::CTRL | Qt::Key_T);
    m_sendHex = addClientAction(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_traffic = addClientAction(Qt::CTRL | Qt::Key_Return);
    m_copy = addClientAction(QKeySequence::Copy);
    m_disconnect = addClientAction(Qt::Key_Delete);
    m_reset = addClientAction(Qt::SHIFT | Qt::Key_Delete);
    connect(m_sendText, &QAction::triggered, this, [this] { emit sendTextRequested(currentId()); });
    connect(m_sendHex, &QAction::triggered, this, [this] { emit sendHexRequested(currentId()); });
    connect(m_traffic, &QAction::triggered, this, [this] { emit trafficRequested(currentId()); });
    connect(m_copy, &QAction::triggered, this, &ClientsPanel::copyAddresses);
    connect(m_disconnect, &QAction::triggered, this, [this] {
        for (const ConnectionId id : selectedIds())
            emit disconnectRequested(id);
    });
    connect(m_reset, &QAction::triggered, this, [this] {
        for (const ConnectionId id : selectedIds())
            emit resetRequested(id);
    });
}

QList<QAction *> ClientsPanel::clientActions() const
{
    return {m_sendText, m_sendHex, m_traffic, nullptr, m_copy, nullptr, m_disconnect, m_reset};
}

void ClientsPanel::retranslate()
{
    m_table->setAccessibleName(tr("Clients"));
    m_sendText->setText(tr("Send &text…"));
    m_sendHex->setText(tr("Send &hex…"));
    m_traffic->setText(tr("Show &only its traffic"));
    m_copy->setText(tr("&Copy address"));
    m_disconnect->setText(tr("&Disconnect"));
    m_reset->setText(tr("&Reset connection"));
    setWaiting(m_waitingCount, m_places);
}

void ClientsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * Ui::kRowPadding);
    }
    QWidget::changeEvent(event);
}

void ClientsPanel::updateActions()
{
    const bool hasCurrent = currentId() != kNoConnection;
    for (QAction *action : {m_sendText, m_sendHex, m_traffic})
        action->setEnabled(hasCurrent);
    for (QAction *action : {m_copy, m_disconnect, m_reset})
        action->setEnabled(!selectedIds().isEmpty());
}

ConnectionId ClientsPanel::currentId() const
{
    const QModelIndex current = m_table->currentIndex();
    const bool isSelected = current.isValid() && m_table->selectionModel()->isRowSelected(current.row());
    return isSelected ? current.data(ClientsModel::IdRole).toULongLong() : kNoConnection;
}

QList<ConnectionId> ClientsPanel::selectedIds() const
{
    QList<ConnectionId> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        ids.append(index.data(ClientsModel::IdRole).toULongLong());
    return ids;
}

void ClientsPanel::select(ConnectionId id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0)
        m_table->setCurrentIndex(m_proxy.mapFromSource(m_model->index(row, ClientsModel::Name)));
}

void ClientsPanel::copyAddresses()
{
    QStringList addresses;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        addresses.append(index.data(ClientsModel::EndpointRole).toString());
    QGuiApplication::clipboard()->setText(addresses.join(u'\n'));
}

void ClientsPanel::setEmptyTexts(const QString &title, const QString &hint, const QString &command)
{
    m_empty->setTexts(title, hint, command);
}

void ClientsPanel::setWaiting(qsizetype waiting, qint64 places)
{
    m_waitingCount = waiting;
    m_places = places;
    m_waiting->setVisible(waiting > 0);
    m_waiting->setText(
        tr("Waiting: %1. Every place is taken (%2): each is served as soon as another client leaves.")
            .arg(QLocale().toString(waiting), QLocale().toString(places)));
}

QString ClientsPanel::waitingText() const
{
    return m_waiting->isVisibleTo(this) ? m_waiting->text() : QString();
}

void ClientsPanel::showMenu(const QPoint &at)
{
    if (!m_table->indexAt(at).isValid() && selectedIds().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : clientActions()) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ClientsPanel::showColumnMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The name stays: a table without any column could not be brought back from here.
    for (int column = 0; column < ClientsModel::ColumnCount; ++column) {
        if (column == ClientsModel::Name)
            continue;
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        connect(action, &QAction::toggled, m_table,
                [this, column](bool isShown) { m_table->setColumnHidden(column, !isShown); });
    }
    menu->popup(m_table->horizontalHeader()->mapToGlobal(at));
}

QByteArray ClientsPanel::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

void ClientsPanel::restoreColumns(const QByteArray &state)
{
    m_table->horizontalHeader()->restoreState(state);
}

} // namespace Chalkwire::ServerGui
