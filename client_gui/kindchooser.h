// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientcore.h"

#include <QWidget>

#include <array>

class QLabel;
class QRadioButton;

namespace Chalkwire::ClientGui {

/// The four ways to speak, each with a sentence that says what it is for.
class KindChooser : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KindChooser)

public:
    explicit KindChooser(QWidget *parent = nullptr);

    Core::ClientKind kind() const;
    void setKind(Core::ClientKind kind);
    QRadioButton *button(Core::ClientKind kind) const;

signals:
    void kindChanged(Chalkwire::Core::ClientKind kind);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< a click on the sentence chooses too

private:
    void retranslate();

    static constexpr size_t kKinds = 4;
    std::array<QRadioButton *, kKinds> m_buttons{};
    std::array<QLabel *, kKinds> m_sentences{};
};

} // namespace Chalkwire::ClientGui
