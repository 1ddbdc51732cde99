// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace Chalkwire::Trace {
struct Record;
}

namespace Chalkwire::Ui {

class FieldsView;
class HexView;

/// The fields of a record; beside them, where there is room, its bytes, with one selection in both; below
/// them what the chosen field means.
class FieldsPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsPane)

public:
    explicit FieldsPane(QWidget *parent = nullptr);

    void showRecord(const Trace::Record *record); ///< not owned, not kept; null: none
    FieldsView *fields() const { return m_fields; }
    HexView *bytes() const { return m_bytes; }
    QString sentence() const;

signals:
    /// The user went to a field, or to bytes here.
    void bytesChosen(qsizetype start, qsizetype length);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void onFieldChosen(qsizetype start, qsizetype length);
    void onBytesSelected(qsizetype start, qsizetype length);
    void showSentence();
    void fitParts();

    FieldsView *m_fields;
    HexView *m_bytes;
    QLabel *m_sentence;
};

} // namespace Chalkwire::Ui
