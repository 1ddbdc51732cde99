// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "core/chatclientcore.h"
#include "support/modelchat.h"

#include <QTest>

#include <memory>
#include <set>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

namespace {

const QStringList kRooms{u"lab"_s, u"lobby"_s};

/// A client program on a bad network, that is killed now and then: its disk stays, its window does not. Kept,
/// sent and told things are carried out one by one, so a kill may fall between any two of them.
class World
{
public:
    explicit World(quint64 seed)
        : m_random(seed)
        , m_server(m_random)
    {
        m_disk.secret = u"secret-of-ana-01"_s;
        start();
    }

    void step(bool mayFill)
    {
        switch (m_random.next() % 16) {
        case 0:
        case 1:
        case 2: {
            const QString text = u"t%1"_s.arg(++m_posts);
            const QString &room = kRooms.at(qsizetype(m_random.next() % 2));
            carryOut([&](ClientEffects &e) { (void)m_core->post(room, text, 0, e); });
            break;
        }
        case 3:
        case 4:
            m_server.say(kRooms.at(qsizetype(m_random.next() % 2)), u"b%1"_s.arg(++m_others));
            break;
        case 5:
            cut();
            break;
        case 6:
            m_dieAfter = m_random.next() % 6;
            break;
        case 7:
            m_server.isFull = mayFill && m_random.next() % 2 == 0;
            break;
        case 8:
            m_clock.advance(Millis(500));
            carryOut([&](ClientEffects &e) { m_core->tick(e); });
            break;
        default:
            exchange(false);
            break;
        }
    }
    /// Nothing goes wrong any more.
    void calmDown()
    {
        m_server.isFull = false;
        m_dieAfter.reset();
        for (int i = 0; i < 400; ++i) {
            exchange(true);
            m_clock.advance(Millis(1000));
            carryOut([&](ClientEffects &e) { m_core->tick(e); });
        }
    }
    void check(bool isOrdered)
    {
        std::map<QString, int> times;
        for (const auto &[room, log] : m_server.log) {
            int last = 0;
            for (const Test::ModelChat::Said &said : log) {
                ++times[said.text];
                if (said.from != u"ana")
                    continue;
                QVERIFY2(m_kept.contains(said.text), "sent before it was kept");
                QVERIFY(!isOrdered || said.text.sliced(1).toInt() > last);
                last = said.text.sliced(1).toInt();
            }
            for (std::size_t seq = m_firstSeq[room]; seq <= log.size(); ++seq)
                QVERIFY2(m_everShown[room].contains(seq),
                         qPrintable(u"%1 %2 was never shown"_s.arg(room).arg(seq)));
        }
        for (const QString &text : m_kept)
            QCOMPARE(times[text], 1);
        QVERIFY(m_disk.outbox.empty());
        QVERIFY2(m_twice.isEmpty(), qPrintable(m_twice));
    }
    qsizetype posts() const { return qsizetype(m_kept.size()); }
    int deaths() const { return m_deaths; }

private:
    void start()
    {
        m_shown.clear();
        m_isOpen = false;
        m_core = std::make_unique<ChatClientCore>(Limits(), m_clock, m_random);
        carryOut([&](ClientEffects &e) { m_core->restore(m_disk, e); });
        for (const QString &room : kRooms)
            carryOut([&](ClientEffects &e) { (void)m_core->join(room, false, e); });
    }
    template<class Call>
    void carryOut(Call call)
    {
        ClientEffects effects;
        call(effects);
        for (const ClientEffect &effect : effects.items) {
            if (m_dieAfter && (*m_dieAfter)-- == 0) {
                m_dieAfter.reset();
                ++m_deaths;
                m_server.receive(part(m_toServer, false)); // some of it arrives yet
                start();
                return;
            }
            std::visit([this](const auto &one) { apply(one); }, effect);
        }
    }
    void exchange(bool isWhole)
    {
        if (!m_isOpen) {
            m_isOpen = true;
            m_server.connected();
            m_toServer.clear();
            m_toClient.clear();
            carryOut([&](ClientEffects &e) { m_core->opened(e); });
        }
        m_server.receive(part(m_toServer, isWhole));
        m_toClient += m_server.send();
        const QByteArray chunk = part(m_toClient, isWhole);
        if (!chunk.isEmpty())
            carryOut([&](ClientEffects &e) { m_core->received(chunk, e); });
    }
    void cut()
    {
        if (!m_isOpen)
            return;
        m_server.receive(part(m_toServer, false)); // some of it arrives yet
        m_isOpen = false;
        carryOut([&](ClientEffects &e) { m_core->closed(e); });
    }
    QByteArray part(QByteArray &bytes, bool isWhole)
    {
        const auto size = isWhole ? bytes.size() : qsizetype(m_random.next() % quint64(bytes.size() + 1));
        QByteArray taken = bytes.first(size);
        bytes.remove(0, size);
        return taken;
    }

    void apply(const Send &send) { m_toServer += send.bytes; }
    void apply(const KeepOutboxItem &keep)
    {
        m_kept.insert(keep.item.text);
        apply(ForgetOutboxItem{keep.item.id});
        m_disk.outbox.push_back(keep.item);
    }
    void apply(const ForgetOutboxItem &forget)
    {
        std::erase_if(m_disk.outbox, [&](const OutboxItem &item) { return item.id == forget.id; });
    }
    void apply(const KeepRoom &keep)
    {
        std::erase_if(m_disk.rooms, [&](const KeptRoom &room) { return room.room == keep.room.room; });
        m_disk.rooms.push_back(keep.room);
        if (keep.room.cursor) // from the first one on nothing may be missing
            m_firstSeq.try_emplace(keep.room.room, *keep.room.cursor + 1);
    }
    void apply(const Told::Said &said) { show(said.room, said.entry.seq); }
    void apply(const Told::Own &own)
    {
        if (own.state == Told::Own::State::Saved && !own.comesAsEntry)
            show(own.item.room, own.seq);
    }
    template<class Other>
    void apply(const Other &)
    {
    }
    void show(const QString &room, quint64 seq)
    {
        m_everShown[room].insert(seq);
        if (!m_shown[room].insert(seq).second)
            m_twice = u"%1 %2 was shown twice"_s.arg(room).arg(seq);
    }

    SeededRandom m_random;
    ManualClock m_clock;
    Test::ModelChat m_server;
    std::unique_ptr<ChatClientCore> m_core;
    KeptClient m_disk;
    QByteArray m_toServer;
    QByteArray m_toClient;
    bool m_isOpen = false;
    std::optional<quint64> m_dieAfter; ///< so many more things are carried out
    int m_posts = 0;
    int m_others = 0;
    int m_deaths = 0;
    std::set<QString> m_kept; ///< texts that were on the disk at some time
    std::map<QString, quint64> m_firstSeq;
    std::map<QString, std::set<quint64>> m_shown; ///< by the window that is open
    std::map<QString, std::set<quint64>> m_everShown;
    QString m_twice;
};

} // namespace

/// Whatever is lost or killed when: nothing that was kept is lost, nothing is said or shown twice.
class tst_ChatClientSimulation : public QObject
{
    Q_OBJECT

private slots:
    void nothingLostNothingTwice_data();
    void nothingLostNothingTwice();
};

void tst_ChatClientSimulation::nothingLostNothingTwice_data()
{
    QTest::addColumn<bool>("mayFill"); ///< the server's disk, now and then: posts may pass each other then
    QTest::newRow("disk-is-fine") << false;
    QTest::newRow("disk-fills-up") << true;
}

void tst_ChatClientSimulation::nothingLostNothingTwice()
{
    QFETCH(bool, mayFill);
    qsizetype posts = 0;
    int deaths = 0;
    for (quint64 seed = 1; seed <= 200; ++seed) {
        World world(seed);
        for (int i = 0; i < 300; ++i)
            world.step(mayFill);
        world.calmDown();
        world.check(!mayFill);
        if (QTest::currentTestFailed()) {
            qCritical("seed %llu", seed);
            return;
        }
        posts += world.posts();
        deaths += world.deaths();
    }
    QVERIFY(posts > 200 * 30);
    QVERIFY(deaths > 200 * 5);
}

QTEST_GUILESS_MAIN(tst_ChatClientSimulation)
#include "tst_chatclientsimulation.moc"
