// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace Chalkwire::ClientGui {

/// One plain sentence about what went wrong and what to do next, with the system's own words behind
/// "Details". Hidden while there is nothing to say.
class ErrorStrip : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ErrorStrip)

public:
    explicit ErrorStrip(QWidget *parent = nullptr);

    /// Plain texts; empty `details`: no Details button.
    void showError(const QString &sentence, const QString &details = {});
    void clear();
    QString sentence() const;
    QToolButton *detailsButton() const { return m_detailsButton; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void recolor();

    QLabel *m_icon;
    QLabel *m_sentence;
    QToolButton *m_detailsButton;
    QLabel *m_details;
};

} // namespace Chalkwire::ClientGui
