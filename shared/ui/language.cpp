// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QMenu>
#include <QSettings>

static void initUiCatalogue()
{
    Q_INIT_RESOURCE(chalkwire_i18n_ui);
}

namespace Chalkwire::Ui {

namespace {

constexpr QLatin1String kEnglish("en");
constexpr QLatin1String kChinese("zh_CN");
constexpr QLatin1String kSettingsKey("ui/language");

} // namespace

LanguageSwitcher::LanguageSwitcher(const QStringList &catalogues, QObject *parent)
    : QObject(parent)
    , m_catalogues(QStringList{QStringLiteral("ui")} + catalogues)
    , m_code(kEnglish)
{
    initUiCatalogue();
    load(kEnglish);
}

LanguageSwitcher::~LanguageSwitcher() = default;

QStringList LanguageSwitcher::codes()
{
    return {kEnglish, kChinese};
}

QString LanguageSwitcher::nativeName(const QString &code)
{
    return code == kChinese ? QStringLiteral("简体中文") : QStringLiteral("English");
}

QString LanguageSwitcher::codeFor(const QString &text)
{
    const QString code =
        QString(text).replace(QLatin1Char('-'), QLatin1Char('_')).section(QLatin1Char('.'), 0, 0);
    const QString language = code.section(QLatin1Char('_'), 0, 0).toLower();
    if (language == kEnglish)
        return kEnglish;
    if (language != QLatin1String("zh"))
        return {};
    // Traditional Chinese is another written language, which we do not have.
    for (const auto *traditional : {"hant", "tw", "hk", "mo"}) {
        if (code.section(QLatin1Char('_'), 1).toLower().contains(QLatin1String(traditional)))
            return {};
    }
    return kChinese;
}

bool LanguageSwitcher::restore(const QString &wish)
{
    if (!wish.isEmpty()) {
        const QString code = codeFor(wish);
        if (code.isEmpty())
            return false;
        load(code);
        return true;
    }
    QString code = codeFor(QSettings().value(kSettingsKey).toString());
    for (const QString &system : QLocale::system().uiLanguages()) {
        if (!code.isEmpty())
            break;
        code = codeFor(system);
    }
    load(code.isEmpty() ? kEnglish : code);
    return true;
}

void LanguageSwitcher::setLanguage(const QString &code)
{
    Q_ASSERT(codes().contains(code));
    load(code);
    QSettings().setValue(kSettingsKey, code);
}

void LanguageSwitcher::load(const QString &code)
{
    const bool isOther = code != m_code || m_translators.empty();
    if (!isOther)
        return;
    m_code = code;
    // Set before the events go out: widgets format numbers while they retranslate.
    QLocale::setDefault(QLocale(code == kEnglish && QLocale::system().language() == QLocale::English
                                    ? QLocale::system()
                                    : QLocale(code)));
    std::vector<std::unique_ptr<QTranslator>> old;
    old.swap(m_translators);
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    for (const QString &catalogue : m_catalogues)
        install(QStringLiteral("chalkwire-%1_%2").arg(catalogue, code), QStringLiteral(":/i18n"));
    old.clear(); // removes itself from the application, which tells every widget
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    emit languageChanged(code);
}

void LanguageSwitcher::install(const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    // English is what the sources say: it has no catalogue, only plural forms would need one.
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

void LanguageSwitcher::fillMenu(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    for (const QString &code : codes()) {
        QAction *action = menu->addAction(nativeName(code));
        action->setCheckable(true);
        action->setChecked(code == m_code);
        action->setData(code);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { setLanguage(code); });
        connect(this, &LanguageSwitcher::languageChanged, action,
                [action](const QString &now) { action->setChecked(action->data().toString() == now); });
    }
}

} // namespace Chalkwire::Ui
