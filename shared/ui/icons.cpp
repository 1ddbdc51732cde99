// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include <QApplication>
#include <QDir>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>

#include <optional>

namespace Chalkwire::Ui {

namespace {

constexpr int kSizes[] = {24, 48, 72};

/// Paints an alpha mask in a colour that is looked up when it is painted, so that it is never out of date.
class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(const QString &name, std::optional<ColorRole> role)
        : m_name(name)
        , m_role(role)
    {
    }

    QIconEngine *clone() const override { return new TintedIconEngine(m_name, m_role); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor tint = colorFor(mode);
        const QString key = QStringLiteral("chalkwire:%1:%2x%3:%4:%5")
                                .arg(m_name, QString::number(size.width()), QString::number(size.height()),
                                     tint.name(QColor::HexArgb), QString::number(scale));
        QPixmap result;
        if (!QPixmapCache::find(key, &result)) {
            result = render(size, tint);
            result.setDevicePixelRatio(scale);
            QPixmapCache::insert(key, result);
        }
        return result;
    }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (m_role)
            return color(*m_role);
        return palette.color(QPalette::Active,
                             mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    QPixmap render(const QSize &size, const QColor &tint) const
    {
        int nearest = kSizes[2];
        for (const int candidate : {kSizes[1], kSizes[0]}) {
            if (candidate >= size.height())
                nearest = candidate;
        }
        QPixmap mask(QStringLiteral(":/icons/%1-%2.png").arg(m_name).arg(nearest));
        if (mask.isNull())
            return {};
        mask = mask.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        painter.drawPixmap((size.width() - mask.width()) / 2, (size.height() - mask.height()) / 2, mask);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(result.rect(), tint);
        return result;
    }

    QString m_name;
    std::optional<ColorRole> m_role;
};

QIcon makeIcon(QStringView name, std::optional<ColorRole> role)
{
    const QString file = name.toString();
    Q_ASSERT_X(QFile::exists(QStringLiteral(":/icons/%1-24.png").arg(file)), "Ui::icon", qPrintable(file));
    return QIcon(new TintedIconEngine(file, role));
}

} // namespace

QIcon icon(QStringView name)
{
    return makeIcon(name, std::nullopt);
}

QIcon icon(QStringView name, ColorRole role)
{
    return makeIcon(name, role);
}

QStringList iconNames()
{
    QStringList names =
        QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*-24.png")}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(7);
    return names;
}

QIcon applicationIcon(QStringView program)
{
    QIcon result;
    for (const int size : {16, 32, 48, 128}) // each is decoded at once: 256 takes two milliseconds
        result.addFile(QStringLiteral(":/icons/app/chalkwire-%1-%2.png").arg(program).arg(size),
                       QSize(size, size));
    return result;
}

} // namespace Chalkwire::Ui
