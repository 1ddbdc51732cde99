// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/refusalnotices.h"

#include <utility>

namespace Chalkwire::App {

namespace {

constexpr int kPaceMs = 1000;

} // namespace

RefusalNotices::RefusalNotices(QObject *parent, std::function<void(const QStringList &)> tell)
    : m_tell(std::move(tell))
    , m_timer(parent)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { this->tell(); });
}

void RefusalNotices::count(const QStringList &last)
{
    ++m_count;
    m_last = last;
    if (!m_timer.isActive())
        tell();
}

void RefusalNotices::tell()
{
    if (m_count == 0)
        return;
    m_tell(QStringList{QString::number(std::exchange(m_count, 0))} + m_last);
    m_timer.start(kPaceMs);
}

} // namespace Chalkwire::App
