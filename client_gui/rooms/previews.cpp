// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/previews.h"

#include "core/names.h"
#include "poolwork.h"

#include <QGuiApplication>

namespace Chalkwire::ClientGui {

namespace {

constexpr qint64 kKiB = 1024;
static_assert(kMaxPictureBytes == Core::Told::Transfer::kMaxContentBytes);

} // namespace

Previews::Previews(QObject *parent)
    : QObject(parent)
    , m_images(kMaxMemoryBytes / kKiB)
{
}

Previews::Key Previews::keyOf(const QString &room, quint64 seq)
{
    return {Core::nameKey(room), seq};
}

void Previews::setEnabled(bool isEnabled)
{
    m_isEnabled = isEnabled;
    if (!isEnabled)
        m_wanted.clear();
}

void Previews::want(const QString &room, const std::vector<quint64> &seqs)
{
    m_wantedRoom = room;
    m_wanted = m_isEnabled ? seqs : std::vector<quint64>();
    fetchNext();
}

void Previews::fetchNext()
{
    while (!m_wanted.empty() && m_underWay < kAtOnce) {
        const quint64 seq = m_wanted.back(); // the newest first
        m_wanted.pop_back();
        const Key key = keyOf(m_wantedRoom, seq);
        const auto known = m_known.constFind(key);
        const bool isForgotten =
            known != m_known.cend() && known->state == State::Shown && !m_images.contains(key);
        if (known != m_known.cend() && !isForgotten)
            continue;
        if (m_known.size() >= kMaxKnown)
            m_known.removeIf([](const auto &entry) {
                return entry.value().state == State::Shown || entry.value().state == State::NoPicture;
            });
        m_known[key].state = State::Asked;
        ++m_underWay;
        emit fetchWished(m_wantedRoom, seq);
    }
}

void Previews::take(const Core::Told::Transfer &transfer)
{
    using Core::Told::Transfer;
    if (transfer.way != Transfer::Way::Download || !transfer.path.isEmpty())
        return;
    const Key key = keyOf(transfer.room, transfer.seq);
    if (m_known.value(key, {State::NoPicture}).state != State::Asked)
        return;
    if (transfer.state == Transfer::State::Done)
        decode(key, transfer.content);
    else if (transfer.state == Transfer::State::Failed || transfer.state == Transfer::State::Stopped)
        settle(key, {State::NoPicture});
}

void Previews::giveUp(const QString &room, quint64 seq)
{
    const Key key = keyOf(room, seq);
    if (m_known.value(key, {State::NoPicture}).state == State::Asked)
        settle(key, {State::NoPicture});
}

/// Longer than a frame for a large one, so not here.
void Previews::decode(const Key &key, const QByteArray &content)
{
    m_known[key].state = State::Decoding;
    const double scale = qGuiApp->devicePixelRatio();
    workInPool(
        this, [content, scale] { return decodePicture(content, kBox, scale); },
        [this, key](const std::optional<Picture> &picture) { onDecoded(key, picture); });
}

void Previews::onDecoded(const Key &key, const std::optional<Picture> &picture)
{
    if (picture)
        m_images.insert(key, new QImage(picture->image),
                        qMax<qsizetype>(1, picture->image.sizeInBytes() / kKiB));
    settle(key, picture ? Known{State::Shown, picture->size} : Known{State::NoPicture});
}

void Previews::settle(const Key &key, const Known &known)
{
    m_known.insert(key, known);
    --m_underWay;
    if (known.state == State::Shown)
        emit changed(key.first, key.second);
    fetchNext();
}

QSize Previews::sizeOf(const QString &room, quint64 seq) const
{
    return m_isEnabled && seq > 0 ? m_known.value(keyOf(room, seq)).size : QSize();
}

QImage Previews::image(const QString &room, quint64 seq) const
{
    const QImage *image = m_images.object(keyOf(room, seq));
    return image ? *image : QImage();
}

} // namespace Chalkwire::ClientGui
