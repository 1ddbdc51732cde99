// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/emojimodel.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QListView;

namespace Chalkwire::ClientGui {

/// A popup to choose an emoji from: groups, a field that searches in English and Chinese, a grid. Typing goes
/// to the field and the arrows to the grid, wherever the focus is; Enter chooses, Escape closes.
class EmojiPicker : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmojiPicker)

public:
    explicit EmojiPicker(QWidget *parent = nullptr);

    /// Opens above `anchor`, within its screen.
    void open(const QWidget *anchor);
    QLineEdit *field() const { return m_field; }
    QListView *grid() const { return m_grid; }

signals:
    void chosen(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void refill();
    void choose(const QModelIndex &index);
    void retranslate();

    EmojiModel m_model;
    QLineEdit *m_field;
    QListView *m_grid;
    QLabel *m_nothing;
    QButtonGroup *m_groups;
};

} // namespace Chalkwire::ClientGui
