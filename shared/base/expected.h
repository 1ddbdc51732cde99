// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace Chalkwire {

/// Marks the error side when an Expected is built: `return Unexpected{Error{...}};`
template<class E>
struct Unexpected
{
    E error;
};
template<class E>
Unexpected(E) -> Unexpected<E>;

/// A value or the reason why there is none, with the member names of std::expected (C++23),
/// which clang 14 cannot parse. See docs/adr/0002-expected.md.
/// Reading the side that is not there is a bug of ours and asserts.
template<class T, class E>
class [[nodiscard]] Expected
{
public:
    Expected(T value)
        : m_data(std::in_place_index<0>, std::move(value))
    {
    }
    Expected(Unexpected<E> unexpected)
        : m_data(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    bool has_value() const { return m_data.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T &value() const &
    {
        assert(has_value());
        return *std::get_if<0>(&m_data);
    }
    T &&value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_data));
    }
    const E &error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_data);
    }
    T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }

private:
    std::variant<T, E> m_data;
};

} // namespace Chalkwire
