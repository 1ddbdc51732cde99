// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorstrip.h"

#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace Chalkwire::ClientGui {

ErrorStrip::ErrorStrip(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_detailsButton(new QToolButton(this))
    , m_details(new QLabel(this))
{
    for (QLabel *label : {m_sentence, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, Ui::kTightMargin, 0, Ui::kTightMargin);
    layout->setHorizontalSpacing(Ui::kMargin);
    layout->setVerticalSpacing(Ui::kTightMargin);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_sentence, 0, 1);
    layout->addWidget(m_detailsButton, 0, 2, Qt::AlignTop);
    layout->addWidget(m_details, 1, 1, 1, 2);
    layout->setColumnStretch(1, 1);
    m_details->hide();
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
    recolor();
    retranslate();
    hide();
}

void ErrorStrip::showError(const QString &sentence, const QString &details)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    m_details->setText(details);
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!details.isEmpty());
    show();
}

void ErrorStrip::clear()
{
    m_sentence->clear();
    m_details->clear();
    hide();
}

QString ErrorStrip::sentence() const
{
    return m_sentence->text();
}

void ErrorStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

void ErrorStrip::retranslate()
{
    m_icon->setAccessibleName(tr("Error"));
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setAccessibleName(tr("Show what the system says"));
}

void ErrorStrip::recolor()
{
    m_icon->setPixmap(Ui::icon(u"error", Ui::ColorRole::Error).pixmap(Ui::kIconSize));
}

} // namespace Chalkwire::ClientGui
