// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"
#include "net/socketserver.h"

#include <QWidget>

class QVBoxLayout;

namespace Chalkwire::ServerGui {

class Banner;
class ServerControl;

/// What the window says above the traffic: a listener that did not come up, and how to let the network in.
/// Made anew from the server's state whenever that or the language changes.
class BannerArea : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BannerArea)

public:
    /// `control` is not owned and outlives this.
    explicit BannerArea(ServerControl *control, QWidget *parent = nullptr);

    void setHintDismissed(bool dismissed); ///< "only this computer can connect" was read and closed
    bool isHintDismissed() const { return m_hintDismissed; }
    void showAddress(bool isShown); ///< the address to type, in large type
    bool isAddressShown() const { return m_addressShown; }
    QList<Banner *> banners() const { return m_banners; } ///< those shown, top first
    void setServed(qsizetype served);                     ///< clients that a restart would disconnect

    /// The sentence for one listener that did not come up.
    static QString failureSentence(const Net::ListenFailure &failure);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void bannersChanged(); ///< banners() may be empty now, or no longer
    void settingsRequested();
    void hintDismissed();
    void addressShownChanged(bool isShown);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void addFailure(const Net::ListenFailure &failure);
    void addHistoryFailure(const Error &error);
    void addHistoryTrouble(const App::Notice &trouble);
    void addNetworkHint();
    void addAddress();
    Banner *addBanner(Banner *banner);
    void letNetworkIn();

    ServerControl *m_control = nullptr;
    QVBoxLayout *m_layout = nullptr;
    QList<Banner *> m_banners;
    QList<Net::Endpoint> m_closedFailures; ///< failures whose banner was closed
    bool m_hintDismissed = false;
    bool m_addressShown = false;
    bool m_hasClients = false;
};

} // namespace Chalkwire::ServerGui
