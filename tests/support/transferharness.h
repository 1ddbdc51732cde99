// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/clientharness.h"

/// A ClientHarness whose files are in memory and whose disk answers when it is told to.
namespace Chalkwire::Test {

/// A frame, written with ' for ".
inline QByteArray line(QByteArray text)
{
    return text.replace('\'', '"') + '\n';
}

class TransferHarness : public ClientHarness
{
public:
    explicit TransferHarness(const Limits &limits = quietLimits())
        : ClientHarness(limits)
    {
    }

    static QByteArray sha() { return QByteArray(32, '\xaa'); }
    /// A connection that is welcome in the lobby, to a server that takes files.
    void enterFiles() { enter({u"lobby"_s}, "\"history\",\"files\""); }
    void comeBack()
    {
        welcome("\"history\",\"files\"");
        (void)feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    }
    QStringList offer(const QString &path)
    {
        return work(
            [&](auto &c, auto &e) { lastId = c.offerFile(u"lobby"_s, path, 0, e).value_or(QString()); });
    }
    QStringList fetch(quint64 seq, const QString &path)
    {
        return work(
            [&](auto &c, auto &e) { lastId = c.fetchFile(u"lobby"_s, seq, path, e).value_or(QString()); });
    }
    bool steer(Core::ClientTransfers::Steer how)
    {
        bool isDone = false;
        said = work([&](auto &c, auto &e) { isDone = c.steerTransfer(lastId, how, e); });
        return isDone;
    }
    QStringList hear(const QByteArray &bytes)
    {
        return work([&](auto &c, auto &e) { c.received(bytes, e); });
    }
    QStringList answer(const Core::TransferAnswer &one)
    {
        return work([&](auto &c, auto &e) { c.answered({one}, e); });
    }
    QStringList drained()
    {
        return work([](auto &c, auto &e) { c.written(0, e); });
    }
    /// As run(), and what is asked of the disk waits in `steps`.
    template<class Call>
    QStringList work(Call call)
    {
        const QStringList lines = run(call);
        steps.insert(steps.end(), effects.files.begin(), effects.files.end());
        return lines;
    }
    /// The oldest such step that waits; there has to be one.
    template<class Step>
    Step take()
    {
        const auto isSuch = [](const Core::TransferStep &s) { return std::holds_alternative<Step>(s); };
        const auto at = std::find_if(steps.begin(), steps.end(), isSuch);
        const Step step = at == steps.end() ? std::get<Step>(steps.at(0)) : std::get<Step>(*at);
        steps.erase(at);
        return step;
    }
    /// The next thing that is asked of the disk is hashed, or read, as it should be.
    QStringList hashed(qint64 size)
    {
        const auto part = take<Core::HashPart>();
        return answer(Core::PartHashed{part.ticket, size, size, 5, sha()});
    }
    QStringList read()
    {
        const auto part = take<Core::ReadPart>();
        return answer(Core::PartRead{part.ticket, part.header + QByteArray(part.count, 'x')});
    }
    using ClientHarness::read;
    QStringList written()
    {
        const auto part = take<Core::WritePart>();
        return answer(Core::PartWritten{part.ticket, part.bytes.size(), part.cost()});
    }
    /// An upload of so many bytes that the server wants from `offset` on.
    void upload(qint64 size, qint64 offset = 0)
    {
        (void)offer(u"/files/tea.txt"_s);
        (void)hashed(size);
        (void)hear(line("{'type':'upload','id':'" + lastId.toLatin1() +
                        "','offset':" + QByteArray::number(offset) + ",'name':'tea.txt'}"));
    }
    /// A frame of the server about the last transfer.
    QByteArray about(const QByteArray &type, const QByteArray &more = {}) const
    {
        return line("{'type':'" + type + "','id':'" + lastId.toLatin1() + "'" + more + "}");
    }
    QByteArray ack() const { return about("ack", ",'room':'lobby','seq':1,'time':7"); }
    /// Reads what is asked for, as long as something is; returns how many parts that were.
    int readAll(bool isDrained)
    {
        int parts = 0;
        for (; !steps.empty() && std::holds_alternative<Core::ReadPart>(steps.front()); ++parts) {
            (void)read();
            if (isDrained)
                (void)drained();
        }
        return parts;
    }
    /// A download of so many bytes, up to where the server may send them.
    QStringList download(qint64 size, const QString &path = u"/files/"_s)
    {
        (void)fetch(3, path);
        const QByteArray id = "f" + QByteArray::number(++lastWire);
        const QStringList lines = hear(lookedUp(id, size));
        ++lastWire;
        return lines;
    }
    static QByteArray lookedUp(const QByteArray &id, qint64 size)
    {
        return message(3, "ben", "tea.txt",
                       ",\"replay\":true,\"file\":{\"name\":\"tea.txt\",\"size\":" +
                           QByteArray::number(size) + ",\"sha256\":\"" + sha().toHex() + "\"}") +
               line("{'type':'history','id':'" + id + "','room':'lobby','first':1,'last':3,'more':false}");
    }
    QByteArray chunk(qint64 offset, const QByteArray &bytes) const
    {
        return line("{'type':'chunk','id':'f" + QByteArray::number(lastWire) + "','offset':" +
                    QByteArray::number(offset) + ",'bytes':" + QByteArray::number(bytes.size()) + "}") +
               bytes;
    }

    std::vector<Core::TransferStep> steps;
    QString lastId;
    int lastWire = 0;
    QStringList said; ///< by steer()
};

} // namespace Chalkwire::Test
