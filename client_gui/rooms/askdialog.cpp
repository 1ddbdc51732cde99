// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/askdialog.h"

#include "base/text.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kWidth = 360;

} // namespace

AskDialog::AskDialog(const QString &title, const QString &question, const QString &accept, QWidget *parent)
    : QDialog(parent)
    , m_question(new QLabel(question, this))
    , m_field(new QLineEdit(this))
    , m_choices(new QListWidget(this))
    , m_option(new QCheckBox(this))
    , m_problem(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(kWidth);
    for (QLabel *label : {m_question, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_question->setBuddy(m_field);
    m_field->setAccessibleName(question);
    m_choices->setAccessibleName(tr("Choices"));
    m_choices->hide();
    m_option->hide();
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(accept, QDialogButtonBox::AcceptRole);
    m_accept->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_question);
    layout->addWidget(m_field);
    layout->addWidget(m_choices, 1);
    layout->addWidget(m_option);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &AskDialog::answer);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_isWaiting = false; });
    connect(m_field, &QLineEdit::textChanged, this, &AskDialog::fit);
    connect(m_choices, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            m_field->setText(item->data(Qt::UserRole).toString());
    });
    connect(m_choices, &QListWidget::itemActivated, this, &AskDialog::answer);
    fit();
}

void AskDialog::setText(const QString &text)
{
    m_field->setText(text);
    m_field->selectAll();
}

void AskDialog::setChoices(const QStringList &texts)
{
    const QString typed = m_field->text();
    m_choices->clear();
    for (const QString &text : texts) {
        auto *item = new QListWidgetItem(visibleText(text, 64), m_choices);
        item->setData(Qt::UserRole, text);
    }
    m_choices->setVisible(!texts.isEmpty());
    m_field->setText(typed);
}

void AskDialog::setOption(const QString &text)
{
    m_option->setText(text);
    m_option->show();
}

void AskDialog::setEmptyAllowed(bool allowed)
{
    m_isEmptyAllowed = allowed;
    fit();
}

void AskDialog::refuse(const QString &sentence)
{
    m_isWaiting = false;
    m_problem->setText(sentence);
    m_problem->setAccessibleName(sentence);
    QPalette palette;
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Error));
    m_problem->setPalette(palette);
    m_problem->show();
    m_field->setFocus(Qt::OtherFocusReason);
    fit();
}

QString AskDialog::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void AskDialog::answer()
{
    if (!m_accept->isEnabled())
        return;
    m_problem->hide();
    m_isWaiting = true;
    fit();
    emit answered(m_field->text().trimmed(), m_option->isChecked()); // last: it may be refused, or close us
}

void AskDialog::fit()
{
    const bool isEmpty = m_field->text().trimmed().isEmpty();
    m_accept->setEnabled(!m_isWaiting && (m_isEmptyAllowed || !isEmpty));
}

} // namespace Chalkwire::ClientGui
