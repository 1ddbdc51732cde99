// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serverchat.h"

#include "core/names.h"
#include "core/serverlines.h"
#include "wire/guidedialect.h"

namespace Chalkwire::Core {

using Wire::Dialect;

ServerCore::ServerCore(const Limits &limits, const Options &options, const Clock &clock, Random &random)
    : m_limits(limits)
    , m_options(options)
    , m_clock(clock)
    , m_random(random)
{
}

void ServerCore::opened(ConnectionId id, const PeerInfo &peer, Dialect pinned, const QString &listenAddress,
                        Effects &effects)
{
    ServerSession &s = m_sessions[id];
    s.id = id;
    s.peer = peer;
    s.listenAddress = listenAddress;
    s.since = m_clock.now();
    s.person = &m_talk.add(id, QStringLiteral("client-%1").arg(id));
    if (peer.transport == Transport::Udp)
        decide(s, Dialect::Guide, effects);
    else if (pinned == Dialect::Guide || pinned == Dialect::Line || pinned == Dialect::Chat)
        decide(s, pinned, effects);
    else
        s.sniffer.emplace(m_limits);
    if (peer.transport != Transport::Udp)
        m_silent.insert(id);
    watch(s);
    effects.wakeAt = nextDeadline();
}

void ServerCore::received(ConnectionId id, const QByteArray &chunk, Effects &effects)
{
    ServerSession *s = find(id);
    if (!s || chunk.isEmpty())
        return;
    const quint64 offset = s->bytesIn;
    const quint64 messagesBefore = s->messagesIn;
    m_talk.beginSlice();
    if (offset == 0)
        m_silent.erase(id);
    s->bytesIn += static_cast<quint64>(chunk.size());
    const bool wasAsked = s->isAsked;
    if (s->isWelcomed)
        s->heardAt = m_clock.now();
    if (s->dialect == Dialect::Undecided)
        sniff(*s, chunk, effects);
    else
        dispatch(*s, chunk, offset, effects);
    afterBytes(*s, messagesBefore);
    if (wasAsked) {
        s->isAsked = false;
        watch(*s); // it is to be asked again earlier than it would have been given up
    }
    forgetIfOver(*s);
    boundUnfinished(effects);
    effects.wakeAt = nextDeadline();
}

void ServerCore::proceed(ConnectionId id, Effects &effects)
{
    ServerSession *s = find(id);
    if (!s || !s->isHeld)
        return;
    const quint64 messagesBefore = s->messagesIn;
    m_talk.beginSlice();
    takeNextSlice(*s, effects);
    afterBytes(*s, messagesBefore);
    if (!s->isHeld && !s->isWaiting)
        effects.items.emplace_back(HoldReading{id, false});
    forgetIfOver(*s);
    boundUnfinished(effects);
    effects.wakeAt = nextDeadline();
}

void ServerCore::takeNextSlice(ServerSession &s, Effects &effects)
{
    s.isHeld = false;
    s.work = 0;
    if (s.dialect == Dialect::Line)
        takeLines(s, effects);
    else if (s.dialect == Dialect::Chat)
        Chat(*this).takeFrames(s, effects);
}

/// Nothing more comes: what was read and not taken yet is little, and is taken now.
void ServerCore::takeTheRest(ServerSession &s, Effects &effects)
{
    if (s.leaving)
        return;
    s.isEnding = true;
    s.isHeld |= std::exchange(s.isWaiting, false);
    while (s.isHeld && !s.isOver)
        takeNextSlice(s, effects);
}

void ServerCore::finished(ConnectionId id, Effects &effects)
{
    ServerSession *s = find(id);
    if (!s)
        return;
    if (s->dialect == Dialect::Undecided && s->sniffer && s->sniffer->buffered() > 0)
        decide(*s, s->sniffer->finish(), effects);
    takeTheRest(*s, effects);
    if (!s->isOver && s->dialect == Dialect::Line) {
        if (const auto rest = s->lines->finish())
            Lines(*this).takeLine(*s, *rest, effects);
    } else if (!s->isOver && s->dialect == Dialect::Http) {
        endUnfinished(*s, effects);
    }
    setUnfinished(*s, std::nullopt); // nothing more will come to finish it
    forgetIfOver(*s);
    effects.wakeAt = nextDeadline();
}

void ServerCore::closed(ConnectionId id, Effects &effects)
{
    if (ServerSession *s = find(id)) {
        takeTheRest(*s, effects); // others get what it said before it left
        s->questions.clear();
        Chat(*this).endTransfers(*s, false, effects);
        s->isGone = true;
        setDeadline(*s, std::nullopt);
        setUnfinished(*s, std::nullopt);
        m_silent.erase(id);
        settle(*s, effects);
    }
    m_givenAway.erase(id);
    effects.wakeAt = nextDeadline();
}

void ServerCore::operatorSends(Audience audience, ConnectionId id, const QByteArray &bytes, Effects &effects)
{
    if (bytes.isEmpty())
        return;
    Receivers::List to;
    Receivers::List chat; // to them, text goes in a frame; what is meant for one goes as it is
    for (const auto &[sessionId, s] : m_sessions) {
        // Who has said nothing yet may be a chat client, which takes words for no server of its: §2.
        const bool isKnown = s.dialect != Dialect::Undecided;
        const bool isMeant = audience == Audience::One
                                 ? sessionId == id
                                 : isKnown && (audience == Audience::Everyone || s.isChatting());
        if (isMeant)
            (audience != Audience::One && s.dialect == Dialect::Chat ? chat : to).push_back(sessionId);
    }
    const FrameType type = audience == Audience::One ? FrameType::Raw : FrameType::Push;
    if (!to.empty())
        effects.items.emplace_back(Send{Receivers(std::move(to)), bytes, type, QString()});
    if (!chat.empty())
        effects.items.emplace_back(Send{Receivers(std::move(chat)),
                                        Chat::announcement(bytes, m_clock.wallMicros() / 1000), type,
                                        QString()});
}

const ServerSession *ServerCore::session(ConnectionId id) const
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? nullptr : &it->second;
}

void ServerCore::decide(ServerSession &s, Dialect dialect, Effects &effects)
{
    if (s.unfinishedSince)
        effects.items.emplace_back(AnswerPending{s.id, false});
    setDeadline(s, std::nullopt);
    s.dialect = dialect;
    s.sniffer.reset();
    if (dialect == Dialect::Line)
        s.lines.emplace(m_limits.maxLineBytes);
    else if (dialect == Dialect::Chat)
        s.chat.emplace(m_limits);
    else if (dialect == Dialect::Http)
        s.http.emplace(m_limits.maxHttpHeaderBytes);
    const bool isUdp = s.peer.transport == Transport::Udp;
    const QString kind = isUdp                       ? QStringLiteral("udp")
                         : dialect == Dialect::Guide ? QStringLiteral("tutorial")
                                                     : Wire::dialectName(dialect).toString();
    m_talk.give(*s.person, QStringLiteral("%1-%2").arg(kind).arg(s.id),
                dialect == Dialect::Line ? Voice::Line : Voice::None);
    const qint64 readSize =
        dialect == Dialect::Guide ? m_limits.maxGuideRequestBytes : m_limits.readChunkBytes;
    effects.items.emplace_back(SetReadSize{s.id, readSize});
    effects.items.emplace_back(DialectKnown{s.id, dialect, s.name()});
    quint64 offset = 0;
    for (const QByteArray &chunk : std::exchange(s.undecided, {})) {
        if (!s.isOver)
            dispatch(s, chunk, offset, effects);
        offset += static_cast<quint64>(chunk.size());
    }
}

void ServerCore::sniff(ServerSession &s, const QByteArray &chunk, Effects &effects)
{
    s.undecided.push_back(chunk);
    if (const auto dialect = s.sniffer->feed(chunk)) {
        decide(s, *dialect, effects);
        return;
    }
    if (!s.unfinishedSince)
        effects.items.emplace_back(AnswerPending{s.id, true});
}

void ServerCore::dispatch(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects)
{
    switch (s.dialect) {
    case Dialect::Guide:
        if (s.peer.transport == Transport::Udp)
            receiveDatagram(s, chunk, offset, effects);
        else
            receiveRequests(s, chunk, offset, effects);
        break;
    case Dialect::Line:
        s.lines->feed(chunk);
        takeLines(s, effects);
        break;
    case Dialect::Chat:
        s.chat->feed(chunk);
        Chat(*this).takeFrames(s, effects);
        break;
    case Dialect::Http:
        receiveHttp(s, chunk, effects);
        break;
    case Dialect::Tls:
        receiveTls(s, chunk, offset, effects);
        break;
    case Dialect::Undecided:
    case Dialect::Raw:
        break;
    }
}

void ServerCore::receiveRequests(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects)
{
    for (const Wire::Frame &frame : Wire::cutRequests(chunk, offset, m_limits.maxGuideRequestBytes)) {
        const qint64 workBefore = m_talk.work();
        Lines(*this).takeRequest(s, frame, false, effects);
        if (s.isOver)
            return;
        charge(s, m_talk.work() - workBefore, effects);
    }
}

void ServerCore::receiveDatagram(ServerSession &s, const QByteArray &datagram, quint64 offset,
                                 Effects &effects)
{
    // One datagram, one answer. `nc -u` ends its lines with LF and wants one back.
    const bool hasLineEnd = datagram.endsWith('\n');
    qsizetype text = datagram.size() - (hasLineEnd ? 1 : 0);
    if (hasLineEnd && text > 0 && datagram[text - 1] == '\r')
        --text;
    Lines(*this).takeRequest(s, {offset, datagram, text}, hasLineEnd, effects);
}

void ServerCore::takeLines(ServerSession &s, Effects &effects)
{
    while (!s.isOver && !s.isHeld && !s.isWaiting) {
        const qint64 workBefore = m_talk.work();
        const Result<std::optional<Wire::Frame>> next = s.lines->next();
        if (!next) {
            effects.items.emplace_back(
                FrameSeen{s.id, FrameType::Line, s.lines->offset(), s.lines->refused()});
            answerLine(s, QStringLiteral("* a line has at most %1 bytes").arg(m_limits.maxLineBytes),
                       effects);
            close(s, CloseReason::LineTooLong, effects);
            return;
        }
        if (!*next)
            return;
        Lines(*this).takeLine(s, **next, effects);
        charge(s, m_talk.work() - workBefore, effects);
    }
}

void ServerCore::charge(ServerSession &s, qint64 pushWork, Effects &effects)
{
    constexpr qint64 kWorkOfAMessage = 16; // beside what it pushes
    s.work += kWorkOfAMessage + pushWork;
    if (s.isOver || s.isHeld || m_limits.maxWorkPerTurn == 0 || s.work < m_limits.maxWorkPerTurn)
        return;
    s.isHeld = true;
    effects.items.emplace_back(HoldReading{s.id, true});
}

void ServerCore::receiveHttp(ServerSession &s, const QByteArray &chunk, Effects &effects)
{
    const Result<std::optional<Wire::Frame>> request = s.http->feed(chunk);
    if (!request) {
        answer(s, Wire::httpHeaderTooBig(), effects, FrameType::HttpPage);
        close(s, CloseReason::HttpAnswered, effects);
        return;
    }
    if (*request) {
        ++s.messagesIn;
        effects.items.emplace_back(FrameSeen{s.id, FrameType::HttpRequest, 0, (*request)->bytes});
        answer(s, Wire::httpPage((*request)->bytes, s.listenAddress), effects, FrameType::HttpPage);
        close(s, CloseReason::HttpAnswered, effects);
    } else {
        effects.items.emplace_back(AnswerPending{s.id, true});
    }
}

void ServerCore::receiveTls(ServerSession &s, const QByteArray &chunk, quint64 offset, Effects &effects)
{
    ++s.messagesIn;
    effects.items.emplace_back(FrameSeen{s.id, FrameType::TlsHello, offset, chunk});
    answer(s, Wire::tlsRefusal(), effects);
    close(s, CloseReason::TlsRefused, effects);
}

ServerSession *ServerCore::find(ConnectionId id)
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? nullptr : &it->second;
}

void ServerCore::forgetIfOver(ServerSession &s)
{
    if (s.isOver)
        forget(s);
}

void ServerCore::forget(ServerSession &s)
{
    setDeadline(s, std::nullopt);
    setUnfinished(s, std::nullopt);
    m_silent.erase(s.id);
    m_talk.forget(*s.person);
    m_sessions.erase(s.id);
}

} // namespace Chalkwire::Core
