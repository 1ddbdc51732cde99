// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct evp_md_ctx_st;

namespace Chalkwire::Store {

/// SHA-256 in pieces. OpenSSL's, which uses the processor's own instructions: with Qt's an upload took more
/// than four times as long (ADR 11).
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    QByteArray result(); ///< once, at the end. Empty: OpenSSL cannot

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace Chalkwire::Store
