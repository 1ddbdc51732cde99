// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"

#include <QStatusBar>

class QLabel;

namespace Chalkwire::ServerGui {

/// The window's bottom line: clients, waiting ones, rates, how long the engine is busy at a time, how
/// long keeping takes and what waits for it, and how many records are kept and were dropped.
class StatusLine : public QStatusBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setSnapshot(const App::ServerSnapshot &snapshot);
    void setRecords(qint64 kept, quint64 dropped);
    QString text() const; ///< all of it, for tests and screen readers

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showAll();
    void showStore();
    void fit();

    enum Part { Clients, Waiting, Messages, Bytes, Loop, Store, Records, PartCount };
    QLabel *m_parts[PartCount] = {};
    qsizetype m_served = 0;
    qsizetype m_waiting = 0;
    double m_messagesPerSecond = 0;
    double m_bytesPerSecond = 0;
    std::optional<App::LoopTimes> m_loop;
    std::optional<App::StoreTimes> m_store;
    qint64 m_kept = 0;
    quint64 m_dropped = 0;
};

} // namespace Chalkwire::ServerGui
