// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldsview.h"

#include "base/text.h"
#include "ui/format.h"
#include "ui/spacing.h"
#include "ui/words.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QShortcut>

namespace Chalkwire::Ui {

namespace {

constexpr int kStartRole = Qt::UserRole;
constexpr int kLengthRole = Qt::UserRole + 1;

} // namespace

FieldsView::FieldsView(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(2);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(true);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item && item->data(0, kStartRole).isValid())
            emit bytesChosen(item->data(0, kStartRole).toLongLong(), item->data(0, kLengthRole).toLongLong());
    });
    auto *copy = new QShortcut(QKeySequence::Copy, this, this, &FieldsView::copyValue, Qt::WidgetShortcut);
    Q_UNUSED(copy)
    fill();
}

void FieldsView::setRecord(const Trace::Record &record)
{
    m_record = record;
    m_hasRecord = true;
    fill();
}

void FieldsView::clearRecord()
{
    m_record = {};
    m_hasRecord = false;
    fill();
}

QTreeWidgetItem *FieldsView::add(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return nullptr;
    auto *item = new QTreeWidgetItem(this, {name, value});
    item->setData(0, Qt::AccessibleTextRole, tr("%1: %2").arg(name, value));
    return item;
}

void FieldsView::addBytes(QTreeWidgetItem *item, qsizetype start, qsizetype length)
{
    if (!item)
        return;
    item->setData(0, kStartRole, start);
    item->setData(0, kLengthRole, length);
}

void FieldsView::fill()
{
    const QSignalBlocker noChoice(this); // only a person chooses a field
    clear();
    setHeaderLabels({tr("Field"), tr("Value")});
    setAccessibleName(tr("Fields of the record"));
    if (!m_hasRecord)
        return;
    const bool passed =
        m_record.kind == Trace::RecordKind::Chunk || m_record.kind == Trace::RecordKind::Frame;
    add(tr("What"), recordWhat(m_record));
    add(tr("Number"), formatCount(static_cast<qint64>(m_record.number)));
    add(tr("Time"), formatDateTime(m_record.wallMicros));
    add(tr("Client"), recordClient(m_record));
    add(tr("Transport"), transportWord(m_record.transport));
    if (passed) {
        add(tr("Direction"), directionWord(m_record.direction));
        add(tr("Room"), peerText(m_record.room));
        addBytes(add(tr("Length"), formatBytes(m_record.bytes.size())), 0, m_record.bytes.size());
        if (m_record.recipients.empty())
            add(tr("Offset in the stream"), formatCount(static_cast<qint64>(m_record.offset)));
        if (m_record.segments > 0)
            add(tr("TCP segments"), formatCount(m_record.segments));
        if (m_record.messages > 0)
            add(tr("Messages that end in it"), formatCount(m_record.messages));
        if (m_record.reads > 0)
            add(tr("Reads it came in"), formatCount(m_record.reads));
        addBytes(add(tr("Fault"), textFaultSentence(m_record.fault, m_record.faultOffset)),
                 m_record.faultOffset, 1);
        addBytes(add(tr("Text"), peerText(decodeText(m_record.bytes.left(4096)).text, 1024)), 0,
                 m_record.bytes.size());
        fillRecipients();
    } else {
        add(tr("Event"), recordSummary(m_record));
    }
    resizeColumnToContents(0);
    setColumnWidth(0, columnWidth(0) + kGroupGap);
}

void FieldsView::fillRecipients()
{
    int listed = 0;
    for (const Trace::Recipient &recipient : m_record.recipients) {
        if (listed == kMaxRecipients) {
            const auto rest = static_cast<qint64>(m_record.recipients.size()) - listed;
            add(tr("Recipients"), tr("and %1 more").arg(formatCount(rest)));
            return;
        }
        add(tr("Recipient"), tr("client %1, at offset %2")
                                 .arg(QString::number(recipient.connection),
                                      formatCount(static_cast<qint64>(recipient.offset))));
        ++listed;
    }
}

void FieldsView::copyValue()
{
    if (const QTreeWidgetItem *item = currentItem())
        QApplication::clipboard()->setText(item->text(1));
}

void FieldsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QTreeWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
