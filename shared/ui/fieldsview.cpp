// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldsview.h"

#include "base/text.h"
#include "ui/fieldwords.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "ui/words.h"
#include "wire/framefields.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QShortcut>
#include <QTreeWidgetItemIterator>

namespace Chalkwire::Ui {

namespace {

enum Role { StartRole = Qt::UserRole, LengthRole, SentenceRole, CopyRole };

constexpr int kNameCharacters = 18; ///< what the columns are wide enough for
constexpr int kValueCharacters = 30;

} // namespace

FieldsView::FieldsView(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(ColumnCount);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(kGrid);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item && item->data(NameColumn, StartRole).isValid())
            emit bytesChosen(item->data(NameColumn, StartRole).toLongLong(),
                             item->data(NameColumn, LengthRole).toLongLong());
        emit sentenceChanged();
    });
    auto *copy = new QShortcut(QKeySequence::Copy, this, this, &FieldsView::copyValue, Qt::WidgetShortcut);
    Q_UNUSED(copy)
    fitColumns();
    fill();
}

void FieldsView::setLimits(const Limits &limits)
{
    m_limits = limits;
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

void FieldsView::showByte(qsizetype byte)
{
    QTreeWidgetItem *innermost = nullptr;
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        const qsizetype start = (*it)->data(NameColumn, StartRole).toLongLong();
        const qsizetype length = (*it)->data(NameColumn, LengthRole).toLongLong();
        const bool isIn = byte >= start && byte < start + length;
        if (isIn && (!innermost || length <= innermost->data(NameColumn, LengthRole).toLongLong()))
            innermost = *it;
    }
    if (!innermost || innermost == currentItem())
        return;
    {
        const QSignalBlocker noChoice(this); // the bytes were chosen, not the field
        setCurrentItem(innermost);
    }
    scrollToItem(innermost);
    emit sentenceChanged();
}

QString FieldsView::currentSentence() const
{
    const QTreeWidgetItem *item = currentItem();
    return item ? item->data(NameColumn, SentenceRole).toString() : QString();
}

QTreeWidgetItem *FieldsView::add(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return nullptr;
    auto *item = new QTreeWidgetItem({name, value});
    if (m_in)
        m_in->addChild(item);
    else
        addTopLevelItem(item);
    item->setData(NameColumn, Qt::AccessibleTextRole, tr("%1: %2").arg(name, value));
    return item;
}

void FieldsView::setBytes(QTreeWidgetItem *item, qsizetype start, qsizetype length)
{
    if (!item || start < 0)
        return;
    item->setData(NameColumn, StartRole, start);
    item->setData(NameColumn, LengthRole, length);
    item->setText(StartColumn, formatCount(start));
    item->setText(LengthColumn, formatCount(length));
    for (const int column : {StartColumn, LengthColumn})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void FieldsView::fill()
{
    {
        const QSignalBlocker noChoice(this); // only a person chooses a field
        clear();
        setHeaderLabels({tr("Field"), tr("Value"), tr("At byte"), tr("Length"), tr("Meaning")});
        for (const int column : {StartColumn, LengthColumn})
            headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        setAccessibleName(tr("Fields of the record"));
        if (m_hasRecord) {
            fillFields();
            fillRecord();
        }
    }
    scrollToTop();
    emit sentenceChanged();
}

void FieldsView::fillFields()
{
    const auto frame = Wire::frameFields(m_record.bytes, m_record.type, m_limits);
    if (m_record.kind != Trace::RecordKind::Frame || !frame)
        return;
    if (frame->error)
        addError(*frame->error);
    std::vector<QTreeWidgetItem *> items;
    for (std::size_t i = 0; i < frame->fields.size(); ++i) {
        const int parent = frame->fields[i].parent;
        items.push_back(addField(*frame, i, parent < 0 ? nullptr : items[static_cast<std::size_t>(parent)]));
    }
    if (frame->left > 0)
        add(tr("More"), tr("%1 more fields are not listed").arg(formatCount(frame->left)));
    // The record's own rows come after those of the message, under a row that folds them away.
    m_in = add(tr("Record"), recordWhat(m_record));
}

QTreeWidgetItem *FieldsView::addField(const Wire::FrameFields &frame, std::size_t index, QTreeWidgetItem *in)
{
    const Wire::FrameField &field = frame.fields[index];
    const bool isItem = in && field.name.isEmpty();
    m_in = in;
    const QString name = fieldName(field, isItem ? in->childCount() : -1);
    const QString value = fieldValue(field);
    QTreeWidgetItem *item = add(name, value);
    m_in = nullptr;
    setBytes(item, field.start, field.length);
    const QString sentence = fieldSentence(field);
    const QString section = fieldSection(field, frame);
    item->setText(MeaningColumn, QStringLiteral("%1 (%2)").arg(sentence, section));
    if (field.isWrongKind)
        item->setIcon(ValueColumn, icon(u"warning", ColorRole::Warning));
    const QByteArray start = m_record.bytes.mid(field.start, qMin<qsizetype>(field.length, 16));
    const QString bytes = toHex(start) + (field.length > start.size() ? QStringLiteral(" …") : QString());
    item->setData(NameColumn, SentenceRole,
                  tr("%1: %2. docs/protocol.md %3\n%4, %5 from byte %6 on: %7")
                      .arg(name, sentence, section, fieldKindWord(field.kind), formatBytes(field.length),
                           formatCount(field.start), bytes));
    item->setData(NameColumn, CopyRole, field.kind == Wire::FieldKind::Text ? field.text : value);
    item->setData(NameColumn, Qt::AccessibleTextRole, tr("%1: %2. %3").arg(name, value, sentence));
    item->setExpanded(true);
    return item;
}

void FieldsView::addError(const Error &error)
{
    const QString sentence = ruleSentence(error);
    QTreeWidgetItem *item = add(tr("Broken rule"), errorName(error.code));
    item->setIcon(NameColumn, icon(u"error", ColorRole::Error));
    item->setText(MeaningColumn, sentence);
    item->setData(NameColumn, SentenceRole, tr("%1: %2.").arg(errorName(error.code), sentence));
    item->setData(NameColumn, Qt::AccessibleTextRole, sentence);
    if (error.position < m_record.bytes.size())
        setBytes(item, error.position, 1);
}

void FieldsView::fillRecord()
{
    if (!m_in)
        add(tr("What"), recordWhat(m_record));
    add(tr("Number"), formatCount(static_cast<qint64>(m_record.number)));
    add(tr("Time"), formatDateTime(m_record.wallMicros));
    add(tr("Client"), recordClient(m_record));
    add(tr("Transport"), transportWord(m_record.transport));
    const bool passed =
        m_record.kind == Trace::RecordKind::Chunk || m_record.kind == Trace::RecordKind::Frame;
    if (passed)
        fillTraffic();
    else
        add(tr("Event"), recordSummary(m_record));
    if (m_in)
        m_in->setExpanded(true);
    m_in = nullptr;
}

void FieldsView::fillTraffic()
{
    add(tr("Direction"), directionWord(m_record.direction));
    add(tr("Room"), peerText(m_record.room));
    setBytes(add(tr("Length"), formatBytes(m_record.bytes.size())), 0, m_record.bytes.size());
    if (m_record.recipients.empty())
        add(tr("Offset in the stream"), formatCount(static_cast<qint64>(m_record.offset)));
    if (m_record.segments > 0)
        add(tr("TCP segments"), formatCount(m_record.segments));
    if (m_record.messages > 0)
        add(tr("Messages that end in it"), formatCount(m_record.messages));
    if (m_record.reads > 0)
        add(tr("Reads it came in"), formatCount(m_record.reads));
    setBytes(add(tr("Fault"), textFaultSentence(m_record.fault, m_record.faultOffset)), m_record.faultOffset,
             1);
    setBytes(add(tr("Text"), peerText(decodeText(m_record.bytes.left(4096)).text, 1024)), 0,
             m_record.bytes.size());
    fillRecipients();
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

void FieldsView::fitColumns()
{
    const int character = fontMetrics().averageCharWidth();
    setColumnWidth(NameColumn, kNameCharacters * character + indentation());
    setColumnWidth(ValueColumn, kValueCharacters * character);
    for (const int column : {StartColumn, LengthColumn})
        setColumnWidth(column, fontMetrics().horizontalAdvance(QStringLiteral("1,000,000")) + kMargin);
}

void FieldsView::copyValue()
{
    const QTreeWidgetItem *item = currentItem();
    if (!item)
        return;
    const QVariant whole = item->data(NameColumn, CopyRole);
    QApplication::clipboard()->setText(whole.isValid() ? whole.toString() : item->text(ValueColumn));
}

void FieldsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    else if (event->type() == QEvent::FontChange)
        fitColumns();
    QTreeWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
