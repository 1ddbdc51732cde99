// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <QAbstractScrollArea>

#include <functional>
#include <memory>

namespace Chalkwire::Trace {
struct Lanes;
}

namespace Chalkwire::Ui {

struct LanesGeometry;

/// Chunks over frames of one direction of one connection, by stream offset, with ties and badges: what each
/// read returned, and the messages cut from it. Wheel scrolls, Ctrl+wheel zooms, arrows walk the spans, click
/// chooses.
class LanesView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LanesView)

public:
    static constexpr double kMinPixelsPerByte = 0.01;
    static constexpr double kMaxPixelsPerByte = 64;

    explicit LanesView(QWidget *parent = nullptr);
    ~LanesView() override;

    void setLanes(const Trace::Lanes &lanes, Direction direction, Transport transport = Transport::Tcp);
    /// Gives the text of a record for the label of its span; plain text. Without one spans show their sizes.
    void setTextSource(std::function<QString(quint64 number)> source);
    void clearLanes();
    const Trace::Lanes &lanes() const { return *m_lanes; }

    void setCurrent(quint64 number); ///< of a record; scrolled into view; 0 for none
    quint64 current() const { return m_current; }
    double zoom() const { return m_pixelsPerByte; }
    void setZoom(double pixelsPerByte);

    quint64 hitTest(const QPoint &position) const; ///< the record under a viewport position, 0 for none
    QRect rectOf(quint64 number) const;            ///< in viewport coordinates
    QStringList badgeTexts(quint64 number) const;  ///< "3 messages in 1 read"
    QString explanation() const;                   ///< a sentence about the current record, or the direction

public slots:
    void zoomIn();
    void zoomOut();
    void fit();

signals:
    void recordChosen(quint64 number);
    void explanationChanged(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    QSize sizeHint() const override;

private:
    LanesGeometry geometryNow() const;
    void updateScrollBar();
    void describe();
    void choose(quint64 number);
    void step(int by);
    void switchLane(bool toFrames);

    std::unique_ptr<Trace::Lanes> m_lanes;
    std::function<QString(quint64)> m_textSource;
    Direction m_direction = Direction::ToServer;
    Transport m_transport = Transport::Tcp;
    quint64 m_current = 0;
    double m_pixelsPerByte = 8;
};

} // namespace Chalkwire::Ui
