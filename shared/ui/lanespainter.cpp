// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lanespainter.h"

#include "ui/format.h"
#include "ui/lanewords.h"
#include "ui/spacing.h"
#include "ui/theme.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Chalkwire::Ui {

using Trace::LaneSpan;

namespace {

constexpr double kNarrowest = 2; ///< px: even one byte of a huge stream can be seen
constexpr double kRadius = 3;
constexpr double kFarthest = 60 * kGrid; ///< px a badge may stand away from its span

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::LanesPainter)
};

QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto mix = [part](int x, int y) { return static_cast<int>(x * part + y * (1 - part)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

} // namespace

double LanesGeometry::xOf(quint64 offset) const
{
    const double distance =
        offset >= begin ? static_cast<double>(offset - begin) : -static_cast<double>(begin - offset);
    return distance * pixelsPerByte - scroll + kMargin;
}

QRectF LanesGeometry::rectOf(const LaneSpan &span, bool isFrame) const
{
    const double left = xOf(span.offset);
    const double width = std::max(kNarrowest, static_cast<double>(span.length) * pixelsPerByte - 1);
    return {left, static_cast<double>(isFrame ? frameTop() : chunkTop()), width,
            static_cast<double>(laneHeight)};
}

LanesPainter::LanesPainter(QPainter &painter, const LanesGeometry &geometry, const Trace::Lanes &lanes,
                           Direction direction, quint64 current, const QPalette &palette,
                           const QRect &viewport)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_lanes(lanes)
    , m_direction(direction)
    , m_current(current)
    , m_palette(palette)
    , m_viewport(viewport)
{
}

bool LanesPainter::isVisible(const QRectF &rect) const
{
    return rect.right() >= m_viewport.left() && rect.left() <= m_viewport.right();
}

void LanesPainter::paint(const std::function<QString(quint64)> &textSource, bool focus)
{
    m_textSource = &textSource;
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintTies();
    paintSpans(m_lanes.chunks, false, focus);
    paintSpans(m_lanes.frames, true, focus);
    paintBadges(false);
    paintBadges(true);
    paintTitles();
}

void LanesPainter::paintTitles()
{
    const bool reads = isRead(m_direction);
    const QString arrow = directionArrow(m_direction) + QLatin1Char(' ');
    m_painter.setPen(color(ColorRole::Muted));
    const QRect top(kMargin, 0, m_viewport.width() - 2 * kMargin, m_geometry.titleHeight);
    const QRect bottom(kMargin, m_geometry.height() - m_geometry.titleHeight, top.width(),
                       m_geometry.titleHeight);
    m_painter.drawText(top, Qt::AlignVCenter | Qt::AlignLeft,
                       arrow + (reads ? Words::tr("Chunks: what each read returned")
                                      : Words::tr("Chunks: what each write took")));
    m_painter.drawText(bottom, Qt::AlignVCenter | Qt::AlignLeft,
                       arrow + (m_lanes.frames.empty() ? Words::tr("Frames: none were cut from these bytes")
                                                       : Words::tr("Frames: the messages cut from them")));
}

void LanesPainter::paintTies()
{
    const QColor ink = color(m_direction == Direction::ToServer ? ColorRole::ToServer : ColorRole::ToClient);
    const double top = m_geometry.chunkTop() + m_geometry.laneHeight;
    const double bottom = m_geometry.frameTop();
    for (const Trace::LaneTie &tie : m_lanes.ties) {
        const double left = m_geometry.xOf(tie.offset);
        const double width = std::max(1.0, static_cast<double>(tie.length) * m_geometry.pixelsPerByte - 1);
        const QRectF band(left, top, width, bottom - top);
        if (!isVisible(band))
            continue;
        const bool chosen = m_lanes.chunks[static_cast<size_t>(tie.chunk)].number == m_current ||
                            m_lanes.frames[static_cast<size_t>(tie.frame)].number == m_current;
        m_painter.fillRect(band, mixed(ink, m_palette.color(QPalette::Base), chosen ? 0.35 : 0.12));
        m_painter.setPen(QPen(mixed(ink, m_palette.color(QPalette::Base), 0.6), 1, Qt::DotLine));
        m_painter.drawLine(QPointF(left, top), QPointF(left, bottom));
        m_painter.drawLine(QPointF(left + width, top), QPointF(left + width, bottom));
    }
}

void LanesPainter::paintSpans(const std::vector<LaneSpan> &spans, bool isFrame, bool focus)
{
    const QColor ink = color(m_direction == Direction::ToServer ? ColorRole::ToServer : ColorRole::ToClient);
    const QColor base = m_palette.color(QPalette::Base);
    for (const LaneSpan &span : spans) {
        const QRectF rect = m_geometry.rectOf(span, isFrame);
        if (!isVisible(rect))
            continue;
        const bool chosen = span.number == m_current;
        m_painter.setBrush(chosen ? m_palette.color(QPalette::Highlight)
                                  : mixed(ink, base, isFrame ? 0.16 : 0.07));
        const QColor edge = span.fault == TextFault::None ? ink : color(ColorRole::Warning);
        m_painter.setPen(rect.width() > 6 ? QPen(chosen ? color(ColorRole::Accent) : edge, chosen ? 2 : 1)
                                          : QPen(Qt::NoPen));
        if (rect.width() <= 6)
            m_painter.setBrush(edge);
        m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
        if (chosen && focus) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), kRadius, kRadius);
        }
        QString label = *m_textSource ? (*m_textSource)(span.number) : QString();
        const QString size = formatBytes(static_cast<qint64>(span.length));
        label = label.isEmpty() ? size : label + QStringLiteral("  ") + size;
        const QRectF room = rect.intersected(QRectF(m_viewport)).adjusted(kGrid, 0, -kGrid, 0);
        const QFontMetrics metrics = m_painter.fontMetrics();
        if (room.width() < metrics.horizontalAdvance(QStringLiteral("00…")))
            continue;
        m_painter.setPen(m_palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
        m_painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                           metrics.elidedText(label, Qt::ElideRight, static_cast<int>(room.width())));
    }
}

void LanesPainter::paintBadges(bool ofFrames)
{
    const std::vector<LaneSpan> &spans = ofFrames ? m_lanes.frames : m_lanes.chunks;
    const QFontMetrics metrics = m_painter.fontMetrics();
    const double top = ofFrames ? m_geometry.frameTop() + m_geometry.laneHeight + 2
                                : m_geometry.chunkTop() - m_geometry.badgeHeight + 2;
    double free = -1e18;
    for (const LaneSpan &span : spans) {
        const QRectF rect = m_geometry.rectOf(span, ofFrames);
        if (rect.left() > m_viewport.right())
            break;
        const QString text = laneBadgeTexts(m_lanes, m_direction, span.number).join(QStringLiteral(" · "));
        if (text.isEmpty())
            continue;
        const double width = metrics.horizontalAdvance(text) + 2.0 * kGrid;
        const double wish =
            std::max(rect.left(), std::min(static_cast<double>(kMargin), rect.right() - width));
        const double left = std::max(wish, free);
        const QColor edge = color(ColorRole::Warning);
        m_painter.setPen(QPen(edge, 1));
        if (left > wish + kFarthest) {
            // No room beside its neighbours: a dot says that there is something, the sentence below says
            // what.
            m_painter.setBrush(edge);
            m_painter.drawEllipse(QPointF(rect.center().x(), ofFrames ? rect.bottom() - 4 : rect.top() + 4),
                                  2, 2);
            continue;
        }
        if (left > rect.right()) {
            // Moved past its span: a line leads back.
            const double y = ofFrames ? rect.bottom() + 1 : rect.top() - 1;
            m_painter.drawLine(QPointF(rect.center().x(), y), QPointF(left + kGrid, y));
        }
        const QRectF pill(left, top, width, m_geometry.badgeHeight - 4);
        m_painter.setBrush(color(ColorRole::Mark));
        m_painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2);
        m_painter.setPen(m_palette.color(QPalette::Text));
        m_painter.drawText(pill, Qt::AlignCenter, text);
        free = pill.right() + kGrid;
    }
}

} // namespace Chalkwire::Ui
