// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/hitsmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ClientGui {

/// Looks for what was said: a field, what was found with the words marked, a button for more. Who searches is
/// the window's business: it answers searchWished() with begun() and what is found with showResult(), or
/// refused().
class SearchPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchPanel)

public:
    explicit SearchPanel(QWidget *parent = nullptr);

    /// The search has this id; only its result is shown.
    void begun(const QString &id);
    void showResult(const Core::Told::SearchResult &result);
    void refused(const QString &sentence);
    void focusField();
    void searchFor(const QString &text);
    QLineEdit *field() const { return m_field; }
    QListView *list() const { return m_list; }
    QToolButton *moreButton() const { return m_more; }

public slots:
    void search();

signals:
    void searchWished(const QString &text, quint64 before); ///< before: 0, or for the next page
    void jumpWished(const QString &room, quint64 seq);
    void closeWished();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class State : quint8 { Idle, Searching, Found, Refused };
    void setState(State state);
    void jump(const QModelIndex &index);
    void retranslate();

    HitsModel m_hits;
    State m_state = State::Idle;
    QString m_text; ///< of the search that is shown
    QString m_id;
    quint64 m_next = 0;
    QLineEdit *m_field;
    QToolButton *m_close;
    QListView *m_list;
    Ui::EmptyState *m_empty;
    QLabel *m_status;
    QToolButton *m_more;
};

} // namespace Chalkwire::ClientGui
