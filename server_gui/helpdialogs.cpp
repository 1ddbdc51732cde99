// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpdialogs.h"

#include "ui/icons.h"
#include "ui/spacing.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

struct Dialogs
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ServerGui::Dialogs)
};

/// "&File" and "文件(&F)" as they are read.
QString withoutMnemonic(QString text)
{
    const qsizetype bracket = text.lastIndexOf(QStringLiteral("(&"));
    if (bracket > 0 && text.endsWith(u')'))
        return text.first(bracket);
    return text.remove(u'&');
}

QDialog *makeDialog(const QString &title, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    return dialog;
}

QDialogButtonBox *closeButton(QDialog *dialog)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    return buttons;
}

void collect(const QMenu *menu, QList<QStringList> &rows)
{
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions) {
        if (action->menu()) {
            collect(action->menu(), rows);
        } else if (!action->shortcut().isEmpty()) {
            QStringList keys;
            const QList<QKeySequence> sequences = action->shortcuts();
            for (const QKeySequence &sequence : sequences)
                keys.append(sequence.toString(QKeySequence::NativeText));
            rows.append({withoutMnemonic(action->text()), keys.join(Dialogs::tr(" or "))});
        }
    }
}

} // namespace

QDialog *makeShortcutsDialog(const QMenuBar *menus, QWidget *parent)
{
    QDialog *dialog = makeDialog(Dialogs::tr("Keyboard shortcuts"), parent);
    QList<QStringList> rows;
    const QList<QAction *> titles = menus->actions();
    for (const QAction *title : titles)
        collect(title->menu(), rows);
    rows.append(
        {Dialogs::tr("Send what is typed"), QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText)});
    rows.append({Dialogs::tr("A new line in what is typed"),
                 QKeySequence(Qt::SHIFT | Qt::Key_Return).toString(QKeySequence::NativeText)});
    rows.append({Dialogs::tr("What was sent before, while typing"),
                 QKeySequence(Qt::CTRL | Qt::Key_Up).toString(QKeySequence::NativeText)});
    auto *table = new QTableWidget(static_cast<int>(rows.size()), 2, dialog);
    table->setHorizontalHeaderLabels({Dialogs::tr("What it does"), Dialogs::tr("Keys")});
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < 2; ++column)
            table->setItem(row, column, new QTableWidgetItem(rows[row][column]));
    }
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->resizeColumnToContents(0);
    table->setAccessibleName(dialog->windowTitle());
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    layout->addWidget(closeButton(dialog));
    dialog->resize(560, 480);
    return dialog;
}

QDialog *makeAboutDialog(QWidget *parent)
{
    QDialog *dialog = makeDialog(Dialogs::tr("About Chalkwire Server"), parent);
    auto *picture = new QLabel(dialog);
    picture->setPixmap(Ui::applicationIcon(u"server").pixmap(64, 64));
    auto *text = new QLabel(dialog);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setText(
        Dialogs::tr(
            "Chalkwire Server %1\n\nA socket server that shows every byte and every message as it "
            "passes. Any client is welcome on its port: a socket tutorial's program, nc, or Chalkwire "
            "Client.\n\nFree software under the GNU General Public License, version 3 or later. "
            "Made with Qt %2.")
            .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())));
    auto *row = new QHBoxLayout;
    row->setSpacing(Ui::kGroupGap);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    auto *layout = new QVBoxLayout(dialog);
    layout->setSpacing(Ui::kGroupGap);
    layout->addLayout(row, 1);
    layout->addWidget(closeButton(dialog));
    dialog->resize(440, 260);
    return dialog;
}

} // namespace Chalkwire::ServerGui
