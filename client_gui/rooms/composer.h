// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "ui/inputhistory.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QMimeData;
class QToolButton;

namespace Chalkwire::Ui {
class SendEdit;
}

namespace Chalkwire::ClientGui {

class EmojiPicker;

/// Where messages are written. Each room has its draft, with what it answers or corrects. Enter sends,
/// Shift+Enter breaks the line, Ctrl+Up and Ctrl+Down recall, Up in an empty one wishes to correct the last
/// message, Tab completes a name when one alone fits and leaves otherwise, Escape cancels the answer or
/// correction. Bounds: Limits::maxTextBytes.
class Composer : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Composer)

public:
    explicit Composer(const Limits &limits, QWidget *parent = nullptr);

    /// Keeps what is written for the room that was shown, and shows what was for this one.
    void setRoom(const QString &room);
    void forgetRoom(const QString &room);
    QString text() const;
    quint64 repliesTo() const { return m_draft.mode == Mode::Reply ? m_draft.seq : 0; }
    quint64 corrects() const { return m_draft.mode == Mode::Edit ? m_draft.seq : 0; }
    void beginReply(quint64 seq, const QString &quote);
    void beginEdit(quint64 seq, const QString &text);            ///< the draft comes back afterwards
    void cancel();                                               ///< the answer or the correction
    void setNames(const QStringList &names) { m_names = names; } ///< that Tab completes
    void setPlaceholderText(const QString &text);
    /// What is written is kept, but cannot be sent; `reason` says why.
    void setSendingEnabled(bool enabled, const QString &reason = {});
    void setAttachingEnabled(bool enabled, const QString &reason = {}); ///< files can be given here
    QToolButton *attachButton() const { return m_attach; }
    /// What was wished could not be done: the text comes back, with a sentence under it.
    void refuse(const QString &text, const QString &sentence);
    void focusInput();
    EmojiPicker *picker() const { return m_picker; }

public slots:
    void send();
    void insert(const QString &text);

signals:
    void sendWished(const QString &text, quint64 re); ///< re: what it answers, or 0
    void editWished(quint64 seq, const QString &text);
    void editLastWished();
    void attachWished();                    ///< the user wants to pick files
    void dataPasted(const QMimeData *data); ///< files or a picture
    void typed();                           ///< by the user, into a message
    void draftChanged(const QString &room, bool isThere);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Mode : quint8 { Post, Reply, Edit };
    struct Draft
    {
        QString text;
        Mode mode = Mode::Post;
        quint64 seq = 0;
        QString about;  ///< the quote that is answered
        QString before; ///< Edit: what was written
    };
    void build();
    void onTextChanged();
    void showCount();
    void recall(int step);
    bool complete();
    void setText(const QString &text);
    void showTarget();
    void showAttaching();
    void showState(const QString &sentence, bool isError);
    void tellDraft();
    void retranslate();

    Limits m_limits;
    QString m_room;
    Draft m_draft; ///< of m_room, but its text
    QHash<QString, Draft> m_drafts;
    QHash<QString, bool> m_told; ///< draftChanged()
    QStringList m_names;
    Ui::InputHistory m_history;
    bool m_sendingEnabled = true;
    QString m_disabledReason;
    QString m_noFilesReason;
    bool m_isSetting = false; ///< the text, by ourselves
    QWidget *m_banner;
    QLabel *m_about;
    QToolButton *m_cancel;
    Ui::SendEdit *m_edit;
    QToolButton *m_attach;
    QToolButton *m_emoji;
    QToolButton *m_sendButton;
    QLabel *m_state;
    QLabel *m_count;
    EmojiPicker *m_picker;
};

} // namespace Chalkwire::ClientGui
