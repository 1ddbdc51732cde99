// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpdialogs.h"

#include "ui/icons.h"
#include "ui/spacing.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kLogoSize = 64;

void addCloseButton(QDialog *dialog, QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
}

QString withoutMnemonic(QString text)
{
    // Chinese menus write it behind the word: "退出(&Q)".
    const qsizetype bracket = text.indexOf(QStringLiteral("(&"));
    if (bracket >= 0 && bracket + 3 < text.size() && text.at(bracket + 3) == u')')
        text.remove(bracket, 4);
    return text.remove(u'&');
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget *window)
    : QDialog(window)
    , m_list(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    QStringList lines;
    const auto add = [&lines](const QString &keys, const QString &what) {
        lines.append(keys + QStringLiteral("\t") + what);
    };
    const QString ctrl = QKeySequence(Qt::CTRL | Qt::Key_Up).toString(QKeySequence::NativeText);
    const QString down = QKeySequence(Qt::CTRL | Qt::Key_Down).toString(QKeySequence::NativeText);
    add(tr("Enter"), tr("Send"));
    add(tr("Shift+Enter"), tr("Break the line"));
    add(ctrl + QStringLiteral(", ") + down, tr("Recall what you sent"));
    add(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
        tr("Copy the selected messages"));
    const QList<QAction *> actions = window->actions();
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            add(action->shortcut().toString(QKeySequence::NativeText), withoutMnemonic(action->text()));
    }
    m_list->setTextFormat(Qt::PlainText);
    m_list->setText(lines.join(u'\n'));
    m_list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setAccessibleName(windowTitle());
    m_list->setContentsMargins(Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap, Ui::kGroupGap);
    auto *area = new QScrollArea(this);
    area->setWidget(m_list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    addCloseButton(this, layout);
    resize(m_list->sizeHint().width() + 60, qMin(420, m_list->sizeHint().height() + 90));
}

QString ShortcutsDialog::listing() const
{
    return m_list->text();
}

AboutDialog::AboutDialog(QWidget *window)
    : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Chalkwire Client"));
    auto *logo = new QLabel(this);
    logo->setPixmap(Ui::applicationIcon(u"client").pixmap(kLogoSize));
    auto *name = new QLabel(tr("Chalkwire Client %1").arg(QCoreApplication::applicationVersion()), this);
    QFont bold = name->font();
    bold.setWeight(QFont::DemiBold);
    name->setFont(bold);
    auto *text = new QLabel(tr("A chat window that shows what passes on the wire.\n"
                               "Free software under the GNU General Public License, version 3 or later."),
                            this);
    for (QLabel *label : {name, text}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto *words = new QVBoxLayout;
    words->addWidget(name);
    words->addWidget(text);
    auto *row = new QHBoxLayout;
    row->setSpacing(Ui::kGroupGap);
    row->addWidget(logo, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    addCloseButton(this, layout);
}

} // namespace Chalkwire::ClientGui
