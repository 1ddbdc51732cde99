// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenerrow.h"

#include "net/ownaddresses.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <array>
#include <iterator>
#include <tuple>

namespace Chalkwire::ServerGui {

namespace {

constexpr int kMaxLocalNameCharacters =
    80; ///< with the folder in front it must fit a Unix socket path (108 bytes)

enum GridColumn { TransportAt, AddressAt, PortAt, DialectAt, RemoveAt, ColumnCount };

bool coversEveryAddress(const App::ListenSpec &spec)
{
    return spec.endpoint.host == QLatin1String("*");
}

} // namespace

ListenerRow::ListenerRow(const App::ListenSpec &spec, QWidget *parent)
    : QObject(parent)
    , m_transport(new QComboBox(parent))
    , m_address(new QComboBox(parent))
    , m_name(new QLineEdit(parent))
    , m_port(new QSpinBox(parent))
    , m_dialect(new QComboBox(parent))
    , m_remove(new QToolButton(parent))
    , m_error(new QLabel(parent))
{
    for (const Transport transport : {Transport::Tcp, Transport::Udp, Transport::Local})
        m_transport->addItem(QString(), static_cast<int>(transport));
    m_dialect->addItem(QString(), static_cast<int>(Wire::Dialect::Undecided));
    for (const Wire::Dialect dialect : App::kPinnable)
        m_dialect->addItem(QString(), static_cast<int>(dialect));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_address->setMinimumContentsLength(20);
    m_name->setMaxLength(kMaxLocalNameCharacters);
    m_port->setRange(0, 65535);
    m_remove->setIcon(Ui::icon(u"close"));
    m_remove->setAutoRaise(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setVisible(false);
    retranslate();
    m_transport->setCurrentIndex(m_transport->findData(static_cast<int>(spec.endpoint.transport)));
    m_dialect->setCurrentIndex(m_dialect->findData(static_cast<int>(spec.pinned)));
    m_name->setText(spec.endpoint.localName);
    m_port->setValue(spec.endpoint.port);
    const int at = m_address->findData(spec.endpoint.host);
    if (at >= 0)
        m_address->setCurrentIndex(at);
    else
        m_address->setEditText(spec.endpoint.host);
    onTransportChanged();
    connect(m_transport, &QComboBox::currentIndexChanged, this, &ListenerRow::onTransportChanged);
    connect(m_transport, &QComboBox::currentIndexChanged, this, &ListenerRow::changed);
    connect(m_address, &QComboBox::editTextChanged, this, &ListenerRow::changed);
    connect(m_name, &QLineEdit::textChanged, this, &ListenerRow::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &ListenerRow::changed);
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &ListenerRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &ListenerRow::removeRequested);
}

void ListenerRow::place(QGridLayout *grid, int gridRow)
{
    grid->addWidget(m_transport, gridRow, TransportAt);
    grid->addWidget(m_address, gridRow, AddressAt);
    grid->addWidget(m_name, gridRow, AddressAt);
    grid->addWidget(m_port, gridRow, PortAt);
    grid->addWidget(m_dialect, gridRow, DialectAt);
    grid->addWidget(m_remove, gridRow, RemoveAt);
    grid->addWidget(m_error, gridRow + 1, TransportAt, 1, ColumnCount);
    QWidget *previous = nullptr;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_transport, m_address, m_name, m_port, m_dialect, m_remove}) {
        if (previous)
            QWidget::setTabOrder(previous, widget);
        previous = widget;
    }
}

void ListenerRow::deleteWidgets()
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_transport, m_address, m_name, m_port, m_dialect,
                                                            m_remove, m_error}) {
        widget->hide();
        widget->deleteLater();
    }
}

void ListenerRow::setNumber(int number)
{
    m_number = number;
    m_transport->setAccessibleName(tr("Listener %1, transport").arg(number));
    m_address->setAccessibleName(tr("Listener %1, address").arg(number));
    m_name->setAccessibleName(tr("Listener %1, name").arg(number));
    m_port->setAccessibleName(tr("Listener %1, port").arg(number));
    m_dialect->setAccessibleName(tr("Listener %1, dialect").arg(number));
    m_remove->setAccessibleName(tr("Remove listener %1").arg(number));
    m_remove->setToolTip(tr("Remove listener %1").arg(number));
}

void ListenerRow::setRemovable(bool removable)
{
    m_remove->setEnabled(removable);
}

void ListenerRow::retranslate()
{
    for (int i = 0; i < m_transport->count(); ++i)
        m_transport->setItemText(i,
                                 Words::transport(static_cast<Transport>(m_transport->itemData(i).toInt())));
    const std::array dialects{tr("automatic"), tr("tutorial only"), tr("lines only"), tr("chat only")};
    static_assert(std::tuple_size_v<decltype(dialects)> == 1 + std::size(App::kPinnable));
    for (std::size_t i = 0; i < dialects.size(); ++i)
        m_dialect->setItemText(static_cast<int>(i), dialects[i]);
    m_name->setPlaceholderText(tr("for example chalkwire"));
    m_port->setSpecialValueText(tr("any free"));
    fillAddresses();
    setNumber(m_number);
}

void ListenerRow::fillAddresses()
{
    const QString typed = host();
    const QSignalBlocker blocker(m_address);
    m_address->clear();
    m_address->addItem(tr("this computer only (127.0.0.1)"), QStringLiteral("127.0.0.1"));
    m_address->addItem(tr("all addresses"), QStringLiteral("*"));
    const QList<QHostAddress> own = Net::ownAddresses();
    for (const QHostAddress &mine : own)
        m_address->addItem(Net::addressText(mine), Net::addressText(mine));
    m_address->addItem(tr("this computer only, IPv6 (::1)"), QStringLiteral("::1"));
    const int at = m_address->findData(typed);
    if (at >= 0)
        m_address->setCurrentIndex(at);
    else
        m_address->setEditText(typed);
}

QString ListenerRow::host() const
{
    const QString text = m_address->currentText().trimmed();
    const int at = m_address->findText(text);
    return at >= 0 ? m_address->itemData(at).toString() : text;
}

Transport ListenerRow::transport() const
{
    return static_cast<Transport>(m_transport->currentData().toInt());
}

void ListenerRow::onTransportChanged()
{
    const bool isLocal = transport() == Transport::Local;
    m_address->setVisible(!isLocal);
    m_port->setEnabled(!isLocal);
    m_name->setVisible(isLocal);
}

App::ListenSpec ListenerRow::spec() const
{
    App::ListenSpec result;
    result.endpoint.transport = transport();
    result.pinned = static_cast<Wire::Dialect>(m_dialect->currentData().toInt());
    if (transport() == Transport::Local) {
        result.endpoint.localName = m_name->text().trimmed();
    } else {
        result.endpoint.host = host();
        result.endpoint.port = static_cast<quint16>(m_port->value());
    }
    return result;
}

QString ListenerRow::check(const QList<App::ListenSpec> &earlier) const
{
    const App::ListenSpec mine = spec();
    const bool isLocal = mine.endpoint.transport == Transport::Local;
    if (isLocal && mine.endpoint.localName.isEmpty())
        return tr("A local listener needs a name.");
    if (isLocal && mine.endpoint.localName.contains(u','))
        return tr("A local name may not contain a comma.");
    if (!isLocal && !Net::bindAddress(mine.endpoint.host))
        return tr("This is not an address of this computer. Choose one from the list, or type one like "
                  "192.168.1.20.");
    for (const App::ListenSpec &other : earlier) {
        if (other.endpoint.transport != mine.endpoint.transport)
            continue;
        if (isLocal && other.endpoint.localName == mine.endpoint.localName)
            return tr("This name stands above already.");
        const bool samePort =
            !isLocal && mine.endpoint.port != 0 && other.endpoint.port == mine.endpoint.port;
        if (samePort && other.endpoint.host == mine.endpoint.host)
            return tr("This address and port stand above already.");
        if (samePort && (coversEveryAddress(other) || coversEveryAddress(mine)))
            return tr("All addresses at this port contain this one already. Choose another port.");
    }
    return {};
}

void ListenerRow::showError(const QString &sentence)
{
    QPalette colours = m_error->palette();
    colours.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Error));
    m_error->setPalette(colours);
    m_error->setText(sentence.isEmpty() ? QString() : tr("Error: %1").arg(sentence));
    m_error->setVisible(!sentence.isEmpty());
}

QString ListenerRow::error() const
{
    return m_error->text();
}

} // namespace Chalkwire::ServerGui
