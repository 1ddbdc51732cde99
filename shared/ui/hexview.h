// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace Chalkwire::Ui {

/// Bytes as offset | hex | text, 16 a row. One selection, shown in both columns and made in either, by mouse
/// or keys. Shape: control characters are visible pictures; bytes that are no UTF-8 stand as · in the text
/// column. Cost: paints only visible rows, so any record size will do. Peer bytes are painted as plain text.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexView)

public:
    static constexpr int kRowBytes = 16;
    /// How much is laid out; the rest is not shown, and a line says so. Copy has all of it.
    static constexpr qsizetype kMaxShownBytes = 16 * 1024 * 1024;
    enum class Part : quint8 { None, Offset, Hex, Text };
    struct Hit
    {
        Part part = Part::None;
        qsizetype byte = -1;
    };

    explicit HexView(QWidget *parent = nullptr);

    /// `streamOffset` is what the offset column starts with.
    void setBytes(const QByteArray &bytes, quint64 streamOffset = 0);
    const QByteArray &bytes() const { return m_bytes; }

    qsizetype selectionStart() const { return m_start; } ///< of the first selected byte
    qsizetype selectionLength() const { return m_length; }
    QByteArray selectedBytes() const;
    void select(qsizetype start, qsizetype length);    ///< clamped; scrolls there
    void setMarked(qsizetype start, qsizetype length); ///< a fault: underlined; length 0 for none

    QSize sizeHint() const override;           ///< a whole row
    Hit hitTest(const QPoint &position) const; ///< in viewport coordinates
    QRect rectOf(qsizetype byte, Part part) const;

public slots:
    void copyText();
    void copyHex();
    void copyDump();
    void selectAll();

signals:
    void selectionChanged(qsizetype start, qsizetype length);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layoutColumns();
    void setRange(qsizetype anchor, qsizetype cursor);
    void moveCursor(qsizetype to, bool extend);
    void scrollToCursor();
    qsizetype shown() const;
    qsizetype rows() const;
    void paintRow(QPainter &painter, qsizetype row, int top) const;
    QString cellText(qsizetype byte) const;
    void describe();

    QByteArray m_bytes;
    quint64 m_streamOffset = 0;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = 0;
    qsizetype m_start = 0;
    qsizetype m_length = 0;
    qsizetype m_markStart = 0;
    qsizetype m_markLength = 0;
    bool m_textSide = false; ///< where the keyboard works
    int m_cell = 0;          ///< width of one character
    int m_line = 0;          ///< height of one row
    int m_hexLeft = 0;
    int m_textLeft = 0;
};

} // namespace Chalkwire::Ui
