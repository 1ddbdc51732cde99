// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/names.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace Chalkwire::Trace {

namespace {

constexpr std::array<QStringView, 4> kKinds{u"chunk", u"frame", u"opened", u"closed"};
constexpr std::array<QStringView, 11> kTypes{
    u"none", u"request",      u"line",      u"command",   u"chat", u"answer",
    u"push", u"http_request", u"http_page", u"tls_hello", u"raw",
};
constexpr std::array<QStringView, 2> kDirections{u"to_server", u"to_client"};
constexpr std::array<QStringView, 3> kTransports{u"tcp", u"local", u"udp"};
static_assert(kKinds.size() == static_cast<size_t>(RecordKind::Closed) + 1);
static_assert(kTypes.size() == static_cast<size_t>(FrameType::Raw) + 1);
static_assert(kDirections.size() == static_cast<size_t>(Direction::ToClient) + 1);
static_assert(kTransports.size() == static_cast<size_t>(Transport::Udp) + 1);

template<class Table, class Enum>
QStringView nameIn(const Table &names, Enum value)
{
    const auto index = static_cast<size_t>(value);
    return index < names.size() ? names[index] : QStringView(u"unknown");
}

template<class Enum, class Table>
std::optional<Enum> valueIn(const Table &names, QStringView name)
{
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end())
        return std::nullopt;
    return static_cast<Enum>(std::distance(names.begin(), it));
}

/// For the enums whose names live in base: tries them all, up to and with `last`.
template<class Enum, class Name>
std::optional<Enum> valueNamed(QStringView name, Enum last, Name nameOf)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (nameOf(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

QStringView recordKindName(RecordKind kind)
{
    return nameIn(kKinds, kind);
}

QStringView frameTypeName(FrameType type)
{
    return nameIn(kTypes, type);
}

QStringView directionName(Direction direction)
{
    return nameIn(kDirections, direction);
}

QStringView transportName(Transport transport)
{
    return nameIn(kTransports, transport);
}

std::optional<RecordKind> recordKindFromName(QStringView name)
{
    return valueIn<RecordKind>(kKinds, name);
}

std::optional<FrameType> frameTypeFromName(QStringView name)
{
    return valueIn<FrameType>(kTypes, name);
}

std::optional<Direction> directionFromName(QStringView name)
{
    return valueIn<Direction>(kDirections, name);
}

std::optional<Transport> transportFromName(QStringView name)
{
    return valueIn<Transport>(kTransports, name);
}

std::optional<TextFault> textFaultFromName(QStringView name)
{
    return valueNamed(name, TextFault::Nul, textFaultName);
}

std::optional<CloseReason> closeReasonFromName(QStringView name)
{
    return valueNamed(name, kLastCloseReason, closeReasonName);
}

} // namespace Chalkwire::Trace
