// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace Chalkwire::ClientGui {

/// Asks for one line: a name, a topic. Not modal. What is wrong with the answer stands under it, and the
/// answer stays; who carries it out says refuse() or closes the dialog.
class AskDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AskDialog)

public:
    AskDialog(const QString &title, const QString &question, const QString &accept, QWidget *parent);

    void setText(const QString &text);
    void setChoices(const QStringList &texts); ///< to pick from, or to write another one
    void setOption(const QString &text);       ///< a check box with it
    void setEmptyAllowed(bool allowed);
    void refuse(const QString &sentence);
    QString problem() const;
    bool isWaiting() const { return m_isWaiting; } ///< answered, and neither refused nor closed
    QLineEdit *field() const { return m_field; }
    QCheckBox *option() const { return m_option; }
    QListWidget *choices() const { return m_choices; }
    QPushButton *acceptButton() const { return m_accept; }

signals:
    void answered(const QString &text, bool isOptionChosen);

private:
    void answer();
    void fit();

    QLabel *m_question;
    QLineEdit *m_field;
    QListWidget *m_choices;
    QCheckBox *m_option;
    QLabel *m_problem;
    QPushButton *m_accept = nullptr;
    bool m_isEmptyAllowed = false;
    bool m_isWaiting = false;
};

} // namespace Chalkwire::ClientGui
