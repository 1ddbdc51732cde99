// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/chatrow.h"
#include "rooms/filecard.h"
#include "rooms/markedtext.h"
#include "textparts.h"

#include <QImage>
#include <QRect>
#include <QTextLayout>

namespace Chalkwire::ClientGui {

/// What of a row does something when it is clicked.
struct PostHit
{
    enum class Kind : quint8 { None, Link, Reaction, Quote, Retry, Discard, File };
    Kind kind = Kind::None;
    QString text{}; ///< Link: its address; Reaction: what
    FileAct act = FileAct::Get;
};

/// A row of a room with what its model says around it.
struct PostSource
{
    ChatRow row;
    QString quote;
    bool startsNew = false;
    bool continues = false;
    QSize preview{}; ///< of the picture that the row brings; empty: none is shown
    QImage image{};  ///< null: it is not in memory
};

/// Where everything of one row of a room stands, for one width and font; measured by the view, painted by the
/// delegate. The user's own stand right, what others say stands left, what happened in the middle. Each text
/// is laid out on its own, so that a right-to-left one never disturbs its neighbours.
class PostLayout
{
public:
    PostLayout(const PostSource &source, int width, const QFont &font, const QFont &byteFont);

    int height() const { return m_height; }
    QRect bubble() const { return m_bubble; } ///< empty for what is no post
    QRect reactionRect(int group) const { return m_chips[static_cast<size_t>(group)].rect; }
    QRect buttonRect(FileAct act) const; ///< of the file; empty: it has no such button
    QString meta() const { return m_meta; }
    /// `at` from the row's top left corner.
    PostHit hit(const QPoint &at) const;
    void paint(QPainter &painter, const QPoint &origin, const EntryColors &colors) const;
    /// Behind code in a bubble of that colour.
    static QColor codeFill(const QColor &bubble, const EntryColors &colors);

private:
    struct Divider
    {
        QString text;
        QRect rect;
        bool isNews = false;
    };
    struct Chip
    {
        QString text; ///< as it is shown
        QString reaction;
        bool isOwn = false;
        QRect rect;
    };
    struct Button
    {
        QString text;
        PostHit::Kind kind = PostHit::Kind::None;
        QRect rect;
    };
    void addDivider(const QString &text, bool isNews);
    void layQuiet(const ChatRow &row);
    void layPost(const PostSource &source);
    void layAuthor(const ChatRow &row);
    QSize layContent(const PostSource &source, int width);
    QSize layMarked(const QString &text, int width);
    void placeBubble(const ChatRow &row, const QSize &content);
    void layChips(const ChatRow &row);
    void layFailure(const ChatRow &row, int x);
    void paintDivider(QPainter &painter, const Divider &divider, const EntryColors &colors) const;
    void paintBubble(QPainter &painter, const EntryColors &colors) const;
    void paintChips(QPainter &painter, const EntryColors &colors) const;
    void paintFailure(QPainter &painter, const EntryColors &colors) const;

    int m_width;
    int m_side;
    int m_height = 0;
    bool m_isMine = false;
    QFont m_font;
    QFont m_small;
    QFont m_bold;
    QFont m_byteFont;
    std::vector<Divider> m_dividers;
    MarkedText m_marked;
    QTextLayout m_text;
    QPoint m_textAt;
    std::optional<FileCard> m_card;
    QPoint m_cardAt;
    QImage m_image;
    QRect m_bubble;
    QString m_author;
    QRect m_authorRect;
    QString m_quote; ///< elided
    QRect m_quoteRect;
    QString m_meta; ///< beside the bubble
    QRect m_metaRect;
    std::vector<Chip> m_chips;
    QString m_failure;
    QRect m_failureRect;
    std::vector<Button> m_buttons;
};

} // namespace Chalkwire::ClientGui
