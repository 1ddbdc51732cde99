// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <QTreeWidget>

namespace Chalkwire::Ui {

/// One record as names and values: what it is, who, when, where in the stream, what is wrong with it, who got
/// it.
class FieldsView : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsView)

public:
    static constexpr int kMaxRecipients = 200; ///< listed; the rest is counted

    explicit FieldsView(QWidget *parent = nullptr);
    void setRecord(const Trace::Record &record);
    void clearRecord();

signals:
    /// The user went to a field that stands for these bytes of the record.
    void bytesChosen(qsizetype start, qsizetype length);

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidgetItem *add(const QString &name, const QString &value);
    void addBytes(QTreeWidgetItem *item, qsizetype start, qsizetype length);
    void fill();
    void fillRecipients();
    void copyValue();

    Trace::Record m_record;
    bool m_hasRecord = false;
};

} // namespace Chalkwire::Ui
