// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientkept.h"

#include <QByteArray>

namespace Chalkwire::Core {

// The frames that a client sends, docs/protocol.md §9.2 to §9.6. An empty text or a number that is not there
// leaves its field out.
QByteArray helloFrame(const QString &name, const QString &secret);
QByteArray joinFrame(const QString &id, const QString &room, std::optional<quint64> since, bool isPrivate);
QByteArray outboxFrame(const OutboxItem &item);
QByteArray directFrame(const QString &id, const QString &to, const QString &text);
QByteArray historyFrame(const QString &id, const QString &room, const char *direction, quint64 seq,
                        qint64 count);
QByteArray offerFrame(const KeptUpload &upload);
QByteArray chunkFrame(const QString &id, qint64 offset, qint64 bytes);
QByteArray fetchFrame(const QString &id, const QString &room, quint64 of, qint64 offset);
QByteArray searchFrame(const QString &id, const QString &text, quint64 before);
QByteArray setAwayFrame(bool isAway, const QString &text);
QByteArray readFrame(const QString &room, quint64 seq);
/// Any other: `type`, and of `id`, `room` and `name` those that are not empty.
QByteArray plainFrame(const char *type, const QString &id = {}, const QString &room = {},
                      const QString &name = {});

} // namespace Chalkwire::Core
