// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "banner.h"

#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

constexpr int kStripeWidth = 4;
constexpr double kTint = 0.12; ///< of the accent over the window's base colour: text keeps its contrast

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setVisible(false);
    return label;
}

} // namespace

Banner::Banner(Level level, QWidget *parent)
    : QFrame(parent)
    , m_level(level)
    , m_icon(new QLabel(this))
    , m_headline(plainLabel(this))
    , m_explanation(plainLabel(this))
    , m_details(plainLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(Ui::kGrid);
    texts->addWidget(m_headline);
    texts->addWidget(m_explanation);
    texts->addWidget(m_details);
    m_buttons->setSpacing(Ui::kMargin);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap + kStripeWidth, Ui::kMargin, Ui::kMargin, Ui::kMargin);
    layout->setSpacing(Ui::kGroupGap);
    layout->addWidget(m_icon);
    layout->addLayout(texts, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    m_details->setFont(Ui::byteFont());
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_close->setAutoRaise(true);
    m_close->setIcon(Ui::icon(u"close"));
    connect(m_close, &QToolButton::clicked, this, &Banner::dismissed);
    updateWords();
}

void Banner::setText(const QString &headline, const QString &explanation)
{
    m_headline->setText(headline);
    m_headline->setVisible(true);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    updateWords();
}

QString Banner::headline() const
{
    return m_headline->text();
}

void Banner::setLarge()
{
    QFont font = m_headline->font();
    font.setPointSizeF(font.pointSizeF() * 3);
    m_headline->setFont(font);
}

QPushButton *Banner::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_buttons->addWidget(button);
    return button;
}

void Banner::setDetails(const QString &details)
{
    if (details.isEmpty())
        return;
    m_details->setText(details);
    auto *toggle = new QToolButton(this);
    toggle->setText(tr("Details"));
    toggle->setCheckable(true);
    m_buttons->addWidget(toggle);
    connect(toggle, &QToolButton::toggled, m_details, &QWidget::setVisible);
}

QColor Banner::accent() const
{
    return Ui::color(m_level == Level::Error ? Ui::ColorRole::Error : Ui::ColorRole::Accent);
}

void Banner::updateWords()
{
    const bool isError = m_level == Level::Error;
    const Ui::ColorRole role = isError ? Ui::ColorRole::Error : Ui::ColorRole::Accent;
    m_icon->setPixmap(Ui::icon(isError ? u"error" : u"info", role).pixmap(Ui::kIconSize, Ui::kIconSize));
    const QString word = isError ? tr("Error") : tr("Note");
    m_icon->setAccessibleName(word);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(word, m_headline->text(), m_explanation->text()));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    QColor tint = accent();
    painter.fillRect(QRect(0, 0, kStripeWidth, height()), tint);
    tint.setAlphaF(static_cast<float>(kTint));
    painter.fillRect(rect(), tint);
}

void Banner::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit dismissed();
    else
        QFrame::keyPressEvent(event);
}

void Banner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        updateWords();
    QFrame::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
