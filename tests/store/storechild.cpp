// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Another process with a history, for tests that end one: `storechild FILE` appends batches for ever and
// prints "ROOM NUMBER ID" for each entry once it is acknowledged; `storechild FILE hold` only opens it;
// `storechild FILE client` keeps one step of a chat client after the other in a ClientStore and prints its
// number.
#include "base/random.h"
#include "store/clientstore.h"
#include "storetools.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Chalkwire;

namespace {

std::vector<Core::Append> nextBatch(Random &random)
{
    static const qint64 process = QCoreApplication::applicationPid();
    static int count = 0;
    std::vector<Core::Append> batch;
    for (quint64 left = 1 + random.next() % 20; left > 0; --left) {
        const QString id = QStringLiteral("%1-%2").arg(process).arg(++count);
        const QString room = random.next() % 3 == 0 ? QStringLiteral("maths") : QStringLiteral("lobby");
        batch.push_back({0, room, Test::post(QStringLiteral("text of ") + id, QStringLiteral("ana"), id)});
    }
    return batch;
}

int keepClient(const QString &path)
{
    const Result<std::unique_ptr<Store::ClientStore>> store = Store::ClientStore::open(path);
    const Result<Core::KeptClient> kept =
        store ? (*store)->load(QStringLiteral("child")) : Unexpected{store.error()};
    if (!kept)
        return 1;
    quint64 last = kept->outbox.empty() ? 0 : kept->outbox.front().order;
    for (quint64 step = last + 1;; last = step++) {
        Core::OutboxItem item;
        item.id = QString::number(step);
        item.order = step;
        const std::vector<Core::ClientEffect> items{
            Core::KeepOutboxItem{item}, Core::ForgetOutboxItem{QString::number(last)},
            Core::KeepRoom{{QStringLiteral("lobby"), false, step, 0}}};
        if ((*store)->keep({items, std::nullopt, {}}).code != ErrorCode::None)
            return 1;
        std::printf("%llu\n", step);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(2) == u"client")
        return keepClient(arguments.value(1));
    const std::unique_ptr<Store::SqliteStore> store = Test::openStore(arguments.value(1));
    if (!store)
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    if (arguments.value(2) == u"hold")
        return std::getchar() == EOF ? 0 : 1;
    SystemRandom random;
    for (;;) {
        for (const Core::Stored &stored : store->append(nextBatch(random))) {
            if (stored.error != ErrorCode::None)
                return 1;
            std::printf("%s %llu %s\n", qPrintable(stored.room), stored.entry.seq,
                        qPrintable(stored.entry.id));
        }
        std::fflush(stdout);
    }
}
