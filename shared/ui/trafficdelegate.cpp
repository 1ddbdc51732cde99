// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trafficdelegate.h"

#include "ui/icons.h"
#include "ui/trafficmodel.h"

namespace Chalkwire::Ui {

void TrafficDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto severity = static_cast<Severity>(index.data(TrafficModel::SeverityRole).toInt());
    const int direction = index.data(TrafficModel::DirectionRole).toInt();
    const int column = index.column();
    if (index.data(TrafficModel::StripeRole).toBool())
        option->backgroundBrush = option->palette.brush(QPalette::AlternateBase);
    const auto tint = [option](ColorRole role) {
        option->palette.setColor(QPalette::Text, color(role));
        option->palette.setColor(QPalette::HighlightedText, color(role));
    };
    if (direction < 0 || column == TrafficModel::TimeColumn)
        tint(ColorRole::Muted);
    else if (column == TrafficModel::DirectionColumn || column == TrafficModel::WhatColumn)
        tint(direction == static_cast<int>(Direction::ToServer) ? ColorRole::ToServer : ColorRole::ToClient);
    if (column != TrafficModel::SummaryColumn)
        return;
    if (severity == Severity::Warning || severity == Severity::Error) {
        const bool isError = severity == Severity::Error;
        const ColorRole role = isError ? ColorRole::Error : ColorRole::Warning;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(isError ? u"error" : u"warning", role);
        tint(role);
    }
}

} // namespace Chalkwire::Ui
