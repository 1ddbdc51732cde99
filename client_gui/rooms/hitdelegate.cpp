// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/hitdelegate.h"

#include "rooms/hitsmodel.h"
#include "textparts.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kBefore = 20; ///< characters in front of the first word when the line is cut

} // namespace

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor text = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QRect inner = option.rect.adjusted(Ui::kMargin, Ui::kRowPadding, -Ui::kMargin, 0);
    const QFont small = scaled(option.font, kSmaller);
    const QFontMetrics metrics(small);
    painter->save();
    painter->setClipRect(inner);
    painter->setFont(small);
    painter->setPen(isSelected ? text : Ui::color(Ui::ColorRole::Muted));
    const QString where = index.data(HitsModel::WhereRole).toString();
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                      metrics.elidedText(where, Qt::ElideRight, inner.width()));
    QString line = index.data().toString();
    const std::vector<std::pair<int, int>> words = wordsIn(line, m_query);
    const QFontMetrics body(option.font);
    if (!words.empty() &&
        body.horizontalAdvance(line.left(words[0].first + words[0].second)) > inner.width()) {
        line = QChar(0x2026) + line.mid(qMax(0, words[0].first - kBefore));
    }
    line = body.elidedText(line, Qt::ElideRight, inner.width());
    paintLine(*painter, option, line, inner.topLeft() + QPoint(0, metrics.height() + Ui::kGrid));
    painter->restore();
}

/// One line, with the words of the search marked.
void HitDelegate::paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QString &line,
                            const QPoint &at) const
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor color = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    QTextLayout layout(line, option.font);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[begin, length] : wordsIn(line, m_query)) {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        if (!isSelected)
            format.setBackground(Ui::color(Ui::ColorRole::Mark));
        formats.append({begin, length, format});
    }
    layout.setFormats(formats);
    QTextOption oneLine; // a right-to-left one begins on the right by itself
    oneLine.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(oneLine);
    layout.beginLayout();
    layout.createLine().setLineWidth(option.rect.width() - 2 * Ui::kMargin);
    layout.endLayout();
    painter.setPen(color);
    layout.draw(&painter, at);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height =
        QFontMetrics(scaled(option.font, kSmaller)).height() + QFontMetrics(option.font).height();
    return {0, height + Ui::kGrid + 3 * Ui::kRowPadding};
}

} // namespace Chalkwire::ClientGui
