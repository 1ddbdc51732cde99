// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs many seeds on all cores, each core a process of its own: what ends a run by an assertion ends only
// that process, which has said which seed it was at.
#include "simulation/run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QProcess>
#include <QThread>

#include <cstdio>

using namespace Chalkwire;

namespace {

struct Range
{
    quint64 from = 1;
    quint64 count = 1;
    quint64 step = 1;
};

QByteArray repeat(quint64 seed)
{
    return "    repeat: ./dev simulate --seed " + QByteArray::number(seed) + " --trace\n";
}

/// One seed, with words.
int playOne(quint64 seed, bool isPrinted)
{
    const Simulation::Run::Outcome outcome = Simulation::Run(seed, isPrinted).play();
    for (const QString &violation : outcome.violations)
        std::printf("%s\n", qPrintable(violation));
    std::printf("seed %llu: %lld clients, %lld entries, trace %016llx, %lld violations\n", seed,
                outcome.clients, outcome.entries, outcome.hash, qint64(outcome.violations.size()));
    return outcome.violations.isEmpty() ? 0 : 1;
}

/// One of the processes: says each seed before it begins, and what was wrong after it.
int work(const Range &range)
{
    for (quint64 i = 0; i < range.count; i += range.step) {
        std::printf("@%llu\n", range.from + i);
        std::fflush(stdout);
        const Simulation::Run::Outcome outcome = Simulation::Run(range.from + i).play();
        std::printf("=%lld %lld\n", outcome.clients, outcome.entries);
        for (const QString &violation : outcome.violations)
            std::printf("!%s\n", qPrintable(violation));
    }
    std::printf(".\n");
    return 0;
}

/// What the processes said, added up.
class Sum
{
public:
    void add(const QByteArray &output)
    {
        quint64 seed = 0;
        bool isWhole = false;
        for (const QByteArray &line : output.split('\n')) {
            if (line.startsWith('@')) {
                seed = line.sliced(1).toULongLong();
            } else if (line.startsWith('=')) {
                const QList<QByteArray> counts = line.sliced(1).split(' ');
                ++seeds;
                m_clients += counts.value(0).toLongLong();
                m_entries += counts.value(1).toLongLong();
            } else if (line.startsWith('!')) {
                m_wrong[seed].append(line.sliced(1));
            }
            isWhole = line == ".";
            if (isWhole)
                break;
        }
        if (!isWhole)
            m_wrong[seed].append("the process ended");
    }
    int print() const
    {
        constexpr qsizetype kShown = 3;
        qsizetype violations = 0;
        for (const auto &[seed, lines] : m_wrong) {
            violations += lines.size();
            std::printf("seed %llu\n", seed);
            for (const QByteArray &line : lines.first(qMin(kShown, lines.size())))
                std::printf("    %s\n", line.constData());
            if (lines.size() > kShown)
                std::printf("    and %lld more\n", qint64(lines.size() - kShown));
            std::printf("%s", repeat(seed).constData());
        }
        std::printf("%lld seeds, %lld clients, %lld entries: %lld violations in %lld seeds\n", seeds,
                    m_clients, m_entries, qint64(violations), qint64(m_wrong.size()));
        return m_wrong.empty() ? 0 : 1;
    }

    qint64 seeds = 0;

private:
    qint64 m_clients = 0;
    qint64 m_entries = 0;
    std::map<quint64, QList<QByteArray>> m_wrong;
};

int spread(const Range &all)
{
    const auto cores = quint64(qBound(1, QThread::idealThreadCount(), 64));
    std::vector<std::unique_ptr<QProcess>> workers;
    for (quint64 i = 0; i < qMin(cores, all.count); ++i) {
        auto &worker = workers.emplace_back(std::make_unique<QProcess>());
        worker->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker->start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--worker"), QStringLiteral("--from"), QString::number(all.from + i),
                       QStringLiteral("--seeds"), QString::number(all.count - i), QStringLiteral("--step"),
                       QString::number(cores)});
    }
    Sum sum;
    for (const auto &worker : workers) {
        worker->waitForFinished(-1);
        sum.add(worker->readAllStandardOutput());
    }
    return sum.print();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Plays the server, its clients and the network between them."));
    parser.addHelpOption();
    const auto option = [&parser](const char *name, const char *words, const char *value = nullptr) {
        QCommandLineOption one(QString::fromLatin1(name), QString::fromLatin1(words),
                               QString::fromLatin1(value));
        if (value && qstrlen(value) == 1)
            one.setDefaultValue(QStringLiteral("1"));
        parser.addOption(one);
        return one;
    };
    const auto seeds = option("seeds", "Run so many seeds, on all cores.", "N");
    const auto from = option("from", "Begin with this seed.", "S");
    const auto seed = option("seed", "Run this one only.", "SEED");
    const auto trace = option("trace", "With --seed: print what happens.");
    const auto step = option("step", "Of a worker.", "K");
    const auto worker = option("worker", "Is one of the processes.");
    parser.process(app);
    if (parser.isSet(seed))
        return playOne(parser.value(seed).toULongLong(), parser.isSet(trace));
    const Range range{parser.value(from).toULongLong(), parser.value(seeds).toULongLong(),
                      qMax(quint64(1), parser.value(step).toULongLong())};
    return parser.isSet(worker) ? work(range) : spread(range);
}
