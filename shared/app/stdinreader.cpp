// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stdinreader.h"

#include <cstdio>
#include <mutex>
#include <thread>

namespace Chalkwire::App {

struct StdinReader::Shared
{
    QSemaphore turns;
    std::mutex mutex;
    StdinReader *reader = nullptr; ///< null once it is gone; guarded by mutex

    template<class Function>
    bool post(Function function)
    {
        const std::lock_guard lock(mutex);
        if (reader)
            QMetaObject::invokeMethod(
                reader, [function, target = reader] { function(target); }, Qt::QueuedConnection);
        return reader != nullptr;
    }
};

namespace {

/// False at the end of the input with nothing read.
bool readLine(QByteArray &line)
{
    line.clear();
    for (int c = std::getc(stdin); c != EOF; c = std::getc(stdin)) {
        if (c == '\n' || line.size() == StdinReader::kMaxLineBytes)
            return true;
        line += static_cast<char>(c);
    }
    return !line.isEmpty();
}

} // namespace

StdinReader::StdinReader(QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->reader = this;
    std::thread([shared = m_shared] {
        for (bool more = true; more;) {
            shared->turns.acquire();
            QByteArray line;
            more = readLine(line);
            const bool isHeard = more ? shared->post([line](StdinReader *r) { emit r->lineRead(line); })
                                      : shared->post([](StdinReader *r) { emit r->ended(); });
            more = more && isHeard;
        }
    }).detach();
}

StdinReader::~StdinReader()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->reader = nullptr;
}

void StdinReader::takeNext()
{
    m_shared->turns.release();
}

} // namespace Chalkwire::App
