// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lanespane.h"

#include "trace/lanes.h"
#include "ui/icons.h"
#include "ui/lanesview.h"
#include "ui/spacing.h"
#include "ui/trafficmodel.h"
#include "ui/words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

namespace Chalkwire::Ui {

namespace {

QToolButton *zoomButton(QWidget *parent, QStringView iconName)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    return button;
}

} // namespace

LanesPane::LanesPane(TrafficModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new LanesView(this))
    , m_directionBox(new QComboBox(this))
    , m_zoomIn(zoomButton(this, u"zoom-in"))
    , m_zoomOut(zoomButton(this, u"zoom-out"))
    , m_fit(zoomButton(this, u"fit"))
    , m_legend(new QLabel(this))
    , m_sentence(new QLabel(this))
{
    m_legend->setTextFormat(Qt::PlainText);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_directionBox->addItem({}, static_cast<int>(Direction::ToServer));
    m_directionBox->addItem({}, static_cast<int>(Direction::ToClient));

    buildLayout();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMs);
    m_view->setTextSource([this](quint64 number) {
        const int row = m_model->rowOf(number);
        return row < 0
                   ? QString()
                   : peerText(decodeText(QByteArrayView(m_model->recordAt(row).bytes.left(160))).text, 60);
    });
    connect(&m_timer, &QTimer::timeout, this, &LanesPane::relayout);
    connect(&m_searchTimer, &QTimer::timeout, this, &LanesPane::searchMore);
    connect(m_view, &LanesView::recordChosen, this, &LanesPane::recordChosen);
    connect(m_view, &LanesView::explanationChanged, m_sentence, &QLabel::setText);
    connect(m_zoomIn, &QToolButton::clicked, m_view, &LanesView::zoomIn);
    connect(m_zoomOut, &QToolButton::clicked, m_view, &LanesView::zoomOut);
    connect(m_fit, &QToolButton::clicked, m_view, &LanesView::fit);
    connect(m_directionBox, &QComboBox::activated, this, [this](int index) {
        setConnection(m_connection, static_cast<Direction>(m_directionBox->itemData(index).toInt()));
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, &LanesPane::onRowsInserted);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { showRecord(0); });
    retranslate();
}

void LanesPane::buildLayout()
{
    auto *top = new QHBoxLayout;
    top->setContentsMargins(kMargin, kTightMargin, kMargin, kTightMargin);
    top->setSpacing(kMargin);
    top->addWidget(m_legend);
    top->addWidget(m_directionBox);
    top->addStretch();
    top->addWidget(m_zoomOut);
    top->addWidget(m_zoomIn);
    top->addWidget(m_fit);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(kMargin, kTightMargin, kMargin, kMargin);
    bottom->addWidget(m_sentence);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addLayout(bottom);
}

QString LanesPane::sentence() const
{
    return m_sentence->text();
}

void LanesPane::showRecord(quint64 number)
{
    const int row = m_model->rowOf(number);
    m_number = row < 0 ? 0 : number;
    if (row < 0) {
        setConnection(kNoConnection, m_direction);
        return;
    }
    const Trace::Record &record = m_model->recordAt(row);
    // A broadcast is looked at in the stream that was shown before, when it went there too.
    ConnectionId connection = record.connection;
    if (connection == kNoConnection && !record.recipients.empty())
        connection = record.concerns(m_connection) ? m_connection : record.recipients.front().connection;
    const bool passed = record.kind == Trace::RecordKind::Chunk || record.kind == Trace::RecordKind::Frame;
    setConnection(connection, passed ? record.direction : m_direction);
}

void LanesPane::setConnection(ConnectionId connection, Direction direction)
{
    const bool isOther = connection != m_connection || direction != m_direction;
    m_connection = connection;
    m_direction = direction;
    retranslate();
    m_isBehind = m_isBehind || isOther;
    if (!isVisible())
        return;
    if (m_isBehind)
        beginSearch();
    else
        relayout();
}

bool LanesPane::isOfStream(const Trace::Record &record) const
{
    return record.direction == m_direction && record.concerns(m_connection);
}

void LanesPane::onRowsInserted(const QModelIndex &, int first, int last)
{
    if (!isVisible()) {
        m_isBehind = true;
        return;
    }
    const auto before = m_numbers.size();
    for (int row = first; row <= last && m_connection != kNoConnection; ++row) {
        const Trace::Record &record = m_model->recordAt(row);
        if (isOfStream(record))
            m_numbers.push_back(record.number);
    }
    if (m_numbers.size() == before)
        return;
    while (m_numbers.size() > kMaxRecords)
        m_numbers.pop_front();
    if (!m_timer.isActive())
        m_timer.start();
}

void LanesPane::beginSearch()
{
    m_isBehind = false;
    m_numbers.clear();
    m_searchedTo = 0;
    searchMore(); // most streams are found within the first slice
    relayout();
}

void LanesPane::searchMore()
{
    constexpr int kStride = 64; // records between two looks at the clock
    QElapsedTimer clock;
    clock.start();
    const auto before = m_numbers.size();
    int row = (m_searchedTo == 0 ? m_model->rowCount() : m_model->rowOf(m_searchedTo)) - 1;
    for (; row >= 0 && m_numbers.size() < kMaxRecords && m_connection != kNoConnection; --row) {
        const Trace::Record &record = m_model->recordAt(row);
        if (isOfStream(record))
            m_numbers.push_front(record.number);
        m_searchedTo = record.number;
        if (row % kStride == 0 && clock.elapsed() >= kSliceMs)
            break;
    }
    if (row > 0 && m_numbers.size() < kMaxRecords && m_connection != kNoConnection)
        m_searchTimer.start(0);
    else
        m_searchTimer.stop();
    if (m_numbers.size() != before && !m_timer.isActive())
        m_timer.start();
}

void LanesPane::relayout()
{
    m_timer.stop();
    Trace::LaneBuilder builder(m_connection, m_direction);
    Transport transport = Transport::Tcp;
    for (const quint64 number : m_numbers) {
        const int row = m_model->rowOf(number);
        if (row < 0)
            continue;
        const Trace::Record &record = m_model->recordAt(row);
        transport = record.transport;
        builder.add(record);
    }
    m_view->setLanes(builder.build(), m_direction, transport);
    m_view->setCurrent(m_number);
}

void LanesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isBehind)
        beginSearch();
}

void LanesPane::retranslate()
{
    m_legend->setText(m_connection == kNoConnection ? tr("Choose a record to see its stream.")
                                                    : tr("Stream of client %1:").arg(m_connection));
    m_directionBox->setItemText(0, directionWord(Direction::ToServer));
    m_directionBox->setItemText(1, directionWord(Direction::ToClient));
    m_directionBox->setCurrentIndex(static_cast<int>(m_direction));
    m_directionBox->setEnabled(m_connection != kNoConnection);
    m_directionBox->setAccessibleName(tr("Direction of the stream"));
    const auto name = [](QToolButton *button, const QString &text) {
        button->setAccessibleName(text);
        button->setToolTip(text);
    };
    name(m_zoomIn, tr("Zoom in"));
    name(m_zoomOut, tr("Zoom out"));
    name(m_fit, tr("Show the whole stream"));
}

void LanesPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
