// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace Chalkwire::Ui {

class LanesView;
class TrafficModel;

/// The Lanes tab: choice of direction, zoom, the lanes, and the sentence that explains them. Laid out again,
/// at most every kRefreshMs and only while visible, when traffic of its connection comes.
class LanesPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LanesPane)

public:
    static constexpr int kRefreshMs = 250;
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
    bool m_stale = true;
};

} // namespace Chalkwire::Ui
