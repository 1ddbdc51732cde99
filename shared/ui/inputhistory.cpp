// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inputhistory.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::Ui {

void InputHistory::setTexts(const QStringList &texts)
{
    m_texts = texts.mid(std::max<qsizetype>(0, texts.size() - kSize));
    m_at = -1;
}

void InputHistory::add(const QString &text)
{
    if (!text.isEmpty() && (m_texts.isEmpty() || m_texts.last() != text))
        m_texts += text;
    if (m_texts.size() > kSize)
        m_texts.removeFirst();
    m_at = -1;
    m_draft.clear();
}

std::optional<QString> InputHistory::recall(int step, const QString &current)
{
    if (m_texts.isEmpty() || (m_at < 0 && step > 0))
        return std::nullopt;
    if (m_at < 0) {
        m_draft = current;
        m_at = m_texts.size();
    }
    m_at = std::max<qsizetype>(0, m_at + step);
    if (m_at < m_texts.size())
        return m_texts.at(m_at);
    m_at = -1;
    return std::exchange(m_draft, {});
}

} // namespace Chalkwire::Ui
