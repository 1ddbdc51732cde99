// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "conversationview.h"
#include "rooms/chatrow.h"

#include <QHash>
#include <QPersistentModelIndex>

namespace Chalkwire::ClientGui {

class PostDelegate;
class Previews;
class RoomConversation;
struct PostHit;

/// What is said in a room, and what the user may do with it: each is a signal, nothing is done here. Older
/// messages are wished for when the top is near. Enter or the menu key opens the menu of the current row.
class RoomView : public ConversationView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomView)

public:
    explicit RoomView(QWidget *parent = nullptr);

    /// Shows what was in sight when the user left it for another; its end, or the line "new messages", when
    /// that was its end. `room` is not owned, and stays until another one is set.
    void setRoom(RoomConversation *room);
    RoomConversation *room() const { return m_room; }
    /// Makes it the current row, in the middle. False: it is not loaded.
    bool showEntry(quint64 seq);
    /// Off: nothing can be changed or answered, as without a history.
    void setChangesEnabled(bool enabled) { m_changesEnabled = enabled; }
    void setPicturesShown(bool areShown);
    Previews *previews() const { return m_previews; } ///< what is in sight is wished for there
    static QStringList quickReactions();

public slots:
    void lookAround(); ///< wishes for older ones and tells of the end, if they are in sight

signals:
    void replyWished(quint64 seq);
    void editWished(quint64 seq);
    void removeWished(quint64 seq); ///< a post, or the user's reaction
    void reactWished(quint64 seq, const QString &text);
    void pickReactionWished(quint64 seq);
    void retryWished(const QString &id);
    void discardWished(const QString &id);
    void linkActivated(const QString &address); ///< http, https or mailto; ask before it is opened
    void fileWished(Chalkwire::ClientGui::FileAct act, const Chalkwire::ClientGui::ChatRow &row);
    void dataDropped(const QMimeData *data); ///< what hasAttachments()
    void olderWished();
    void endSeen(quint64 seq); ///< the newest entry is in sight; 0 is never told

protected:
    void fillMenu(QMenu *menu) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    PostHit hitAt(const QPoint &at, int *row) const;
    void activate(const PostHit &hit, int row);
    void toggleReaction(const ChatRow &row, const QString &text);
    void addPostActions(QMenu *menu, const ChatRow &row);
    void addFileActions(QMenu *menu, const ChatRow &row);
    void addReactions(QMenu *menu, const ChatRow &row);
    void addLinks(QMenu *menu, const ChatRow &row);

    struct Place
    {
        QPersistentModelIndex top; ///< the first row in sight
        int offset = 0;            ///< px of it that are not
    };
    void wantPreviews();
    void onPreview(const QString &room, quint64 seq);
    void setDropTarget(bool isTarget);
    void keepPlace();
    bool restorePlace();

    Previews *m_previews;
    PostDelegate *m_delegate;
    RoomConversation *m_room = nullptr;
    QHash<QString, Place> m_places; ///< by room; of those whose end was not in sight
    bool m_changesEnabled = true;
    bool m_isDropTarget = false;
    QPoint m_pressedAt;
    QTimer m_lookTimer; ///< one look for many scroll steps
    QTimer m_previewTimer;
};

} // namespace Chalkwire::ClientGui
