// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/lanes.h"

#include <QStringList>

namespace Chalkwire::Ui {

/// "3 messages in 1 read", "1 message in 4 reads", "12 bytes waiting".
QString laneBadgeText(const Trace::LaneBadge &badge, Direction direction);
/// The badges of a record, faults included; empty when there is nothing to notice.
QStringList laneBadgeTexts(const Trace::Lanes &lanes, Direction direction, quint64 number);
/// A sentence that explains a record's place in the stream, or the whole direction when `number` is in no
/// lane.
QString explainLanes(const Trace::Lanes &lanes, Direction direction, Transport transport, quint64 number);

} // namespace Chalkwire::Ui
