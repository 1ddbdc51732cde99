// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldwords.h"

#include "ui/format.h"
#include "ui/words.h"

#include <QCoreApplication>

namespace Chalkwire::Ui {

using Wire::FieldKind;
using Wire::FieldMeaning;

namespace {

constexpr qsizetype kNameCharacters = 64;
constexpr qsizetype kValueCharacters = 1024;

class Fields
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::Fields)
};

/// What a part of a frame that has no key is called.
QString partName(FieldMeaning meaning)
{
    switch (meaning) {
    case FieldMeaning::LineEnd:
        return Fields::tr("Line end");
    case FieldMeaning::Payload:
        return Fields::tr("Payload");
    case FieldMeaning::PlainRequest:
        return Fields::tr("Request");
    case FieldMeaning::Accepted:
    case FieldMeaning::Closed:
        return Fields::tr("Answer");
    case FieldMeaning::Notice:
        return Fields::tr("Notice");
    case FieldMeaning::Command:
        return Fields::tr("Command");
    case FieldMeaning::CommandName:
    case FieldMeaning::PushName:
        return Fields::tr("Name");
    case FieldMeaning::CommandRoom:
    case FieldMeaning::PushRoom:
        return Fields::tr("Room");
    case FieldMeaning::CommandRest:
        return Fields::tr("The rest");
    default:
        return Fields::tr("Text");
    }
}

/// A number as it is written, and as people read it where that is something else.
QString numberValue(const Wire::FrameField &field)
{
    constexpr qint64 kLastMillis = 253'402'300'799'999; // of the year 9999
    bool isWhole = false;
    const qint64 number = field.text.toLongLong(&isWhole);
    QString readable;
    switch (field.meaning) {
    case FieldMeaning::Time:
        if (isWhole && number >= 0 && number <= kLastMillis)
            readable = formatDateTime(number * 1000);
        break;
    case FieldMeaning::PayloadSize:
    case FieldMeaning::FileSize:
    case FieldMeaning::Offset:
    case FieldMeaning::Until:
    case FieldMeaning::HeaderLimit:
    case FieldMeaning::PayloadLimit:
    case FieldMeaning::TextLimit:
    case FieldMeaning::FileLimit:
        if (isWhole && number >= 1024)
            readable = formatBytes(number);
        break;
    default:
        break;
    }
    const QString written = peerText(field.text, kNameCharacters);
    return readable.isEmpty() ? written : QStringLiteral("%1 (%2)").arg(readable, written);
}

} // namespace

QString fieldName(const Wire::FrameField &field, qsizetype index)
{
    if (!field.name.isEmpty())
        return peerText(field.name, kNameCharacters);
    return index >= 0 ? QStringLiteral("[%1]").arg(index) : partName(field.meaning);
}

QString fieldValue(const Wire::FrameField &field)
{
    switch (field.kind) {
    case FieldKind::Text:
        return u'"' + peerText(field.text, kValueCharacters) + u'"';
    case FieldKind::Number:
        return numberValue(field);
    case FieldKind::Flag:
    case FieldKind::Null:
        return field.text;
    case FieldKind::List:
        return field.items == 1 ? Fields::tr("1 item") : Fields::tr("%1 items").arg(formatCount(field.items));
    case FieldKind::Object:
        return field.items == 1 ? Fields::tr("1 field")
                                : Fields::tr("%1 fields").arg(formatCount(field.items));
    case FieldKind::Bytes:
        if (field.meaning == FieldMeaning::LineEnd)
            return field.length == 2 ? QStringLiteral("CR LF") : QStringLiteral("LF");
        return formatBytes(field.length);
    }
    return {};
}

QString fieldKindWord(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return Fields::tr("text");
    case FieldKind::Number:
        return Fields::tr("number");
    case FieldKind::Flag:
        return Fields::tr("true or false");
    case FieldKind::Null:
        return Fields::tr("nothing");
    case FieldKind::List:
        return Fields::tr("list");
    case FieldKind::Object:
        return Fields::tr("object");
    case FieldKind::Bytes:
        return Fields::tr("bytes");
    }
    return {};
}

QString fieldSection(const Wire::FrameField &field, const Wire::FrameFields &frame)
{
    if (field.isWrongKind || (field.meaning == FieldMeaning::Type && frame.section == u"9.1"))
        return QStringLiteral("§9.7"); // what becomes of it
    if (field.meaning == FieldMeaning::Reason)
        return QStringLiteral("§7");
    // Of `type` it is the section of the frame that counts.
    const bool isOfEveryFrame = field.meaning <= FieldMeaning::LineEnd &&
                                field.meaning != FieldMeaning::Type &&
                                frame.section.startsWith(QStringLiteral("9."));
    return u'§' + (isOfEveryFrame ? QStringLiteral("9.1") : frame.section);
}

QString ruleSentence(const Error &error)
{
    const QString at = formatCount(error.position);
    const QString most = peerText(error.detail, kNameCharacters);
    switch (error.code) {
    case ErrorCode::LineTooLong:
        return Fields::tr("A line has at most %1 bytes of text (§4): byte %2 is one too many").arg(most, at);
    case ErrorCode::HeaderTooLong:
        return Fields::tr("A header has at most %1 bytes (§9.1): byte %2 is one too many").arg(most, at);
    case ErrorCode::TooDeep:
        return Fields::tr("At byte %1 more objects and lists are within each other than may be (§9.1)")
            .arg(at);
    case ErrorCode::DuplicateKey:
        return Fields::tr("The key at byte %1 is in this object already (§9.1)").arg(at);
    case ErrorCode::InvalidText:
        return Fields::tr(
                   "Byte %1 is not clean UTF-8 text: wrong UTF-8, U+0000 or half of a surrogate pair (§9.1)")
            .arg(at);
    case ErrorCode::BadPayload:
        return Fields::tr("bytes, at byte %1, has to be a whole number from 0 to %2 (§9.1)").arg(at, most);
    default:
        return Fields::tr("A header is one JSON object (§9.1): byte %1 cannot stand there").arg(at);
    }
}

} // namespace Chalkwire::Ui
