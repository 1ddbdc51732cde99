// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// `bench_store [COUNT [FOLDER]]` fills a history with COUNT posts (1,000,000) of 20 to 200 characters in
// English, German and Chinese, by 50 authors in 10 rooms, then their inboxes with a twentieth as many direct
// messages, and prints a line "WHAT<tab>FIGURE" for each measurement.
#include "base/random.h"
#include "core/searchquery.h"
#include "store/sqlitestore.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <unistd.h>

using namespace Chalkwire;

namespace {

constexpr int kRooms = 10;
constexpr int kAuthors = 50;
constexpr int kBatch = 200;
constexpr qint64 kDay = qint64(24) * 3'600'000;
constexpr qint64 kBegin = 20'000 * kDay;

double millisOf(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.at(static_cast<std::size_t>(share * double(values.size() - 1)));
}

void say(const QString &what, const QString &figure)
{
    std::printf("%s\t%s\n", qPrintable(what), qPrintable(figure));
    std::fflush(stdout);
}

void say(const QString &what, const std::vector<double> &millis)
{
    say(what, QStringLiteral("p50 %1 ms, p95 %2 ms")
                  .arg(quantile(millis, 0.5), 0, 'f', 2)
                  .arg(quantile(millis, 0.95), 0, 'f', 2));
}

/// Words of one language, the first the most common (Zipf's law).
class Language
{
public:
    Language(int words, const QStringList &parts, int partsPerWord)
    {
        SeededRandom random(static_cast<quint64>(words));
        double sum = 0;
        for (int i = 0; i < words; ++i) {
            QString word;
            const int length =
                partsPerWord < 0 ? -partsPerWord : 1 + int(random.next() % quint64(partsPerWord));
            for (int part = 0; part < length; ++part)
                word += parts[skewed(random, parts.size())];
            m_words.append(word);
            sum += 1.0 / (i + 1);
            m_sums.push_back(sum);
        }
    }
    const QString &word(qsizetype rank) const { return m_words[rank]; }
    const QString &next(Random &random) const
    {
        const double dice = double(random.next() >> 11) * 0x1p-53 * m_sums.back();
        return m_words[std::ranges::lower_bound(m_sums, dice) - m_sums.begin()];
    }

private:
    static qsizetype skewed(Random &random, qsizetype size)
    {
        const double dice = double(random.next() >> 11) * 0x1p-53;
        return static_cast<qsizetype>(dice * dice * double(size));
    }

    QStringList m_words;
    std::vector<double> m_sums;
};

QStringList syllables(const char *onsets, const char *rests)
{
    QStringList all;
    for (const QString &rest : QString::fromUtf8(rests).split(u' ')) {
        for (const QString &onset : QString::fromUtf8(onsets).split(u' '))
            all.append(onset + rest);
    }
    return all;
}

QStringList characters()
{
    QStringList all;
    for (char32_t c = 0x4e00; c < 0x4e00 + 3000; ++c)
        all.append(QString::fromUcs4(&c, 1));
    return all;
}

struct Languages
{
    Language english{20'000, syllables("th s w b c m p l r t d st gr", "e o a in er an ing at ou ess"), 4};
    Language german{30'000, syllables("d s w b k m p l r t sch gr z", "er en ie ein au ä ö ung ü ich"), 5};
    Language chinese{20'000, characters(), -2};

    QString text(Random &random) const
    {
        const auto length = static_cast<qsizetype>(20 + random.next() % 181);
        const quint64 dice = random.next() % 100;
        const Language &language = dice < 45 ? english : dice < 70 ? german : chinese;
        QString text;
        while (text.size() < length) {
            text += language.next(random);
            if (&language != &chinese)
                text += u' ';
            else if (random.next() % 8 == 0)
                text += u'，';
        }
        return text.left(length);
    }
};

QString roomName(quint64 number)
{
    return QStringLiteral("room%1").arg(number);
}

QString authorName(quint64 number)
{
    return QStringLiteral("author%1").arg(number);
}

Core::Identity identityOf(const QString &author)
{
    return author.toUtf8().leftJustified(Core::kIdentityBytes, '.');
}

Core::Append nextPost(const Languages &languages, Random &random, qint64 millis)
{
    static quint64 count = 0;
    Core::Append item;
    item.room = roomName(random.next() % kRooms);
    item.entry.millis = millis;
    item.entry.from = authorName(random.next() % kAuthors);
    item.entry.author = identityOf(item.entry.from);
    item.entry.id = QStringLiteral("c%1-%2").arg(random.next(), 0, 36).arg(++count);
    item.entry.text = languages.text(random);
    return item;
}

void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "%s\n", what);
        std::exit(1);
    }
}

std::unique_ptr<Store::SqliteStore> openStore(const QString &path)
{
    auto store = Store::SqliteStore::open(path, 0);
    require(store.has_value(), "the history cannot be opened");
    return *std::move(store);
}

/// Over a year, so that after: and before: have days to choose from.
void fill(Store::SqliteStore &store, const Languages &languages, Random &random, qint64 count)
{
    double millis = 0; // of the store alone
    for (qint64 done = 0; done < count;) {
        std::vector<Core::Append> batch;
        for (int i = 0; i < kBatch && done < count; ++i, ++done)
            batch.push_back(nextPost(languages, random, kBegin + done * (365 * kDay / count)));
        millis += millisOf([&] {
            require(store.append(batch).back().error == ErrorCode::None, "not stored");
            store.catchUp();
        });
    }
    say(QStringLiteral("fill with %1 posts in batches of %2").arg(count).arg(kBatch),
        QStringLiteral("%1 posts/s").arg(double(count) / millis * 1000, 0, 'f', 0));
}

void fillInboxes(Store::SqliteStore &store, const Languages &languages, Random &random, qint64 count)
{
    std::vector<Core::Append> batch;
    for (qint64 done = 0; done < count; ++done) {
        Core::Append item = nextPost(languages, random, kBegin + 365 * kDay);
        item.entry.to = authorName(random.next() % kAuthors);
        item.room = Core::inboxOf(item.entry.author);
        item.copyTo = Core::inboxOf(identityOf(item.entry.to));
        batch.push_back(std::move(item));
        if (batch.size() < kBatch && done + 1 < count)
            continue;
        require(store.append(std::exchange(batch, {})).back().error == ErrorCode::None, "not stored");
        store.catchUp();
    }
}

void commitOneByOne(Store::SqliteStore &store, const Languages &languages, Random &random,
                    const QString &folder)
{
    constexpr int kRounds = 400;
    const QByteArray page(4096, 'x');
    const int file =
        ::open(QFile::encodeName(folder + QStringLiteral("/bare")).constData(), O_CREAT | O_WRONLY, 0600);
    std::vector<double> bare;
    std::vector<double> ours;
    for (int i = 0; i < kRounds; ++i) {
        bare.push_back(millisOf([&] {
            require(::write(file, page.constData(), 4096) == 4096 && ::fsync(file) == 0, "bare write");
        }));
        const Core::Append item = nextPost(languages, random, kBegin + 365 * kDay);
        ours.push_back(
            millisOf([&] { require(store.append({item}).front().error == ErrorCode::None, "not stored"); }));
    }
    ::close(file);
    say(QStringLiteral("commit of one post"), ours);
    say(QStringLiteral("bare write of 4 KiB and fsync"), bare);
}

/// All rooms but one, which the asker does not know, and its own inbox.
Core::SearchRequest requestFor(const QString &text)
{
    Core::SearchRequest request;
    const Result<Core::SearchQuery> query = Core::parseSearch(text);
    require(query.has_value(), "bad query");
    request.query = *query;
    for (quint64 room = 0; room + 1 < kRooms; ++room)
        request.rooms.append(roomName(room));
    request.asker = identityOf(authorName(0));
    request.rooms.append(Core::inboxOf(request.asker));
    if (request.query.in == Core::kInbox)
        request.query.in = request.rooms.last();
    return request;
}

void searchAll(Store::SqliteStore &store, const Languages &languages, bool hasInboxes)
{
    const Language &english = languages.english;
    const Language &chinese = languages.chinese;
    using Make = std::function<QString(qsizetype)>;
    std::vector<std::pair<const char *, Make>> kinds{
        {"one common word", [&](qsizetype i) { return english.word(i); }},
        {"one word", [&](qsizetype i) { return english.word(100 + 50 * i); }},
        {"one rare word", [&](qsizetype i) { return english.word(15'000 + 100 * i); }},
        {"two common words", [&](qsizetype i) { return english.word(i) + u' ' + english.word(30 + i); }},
        {"two words", [&](qsizetype i) { return english.word(200 + i) + u' ' + english.word(300 + i); }},
        {"words of two languages", [&](qsizetype i) { return english.word(i) + u' ' + chinese.word(i); }},
        {"phrase", [&](qsizetype i) { return u'"' + english.word(i) + u' ' + english.word(i + 1) + u'"'; }},
        {"two Chinese characters, common", [&](qsizetype i) { return chinese.word(i); }},
        {"two Chinese characters", [&](qsizetype i) { return chinese.word(1000 + 100 * i); }},
        {"four Chinese characters", [&](qsizetype i) { return chinese.word(i) + chinese.word(i + 1); }},
        {"one Chinese character", [&](qsizetype i) { return chinese.word(i).left(1); }},
        {"prefix of 3", [&](qsizetype i) { return english.word(50 + 37 * i).left(3) + u'*'; }},
        {"prefix of 4", [&](qsizetype i) { return english.word(50 + 37 * i).left(4) + u'*'; }},
        {"prefix of 5", [&](qsizetype i) { return english.word(50 + 37 * i).left(5) + u'*'; }},
        {"from: and a word",
         [&](qsizetype i) { return QStringLiteral("from:author%1 ").arg(i) + english.word(10 * i); }},
        {"from: alone", [&](qsizetype i) { return QStringLiteral("from:author%1").arg(i); }},
        {"in: and a word",
         [&](qsizetype i) { return QStringLiteral("in:room%1 ").arg(i % 9) + english.word(10 * i); }},
        {"in: and a rare word",
         [&](qsizetype i) { return QStringLiteral("in:room%1 ").arg(i % 9) + english.word(9000 + i); }},
        {"word, after: and before:",
         [&](qsizetype i) {
             return english.word(i) + QStringLiteral(" after:%1 before:%2")
                                          .arg(kBegin + 10 * i * kDay)
                                          .arg(kBegin + (10 * i + 7) * kDay);
         }},
    };
    if (hasInboxes) {
        kinds.emplace_back("in:@NAME and a word", [&](qsizetype i) {
            return QStringLiteral("in:@author%1 ").arg(i + 1) + english.word(i);
        });
        kinds.emplace_back("in:@NAME alone",
                           [](qsizetype i) { return QStringLiteral("in:@author%1").arg(i + 1); });
    }
    require(store.flush(), "not written"); // as a server does within a minute
    const QString what = hasInboxes ? QStringLiteral("search beside inboxes") : QStringLiteral("search");
    std::vector<double> all;
    for (const auto &[name, make] : kinds) {
        std::vector<double> millis;
        std::size_t hits = 0;
        for (qsizetype i = 0; i < 20; ++i) {
            const Core::SearchRequest request = requestFor(make(i));
            for (int round = 0; round < 3; ++round)
                millis.push_back(millisOf([&] { hits += store.search(request).hits.size(); }));
        }
        say(QStringLiteral("%1: %2 (%3 hits)").arg(what, QLatin1StringView(name)).arg(hits / 60), millis);
        all.insert(all.end(), millis.begin(), millis.end());
    }
    say(what + QStringLiteral(": all of these"), all);
}

void readPages(Store::SqliteStore &store)
{
    std::vector<double> millis;
    for (int i = 0; i < 100; ++i) {
        const Core::PageRequest last{0, roomName(quint64(i % kRooms)), 0, ~quint64(0)};
        millis.push_back(millisOf([&] { require(store.page(last).entries.size() > 50, "a short page"); }));
    }
    say(QStringLiteral("last page of a room of %1").arg(store.rooms().front().lastSeq), millis);
}

qint64 memoryKib(const char *key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    require(file.open(QIODevice::ReadOnly), "no /proc");
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

void forgetCached(const QString &path)
{
    ::sync();
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

void purgeAll(Store::SqliteStore &store)
{
    Core::RoomRules rules;
    rules.keepDays = 360;
    for (quint64 room = 0; room < kRooms; ++room)
        require(store.setRules(roomName(room), rules), "no rules");
    std::vector<double> millis;
    for (std::optional<qint64> removed = 1; removed.value_or(0) > 0;)
        millis.push_back(millisOf([&] { removed = store.purge(kBegin + 365 * kDay, 500); }));
    say(QStringLiteral("purge, in steps of 500"), millis);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 count = arguments.value(1, QStringLiteral("1000000")).toLongLong();
    const QTemporaryDir folder(arguments.value(2, QStringLiteral("/var/tmp")) +
                               QStringLiteral("/chalkwire-bench"));
    const QString path = folder.filePath(QStringLiteral("history.db"));
    const Languages languages;
    SeededRandom random(1);

    auto store = openStore(path);
    fill(*store, languages, random, count);
    commitOneByOne(*store, languages, random, folder.path());
    searchAll(*store, languages, false);
    readPages(*store);
    fillInboxes(*store, languages, random, count / 20);
    searchAll(*store, languages, true);
    say(QStringLiteral("memory, and at most"),
        QStringLiteral("%1 MiB, %2 MiB").arg(memoryKib("VmRSS:") / 1024).arg(memoryKib("VmHWM:") / 1024));
    say(QStringLiteral("log"),
        QStringLiteral("%1 MiB").arg(QFileInfo(path + QStringLiteral("-wal")).size() >> 20));
    store.reset();
    say(QStringLiteral("file"), QStringLiteral("%1 MiB").arg(QFileInfo(path).size() >> 20));
    say(QStringLiteral("open again"),
        QStringLiteral("%1 ms").arg(millisOf([&] { store = openStore(path); }), 0, 'f', 0));
    store.reset();
    forgetCached(path);
    say(QStringLiteral("open again, the file not in memory"),
        QStringLiteral("%1 ms").arg(millisOf([&] { store = openStore(path); }), 0, 'f', 0));
    purgeAll(*store);
    return 0;
}
