// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QAbstractItemModel;
class QAbstractItemView;
class QLabel;
class QToolButton;

namespace Chalkwire::Ui {

/// What an empty list says to do next: an icon, a sentence, perhaps a command to copy. Lies over the view's
/// viewport while its model has no rows. Ownership: child of the view's viewport.
class EmptyState : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(QAbstractItemView *view);

    /// Plain texts. `command` is shown in the byte font with a Copy button; empty: none.
    void setTexts(const QString &title, const QString &hint = {}, const QString &command = {});
    void setIconName(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void watchModel();
    void refresh();
    void retranslate();

    QAbstractItemView *m_view;
    QPointer<QAbstractItemModel> m_model;
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_hint;
    QLabel *m_command;
    QToolButton *m_copy;
};

} // namespace Chalkwire::Ui
