// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/inputhistory.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace Chalkwire::Ui {

class SendEdit;

/// Where bytes to send are typed: as text with escapes or as hex, with an end of line added or not, and a
/// history. To whom is the window's business. Enter sends, Shift+Enter breaks the line, Ctrl+Up and Ctrl+Down
/// recall.
class SendBox : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendBox)

public:
    enum class Mode : quint8 { Text, Hex };
    enum class LineEnd : quint8 { None, Lf, CrLf, Cr };
    static constexpr qsizetype kMaxCharacters = 1024 * 1024;

    explicit SendBox(QWidget *parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    LineEnd lineEnd() const { return m_lineEnd; }
    void setLineEnd(LineEnd lineEnd);
    /// Which choices the user has; both by default.
    void setModeChoiceVisible(bool visible);
    void setLineEndChoiceVisible(bool visible);
    /// Off: text goes as it is typed and a backslash is a backslash. On by default.
    void setEscapesEnabled(bool enabled);
    /// Off (the default): an empty input is refused with a friendly sentence.
    void setEmptyAllowed(bool allowed);
    /// 0 = none. Past it the box says so and refuses.
    void setMaxBytes(qint64 maxBytes);
    void setPlaceholderText(const QString &text);
    /// Input is kept, but cannot be sent; `reason` says why ("Not connected").
    void setSendingEnabled(bool enabled, const QString &reason = {});

    QString text() const;
    void setText(const QString &text);
    /// What would be sent now. Errors: BadBytes with the position, TooLong.
    Result<QByteArray> bytes() const;
    /// Shows a sentence under the input, as for a mistake found by the window (an ErrorCode from sendText()).
    void showError(const QString &sentence);

    QStringList history() const { return m_history.texts(); } ///< oldest first
    void setHistory(const QStringList &history) { m_history.setTexts(history); }
    void focusInput();

public slots:
    void send();

signals:
    /// The bytes, end of line included. The box then clears itself and remembers the input.
    void sendRequested(const QByteArray &bytes);
    void bytesChanged(); ///< what would be sent now

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildControls();
    void onTextChanged();
    void recall(int step);
    void retranslate();
    void showState(const Result<QByteArray> &parsed);

    SendEdit *m_edit;
    QComboBox *m_modeBox;
    QComboBox *m_lineEndBox;
    QToolButton *m_sendButton;
    QLabel *m_error;
    QLabel *m_count;
    Mode m_mode = Mode::Text;
    LineEnd m_lineEnd = LineEnd::None;
    bool m_escapes = true;
    bool m_emptyAllowed = false;
    bool m_sendingEnabled = true;
    qint64 m_maxBytes = 0;
    QString m_disabledReason;
    InputHistory m_history;
};

} // namespace Chalkwire::Ui
