// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldspane.h"

#include "trace/record.h"
#include "ui/fieldsview.h"
#include "ui/hexview.h"
#include "ui/spacing.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace Chalkwire::Ui {

namespace {

constexpr int kSentenceLines = 2;
constexpr int kFieldsCharacters = 70; ///< the fields get so much before the bytes are shown
constexpr int kRows = 8;              ///< and so many rows before the sentence is

} // namespace

FieldsPane::FieldsPane(QWidget *parent)
    : QWidget(parent)
    , m_fields(new FieldsView(this))
    , m_bytes(new HexView(this))
    , m_sentence(new QLabel(this))
{
    auto *parts = new QSplitter(this);
    parts->addWidget(m_fields);
    parts->addWidget(m_bytes);
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 1);
    m_bytes->setFrameShape(QFrame::NoFrame);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setContentsMargins(kMargin, kTightMargin, kMargin, kTightMargin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(parts, 1);
    layout->addWidget(m_sentence);
    setFocusProxy(m_fields);
    connect(m_fields, &FieldsView::bytesChosen, this, &FieldsPane::onFieldChosen);
    connect(m_fields, &FieldsView::sentenceChanged, this, &FieldsPane::showSentence);
    connect(m_bytes, &HexView::selectionChanged, this, &FieldsPane::onBytesSelected);
    fitParts();
}

void FieldsPane::showRecord(const Trace::Record *record)
{
    m_bytes->setBytes(record ? record->bytes : QByteArray()); // counted as the fields count
    if (!record) {
        m_fields->clearRecord();
        return;
    }
    if (record->fault != TextFault::None && record->faultOffset >= 0)
        m_bytes->setMarked(record->faultOffset, 1);
    m_fields->setRecord(*record);
}

void FieldsPane::showSentence()
{
    const QString sentence = m_fields->currentSentence();
    const bool isEmpty = m_fields->topLevelItemCount() == 0;
    m_sentence->setText(sentence.isEmpty() && !isEmpty ? tr("Choose a field: what it means stands here.")
                                                       : sentence);
    fitParts();
}

QString FieldsPane::sentence() const
{
    return m_sentence->text();
}

void FieldsPane::onFieldChosen(qsizetype start, qsizetype length)
{
    const QSignalBlocker noChoice(m_bytes); // would come back as its innermost field
    m_bytes->select(start, length);
    emit bytesChosen(start, length);
}

void FieldsPane::onBytesSelected(qsizetype start, qsizetype length)
{
    if (length == 0)
        return;
    m_fields->showByte(start);
    emit bytesChosen(start, length);
}

void FieldsPane::fitParts()
{
    const QFontMetrics metrics = fontMetrics();
    m_bytes->setVisible(width() >=
                        m_bytes->sizeHint().width() + kFieldsCharacters * metrics.averageCharWidth());
    // Two lines at least, so that most sentences move nothing; characters of other fonts may need more.
    const int lines = kSentenceLines * metrics.lineSpacing() + 2 * kTightMargin;
    m_sentence->setFixedHeight(qBound(lines, m_sentence->heightForWidth(width()), 2 * lines));
    m_sentence->setVisible(height() >= (kRows + kSentenceLines) * (metrics.height() + kRowPadding));
}

void FieldsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitParts();
}

} // namespace Chalkwire::Ui
