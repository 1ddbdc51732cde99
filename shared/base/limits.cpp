// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"

#include <array>
#include <utility>

namespace Chalkwire {

namespace {

using Entry = std::pair<const char *, qint64 Limits::*>;

constexpr std::array kEntries{
    Entry{"maxClients", &Limits::maxClients},
    Entry{"maxWaiting", &Limits::maxWaiting},
    Entry{"reservedFiles", &Limits::reservedFiles},
    Entry{"maxPerAddress", &Limits::maxPerAddress},
    Entry{"maxNewPerAddress", &Limits::maxNewPerAddress},
    Entry{"newPerAddressMs", &Limits::newPerAddressMs},
    Entry{"exemptLoopback", &Limits::exemptLoopback},
    Entry{"maxAcceptsPerTurn", &Limits::maxAcceptsPerTurn},
    Entry{"maxAcceptsPerSecond", &Limits::maxAcceptsPerSecond},
    Entry{"maxGuideRequestBytes", &Limits::maxGuideRequestBytes},
    Entry{"maxLineBytes", &Limits::maxLineBytes},
    Entry{"maxHttpHeaderBytes", &Limits::maxHttpHeaderBytes},
    Entry{"maxHeaderBytes", &Limits::maxHeaderBytes},
    Entry{"maxHeaderDepth", &Limits::maxHeaderDepth},
    Entry{"maxPayloadBytes", &Limits::maxPayloadBytes},
    Entry{"maxTextBytes", &Limits::maxTextBytes},
    Entry{"maxNameCharacters", &Limits::maxNameCharacters},
    Entry{"maxRooms", &Limits::maxRooms},
    Entry{"maxRoomsPerClient", &Limits::maxRoomsPerClient},
    Entry{"maxAdmitted", &Limits::maxAdmitted},
    Entry{"maxPending", &Limits::maxPending},
    Entry{"maxPendingTotal", &Limits::maxPendingTotal},
    Entry{"maxPageEntries", &Limits::maxPageEntries},
    Entry{"maxPageBytes", &Limits::maxPageBytes},
    Entry{"chatFirstPingMs", &Limits::chatFirstPingMs},
    Entry{"chatPingMs", &Limits::chatPingMs},
    Entry{"chatSilentMs", &Limits::chatSilentMs},
    Entry{"readChunkBytes", &Limits::readChunkBytes},
    Entry{"maxReadBytesPerTurn", &Limits::maxReadBytesPerTurn},
    Entry{"maxWorkPerTurn", &Limits::maxWorkPerTurn},
    Entry{"softQueuedBytes", &Limits::softQueuedBytes},
    Entry{"maxQueuedBytes", &Limits::maxQueuedBytes},
    Entry{"sendStallMs", &Limits::sendStallMs},
    Entry{"sniffPrefixMs", &Limits::sniffPrefixMs},
    Entry{"httpHeaderMs", &Limits::httpHeaderMs},
    Entry{"unfinishedLineMs", &Limits::unfinishedLineMs},
    Entry{"maxUnfinished", &Limits::maxUnfinished},
    Entry{"firstByteMs", &Limits::firstByteMs},
    Entry{"idleMs", &Limits::idleMs},
    Entry{"maxCloseMs", &Limits::maxCloseMs},
    Entry{"closeGraceMs", &Limits::closeGraceMs},
    Entry{"maxUdpPeers", &Limits::maxUdpPeers},
    Entry{"udpForgetMs", &Limits::udpForgetMs},
    Entry{"historyBytes", &Limits::historyBytes},
    Entry{"memoryHistoryBytes", &Limits::memoryHistoryBytes},
    Entry{"keepDays", &Limits::keepDays},
    Entry{"maxFileBytes", &Limits::maxFileBytes},
    Entry{"authorFilesBytes", &Limits::authorFilesBytes},
    Entry{"filesBytes", &Limits::filesBytes},
    Entry{"temporaryFilesBytes", &Limits::temporaryFilesBytes},
    Entry{"maxTransfers", &Limits::maxTransfers},
    Entry{"maxUploads", &Limits::maxUploads},
    Entry{"uploadWindowBytes", &Limits::uploadWindowBytes},
    Entry{"pausedUploadMs", &Limits::pausedUploadMs},
    Entry{"maxLeftUploads", &Limits::maxLeftUploads},
    Entry{"leftUploadMs", &Limits::leftUploadMs},
    Entry{"traceBytes", &Limits::traceBytes},
    Entry{"logFileBytes", &Limits::logFileBytes},
    Entry{"logFiles", &Limits::logFiles},
};
static_assert(sizeof(Limits) == kEntries.size() * sizeof(qint64), "a limit without a name");

const Entry *find(QStringView name)
{
    for (const Entry &entry : kEntries) {
        if (name == QLatin1String(entry.first))
            return &entry;
    }
    return nullptr;
}

} // namespace

Result<bool> Limits::set(QStringView assignment)
{
    const qsizetype equals = assignment.indexOf(u'=');
    const QStringView name = equals < 0 ? assignment : assignment.first(equals);
    const Entry *entry = find(name);
    if (!entry)
        return Unexpected{Error{ErrorCode::UnknownLimit, name.toString()}};
    const QStringView text = equals < 0 ? QStringView() : assignment.sliced(equals + 1);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return Unexpected{Error{ErrorCode::BadNumber, text.toString(), equals + 1}};
    this->*(entry->second) = number;
    return true;
}

QStringList Limits::names()
{
    QStringList result;
    for (const Entry &entry : kEntries)
        result.append(QLatin1String(entry.first));
    return result;
}

qint64 Limits::value(QStringView name) const
{
    const Entry *entry = find(name);
    return entry ? this->*(entry->second) : -1;
}

} // namespace Chalkwire
