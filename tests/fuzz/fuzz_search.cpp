// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"
#include "store/sqlitestore.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstddef>
#include <cstdlib>

using namespace Chalkwire;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// The same posts in both kinds of store.
struct Stores
{
    Stores()
    {
        auto opened = Store::SqliteStore::open(folder.filePath(QStringLiteral("history.db")), 0);
        require(opened.has_value());
        sqlite = *std::move(opened);
        std::vector<Core::Append> batch;
        for (const char *text :
             {"good morning", "GOOD boards and chalk, morning!", "世界你好，早上", "喝茶 or coffee",
              "Größe straße ﬁne", "コーヒー", "น้ำ हिन्दी", "\"or\" AND near* 😀", "a", "b c"}) {
            Core::Append item;
            item.room = QStringLiteral("room%1").arg(batch.size() % 3);
            item.entry.millis = qint64(batch.size()) * 3'600'000 * 9;
            item.entry.from = batch.size() % 2 == 0 ? QStringLiteral("ana") : QStringLiteral("小明-1");
            item.entry.text = QString::fromUtf8(text);
            batch.push_back(item);
        }
        (void)memory.append(batch);
        require(sqlite->append(batch).back().error == ErrorCode::None);
    }

    int count = 0;
    QCoreApplication application{count, nullptr};
    QTemporaryDir folder;
    Store::MemoryStore memory{0};
    std::unique_ptr<Store::SqliteStore> sqlite;
};

} // namespace

/// Input: a byte that says where and from when on to look, and a search's text.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static Stores stores;
    if (size == 0)
        return 0;
    const Result<Core::SearchQuery> query =
        Core::parseSearch(QString::fromUtf8(QByteArrayView(data + 1, static_cast<qsizetype>(size) - 1)));
    if (!query) {
        require(query.error().code == ErrorCode::BadField);
        return 0;
    }
    Core::SearchRequest request{0, *query, {}, quint64(data[0]) / 16, 1 + data[0] % 2};
    for (int room = 0; room < 3; ++room) {
        if ((data[0] >> (room + 1)) % 2 != 0)
            request.rooms.append(QStringLiteral("Room%1").arg(room));
    }
    // What goes through each post word by word finds what the index finds: no more, no less, no error.
    const Core::Found found = stores.sqlite->search(request);
    const Core::Found wanted = stores.memory.search(request);
    require(found.error == wanted.error && found.error != ErrorCode::StorageFailed);
    require(found.hits == wanted.hits && found.next == wanted.next);
    return 0;
}
