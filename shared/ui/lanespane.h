// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QTimer>
#include <QWidget>

#include <deque>

class QComboBox;
class QLabel;
class QToolButton;

namespace Chalkwire::Trace {
struct Record;
}

namespace Chalkwire::Ui {

class LanesView;
class TrafficModel;

/// The Lanes tab: choice of direction, zoom, the lanes, and the sentence that explains them. Laid out again,
/// at most every kRefreshMs and only while visible, when traffic of its connection comes. A stream newly
/// chosen is looked for in slices of kSliceMs between events, the newest records first.
class LanesPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LanesPane)

public:
    static constexpr int kRefreshMs = 250;
    static constexpr int kSliceMs = 4;
    /// The newest records of the connection that are laid out.
    static constexpr int kMaxRecords = 4000;

    explicit LanesPane(TrafficModel *model, QWidget *parent = nullptr);

    void showRecord(quint64 number); ///< its connection and direction; 0 for none
    void setConnection(ConnectionId connection, Direction direction);
    LanesView *view() const { return m_view; }
    QString sentence() const; ///< what stands under the lanes

signals:
    void recordChosen(quint64 number);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void buildLayout();
    bool isOfStream(const Trace::Record &record) const;
    void beginSearch();
    void searchMore();
    void relayout();
    void retranslate();

    TrafficModel *m_model;
    LanesView *m_view;
    QComboBox *m_directionBox;
    QToolButton *m_zoomIn;
    QToolButton *m_zoomOut;
    QToolButton *m_fit;
    QLabel *m_legend;
    QLabel *m_sentence;
    QTimer m_timer;
    ConnectionId m_connection = kNoConnection;
    Direction m_direction = Direction::ToServer;
    quint64 m_number = 0;
    std::deque<quint64> m_numbers; ///< ascending, of the records laid out; some of them may be dropped by now
    quint64 m_searchedTo = 0;      ///< the oldest record looked at
    QTimer m_searchTimer;          ///< runs while older ones are to be looked at
    bool m_isBehind = true;        ///< something came, or another stream was chosen, while hidden
};

} // namespace Chalkwire::Ui
