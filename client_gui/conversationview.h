// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

#include <deque>

class QMenu;
class QToolButton;

namespace Chalkwire::ClientGui {

/// The conversation as a list that may be long: rows have their own heights, measured when they are seen, and
/// the newest kMeasuredAhead in slices of kSliceMs in between. Stays at the end only while it is there; else
/// what is read stands still, whatever comes above or below it, and a button says how much is new. Ctrl+C
/// copies the selected messages as plain text. Shows any model with the roles of conversationroles.h.
class ConversationView : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationView)

public:
    static constexpr int kSliceMs = 8;
    static constexpr int kMeasuredAhead = 20'000;

    explicit ConversationView(QWidget *parent = nullptr);

    /// `model` is not owned, and stays until another one is set; nullptr: nothing is shown.
    void setConversation(QAbstractItemModel *model);
    bool isFollowing() const { return m_following; }
    QString selectedText() const; ///< one: its text; several: a line "[time] who: text" each
    QToolButton *jumpButton() const { return m_jump; }

public slots:
    void copyText();
    void copyHex();
    void jumpToEnd();

protected slots:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

    /// What the context menu offers for the current and selected rows.
    virtual void fillMenu(QMenu *menu);
    void addCopyActions(QMenu *menu);
    QList<int> selectedRows() const;
    void updateJump();
    void showAt(int row, int offset); ///< this row at the top, less `offset` px of it

private:
    void onRowsAboutToBeInserted();
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onRowsRemoved();
    void onReset();
    void onScrolled(int value);
    void onRangeChanged(int minimum, int maximum);
    void forgetHeights();
    void measure(int row);
    void measureVisible();
    void measureSlice();
    void moveBy(int height);
    void retranslate();

    QAbstractItemModel *m_model = nullptr;
    QToolButton *m_jump;
    std::deque<bool> m_measured; ///< one per row
    int m_scanFrom = -1;         ///< rows above this one may still have to be measured
    int m_scanTo = 0;
    int m_topRow = -1; ///< while rows are inserted
    int m_removedHeight = 0;
    int m_newRows = 0; ///< came while the end was out of sight
    bool m_following = true;
    QTimer m_sliceTimer;
};

} // namespace Chalkwire::ClientGui
