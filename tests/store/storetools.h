// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/searchquery.h"
#include "store/memorystore.h"
#include "store/sqlitestore.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

/// What is written into a history, and what is read from it as lines, for tests of stores.
namespace Chalkwire::Test {

inline constexpr qint64 kDay = qint64(24) * 3'600'000;
inline constexpr qint64 kNow = 20'000 * kDay; // 2024-10-04

inline Core::Identity identityOf(const QString &name)
{
    return name.toUtf8().leftJustified(Core::kIdentityBytes, '.', true);
}

inline Core::Entry entryOf(Core::EntryKind kind, quint64 of, const QString &text,
                           const QString &from = QStringLiteral("ana"))
{
    Core::Entry entry;
    entry.kind = kind;
    entry.millis = kNow;
    entry.from = from;
    entry.author = identityOf(from);
    entry.of = of;
    entry.text = text;
    return entry;
}

inline Core::Entry post(const QString &text, const QString &from = QStringLiteral("ana"),
                        const QString &id = {})
{
    Core::Entry entry = entryOf(Core::EntryKind::Post, 0, text, from);
    entry.id = id;
    return entry;
}

inline Core::Entry at(qint64 millis, Core::Entry entry)
{
    entry.millis = millis;
    return entry;
}

inline Core::Stored keep(Store::MessageStore &store, const QString &room, const Core::Entry &entry)
{
    return store.append({{1, room, entry}}).front();
}

/// "3 ana hello" for each entry; "3 ana edit 1 hello" where it is no plain post.
inline QString lineOf(const Core::Entry &entry)
{
    static const QStringList kinds{{},
                                   {},
                                   QStringLiteral("edit"),
                                   QStringLiteral("delete"),
                                   QStringLiteral("react"),
                                   QStringLiteral("topic")};
    QStringList words{QString::number(entry.seq), entry.from, kinds.value(int(entry.kind)),
                      entry.of == 0 ? QString() : QString::number(entry.of),
                      entry.isDeleted ? QStringLiteral("(gone)") : entry.text};
    words.removeAll(QString());
    return words.join(u' ');
}

inline QStringList linesOf(const Core::Page &page)
{
    QStringList lines;
    for (const Core::Entry &entry : page.entries)
        lines.append(lineOf(entry));
    return lines;
}

/// The whole room.
inline QStringList linesOf(Store::MessageStore &store, const QString &room)
{
    return linesOf(store.page({1, room, 0, 0, 100'000, 100'000'000}));
}

inline Core::SearchRequest searchFor(const QString &text, const QStringList &rooms)
{
    const Result<Core::SearchQuery> query = Core::parseSearch(text);
    Core::SearchRequest request;
    if (query)
        request.query = *query;
    request.rooms = rooms;
    return request;
}

/// The texts of what is found, newest first, or the error's name.
inline QStringList textsOf(const Core::Found &found)
{
    QStringList texts;
    for (const Core::Found::Hit &hit : found.hits)
        texts.append(hit.entry.text);
    if (found.error != ErrorCode::None)
        texts.append(errorName(found.error));
    return texts;
}

inline QStringList find(Store::MessageStore &store, const QString &text,
                        const QStringList &rooms = {QStringLiteral("lobby")})
{
    return textsOf(store.search(searchFor(text, rooms)));
}

inline std::unique_ptr<Store::SqliteStore> openStore(const QString &path, qint64 maxBytes = 0)
{
    Result<std::unique_ptr<Store::SqliteStore>> store = Store::SqliteStore::open(path, maxBytes);
    if (!store)
        qWarning("%s: %s", qPrintable(errorName(store.error().code)), qPrintable(store.error().detail));
    return store ? *std::move(store) : nullptr;
}

/// The error that opening ends with, "" for none.
inline QString openError(const QString &path)
{
    const Result<std::unique_ptr<Store::SqliteStore>> store = Store::SqliteStore::open(path, 0);
    return store ? QString() : errorName(store.error().code);
}

/// Each test of the suite runs once for each kind of store: rows of initTestCase_data().
class EveryStore : public QObject
{
    Q_OBJECT

protected:
    Store::MessageStore &store()
    {
        if (m_isAtLeisure)
            (void)m_store->flush();
        return *m_store;
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << QStringLiteral("memory");
        QTest::newRow("sqlite") << QStringLiteral("sqlite");
        QTest::newRow("sqlite-at-leisure") << QStringLiteral("sqlite-at-leisure"); // all words are listed
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QFETCH_GLOBAL(QString, kind);
        m_folder = std::make_unique<QTemporaryDir>();
        m_isAtLeisure = kind == u"sqlite-at-leisure";
        if (kind == u"memory")
            m_store = std::make_unique<Store::MemoryStore>(0);
        else
            m_store = openStore(m_folder->filePath(QStringLiteral("history.db")));
        QVERIFY(m_store);
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::MessageStore> m_store;
    bool m_isAtLeisure = false;
};

} // namespace Chalkwire::Test
