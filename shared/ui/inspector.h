// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QTabWidget>
#include <QTimer>

class QLabel;

namespace Chalkwire::Ui {

class FieldsPane;
class FieldsView;
class HexView;
class LanesPane;
class TrafficModel;

/// One record from all sides: Bytes, Fields, Lanes.
class Inspector : public QTabWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inspector)

public:
    enum Tab { BytesTab, FieldsTab, LanesTab };

    /// `model` is not owned and outlives this widget; the lanes are laid out from it.
    explicit Inspector(TrafficModel *model, QWidget *parent = nullptr);

    void showRecord(quint64 number); ///< 0 or a record that is gone: the empty state
    quint64 record() const { return m_number; }
    HexView *hexView() const { return m_hex; }
    FieldsPane *fieldsPane() const { return m_fields; }
    FieldsView *fieldsView() const;
    LanesPane *lanesPane() const { return m_lanes; }

signals:
    void recordChosen(quint64 number); ///< by a click in the lanes

protected:
    void changeEvent(QEvent *event) override;

private:
    void onBytesChosen(qsizetype start, qsizetype length);
    void onBytesSelected(qsizetype start, qsizetype length);
    void retranslate();

    TrafficModel *m_model;
    HexView *m_hex;
    FieldsPane *m_fields;
    LanesPane *m_lanes;
    quint64 m_number = 0;
};

} // namespace Chalkwire::Ui
