// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Chalkwire::Ui {

/// The traffic filter's input: what it shows of how many stands beside it, a mistake is marked and said under
/// it, and a popover has examples.
class FilterLine : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterLine)

public:
    explicit FilterLine(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    void setCounts(int matched, int total);
    void setBusy(int percent);          ///< -1: not
    void showError(const Error &error); ///< ErrorCode::None takes it away
    QString errorText() const;
    void focusInput();

signals:
    void textChanged(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCounts();
    void showHelp();
    void retranslate();

    QLineEdit *m_edit;
    QToolButton *m_help;
    QLabel *m_counts;
    QLabel *m_error;
    Error m_lastError;
    int m_matched = 0;
    int m_total = 0;
    int m_busyPercent = -1;
};

} // namespace Chalkwire::Ui
