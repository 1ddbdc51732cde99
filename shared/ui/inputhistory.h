// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace Chalkwire::Ui {

/// What was sent from an input, to be recalled; what is being written is kept meanwhile. Bounds: kSize texts.
class InputHistory
{
public:
    static constexpr int kSize = 100;

    const QStringList &texts() const { return m_texts; } ///< oldest first
    void setTexts(const QStringList &texts);
    /// Ends recalling. An empty text, or the last one again, is not added.
    void add(const QString &text);
    /// -1 older, 1 newer. What the input is to show instead of `current`; nullopt: what it shows.
    std::optional<QString> recall(int step, const QString &current);
    void stop() { m_at = -1; } ///< recalling begins at the newest

private:
    QStringList m_texts;
    qsizetype m_at = -1; ///< -1: the user's own draft
    QString m_draft;
};

} // namespace Chalkwire::Ui
