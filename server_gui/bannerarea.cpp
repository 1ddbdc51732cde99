// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bannerarea.h"

#include "addresses.h"
#include "banner.h"
#include "base/text.h"
#include "net/ownaddresses.h"
#include "servercontrol.h"
#include "words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

constexpr qsizetype kMaxFailureBanners = 3; ///< the log has them all

} // namespace

BannerArea::BannerArea(ServerControl *control, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(control, &ServerControl::failuresChanged, this, [this] {
        m_closedFailures.clear();
        rebuild();
    });
    connect(control->server(), &App::ChatServer::listenersChanged, this, &BannerArea::rebuild);
    rebuild();
}

void BannerArea::setHintDismissed(bool dismissed)
{
    m_hintDismissed = dismissed;
    rebuild();
}

void BannerArea::showAddress(bool isShown)
{
    if (m_addressShown == isShown)
        return;
    m_addressShown = isShown;
    rebuild();
    emit addressShownChanged(isShown);
}

void BannerArea::setServed(qsizetype served)
{
    if (m_hasClients == (served > 0))
        return;
    m_hasClients = served > 0;
    rebuild();
}

void BannerArea::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

void BannerArea::rebuild()
{
    for (Banner *banner : std::as_const(m_banners)) {
        // It may be inside a click of its own button.
        banner->hide();
        m_layout->removeWidget(banner);
        banner->deleteLater();
    }
    m_banners.clear();
    const QList<Net::ListenFailure> &failures = m_control->failures();
    for (const Net::ListenFailure &failure : failures) {
        if (m_banners.size() < kMaxFailureBanners && !m_closedFailures.contains(failure.endpoint))
            addFailure(failure);
    }
    if (m_control->historyFailure())
        addHistoryFailure(*m_control->historyFailure());
    for (const App::Notice &trouble : m_control->historyTroubles())
        addHistoryTrouble(trouble);
    if (m_control->isLoopbackOnly() && !m_hintDismissed)
        addNetworkHint();
    if (m_addressShown && !m_control->server()->listeners().isEmpty())
        addAddress();
    updateGeometry();
    emit bannersChanged();
}

QSize BannerArea::sizeHint() const
{
    // A tool bar asks for one size and knows no height for width: wrapped texts would be cut.
    return {m_layout->sizeHint().width(), m_layout->heightForWidth(qMax(width(), minimumWidth()))};
}

QSize BannerArea::minimumSizeHint() const
{
    return {m_layout->minimumSize().width(), sizeHint().height()};
}

void BannerArea::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
    QWidget::resizeEvent(event);
}

Banner *BannerArea::addBanner(Banner *banner)
{
    m_layout->addWidget(banner);
    m_banners.append(banner);
    banner->show();
    return banner;
}

QString BannerArea::failureSentence(const Net::ListenFailure &failure)
{
    using Kind = Net::ListenFailure::Kind;
    const Net::Endpoint &endpoint = failure.endpoint;
    const bool isLocal = endpoint.transport == Transport::Local;
    const QString port = isLocal ? visibleText(endpoint.localName, 80) : QString::number(endpoint.port);
    const QString host = visibleText(endpoint.host, 80);
    switch (failure.kind) {
    case Kind::AddressInUse:
        if (isLocal)
            return tr("The local name %1 is taken by another program.").arg(port);
        return failure.holder.isEmpty()
                   ? tr("Port %1 is taken by another program.").arg(port)
                   : tr("Port %1 is taken by %2.").arg(port, visibleText(failure.holder, 120));
    case Kind::NoPermission:
        return isLocal ? tr("The local name %1 may not be used here.").arg(port)
                       : tr("Port %1 needs administrator rights; ports from 1024 on do not.").arg(port);
    case Kind::AddressNotHere:
        return tr("This computer does not have the address %1.").arg(host);
    case Kind::BadAddress:
        return tr("%1 is not an address to listen on.").arg(host);
    case Kind::Other:
        break;
    }
    return tr("Could not listen on %1.").arg(visibleText(endpoint.text(), 120));
}

void BannerArea::addFailure(const Net::ListenFailure &failure)
{
    Banner *banner = addBanner(new Banner(Banner::Level::Error, this));
    const bool othersRun = !m_control->server()->listeners().isEmpty();
    banner->setText(failureSentence(failure), othersRun ? tr("The other listeners are up.")
                                                        : tr("No client can connect until this is solved."));
    if (failure.nextFreePort != 0) {
        QPushButton *use = banner->addButton(tr("&Use %1").arg(failure.nextFreePort));
        connect(use, &QPushButton::clicked, this,
                [this, failure] { m_control->replacePort(failure.endpoint, failure.nextFreePort); });
    }
    connect(banner->addButton(tr("Try a&gain")), &QPushButton::clicked, m_control, &ServerControl::restart);
    connect(banner->addButton(tr("Settings…")), &QPushButton::clicked, this, &BannerArea::settingsRequested);
    banner->setDetails(
        visibleText(QStringLiteral("%1: %2").arg(failure.endpoint.text(), failure.systemText), 400));
    connect(banner, &Banner::dismissed, this, [this, failure] {
        m_closedFailures.append(failure.endpoint);
        rebuild();
    });
}

void BannerArea::addHistoryFailure(const Error &error)
{
    Banner *banner = addBanner(new Banner(Banner::Level::Error, this));
    banner->setText(error.code == ErrorCode::StorageInUse
                        ? tr("Another program has the history of this server.")
                    : error.code == ErrorCode::StorageTooNew
                        ? tr("A newer version of Chalkwire wrote the history of this server.")
                        : tr("The history of this server cannot be opened."),
                    tr("No client can connect until this is solved."));
    connect(banner->addButton(tr("Try a&gain")), &QPushButton::clicked, m_control, &ServerControl::restart);
    connect(banner->addButton(tr("Start and &keep nothing")), &QPushButton::clicked, m_control,
            &ServerControl::keepNothing);
    banner->setDetails(visibleText(error.detail, 400));
    connect(banner, &Banner::dismissed, banner, &QWidget::hide);
}

void BannerArea::addHistoryTrouble(const App::Notice &trouble)
{
    Banner *banner = addBanner(new Banner(Banner::Level::Error, this));
    const bool isSetAside = trouble.code == App::NoticeCode::HistorySetAside;
    banner->setText(
        isSetAside ? tr("The history was damaged, and a new one was begun.") : Words::notice(trouble),
        isSetAside ? tr("What can be saved of it is in %1").arg(visibleText(trouble.arguments.value(0), 200))
                   : tr("Each client is told that its message was not kept."));
    connect(banner, &Banner::dismissed, this, [this, code = trouble.code] {
        m_control->dismissHistoryTrouble(code);
        rebuild();
    });
}

void BannerArea::addNetworkHint()
{
    Banner *banner = addBanner(new Banner(Banner::Level::Note, this));
    const QString restart =
        m_hasClients ? u' ' + tr("Clients that are connected now must connect again.") : QString();
    banner->setText(tr("Only this computer can connect."),
                    tr("Letting the network in makes the server reachable for everybody on it.") + restart);
    connect(banner->addButton(tr("&Let this network in")), &QPushButton::clicked, this,
            &BannerArea::letNetworkIn);
    connect(banner, &Banner::dismissed, this, [this] {
        setHintDismissed(true);
        emit hintDismissed();
    });
}

void BannerArea::letNetworkIn()
{
    m_control->openToNetwork();
    showAddress(true);
}

void BannerArea::addAddress()
{
    Banner *banner = addBanner(new Banner(Banner::Level::Note, this));
    const QList<QHostAddress> own = Net::ownAddresses();
    QStringList addresses = networkAddresses(m_control->server()->listeners(), own);
    connect(banner, &Banner::dismissed, this, [this] { showAddress(false); });
    if (addresses.isEmpty()) {
        banner->setText(
            own.isEmpty() ? tr("This computer has no network address at the moment.")
                          : tr("Only this computer can connect."),
            tr("From this computer: %1").arg(allAddresses(m_control->server()->listeners(), own).value(0)));
        return;
    }
    const QString best = addresses.takeFirst();
    banner->setLarge();
    banner->setText(best, addresses.isEmpty()
                              ? tr("Clients connect to this address.")
                              : tr("Clients connect to this address. If it cannot be reached: %1")
                                    .arg(addresses.mid(0, 4).join(QStringLiteral(", "))));
    connect(banner->addButton(tr("Cop&y")), &QPushButton::clicked, this,
            [best] { QGuiApplication::clipboard()->setText(best); });
}

} // namespace Chalkwire::ServerGui
