// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/framefields.h"

#include "base/text.h"
#include "wire/chatheader.h"
#include "wire/fieldscan.h"

#include <QHash>

#include <algorithm>

namespace Chalkwire::Wire {

namespace {

void explain(FrameFields &frame)
{
    QHash<int, QString> paths; // of lists and objects that the protocol knows
    for (int i = 0; i < static_cast<int>(frame.fields.size()); ++i) {
        FrameField &field = frame.fields[static_cast<std::size_t>(i)];
        const bool isWithinUnknown = field.parent >= 0 && !paths.contains(field.parent);
        if (isWithinUnknown || field.name.contains(u'.') || field.name.contains(u'[')) // as paths have them
            continue;
        const QString in = paths.value(field.parent);
        const bool isItem =
            field.parent >= 0 && frame.fields[static_cast<std::size_t>(field.parent)].kind == FieldKind::List;
        const QString path =
            isItem ? in + QStringLiteral("[]") : (in.isEmpty() ? field.name : in + u'.' + field.name);
        const std::optional<KnownField> known = knownField(frame.type, path);
        if (!known)
            continue;
        field.meaning = known->meaning;
        field.isWrongKind = field.kind != known->kind;
        if (!field.isWrongKind && (field.kind == FieldKind::List || field.kind == FieldKind::Object))
            paths.insert(i, path);
    }
}

const FrameField *topField(const FrameFields &frame, QStringView name)
{
    const auto it = std::find_if(frame.fields.begin(), frame.fields.end(),
                                 [name](const FrameField &f) { return f.parent < 0 && f.name == name; });
    return it == frame.fields.end() ? nullptr : &*it;
}

/// The first byte that breaks the rule, where readChatHeader() does not say it exactly.
qsizetype whereWrong(const Error &error, QByteArrayView line, const FieldScan &scan)
{
    if (error.code == ErrorCode::DuplicateKey)
        return scan.duplicateAt();
    if (error.code == ErrorCode::InvalidText) {
        const qsizetype fault = decodeText(line).faultOffset;
        return fault >= 0 ? fault : error.position;
    }
    const bool isOurs = error.code == ErrorCode::BadJson && scan.brokenAt() >= 0;
    return isOurs ? scan.brokenAt() : error.position;
}

std::optional<Error> headerError(QByteArrayView line, const FrameFields &frame, const FieldScan &scan,
                                 const Limits &limits)
{
    if (passes(line.size(), limits.maxHeaderBytes))
        return Error{ErrorCode::HeaderTooLong, QString::number(limits.maxHeaderBytes), limits.maxHeaderBytes};
    const Result<QJsonObject> header = readChatHeader(line, limits.maxHeaderDepth);
    if (!header) {
        Error error = header.error();
        error.position = whereWrong(error, line, scan);
        return error;
    }
    const QJsonValue bytes = header->value(QLatin1StringView("bytes"));
    const qint64 size = bytes.toInteger(-1);
    if (bytes.isUndefined() || (size >= 0 && !passes(size, limits.maxPayloadBytes)))
        return std::nullopt;
    const FrameField *field = topField(frame, u"bytes");
    return Error{ErrorCode::BadPayload, QString::number(limits.maxPayloadBytes), field ? field->start : -1};
}

} // namespace

FrameFields chatFields(QByteArrayView frame, const Limits &limits)
{
    FrameFields result;
    const qsizetype lineFeed = frame.indexOf('\n');
    const QByteArrayView line = lineFeed < 0 ? frame : frame.first(lineFeed);
    FieldScan scan(line);
    scan.run(result);
    if (const FrameField *type = topField(result, u"type"); type && type->kind == FieldKind::Text)
        result.type = type->text;
    result.section = frameSection(result.type);
    if (result.section.isEmpty())
        result.section = QStringLiteral("9.1");
    explain(result);
    result.error = headerError(line, result, scan, limits);
    if (lineFeed < 0)
        return result;
    FrameField end;
    end.meaning = FieldMeaning::LineEnd;
    end.kind = FieldKind::Bytes;
    end.start = lineFeed;
    end.length = 1;
    result.fields.push_back(end);
    if (lineFeed + 1 < frame.size()) {
        FrameField payload;
        payload.meaning = FieldMeaning::Payload;
        payload.kind = FieldKind::Bytes;
        payload.start = lineFeed + 1;
        payload.length = frame.size() - payload.start;
        result.fields.push_back(payload);
    }
    return result;
}

std::optional<FrameFields> frameFields(QByteArrayView frame, FrameType type, const Limits &limits)
{
    switch (type) {
    case FrameType::Chat:
        return chatFields(frame, limits);
    case FrameType::Answer:
    case FrameType::Push:
        if (frame.startsWith('{')) {
            FrameFields fields = chatFields(frame, limits);
            if (!fields.error)
                return fields;
        }
        return lineFields(frame, type, limits);
    case FrameType::Request:
    case FrameType::Line:
    case FrameType::Command:
        return lineFields(frame, type, limits);
    case FrameType::None:
    case FrameType::HttpRequest:
    case FrameType::HttpPage:
    case FrameType::TlsHello:
    case FrameType::Raw:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace Chalkwire::Wire
