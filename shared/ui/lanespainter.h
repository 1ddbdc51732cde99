// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/lanes.h"

#include <QFont>
#include <QPalette>
#include <QRect>

#include <functional>

class QPainter;

namespace Chalkwire::Ui {

/// Where the spans of a LanesView stand, in viewport coordinates. Plain value.
struct LanesGeometry
{
    double pixelsPerByte = 8;
    double scroll = 0; ///< pixels left of the viewport
    quint64 begin = 0; ///< offset at the left edge of the content
    int titleHeight = 0;
    int badgeHeight = 0;
    int laneHeight = 0;
    int tieHeight = 0;

    int chunkTop() const { return titleHeight + badgeHeight; }
    int frameTop() const { return chunkTop() + laneHeight + tieHeight; }
    int height() const { return frameTop() + laneHeight + badgeHeight + titleHeight; }
    double xOf(quint64 offset) const;
    QRectF rectOf(const Trace::LaneSpan &span, bool isFrame) const;
};

/// Paints lanes. Used for one paint event. Texts come in as they are and are painted as plain text.
class LanesPainter
{
public:
    LanesPainter(QPainter &painter, const LanesGeometry &geometry, const Trace::Lanes &lanes,
                 Direction direction, quint64 current, const QPalette &palette, const QRect &viewport);
    void paint(const std::function<QString(quint64)> &textSource, bool focus);

private:
    void paintTitles();
    void paintTies();
    void paintSpans(const std::vector<Trace::LaneSpan> &spans, bool isFrame, bool focus);
    void paintBadges(bool ofFrames);
    bool isVisible(const QRectF &rect) const;

    QPainter &m_painter;
    const LanesGeometry &m_geometry;
    const Trace::Lanes &m_lanes;
    Direction m_direction;
    quint64 m_current;
    const QPalette &m_palette;
    QRect m_viewport;
    const std::function<QString(quint64)> *m_textSource = nullptr;
};

} // namespace Chalkwire::Ui
