// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector.h"

#include "ui/fieldspane.h"
#include "ui/fieldsview.h"
#include "ui/hexview.h"
#include "ui/icons.h"
#include "ui/lanespane.h"
#include "ui/trafficmodel.h"

#include <QEvent>

namespace Chalkwire::Ui {

Inspector::Inspector(TrafficModel *model, QWidget *parent)
    : QTabWidget(parent)
    , m_model(model)
    , m_hex(new HexView(this))
    , m_fields(new FieldsPane(this))
    , m_lanes(new LanesPane(model, this))
{
    setDocumentMode(true);
    m_hex->setFrameShape(QFrame::NoFrame);
    addTab(m_hex, icon(u"bytes"), {});
    addTab(m_fields, icon(u"fields"), {});
    addTab(m_lanes, icon(u"lanes"), {});
    connect(m_fields, &FieldsPane::bytesChosen, this, &Inspector::onBytesChosen);
    connect(m_hex, &HexView::selectionChanged, this, &Inspector::onBytesSelected);
    connect(m_lanes, &LanesPane::recordChosen, this, &Inspector::recordChosen);
    retranslate();
}

void Inspector::showRecord(quint64 number)
{
    const int row = m_model->rowOf(number);
    m_number = row < 0 ? 0 : number;
    if (row < 0) {
        m_hex->setBytes({});
        m_fields->showRecord(nullptr);
    } else {
        const Trace::Record &record = m_model->recordAt(row);
        m_hex->setBytes(record.bytes, record.offset);
        if (record.fault != TextFault::None && record.faultOffset >= 0)
            m_hex->setMarked(record.faultOffset, 1);
        m_fields->showRecord(&record);
    }
    m_lanes->showRecord(m_number);
}

void Inspector::onBytesChosen(qsizetype start, qsizetype length)
{
    // The selection waits in the other tab: jumping there would take the fields out of sight.
    const QSignalBlocker noChoice(m_hex);
    m_hex->select(start, length);
}

void Inspector::onBytesSelected(qsizetype start, qsizetype length)
{
    if (length > 0)
        m_fields->fields()->showByte(start); // likewise the field
}

FieldsView *Inspector::fieldsView() const
{
    return m_fields->fields();
}

void Inspector::retranslate()
{
    setTabText(BytesTab, tr("Bytes"));
    setTabText(FieldsTab, tr("Fields"));
    setTabText(LanesTab, tr("Lanes"));
    setAccessibleName(tr("Inspector of the chosen record"));
}

void Inspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QTabWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
