// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "trace/record.h"

#include <QTreeWidget>

namespace Chalkwire::Wire {
struct FrameFields;
}

namespace Chalkwire::Ui {

/// One record as names and values. Of a frame first its fields: what they say, where they stand in its bytes,
/// what they are for, and which rule it breaks; then what it is, who, when, where in the stream, what is
/// wrong with it, who got it. Peer text is plain text with its control characters visible.
class FieldsView : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsView)

public:
    static constexpr int kMaxRecipients = 200; ///< listed; the rest is counted
    enum Column { NameColumn, ValueColumn, StartColumn, LengthColumn, MeaningColumn, ColumnCount };

    explicit FieldsView(QWidget *parent = nullptr);
    /// What frames are judged by. The default ones until then.
    void setLimits(const Limits &limits);
    void setRecord(const Trace::Record &record);
    void clearRecord();
    /// Goes to the innermost field that has this byte of the record, without telling so.
    void showByte(qsizetype byte);
    QString currentSentence() const; ///< all about the field that is chosen; empty: none

signals:
    /// The user went to a field that stands for these bytes of the record.
    void bytesChosen(qsizetype start, qsizetype length);
    void sentenceChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidgetItem *add(const QString &name, const QString &value);
    void setBytes(QTreeWidgetItem *item, qsizetype start, qsizetype length);
    void fill();
    void fillFields();
    QTreeWidgetItem *addField(const Wire::FrameFields &frame, std::size_t index, QTreeWidgetItem *in);
    void addError(const Error &error);
    void fillRecord();
    void fillTraffic();
    void fillRecipients();
    void fitColumns();
    void copyValue();

    Trace::Record m_record;
    Limits m_limits;
    QTreeWidgetItem *m_in = nullptr; ///< what add() adds to; null: the top
    bool m_hasRecord = false;
};

} // namespace Chalkwire::Ui
