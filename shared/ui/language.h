// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <memory>
#include <vector>

class QMenu;

namespace Chalkwire::Ui {

/// The language of a running program: English, or Simplified Chinese. Loads our catalogues and Qt's own;
/// every widget gets a LanguageChange event, and retranslates itself there. Ownership: one per program.
/// Catalogues are resources `:/i18n/chalkwire-NAME_CODE.qm`, made by chalkwire_translations()
/// (cmake/ChalkwireTranslations.cmake); who embeds one in a static library calls
/// Q_INIT_RESOURCE(chalkwire_i18n_NAME) first. The catalogue "ui" is always loaded.
class LanguageSwitcher : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LanguageSwitcher)

public:
    /// `catalogues`: "server" or "client".
    explicit LanguageSwitcher(const QStringList &catalogues, QObject *parent = nullptr);
    ~LanguageSwitcher() override;

    static QStringList codes();                     ///< "en", "zh_CN"
    static QString nativeName(const QString &code); ///< "English", "简体中文": never translated
    /// The code that a user's text means ("zh", "zh-CN", "en_GB"); empty for languages we do not have.
    static QString codeFor(const QString &text);

    /// At start: the wish of the command line, else what was remembered, else the system's language, else
    /// English. Returns false when `wish` is no language of ours (nothing is changed then).
    bool restore(const QString &wish = {});
    /// Switches at once and remembers it (QSettings, "ui/language"). Unknown codes are a bug of ours.
    void setLanguage(const QString &code);
    QString language() const { return m_code; }

    /// Adds one checkable entry per language, which switch and stay in step. The menu's title is the
    /// caller's.
    void fillMenu(QMenu *menu);

signals:
    void languageChanged(const QString &code);

private:
    void load(const QString &code);
    void install(const QString &file, const QString &folder);

    QStringList m_catalogues;
    QString m_code;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace Chalkwire::Ui
