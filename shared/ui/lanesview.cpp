// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lanesview.h"

#include "trace/lanes.h"
#include "ui/lanespainter.h"
#include "ui/lanewords.h"
#include "ui/spacing.h"
#include "ui/words.h"

#include <QEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace Chalkwire::Ui {

using Trace::LaneSpan;

namespace {

constexpr double kMaxContentPixels = 1e9; ///< what a scroll bar's int can count
constexpr double kZoomStep = 1.5;

} // namespace

LanesView::LanesView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_lanes(std::make_unique<Trace::Lanes>())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setBackgroundRole(QPalette::Base);
    setLayoutDirection(Qt::LeftToRight); // streams run one way in every language
    describe();
}

LanesView::~LanesView() = default;

void LanesView::setLanes(const Trace::Lanes &lanes, Direction direction, Transport transport)
{
    *m_lanes = lanes;
    m_direction = direction;
    m_transport = transport;
    setZoom(m_pixelsPerByte);
    describe();
}

void LanesView::setTextSource(std::function<QString(quint64)> source)
{
    m_textSource = std::move(source);
    viewport()->update();
}

void LanesView::clearLanes()
{
    m_current = 0;
    setLanes({}, m_direction);
}

LanesGeometry LanesView::geometryNow() const
{
    const int line = fontMetrics().height();
    LanesGeometry geometry;
    geometry.pixelsPerByte = m_pixelsPerByte;
    geometry.scroll = horizontalScrollBar()->value();
    geometry.begin = m_lanes->begin;
    geometry.titleHeight = line + kGrid;
    geometry.badgeHeight = line + 6;
    geometry.laneHeight = line + 3 * kGrid;
    geometry.tieHeight = 5 * kGrid;
    const int spare = viewport()->height() - geometry.height();
    geometry.tieHeight += std::clamp(spare, 0, 8 * kGrid);
    return geometry;
}

void LanesView::updateScrollBar()
{
    const double width = static_cast<double>(m_lanes->end - m_lanes->begin) * m_pixelsPerByte + 2 * kMargin;
    QScrollBar *bar = horizontalScrollBar();
    bar->setPageStep(viewport()->width());
    bar->setSingleStep(10 * kGrid);
    bar->setRange(0, static_cast<int>(std::max(0.0, std::ceil(width) - viewport()->width())));
    const int high = geometryNow().height();
    setMinimumHeight(high + bar->sizeHint().height());
    viewport()->update();
}

void LanesView::setZoom(double pixelsPerByte)
{
    const auto length = static_cast<double>(std::max<quint64>(1, m_lanes->end - m_lanes->begin));
    const double highest = std::min(kMaxPixelsPerByte, kMaxContentPixels / length);
    const double middle = (horizontalScrollBar()->value() + viewport()->width() / 2.0) / m_pixelsPerByte;
    const double before = m_pixelsPerByte;
    m_pixelsPerByte = std::clamp(pixelsPerByte, std::min(kMinPixelsPerByte, highest), highest);
    updateScrollBar();
    if (m_pixelsPerByte != before)
        horizontalScrollBar()->setValue(
            static_cast<int>(middle * m_pixelsPerByte - viewport()->width() / 2.0));
}

void LanesView::zoomIn()
{
    setZoom(m_pixelsPerByte * kZoomStep);
}

void LanesView::zoomOut()
{
    setZoom(m_pixelsPerByte / kZoomStep);
}

void LanesView::fit()
{
    const auto length = static_cast<double>(std::max<quint64>(1, m_lanes->end - m_lanes->begin));
    setZoom((viewport()->width() - 2 * kMargin) / length);
}

quint64 LanesView::hitTest(const QPoint &position) const
{
    const LanesGeometry geometry = geometryNow();
    for (const bool isFrame : {false, true}) {
        for (const LaneSpan &span : isFrame ? m_lanes->frames : m_lanes->chunks) {
            if (geometry.rectOf(span, isFrame).contains(position))
                return span.number;
        }
    }
    return 0;
}

QRect LanesView::rectOf(quint64 number) const
{
    const LanesGeometry geometry = geometryNow();
    for (const bool isFrame : {false, true}) {
        for (const LaneSpan &span : isFrame ? m_lanes->frames : m_lanes->chunks) {
            if (span.number == number)
                return geometry.rectOf(span, isFrame).toAlignedRect();
        }
    }
    return {};
}

QStringList LanesView::badgeTexts(quint64 number) const
{
    return laneBadgeTexts(*m_lanes, m_direction, number);
}

QString LanesView::explanation() const
{
    return explainLanes(*m_lanes, m_direction, m_transport, m_current);
}

void LanesView::setCurrent(quint64 number)
{
    m_current = number;
    const QRect rect = rectOf(number);
    if (rect.isValid() && (rect.left() < kMargin || rect.right() > viewport()->width() - kMargin)) {
        const int wish = rect.width() > viewport()->width() ? rect.left() - kMargin
                                                            : rect.center().x() - viewport()->width() / 2;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + wish);
    }
    viewport()->update();
    describe();
}

void LanesView::choose(quint64 number)
{
    setCurrent(number);
    emit recordChosen(number);
}

void LanesView::step(int by)
{
    for (const auto *spans : {&m_lanes->chunks, &m_lanes->frames}) {
        for (size_t i = 0; i < spans->size(); ++i) {
            if ((*spans)[i].number != m_current)
                continue;
            const qsizetype to = static_cast<qsizetype>(i) + by;
            if (to >= 0 && to < static_cast<qsizetype>(spans->size()))
                choose((*spans)[static_cast<size_t>(to)].number);
            return;
        }
    }
    if (!m_lanes->chunks.empty())
        choose(by > 0 ? m_lanes->chunks.front().number : m_lanes->chunks.back().number);
}

void LanesView::switchLane(bool toFrames)
{
    for (const Trace::LaneTie &tie : m_lanes->ties) {
        const quint64 chunk = m_lanes->chunks[static_cast<size_t>(tie.chunk)].number;
        const quint64 frame = m_lanes->frames[static_cast<size_t>(tie.frame)].number;
        if ((toFrames ? chunk : frame) == m_current) {
            choose(toFrames ? frame : chunk);
            return;
        }
    }
}

void LanesView::describe()
{
    QString words = tr("Lanes. %1").arg(explanation());
    const QStringList badges = badgeTexts(m_current);
    if (!badges.isEmpty())
        words += QStringLiteral(" ") + badges.join(QStringLiteral(", "));
    setAccessibleName(words);
    emit explanationChanged(explanation());
}

void LanesView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    const LanesGeometry geometry = geometryNow();
    LanesPainter lanes(painter, geometry, *m_lanes, m_direction, m_current, palette(), viewport()->rect());
    lanes.paint(m_textSource, hasFocus());
}

void LanesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void LanesView::mousePressEvent(QMouseEvent *event)
{
    const quint64 number = hitTest(event->position().toPoint());
    if (event->button() == Qt::LeftButton && number != 0)
        choose(number);
}

void LanesView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const int along = delta.y() != 0 ? delta.y() : delta.x();
    if (event->modifiers() & Qt::ControlModifier)
        along > 0 ? zoomIn() : zoomOut();
    else
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - along);
    event->accept();
}

void LanesView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1);
        return;
    case Qt::Key_Right:
        step(1);
        return;
    case Qt::Key_Up:
        switchLane(false);
        return;
    case Qt::Key_Down:
        switchLane(true);
        return;
    case Qt::Key_Plus:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_0:
        fit();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool LanesView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const quint64 number = hitTest(help->pos());
        const QStringList badges = badgeTexts(number);
        if (badges.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainToolTip(badges.join(QLatin1Char('\n'))), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LanesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateScrollBar();
    viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

QSize LanesView::sizeHint() const
{
    return {100 * kGrid, geometryNow().height() + horizontalScrollBar()->sizeHint().height()};
}

} // namespace Chalkwire::Ui
