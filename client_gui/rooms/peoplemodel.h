// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QTimer>

#include <vector>

namespace Chalkwire::ClientGui {

/// The people of one room, by name as people sort them. Shape: what is not listed is counted in more().
/// Bounds: kMaxPeople. Thread: GUI. Cost: coming, going and typing O(people).
class PeopleModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleModel)

public:
    enum Role {
        NameRole = Qt::UserRole, ///< QString, as the server writes it
        TypingRole,              ///< bool
        OwnRole,                 ///< bool: it is the user
        MarkRole,                ///< QString: "you", "typing…", "away" or nothing
    };
    static constexpr int kMaxPeople = 1024;
    static constexpr int kTypingMs = 6000;

    /// Somebody types until `typingMs` after the last word of it.
    explicit PeopleModel(int typingMs = kTypingMs, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the name made visible. AccessibleTextRole: a sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void setPeople(const QStringList &names, qint64 count, const QStringList &away = {});
    void setOwnName(const QString &name);
    void come(const QString &name);
    void go(const QString &name);
    void rename(const QString &from, const QString &to);
    void setAway(const QString &name, bool isAway);
    void setTyping(const QString &name); ///< nobody who is not here
    void stopTyping(const QString &name);
    qint64 count() const { return m_count; }
    qint64 more() const { return m_count - static_cast<qint64>(m_people.size()); } ///< not listed
    QStringList names() const;
    QStringList typing() const;
    void retranslate();

signals:
    void peopleChanged();
    void typingChanged();

private:
    struct Person
    {
        QString name;
        QString key;
        bool isAway = false;
        qint64 typingUntil = 0; ///< ms of the steady clock; 0: is not
    };
    static bool isBefore(const Person &a, const Person &b);
    int find(const QString &name) const;
    void insert(Person person);
    void removeAt(int row);
    void expire();

    std::vector<Person> m_people; ///< sorted
    qint64 m_count = 0;
    QString m_ownKey;
    int m_typingMs;
    QTimer m_timer;
};

} // namespace Chalkwire::ClientGui
