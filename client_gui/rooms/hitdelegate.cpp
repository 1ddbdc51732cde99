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
    const QRect inner = option.rect.adjusted(Ui::kMargin, Ui::kRowPadding, -Ui::kMargin, -Ui::kRowPadding);
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
    std::vector<std::pair<int, int>> words = wordsIn(line, m_query);
    const QFontMetrics body(option.font);
    if (!words.empty() &&
        body.horizontalAdvance(line.left(words[0].first + words[0].second)) > inner.width()) {
        line = QChar(0x2026) + line.mid(qMax(0, words[0].first - kBefore));
        words = wordsIn(line, m_query);
    }
    QTextLayout layout(line, option.font);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[at, length] : words) {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        if (!isSelected)
            format.setBackground(Ui::color(Ui::ColorRole::Mark));
        formats.append({at, length, format});
    }
    layout.setFormats(formats);
    QTextOption oneLine; // a right-to-left one begins on the right by itself
    oneLine.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(oneLine);
    layout.beginLayout();
    layout.createLine().setLineWidth(inner.width());
    layout.endLayout();
    painter->setPen(text);
    layout.draw(painter, QPointF(inner.left(), inner.top() + metrics.height() + Ui::kGrid / 2));
    painter->restore();
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height =
        QFontMetrics(scaled(option.font, kSmaller)).height() + QFontMetrics(option.font).height();
    return {0, height + Ui::kGrid / 2 + 2 * Ui::kRowPadding};
}

} // namespace Chalkwire::ClientGui
