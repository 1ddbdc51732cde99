// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words.h"

#include "ui/format.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QFontMetrics>

namespace Chalkwire::Ui {

namespace {

constexpr qsizetype kNameCharacters = 40;
constexpr qsizetype kSummaryCharacters = 240;
constexpr qsizetype kSummaryBytes = 4 * kSummaryCharacters;

Side s_side = Side::Server;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::Words)
};

QString shownText(const Trace::Record &record)
{
    const QByteArrayView start = QByteArrayView(record.bytes).first(qMin(record.bytes.size(), kSummaryBytes));
    return peerText(decodeText(start).text, kSummaryCharacters);
}

QString shownName(const QString &name)
{
    return peerText(name, kNameCharacters);
}

QString clientsWord(const Trace::Record &record)
{
    const auto count = static_cast<qint64>(record.recipients.size());
    return count == 1 ? Words::tr("1 client") : Words::tr("%1 clients").arg(formatCount(count));
}

/// "client 3, ana": how a sentence names the client of a record.
QString clientInSentence(const Trace::Record &record)
{
    if (!record.recipients.empty())
        return clientsWord(record);
    QString id = QString::number(record.connection);
    if (record.peer.isEmpty() || record.kind == Trace::RecordKind::Opened)
        return Words::tr("client %1").arg(id);
    return Words::tr("client %1, %2").arg(id, shownName(record.peer));
}

QString bytesWord(const Trace::Record &record)
{
    return record.bytes.size() == 1 ? Words::tr("1 byte")
                                    : Words::tr("%1 bytes").arg(formatCount(record.bytes.size()));
}

/// How reads and messages do not fall together in this record, one note each; empty where they do.
QStringList boundaryNotes(const Trace::Record &record)
{
    QStringList notes;
    if (record.messages > 1)
        notes += (isRead(record.direction) ? Words::tr("%1 messages in 1 read")
                                           : Words::tr("%1 messages in 1 write"))
                     .arg(record.messages);
    if (record.segments > 1)
        notes += Words::tr("%1 segments in 1 read").arg(record.segments);
    if (record.reads > 1)
        notes += Words::tr("1 message in %1 reads").arg(record.reads);
    return notes;
}

QString trafficSentence(const Trace::Record &record)
{
    const QString who = s_side == Side::Client ? Words::tr("the server") : clientInSentence(record);
    const bool read = isRead(record.direction);
    if (record.kind == Trace::RecordKind::Chunk) {
        return (read ? Words::tr("From %1: %2 in one read: %3") : Words::tr("To %1: %2 in one write: %3"))
            .arg(who, bytesWord(record), shownText(record));
    }
    return (read ? Words::tr("From %1: %2, %3: %4") : Words::tr("To %1: %2, %3: %4"))
        .arg(who, frameTypeWord(record.type), bytesWord(record), shownText(record));
}

/// Whether the fonts at hand have control pictures; asked once, it does not change while a program runs.
bool hasControlPictures()
{
    static const bool has = QFontMetrics(QApplication::font()).inFontUcs4(0x240a);
    return has;
}

} // namespace

QString controlSign(quint8 value)
{
    if (hasControlPictures())
        return QChar(char16_t(value == 0x7f ? 0x2421 : 0x2400 + value));
    switch (value) {
    case '\n':
        return QStringLiteral("↵");
    case '\t':
        return QStringLiteral("⇥");
    default:
        return QStringLiteral("<0x%1>").arg(value, 2, 16, QLatin1Char('0'));
    }
}

QString peerText(QStringView text, qsizetype maxCharacters)
{
    const auto isSign = [](QChar c) { return c.unicode() >= 0x2400 && c.unicode() <= 0x2421; };
    QString visible = visibleText(text, maxCharacters);
    // The signs are looked for first: asking the fonts takes milliseconds, which a window's start would pay.
    if (std::none_of(visible.cbegin(), visible.cend(), isSign) || hasControlPictures())
        return visible;
    QString drawable;
    drawable.reserve(visible.size());
    for (const QChar c : std::as_const(visible)) {
        const char16_t u = c.unicode();
        if (isSign(c))
            drawable += controlSign(u == 0x2421 ? 0x7f : static_cast<quint8>(u - 0x2400));
        else
            drawable += c;
    }
    return drawable;
}

void setOwnSide(Side side)
{
    s_side = side;
}

bool isRead(Direction direction)
{
    return (direction == Direction::ToServer) == (s_side == Side::Server);
}

QString directionArrow(Direction direction)
{
    return direction == Direction::ToServer ? QStringLiteral("→") : QStringLiteral("←");
}

QString directionWord(Direction direction)
{
    return direction == Direction::ToServer ? Words::tr("client → server") : Words::tr("server → client");
}

QString transportWord(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return Words::tr("TCP");
    case Transport::Local:
        return Words::tr("local socket");
    case Transport::Udp:
        return Words::tr("UDP");
    }
    return {};
}

QString dialectWord(Wire::Dialect dialect)
{
    switch (dialect) {
    case Wire::Dialect::Undecided:
        return Words::tr("not known yet");
    case Wire::Dialect::Guide:
        return Words::tr("tutorial");
    case Wire::Dialect::Line:
        return Words::tr("line");
    case Wire::Dialect::Chat:
        return Words::tr("chat");
    case Wire::Dialect::Http:
        return Words::tr("HTTP");
    case Wire::Dialect::Tls:
        return Words::tr("TLS");
    case Wire::Dialect::Raw:
        return Words::tr("raw");
    }
    return {};
}

QString frameTypeWord(FrameType type)
{
    switch (type) {
    case FrameType::None:
        return Words::tr("frame");
    case FrameType::Request:
        return Words::tr("request");
    case FrameType::Line:
        return Words::tr("line");
    case FrameType::Command:
        return Words::tr("command");
    case FrameType::Chat:
        return Words::tr("chat frame");
    case FrameType::Answer:
        return Words::tr("answer");
    case FrameType::Push:
        return Words::tr("push");
    case FrameType::HttpRequest:
        return Words::tr("HTTP request");
    case FrameType::HttpPage:
        return Words::tr("HTTP page");
    case FrameType::TlsHello:
        return Words::tr("TLS hello");
    case FrameType::Raw:
        return Words::tr("raw bytes");
    }
    return {};
}

QString textFaultSentence(TextFault fault, qint64 offset)
{
    switch (fault) {
    case TextFault::None:
        return {};
    case TextFault::InvalidUtf8:
        return Words::tr("Byte %1 is not valid UTF-8").arg(offset);
    case TextFault::CutCharacter:
        return Words::tr("The character that begins at byte %1 is cut off").arg(offset);
    case TextFault::Nul:
        return Words::tr("Byte %1 is zero").arg(offset);
    }
    return {};
}

QString recordWhat(const Trace::Record &record)
{
    switch (record.kind) {
    case Trace::RecordKind::Chunk:
        return Words::tr("chunk");
    case Trace::RecordKind::Frame:
        return frameTypeWord(record.type);
    case Trace::RecordKind::Opened:
        return Words::tr("opened");
    case Trace::RecordKind::Closed:
        return Words::tr("closed");
    }
    return {};
}

QString recordClient(const Trace::Record &record)
{
    if (!record.recipients.empty())
        return clientsWord(record);
    QString id = QString::number(record.connection);
    if (record.peer.isEmpty() || record.kind == Trace::RecordKind::Opened)
        return id;
    return id + QLatin1Char(' ') + shownName(record.peer);
}

QString recordSummary(const Trace::Record &record)
{
    if (record.kind == Trace::RecordKind::Opened)
        return Words::tr("connected from %1").arg(peerText(record.peer, kSummaryCharacters));
    if (record.kind == Trace::RecordKind::Closed)
        return closeReasonSentence(record.reason);
    QStringList notes = boundaryNotes(record);
    if (record.fault != TextFault::None)
        notes += textFaultSentence(record.fault, record.faultOffset);
    // A push begins with its room in brackets: that is enough.
    if (!record.room.isEmpty() && record.type != FrameType::Push)
        notes += Words::tr("room %1").arg(shownName(record.room));
    QString text = shownText(record);
    // Notes come first and in brackets: a long text must not push them out of sight.
    return notes.isEmpty() ? text : QStringLiteral("[%1] %2").arg(notes.join(QStringLiteral(" · ")), text);
}

QString recordSentence(const Trace::Record &record)
{
    QString sentence;
    switch (record.kind) {
    case Trace::RecordKind::Opened:
        sentence = Words::tr("%1 connected from %2")
                       .arg(clientInSentence(record), peerText(record.peer, kSummaryCharacters));
        break;
    case Trace::RecordKind::Closed:
        sentence = Words::tr("%1 disconnected: %2")
                       .arg(clientInSentence(record), closeReasonSentence(record.reason));
        break;
    case Trace::RecordKind::Chunk:
    case Trace::RecordKind::Frame:
        sentence = trafficSentence(record);
        break;
    }
    for (const QString &note : boundaryNotes(record))
        sentence += QStringLiteral(". ") + note;
    if (record.fault != TextFault::None)
        sentence += QStringLiteral(". ") + textFaultSentence(record.fault, record.faultOffset);
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

QString plainToolTip(const QString &text)
{
    return QStringLiteral("<p style='white-space:pre-wrap'>") + text.toHtmlEscaped() + QStringLiteral("</p>");
}

} // namespace Chalkwire::Ui
