// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of requests, lines, commands and answers. The other half of wire/framefields.h.
#include "base/text.h"
#include "wire/framefields.h"
#include "wire/guidedialect.h"

#include <algorithm>
#include <array>

namespace Chalkwire::Wire {

namespace {

struct Arguments
{
    QByteArrayView command;
    FieldMeaning first = FieldMeaning::CommandRest;
    FieldMeaning rest = FieldMeaning::CommandRest;
    bool isWords = false; ///< the first one ends at a space
};

constexpr std::array kCommands{
    Arguments{"/nick", FieldMeaning::CommandName},
    Arguments{"/join", FieldMeaning::CommandRoom},
    Arguments{"/msg", FieldMeaning::CommandName, FieldMeaning::CommandText, true},
};

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

class Parts
{
public:
    explicit Parts(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    /// Bytes `from` up to `to`; nothing where there are none.
    void add(qsizetype from, qsizetype to, FieldMeaning meaning, FieldKind kind = FieldKind::Text)
    {
        if (from >= to)
            return;
        FrameField field;
        field.kind = kind;
        field.meaning = meaning;
        field.start = from;
        field.length = to - from;
        if (kind == FieldKind::Text)
            field.text = decodeText(m_bytes.sliced(from, field.length)).text;
        m_result.fields.push_back(std::move(field));
    }
    void addCommand(qsizetype end)
    {
        const qsizetype word = find(0, end, true);
        const qsizetype from = find(word, end, false);
        qsizetype to = end;
        while (to > from && isSpace(m_bytes[to - 1]))
            --to;
        add(0, word, FieldMeaning::Command);
        const QByteArrayView command = m_bytes.first(word);
        const auto *known = std::find_if(kCommands.begin(), kCommands.end(), [command](const Arguments &a) {
            return a.command.compare(command, Qt::CaseInsensitive) == 0;
        });
        const Arguments arguments = known == kCommands.end() ? Arguments{} : *known;
        const qsizetype split = arguments.isWords ? find(from, to, true) : to;
        add(from, split, arguments.first);
        add(find(split, to, false), to, arguments.rest);
    }
    /// "[ROOM] NAME: TEXT". Whether it is.
    bool addPush(qsizetype end)
    {
        const QByteArrayView line = m_bytes.first(end);
        const qsizetype bracket = line.indexOf("] ");
        const qsizetype colon = bracket < 0 ? -1 : line.indexOf(": ", bracket);
        if (!line.startsWith('[') || colon < 0)
            return false;
        add(1, bracket, FieldMeaning::PushRoom);
        add(bracket + 2, colon, FieldMeaning::PushName);
        add(colon + 2, end, FieldMeaning::PushText);
        return true;
    }
    FrameFields result() && { return std::move(m_result); }

private:
    /// The first white space from `from` on, or the first byte that is none; `end` without any.
    qsizetype find(qsizetype from, qsizetype end, bool isSought) const
    {
        while (from < end && isSpace(m_bytes[from]) != isSought)
            ++from;
        return from;
    }

    QByteArrayView m_bytes;
    FrameFields m_result;
};

FieldMeaning answerMeaning(QByteArrayView text)
{
    if (text == "accepted")
        return FieldMeaning::Accepted;
    if (saysClosed(text))
        return FieldMeaning::Closed;
    return text.startsWith("* ") ? FieldMeaning::Notice : FieldMeaning::PlainText;
}

} // namespace

FrameFields lineFields(QByteArrayView frame, FrameType type, const Limits &limits)
{
    Parts parts(frame);
    qsizetype end = frame.size();
    // In the tutorial's protocol nothing separates requests: an LF is part of the text.
    if (type != FrameType::Request && frame.endsWith('\n')) {
        --end;
        end -= end > 0 && frame[end - 1] == '\r' ? 1 : 0;
    }
    const QByteArrayView text = frame.first(end);
    if (type == FrameType::Command)
        parts.addCommand(end);
    else if (type == FrameType::Answer)
        parts.add(0, end, answerMeaning(text));
    else if (type != FrameType::Push)
        parts.add(0, end,
                  asksToClose(text)            ? FieldMeaning::Close
                  : type == FrameType::Request ? FieldMeaning::PlainRequest
                                               : FieldMeaning::PlainText);
    else if (!parts.addPush(end))
        parts.add(0, end, text.startsWith("* ") ? FieldMeaning::Notice : FieldMeaning::PlainText);
    parts.add(end, frame.size(), FieldMeaning::LineEnd, FieldKind::Bytes);
    FrameFields result = std::move(parts).result();
    result.section = type == FrameType::Request ? QStringLiteral("3") : QStringLiteral("4");
    if ((type == FrameType::Line || type == FrameType::Command) && passes(end, limits.maxLineBytes))
        result.error =
            Error{ErrorCode::LineTooLong, QString::number(limits.maxLineBytes), limits.maxLineBytes};
    return result;
}

} // namespace Chalkwire::Wire
