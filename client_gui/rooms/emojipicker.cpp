// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/emojipicker.h"

#include "ui/spacing.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QToolButton>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kColumns = 8;
constexpr int kRows = 5;
constexpr int kCell = 36;
constexpr double kLarger = 1.5;

} // namespace

EmojiPicker::EmojiPicker(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_field(new QLineEdit(this))
    , m_grid(new QListView(this))
    , m_nothing(new QLabel(this))
    , m_groups(new QButtonGroup(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_grid->setModel(&m_model);
    m_grid->setViewMode(QListView::IconMode);
    m_grid->setMovement(QListView::Static);
    m_grid->setResizeMode(QListView::Adjust);
    m_grid->setUniformItemSizes(true);
    m_grid->setGridSize({kCell, kCell});
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setFixedSize(kColumns * kCell + 20, kRows * kCell); // 20: the scroll bar
    QFont font = m_grid->font();
    font.setPointSizeF(font.pointSizeF() * kLarger);
    m_grid->setFont(font);
    m_grid->installEventFilter(this);
    m_field->installEventFilter(this);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    build();
    connect(m_field, &QLineEdit::textChanged, this, &EmojiPicker::refill);
    connect(m_groups, &QButtonGroup::idClicked, m_field, &QLineEdit::clear);
    connect(m_groups, &QButtonGroup::idClicked, this, &EmojiPicker::refill);
    connect(m_grid, &QListView::clicked, this, &EmojiPicker::choose);
    retranslate();
    refill();
}

void EmojiPicker::build()
{
    auto *groups = new QHBoxLayout;
    groups->setSpacing(Ui::kGrid);
    for (int group = 0; group <= static_cast<int>(EmojiModel::Group::Signs); ++group) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_groups->addButton(button, group);
        groups->addWidget(button);
    }
    groups->addStretch(1);
    m_groups->button(0)->setChecked(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Ui::kMargin, Ui::kMargin, Ui::kMargin, Ui::kMargin);
    layout->setSpacing(Ui::kGrid);
    layout->addWidget(m_field);
    layout->addLayout(groups);
    layout->addWidget(m_grid);
    layout->addWidget(m_nothing);
}

void EmojiPicker::open(const QWidget *anchor)
{
    m_field->clear();
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width(), 0));
    const QRect screen = anchor->screen()->availableGeometry();
    const int x = qBound(screen.left(), corner.x() - width(), qMax(screen.left(), screen.right() - width()));
    const int above = corner.y() - height() - Ui::kGrid;
    move(x, above >= screen.top() ? above : corner.y() + anchor->height() + Ui::kGrid);
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::refill()
{
    m_model.show(static_cast<EmojiModel::Group>(m_groups->checkedId()), m_field->text());
    const bool isAny = m_model.rowCount() > 0;
    m_grid->setVisible(isAny);
    m_nothing->setVisible(!isAny);
    if (isAny)
        m_grid->setCurrentIndex(m_model.index(0));
}

void EmojiPicker::choose(const QModelIndex &index)
{
    const QString emoji = index.data().toString();
    close();
    if (!emoji.isEmpty())
        emit chosen(emoji);
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_grid->currentIndex());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (watched == m_field && !m_field->text().isEmpty())
            break; // moves within what is written
        [[fallthrough]];
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (watched == m_grid)
            break;
        QCoreApplication::sendEvent(m_grid, event);
        return true;
    default:
        if (watched == m_grid && !key->text().isEmpty() && key->text().front().isPrint()) {
            m_field->setFocus(Qt::OtherFocusReason);
            QCoreApplication::sendEvent(m_field, event);
            return true;
        }
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void EmojiPicker::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmojiPicker::retranslate()
{
    const QStringList names{tr("All"), tr("Faces"), tr("Hands"), tr("Things"), tr("Signs")};
    for (int group = 0; group < names.size(); ++group)
        m_groups->button(group)->setText(names[group]);
    m_field->setPlaceholderText(tr("Search, as in: heart"));
    m_field->setAccessibleName(tr("Search for an emoji by a word"));
    m_grid->setAccessibleName(tr("Emoji"));
    m_nothing->setText(tr("No emoji has this word"));
    setAccessibleName(tr("Choose an emoji"));
}

} // namespace Chalkwire::ClientGui
