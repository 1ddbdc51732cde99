// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/chatworld.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

/// Files of tests/vectors in which `send` is a list, see docs/protocol.md §9.9.
namespace Chalkwire::Test {

/// A row for each; the column is "vector".
inline void addVectorRows(const QString &path)
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject vector = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(vector.value(u"name").toString())) << vector;
    }
}

/// `settle()` has everything answered that was asked.
template<class Settle>
void checkVector(ChatWorld &w, const QJsonObject &vector, Settle settle)
{
    const ConnectionId id = w.connect();
    const QJsonArray parts = vector.value(u"send").toArray();
    for (const QJsonValue &part : parts) {
        w.raw(id, part.toString().toUtf8());
        settle();
    }
    const ChatWorld::Frames frames = w.heard(id);
    const QJsonArray expected = vector.value(u"expect").toArray();
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonObject frame = frames.value(i);
        const QJsonObject wanted = expected.at(i).toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            QVERIFY2(frame.value(it.key()) == it.value(), QJsonDocument(frame).toJson().constData());
    }
    QCOMPARE(frames.size(), expected.size());
    QCOMPARE(w.isClosed(id), vector.value(u"closed").toBool());
}

} // namespace Chalkwire::Test
