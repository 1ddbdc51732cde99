// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace Chalkwire::Ui {

/// The input of a SendBox: Enter submits, Shift+Enter breaks the line, Ctrl+Up and Ctrl+Down recall, Tab
/// leaves. As high as its text, from one line to kMaxLines.
class SendEdit : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendEdit)

public:
    static constexpr int kMaxLines = 6;

    explicit SendEdit(QWidget *parent = nullptr);
    /// Waves under `length` characters from `position`; length 0 takes it away.
    void markMistake(qsizetype position, qsizetype length);
    /// What is pasted or dropped and `takes` is told as dataPasted(), not inserted as its text.
    void setDataTaken(bool (*takes)(const QMimeData &)) { m_takes = takes; }

signals:
    void submitted();
    void recallWished(int step); ///< -1 older, 1 newer
    void dataPasted(const QMimeData *data);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void fitHeight();

    bool (*m_takes)(const QMimeData &) = nullptr;
};

} // namespace Chalkwire::Ui
