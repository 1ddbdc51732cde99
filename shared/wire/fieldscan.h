// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/framefields.h"

#include <QSet>

namespace Chalkwire::Wire {

/// Reads one JSON object and remembers where everything stands. Goes on until the first byte that cannot
/// stand where it does. It judges no text (UTF-8, U+0000, surrogates): readChatHeader() does.
/// `line` is not owned and outlives this.
class FieldScan
{
public:
    explicit FieldScan(QByteArrayView line)
        : m_line(line)
    {
    }
    /// Into `fields`, without their meanings.
    void run(FrameFields &fields);
    qsizetype brokenAt() const { return m_brokenAt; }       ///< the first byte that is no JSON; -1: none
    qsizetype duplicateAt() const { return m_duplicateAt; } ///< the first key that is there again; -1: none

private:
    struct Open
    {
        int field; ///< -1: the frame
        bool isObject;
        int depth; ///< of what is in it
        qsizetype items = 0;
        QSet<QString> keys{};
    };
    static constexpr int kNotListed = -2;

    void fail();
    void skipSpace();
    bool take(char c);
    void step(FrameFields &fields);
    void readMember(FrameFields &fields);
    void readValue(FrameField &field, FrameFields &fields);
    void open(FrameField &field, bool isObject, FrameFields &fields);
    void close(FrameFields &fields);
    int add(FrameField &field, FrameFields &fields);
    QString readString();
    void readEscape(QString &text);
    QString readWord(QByteArrayView characters);

    QByteArrayView m_line;
    qsizetype m_at = 0;
    qsizetype m_brokenAt = -1;
    qsizetype m_duplicateAt = -1;
    std::vector<Open> m_open;
};

} // namespace Chalkwire::Wire
