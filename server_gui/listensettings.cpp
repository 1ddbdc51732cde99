// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listensettings.h"

#include "listenerrow.h"
#include "servercontrol.h"
#include "ui/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QSpinBox>

namespace Chalkwire::ServerGui {

namespace {

constexpr int kMaxPlaces = 100'000;

QLabel *plainTextLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ListenSettings::ListenSettings(ServerControl *control, QWidget *parent)
    : QDialog(parent)
    , m_control(control)
    , m_scroll(new QScrollArea(this))
    , m_gridHost(new QWidget(this))
    , m_grid(new QGridLayout(m_gridHost))
    , m_add(new QPushButton(this))
    , m_maxClientsLabel(plainTextLabel(this))
    , m_maxClients(new QSpinBox(this))
    , m_maxWaitingLabel(plainTextLabel(this))
    , m_maxWaiting(new QSpinBox(this))
    , m_strict(new QCheckBox(this))
    , m_note(plainTextLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Apply | QDialogButtonBox::Close, this))
{
    buildLayout();
    connect(m_add, &QPushButton::clicked, this, &ListenSettings::addFurtherRow);
    connect(m_maxClients, &QSpinBox::valueChanged, this, &ListenSettings::validate);
    connect(m_maxWaiting, &QSpinBox::valueChanged, this, &ListenSettings::validate);
    connect(m_strict, &QCheckBox::toggled, this, &ListenSettings::validate);
    connect(applyButton(), &QPushButton::clicked, this, &ListenSettings::apply);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(control->server(), &App::ChatServer::stateChanged, this, &ListenSettings::validate);
    retranslate();
    load();
    resize(sizeHint().expandedTo({640, 420}));
}

void ListenSettings::buildLayout()
{
    for (int i = 0; i < 4; ++i) {
        m_headers[i] = plainTextLabel(m_gridHost);
        m_grid->addWidget(m_headers[i], 0, i);
    }
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Ui::kMargin);
    m_grid->setVerticalSpacing(Ui::kGrid);
    m_grid->setColumnStretch(1, 1);
    m_scroll->setWidget(m_gridHost);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_maxClients->setRange(0, kMaxPlaces);
    m_maxWaiting->setRange(0, kMaxPlaces);
    m_maxClientsLabel->setBuddy(m_maxClients);
    m_maxWaitingLabel->setBuddy(m_maxWaiting);
    m_note->setWordWrap(true);

    auto *form = new QFormLayout;
    form->addRow(m_maxClientsLabel, m_maxClients);
    form->addRow(m_maxWaitingLabel, m_maxWaiting);
    form->addRow(m_strict);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Ui::kGroupGap);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(m_buttons);
}

QPushButton *ListenSettings::applyButton() const
{
    return m_buttons->button(QDialogButtonBox::Apply);
}

void ListenSettings::retranslate()
{
    setWindowTitle(tr("Listen settings"));
    m_headers[0]->setText(tr("Transport"));
    m_headers[1]->setText(tr("Address or name"));
    m_headers[2]->setText(tr("Port"));
    m_headers[3]->setText(tr("Clients speak"));
    m_add->setText(tr("Add a &listener"));
    m_maxClientsLabel->setText(tr("Clients served at &once:"));
    m_maxWaitingLabel->setText(tr("Clients that may &wait for a place:"));
    // A limit of 0 is none (Limits).
    m_maxClients->setSpecialValueText(tr("no limit"));
    m_maxWaiting->setSpecialValueText(tr("no limit"));
    m_strict->setText(tr("&Strict text: close connections whose bytes are not clean UTF-8"));
    applyButton()->setText(tr("&Apply"));
    m_buttons->button(QDialogButtonBox::Close)->setText(tr("&Close"));
    for (ListenerRow *row : std::as_const(m_rows))
        row->retranslate();
    validate();
}

void ListenSettings::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        validate();
    QDialog::changeEvent(event);
}

void ListenSettings::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        load();
    QDialog::showEvent(event);
}

void ListenSettings::load()
{
    for (ListenerRow *row : std::as_const(m_rows)) {
        row->deleteWidgets();
        row->deleteLater();
    }
    m_rows.clear();
    const App::ServerConfig &config = m_control->config();
    m_maxClients->setValue(static_cast<int>(qBound(qint64(0), config.limits.maxClients, qint64(kMaxPlaces))));
    m_maxWaiting->setValue(static_cast<int>(qBound(qint64(0), config.limits.maxWaiting, qint64(kMaxPlaces))));
    m_strict->setChecked(config.strict);
    const QList<App::ListenSpec> specs = config.effectiveListeners();
    for (const App::ListenSpec &spec : specs)
        addRow(spec);
    placeRows();
    validate();
}

void ListenSettings::addRow(const App::ListenSpec &spec)
{
    auto *row = new ListenerRow(spec, m_gridHost);
    m_rows.append(row);
    connect(row, &ListenerRow::changed, this, &ListenSettings::validate);
    connect(row, &ListenerRow::removeRequested, this, [this, row] { removeRow(row); });
}

void ListenSettings::addFurtherRow()
{
    App::ListenSpec spec =
        m_rows.isEmpty() ? App::ServerConfig::defaultListener() : m_rows.constLast()->spec();
    if (spec.endpoint.transport == Transport::Local)
        spec = App::ServerConfig::defaultListener();
    if (spec.endpoint.port != 0 && spec.endpoint.port < 65535)
        ++spec.endpoint.port;
    addRow(spec);
    placeRows();
    validate();
    m_rows.constLast()->transportBox()->setFocus(Qt::TabFocusReason);
}

void ListenSettings::removeRow(ListenerRow *row)
{
    m_rows.removeOne(row);
    row->deleteWidgets();
    row->deleteLater();
    placeRows();
    validate();
}

void ListenSettings::placeRows()
{
    int number = 0;
    for (ListenerRow *row : std::as_const(m_rows)) {
        row->place(m_grid, 1 + 2 * number);
        row->setNumber(++number);
        row->setRemovable(m_rows.size() > 1);
    }
    for (int i = 0; i < m_grid->rowCount(); ++i)
        m_grid->setRowStretch(i, 0);
    m_grid->setRowStretch(1 + 2 * number, 1);
    m_add->setEnabled(m_rows.size() < kMaxListeners);
}

void ListenSettings::validate()
{
    QList<App::ListenSpec> earlier;
    bool isGood = true;
    for (ListenerRow *row : std::as_const(m_rows)) {
        const QString error = row->check(earlier);
        row->showError(error);
        isGood = isGood && error.isEmpty();
        earlier.append(row->spec());
    }
    const App::ServerConfig &now = m_control->config();
    const App::ServerConfig next = edited();
    const bool otherListeners = next.effectiveListeners() != now.effectiveListeners();
    const bool isChanged = otherListeners || next.limits.maxClients != now.limits.maxClients ||
                           next.limits.maxWaiting != now.limits.maxWaiting || next.strict != now.strict;
    applyButton()->setEnabled(isGood && (isChanged || m_control->isStopped()));
    m_note->setText(
        !isGood                  ? tr("Nothing is applied until every listener above is right.")
        : m_control->isStopped() ? tr("The server is stopped. Apply starts it.")
        : otherListeners
            ? tr("Apply restarts the listeners: clients that are connected now must connect again.")
        : isChanged ? tr("Apply takes effect at once; clients stay connected.")
                    : tr("This is what holds now."));
}

App::ServerConfig ListenSettings::edited() const
{
    App::ServerConfig next = m_control->config();
    next.listeners.clear();
    for (const ListenerRow *row : m_rows)
        next.listeners.append(row->spec());
    next.limits.maxClients = m_maxClients->value();
    next.limits.maxWaiting = m_maxWaiting->value();
    next.strict = m_strict->isChecked();
    return next;
}

void ListenSettings::apply()
{
    m_control->apply(edited());
    validate();
}

} // namespace Chalkwire::ServerGui
