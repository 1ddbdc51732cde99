// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace Chalkwire::ServerGui {

/// A strip that says one thing where it matters, with what can be done about it: icon, word, text, buttons.
/// All text is plain. Ownership: buttons belong to the banner. Keyboard: Escape in it dismisses it.
class Banner : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)

public:
    enum class Level : quint8 { Note, Error };

    explicit Banner(Level level, QWidget *parent = nullptr);

    void setText(const QString &headline, const QString &explanation = {});
    QString headline() const;
    /// Shows the headline large enough for the back row of a room.
    void setLarge();
    QPushButton *addButton(const QString &text);
    /// Adds a Details button that shows and hides this text.
    void setDetails(const QString &details);

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QColor accent() const;
    void updateWords();

    Level m_level;
    QLabel *m_icon = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_details = nullptr;
    QHBoxLayout *m_buttons = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace Chalkwire::ServerGui
