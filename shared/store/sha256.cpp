// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace Chalkwire::Store {

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    if (m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        m_context.reset();
}

void Sha256::add(QByteArrayView bytes)
{
    if (m_context &&
        EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1)
        m_context.reset();
}

QByteArray Sha256::result()
{
    constexpr qsizetype kBytes = 32;
    QByteArray bytes(kBytes, 0);
    const bool isDone =
        m_context &&
        EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(bytes.data()), nullptr) == 1;
    return isDone ? bytes : QByteArray();
}

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
    OPENSSL_thread_stop(); // what it keeps for a thread is lost when the program ends before the thread has
}

} // namespace Chalkwire::Store
