// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emptystate.h"

#include "ui/icons.h"
#include "ui/spacing.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

namespace Chalkwire::Ui {

namespace {

constexpr int kPictureSize = 48;
constexpr int kTextWidth = 110 * kGrid;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyState::EmptyState(QAbstractItemView *view)
    : QFrame(view->viewport())
    , m_view(view)
    , m_icon(new QLabel(this))
    , m_title(plainLabel(this))
    , m_hint(plainLabel(this))
    , m_command(plainLabel(this))
    , m_copy(new QToolButton(this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_command->setWordWrap(false);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setIcon(icon(u"copy"));
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_command->text()); });

    auto *commandRow = new QHBoxLayout;
    commandRow->addStretch();
    commandRow->addWidget(m_command);
    commandRow->addWidget(m_copy);
    commandRow->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kMargin);
    layout->addStretch();
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addLayout(commandRow);
    layout->addStretch();

    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
    setTexts({});
    retranslate();
    watchModel();
}

void EmptyState::setTexts(const QString &title, const QString &hint, const QString &command)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
    m_copy->setVisible(!command.isEmpty());
    setAccessibleName(QStringList{title, hint, command}.join(QLatin1Char(' ')).simplified());
    refresh();
}

void EmptyState::setIconName(const QString &name)
{
    m_iconName = name;
    refresh();
}

void EmptyState::watchModel()
{
    // Views replace their model without a signal; the event filter calls this again when anything happens to
    // them.
    QAbstractItemModel *model = m_view->model();
    if (model == m_model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyState::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyState::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &EmptyState::refresh);
    }
}

void EmptyState::refresh()
{
    watchModel();
    const bool empty = !m_model || m_model->rowCount(m_view->rootIndex()) == 0;
    setVisible(empty);
    if (!empty)
        return;
    m_icon->setVisible(!m_iconName.isEmpty() && m_view->viewport()->height() > 40 * kGrid);
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(icon(m_iconName, ColorRole::Muted)
                              .pixmap(QSize(kPictureSize, kPictureSize), devicePixelRatioF()));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_command->setFont(byteFont());
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, color(ColorRole::Muted));
    m_hint->setPalette(muted);
    m_hint->setMaximumWidth(QWIDGETSIZE_MAX);
    const int side = std::max(kMargin, (m_view->viewport()->width() - kTextWidth) / 2);
    layout()->setContentsMargins(side, kMargin, side, kMargin);
    setGeometry(m_view->viewport()->rect());
    raise();
}

bool EmptyState::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        refresh();
    return QFrame::eventFilter(watched, event);
}

void EmptyState::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the command"));
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange && isVisible() && event->spontaneous())
        refresh();
    QFrame::changeEvent(event);
}

} // namespace Chalkwire::Ui
