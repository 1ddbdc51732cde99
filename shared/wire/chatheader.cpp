// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/chatheader.h"

#include "base/limits.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <numeric>
#include <optional>
#include <vector>

namespace Chalkwire::Wire {

namespace {

constexpr QByteArrayView kByteOrderMark("\xef\xbb\xbf");

/// Looks for what QJsonDocument lets pass. Knows strings, numbers, brackets and colons; everything else it
/// leaves to QJsonDocument, so it may see any bytes.
class HeaderScan
{
public:
    HeaderScan(QByteArrayView line, qint64 maxDepth)
        : m_line(line)
        , m_maxDepth(maxDepth)
    {
    }

    std::optional<Error> run()
    {
        while (m_at < m_line.size() && !m_error) {
            switch (m_line[m_at++]) {
            case '"':
                skipString();
                break;
            case '{':
            case '[':
                if (passes(++m_depth, m_maxDepth))
                    fail(ErrorCode::TooDeep, m_at - 1);
                break;
            case '}':
            case ']':
                --m_depth;
                break;
            case ':':
                ++m_keys;
                break;
            case '\0':
                fail(ErrorCode::InvalidText, m_at - 1);
                break;
            default:
                if (isNumeric(m_line[m_at - 1]))
                    skipNumber();
                break;
            }
        }
        return m_error;
    }
    qsizetype keys() const { return m_keys; }
    /// What QJsonDocument is to read: it drops a U+FEFF with which a string begins, unless it is an escape.
    QByteArray escaped() const
    {
        QByteArray result = m_line.toByteArray();
        for (auto mark = m_marks.rbegin(); mark != m_marks.rend(); ++mark)
            result.replace(*mark, kByteOrderMark.size(), "\\ufeff");
        return result;
    }
    bool isToEscape() const { return !m_marks.empty(); }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isNumeric(char c) { return isDigit(c) || QByteArrayView("+-.").contains(c); }

    void fail(ErrorCode code, qsizetype at) { m_error = Error{code, QString(), at}; }

    /// RFC 8259 §6: QJsonDocument takes `.5` and `1.`, too.
    void skipNumber()
    {
        const qsizetype from = --m_at;
        take("-");
        const bool isWhole = take("0") || takeDigits();
        const bool isFraction = !take(".") || takeDigits();
        const bool isPower = !take("eE") || ((take("+-") || true) && takeDigits());
        const bool isOver = m_at == m_line.size() || !isNumeric(m_line[m_at]);
        if (!isWhole || !isFraction || !isPower || !isOver)
            fail(ErrorCode::BadJson, from);
    }
    bool take(QByteArrayView oneOf)
    {
        const bool isThere = m_at < m_line.size() && oneOf.contains(m_line[m_at]);
        m_at += isThere ? 1 : 0;
        return isThere;
    }
    bool takeDigits()
    {
        const qsizetype from = m_at;
        while (m_at < m_line.size() && isDigit(m_line[m_at]))
            ++m_at;
        return m_at > from;
    }

    void skipString()
    {
        if (m_line.sliced(m_at).startsWith(kByteOrderMark))
            m_marks.push_back(m_at);
        while (m_at < m_line.size() && !m_error) {
            const char c = m_line[m_at++];
            if (c == '"')
                return;
            if (c == '\\')
                skipEscape();
            else if (c == '\0')
                fail(ErrorCode::InvalidText, m_at - 1);
            else if (static_cast<quint8>(c) < 0x20)
                fail(ErrorCode::BadJson, m_at - 1); // RFC 8259 §7: to be escaped
        }
    }

    void skipEscape()
    {
        const qsizetype from = m_at - 1;
        const char kind = m_at == m_line.size() ? '\0' : m_line[m_at++];
        if (kind != 'u') {
            if (!QByteArrayView("\"\\/bfnrt").contains(kind)) // QJsonDocument takes any
                fail(ErrorCode::BadJson, from);
            return;
        }
        const std::optional<char16_t> unit = hexUnit();
        if (!unit)
            return; // no JSON: QJsonDocument says so
        if (*unit == 0 || QChar::isLowSurrogate(*unit)) {
            fail(ErrorCode::InvalidText, from);
        } else if (QChar::isHighSurrogate(*unit)) {
            const bool isEscape = m_line.sliced(m_at).startsWith("\\u");
            m_at += isEscape ? 2 : 0;
            const std::optional<char16_t> second = isEscape ? hexUnit() : std::nullopt;
            if (!second || !QChar::isLowSurrogate(*second))
                fail(ErrorCode::InvalidText, from);
        }
    }

    /// The four digits of \uXXXX.
    std::optional<char16_t> hexUnit()
    {
        if (m_line.size() - m_at < 4)
            return std::nullopt;
        bool isHex = true;
        uint value = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = m_line[m_at++];
            const char lower = static_cast<char>(c | 0x20);
            isHex = isHex && (isDigit(c) || (lower >= 'a' && lower <= 'f'));
            value = value * 16 + static_cast<uint>(isDigit(c) ? c - '0' : lower - 'a' + 10);
        }
        return isHex ? std::optional(static_cast<char16_t>(value)) : std::nullopt;
    }

    QByteArrayView m_line;
    qint64 m_maxDepth;
    qsizetype m_at = 0;
    qint64 m_depth = 0;
    qsizetype m_keys = 0;
    std::vector<qsizetype> m_marks; ///< where a string begins with U+FEFF
    std::optional<Error> m_error;
};

qsizetype keysIn(const QJsonObject &object);

qsizetype keysIn(const QJsonValue &value)
{
    if (value.isObject())
        return keysIn(value.toObject());
    qsizetype keys = 0;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            keys += keysIn(item);
    }
    return keys;
}

qsizetype keysIn(const QJsonObject &object)
{
    return std::accumulate(object.begin(), object.end(), object.size(),
                           [](qsizetype sum, const QJsonValue &value) { return sum + keysIn(value); });
}

} // namespace

Result<QJsonObject> readChatHeader(QByteArrayView line, qint64 maxDepth)
{
    HeaderScan scan(line, maxDepth);
    if (const std::optional<Error> error = scan.run())
        return Unexpected{*error};
    if (line.startsWith(kByteOrderMark))
        return Unexpected{Error{ErrorCode::BadJson, QStringLiteral("a byte order mark"), 0}};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(
        scan.isToEscape() ? scan.escaped() : QByteArray::fromRawData(line.data(), line.size()), &problem);
    if (problem.error == QJsonParseError::IllegalUTF8String)
        return Unexpected{Error{ErrorCode::InvalidText, QString(), problem.offset}};
    if (problem.error != QJsonParseError::NoError)
        return Unexpected{Error{ErrorCode::BadJson, problem.errorString(), problem.offset}};
    if (!document.isObject())
        return Unexpected{Error{ErrorCode::BadJson, QStringLiteral("not an object"), 0}};
    QJsonObject object = document.object();
    // QJsonDocument keeps the last of two equal keys: then the text has more colons than the object keys.
    if (keysIn(object) != scan.keys())
        return Unexpected{Error{ErrorCode::DuplicateKey, QString()}};
    return object;
}

} // namespace Chalkwire::Wire
