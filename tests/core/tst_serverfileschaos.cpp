// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fileworld.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::FileWorld;

namespace {

constexpr qsizetype kSize = 40;

Limits tight()
{
    Limits limits;
    limits.maxTransfers = 3;
    limits.maxUploads = 4;
    limits.uploadWindowBytes = 600;
    limits.pausedUploadMs = 1000;
    return limits;
}

/// Clients who do what they may and what they may not, in any order, on a disk that fails at times.
class Chaos
{
public:
    explicit Chaos(quint64 seed)
        : m_random(seed)
    {
    }
    void run(int steps)
    {
        for (int i = 0; i < steps; ++i) {
            if (m_clients.empty() || (m_clients.size() < 4 && pick(8) == 0))
                join();
            act(m_clients[pick(m_clients.size())]);
            std::erase_if(m_clients, [this](ConnectionId id) { return !w.core.session(id); });
        }
    }
    void end()
    {
        for (const ConnectionId id : m_clients)
            w.leave(id);
        w.work();
    }
    bool areAllGone() const
    {
        return std::ranges::none_of(m_all, [this](ConnectionId id) { return w.core.session(id); });
    }

    FileWorld w{tight()};

private:
    quint64 pick(quint64 count) { return m_random.next() % count; }
    QByteArray id() { return QByteArray(1, "abc"[pick(3)]); }
    QByteArray number(quint64 count) { return QByteArray::number(1 + pick(count)); }

    void join()
    {
        const ConnectionId id = w.connect();
        const QByteArray author = "author-0123456789-" + number(3);
        w.send(id, R"({"type":"hello","protocol":1,"client":")" + author + "\"}");
        w.send(id, R"({"type":"join","room":"lobby"})");
        m_clients.push_back(id);
        m_all.push_back(id);
    }
    void act(ConnectionId who)
    {
        const QByteArray one = id();
        const QByteArray content(kSize, one[0]); // so that some uploads are what they should be
        switch (pick(16)) {
        case 0:
        case 1:
            return w.offer(who, one, content);
        case 2:
        case 3:
        case 4:
            return w.chunk(who, one, qint64(20 * pick(3)), content.first(qsizetype(20 * (1 + pick(2)))));
        case 5:
            return w.raw(who, FileWorld::chunkFrame(one, 0, content).chopped(qsizetype(pick(kSize))));
        case 6:
            return w.send(who,
                          R"({"type":"fetch","id":")" + id() + R"(","room":"lobby","of":)" + number(6) + '}');
        case 7:
            return w.send(who, R"({"type":"stop","id":")" + id() + "\"}");
        case 8:
            return w.send(who, R"({"type":"delete","id":")" + QByteArray::number(m_random.next(), 16) +
                                   R"(","room":"lobby","of":)" + number(6) + '}');
        case 9:
            return w.send(who, R"({"type":"leave","room":"lobby"})");
        case 10:
            return w.send(who, R"({"type":"join","room":"lobby"})");
        case 11:
            return w.pass(Millis(700));
        case 12:
            return w.settle(pick(6) == 0 ? ErrorCode::StorageFull : ErrorCode::None);
        case 13:
            return leave(who);
        default:
            w.step(pick(8) == 0 ? ErrorCode::StorageFailed : ErrorCode::None);
            return pick(2) == 0 ? w.settle() : void();
        }
    }
    void leave(ConnectionId who)
    {
        Effects effects;
        switch (pick(4)) {
        case 0:
            return w.send(who, R"({"type":"bye"})");
        case 1:
            w.core.disconnect(who, CloseReason::Kicked, effects);
            return w.take(effects);
        default:
            std::erase(m_clients, who); // who is gone says nothing more, also while its answers are due
            return w.leave(who);
        }
    }

    SeededRandom m_random;
    std::vector<ConnectionId> m_clients; ///< that are here
    std::vector<ConnectionId> m_all;
};

} // namespace

/// Whatever clients and the disk do: in the end nothing is under way, and each content is claimed once for
/// each post that has it.
class tst_ServerFilesChaos : public QObject
{
    Q_OBJECT

private slots:
    void claimsAreAsManyAsPosts();
};

void tst_ServerFilesChaos::claimsAreAsManyAsPosts()
{
    qsizetype given = 0;
    for (quint64 seed = 1; seed <= 300; ++seed) {
        Chaos chaos(seed);
        chaos.run(300);
        chaos.end();
        QVERIFY2(chaos.areAllGone(), qPrintable(QString::number(seed)));
        QVERIFY(chaos.w.uploads.empty());
        std::map<QString, int> posted;
        for (const auto &[key, claims] : chaos.w.posts)
            posted[key] = 0;
        const auto files = chaos.w.store.files();
        for (const KeptFile &file : *files)
            ++posted[file.key];
        QVERIFY2(posted == chaos.w.posts, qPrintable(QString::number(seed)));
        given += qsizetype(chaos.w.posts.size());
    }
    QVERIFY(given > 100); // it is not all errors
}

QTEST_GUILESS_MAIN(tst_ServerFilesChaos)
#include "tst_serverfileschaos.moc"
