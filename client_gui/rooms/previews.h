// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transferevents.h"
#include "rooms/picture.h"

#include <QCache>
#include <QHash>
#include <QObject>

#include <vector>

namespace Chalkwire::ClientGui {

/// The pictures that are shown in rooms: fetched when their rows come into sight, decoded in a thread of the
/// pool, and forgotten when others need the memory.
/// Bounds: kMaxMemoryBytes of decoded pixels, kAtOnce files under way, kMaxKnown messages remembered.
/// Thread: GUI.
class Previews : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Previews)

public:
    static constexpr QSize kBox{320, 240}; ///< at most, in device-independent pixels
    static constexpr qint64 kMaxMemoryBytes = 32 * 1024 * 1024;
    static constexpr int kAtOnce = 2;
    static constexpr int kMaxKnown = 4096;

    explicit Previews(QObject *parent = nullptr);

    void setEnabled(bool isEnabled); ///< off: nothing is fetched, and nothing is shown
    bool isEnabled() const { return m_isEnabled; }
    /// Messages in sight whose files may be pictures; replaces what was wished for and not begun.
    void want(const QString &room, const std::vector<quint64> &seqs);
    void take(const Core::Told::Transfer &transfer); ///< of what was fetched to be shown
    void giveUp(const QString &room, quint64 seq);   ///< it cannot be fetched
    /// Of the picture, also while it is not in memory: rows keep their height. Empty: there is none.
    QSize sizeOf(const QString &room, quint64 seq) const;
    QImage image(const QString &room, quint64 seq) const; ///< null: it is not in memory

signals:
    void fetchWished(const QString &room, quint64 seq);
    void changed(const QString &room, quint64 seq);

private:
    using Key = QPair<QString, quint64>;
    enum class State : quint8 { Asked, Decoding, Shown, NoPicture };
    struct Known
    {
        State state = State::Asked;
        QSize size{};
    };
    static Key keyOf(const QString &room, quint64 seq);
    void fetchNext();
    void decode(const Key &key, const QByteArray &content);
    void onDecoded(const Key &key, const std::optional<Picture> &picture);
    void settle(const Key &key, const Known &known);

    bool m_isEnabled = true;
    int m_underWay = 0;
    QString m_wantedRoom;
    std::vector<quint64> m_wanted;
    QHash<Key, Known> m_known;
    QCache<Key, QImage> m_images; ///< cost in KiB
};

} // namespace Chalkwire::ClientGui
