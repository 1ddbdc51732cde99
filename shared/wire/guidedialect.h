// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frame.h"

namespace Chalkwire::Wire {

/// The tutorial's protocol: each recv of at most `maxBytes` is one request; no byte separates requests.
/// docs/protocol.md §3. Everything here is stateless and total: any bytes are some requests.

/// `accepted`, or `closed` for a request that asksToClose(); with LF behind it for `withLineEnd`. Shared, so
/// that answering allocates nothing.
QByteArray guideAnswer(bool isClose, bool withLineEnd);

/// Cuts one chunk, read at stream offset `offset`, as a server would that calls recv(maxBytes): one request,
/// unless the chunk is longer than one recv returns (maxBytes 0 = no bound). An empty chunk has none.
std::vector<Frame> cutRequests(QByteArrayView chunk, quint64 offset, qint64 maxBytes);

/// Whether the text, lower-cased, equals `close`: the request that ends the conversation.
bool asksToClose(QByteArrayView text);

/// Whether a reply means that the server ends the conversation: `closed` in any case.
bool saysClosed(QByteArrayView reply);

} // namespace Chalkwire::Wire
