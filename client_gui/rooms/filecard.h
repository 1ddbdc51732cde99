// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/rowfile.h"
#include "textparts.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

class QImage;
class QPainter;

namespace Chalkwire::ClientGui {

/// A file in the bubble of its message: a preview, an icon of its kind, name, size and how far it has come,
/// and buttons for what may be done. Where everything stands for one width; places are from its top left
/// corner. Its height does not change while bytes pass.
class FileCard
{
public:
    /// `preview`: the size of the picture that is shown above, empty: none.
    FileCard(const RowFile &file, const QSize &preview, int width, const QFont &font);

    QSize size() const { return m_size; }
    QRect previewRect() const { return m_preview; }
    QRect buttonRect(FileAct act) const; ///< empty: it has no such button
    std::optional<FileAct> actAt(const QPoint &at) const;
    void paint(QPainter &painter, const QPoint &origin, const EntryColors &colors,
               const QImage &preview) const;

private:
    struct Button
    {
        FileAct act = FileAct::Get;
        QString text;
        QRect rect;
    };
    void layHead(const RowFile &file, int width);
    void layProblem(const RowFile &file, int width);
    void layButtons(const RowFile &file, int width);
    void paintBar(QPainter &painter, const EntryColors &colors) const;

    QFont m_font;
    QFont m_small;
    QFont m_bold;
    QSize m_size;
    QRect m_preview;
    QString m_icon;
    QRect m_iconRect;
    QString m_name; ///< elided
    QRect m_nameRect;
    QString m_status; ///< elided
    QRect m_statusRect;
    QRect m_bar; ///< empty: nothing moves
    int m_percent = 0;
    QTextLayout m_problem;
    QPoint m_problemAt;
    std::vector<Button> m_buttons;
};

} // namespace Chalkwire::ClientGui
