// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QLatin1String>
#include <QString>
#include <QStringView>

#include <concepts>
#include <limits>
#include <optional>

namespace Chalkwire {

/// Writes one JSON object (RFC 8259) field by field, in the order given, after what `out` already holds.
/// Shape: UTF-8 without line breaks; control and bidi characters stand as \n, \r, \t or \uXXXX, so that a
/// line is safe to print; an unpaired surrogate becomes U+FFFD. `out` is not owned. Keys are plain ASCII.
class JsonWriter
{
public:
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    {
        m_out += '{';
    }
    template<std::integral Number>
    void number(const char *key, Number value)
    {
        startField(key) += QByteArray::number(value);
    }
    void flag(const char *key, bool value) { startField(key) += value ? "true" : "false"; }
    void text(const char *key, QStringView value) { appendString(startField(key), value); }
    /// Text known to need no escape.
    void ascii(const char *key, const QByteArray &value) { startField(key) += '"' + value + '"'; }
    void name(const char *key, QStringView value) { ascii(key, value.toLatin1()); }
    /// An array; `append(out, item)` writes each.
    template<class Items, class Append>
    void list(const char *key, const Items &items, Append append)
    {
        QByteArray &out = startField(key);
        char separator = '[';
        for (const auto &item : items) {
            out += separator;
            append(out, item);
            separator = ',';
        }
        out += separator == '[' ? "[]" : "]";
    }
    QByteArray &startField(const char *key); ///< append its value to what this returns
    void end() { m_out += '}'; }

    static void appendString(QByteArray &out, QStringView text);

private:
    QByteArray &m_out;
    bool m_isFirst = true;
};

/// Reads the fields of one object and remembers the first one that is wrong: read them all, then ask.
/// `object` is not owned and outlives this.
class JsonReader
{
public:
    explicit JsonReader(const QJsonObject &object)
        : m_object(object)
    {
    }
    const QString &badField() const { return m_badField; } ///< empty: all is well so far
    void fail(QLatin1StringView key);
    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }

    /// A whole number in 0..highest; `fallback` when missing or wrong.
    qint64 number(QLatin1StringView key, qint64 fallback,
                  qint64 highest = std::numeric_limits<qint64>::max());
    bool flag(QLatin1StringView key, bool fallback);
    QString text(QLatin1StringView key); ///< empty when missing or wrong
    template<class Enum>
    Enum name(QLatin1StringView key, Enum fallback, std::optional<Enum> (*fromName)(QStringView))
    {
        if (!has(key))
            return fallback;
        const std::optional<Enum> found = fromName(value(key).toString());
        if (!found)
            fail(key);
        return found.value_or(fallback);
    }

private:
    const QJsonObject &m_object;
    QString m_badField;
};

} // namespace Chalkwire
