// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slashcommand.h"

#include "core/names.h"

#include <algorithm>
#include <array>

namespace Chalkwire::Core {

namespace {

using Kind = SlashCommand::Kind;

struct Form
{
    QStringView usage; ///< the command is its first word
    Kind kind;
    bool hasName;
    bool hasText;
    bool isOptional; ///< nothing need follow
};

constexpr std::array kForms{
    Form{u"/join [ROOM] [private]", Kind::Join, true, false, true},
    Form{u"/leave [ROOM]", Kind::Leave, true, false, true},
    Form{u"/nick NAME", Kind::Nick, true, false, false},
    Form{u"/msg NAME TEXT", Kind::Msg, true, true, false},
    Form{u"/topic TEXT", Kind::Topic, false, true, false},
    Form{u"/invite NAME", Kind::Invite, true, false, false},
    Form{u"/away [TEXT]", Kind::Away, false, true, true},
    Form{u"/back", Kind::Back, false, false, true},
    Form{u"/search [WORDS]", Kind::Search, false, true, true},
    Form{u"/who", Kind::Who, false, false, true},
    Form{u"/quit", Kind::Quit, false, false, true},
    Form{u"/help", Kind::Help, false, false, true},
};

/// The first word of `text`, and what follows it without the white space around.
std::pair<QStringView, QStringView> splitWord(QStringView text)
{
    const auto space = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    const qsizetype at = space - text.begin();
    return {text.first(at), text.sliced(at).trimmed()};
}

} // namespace

Result<SlashCommand> parseSlash(QStringView typed)
{
    if (!typed.startsWith(u'/'))
        return SlashCommand{Kind::Say, {}, typed.toString()};
    if (typed.startsWith(u"//"))
        return SlashCommand{Kind::Say, {}, typed.sliced(1).toString()};
    const QStringView word = splitWord(typed).first;
    QStringView rest = splitWord(typed).second;
    const auto form = std::find_if(kForms.begin(), kForms.end(), [&](const Form &f) {
        return splitWord(f.usage).first.compare(word, Qt::CaseInsensitive) == 0;
    });
    if (form == kForms.end())
        return Unexpected{Error{ErrorCode::UnknownCommand, word.toString()}};
    SlashCommand command{form->kind};
    if (form->hasName) {
        const auto [name, after] = splitWord(rest);
        command.name = name.toString();
        rest = after;
    }
    if (form->hasText)
        command.text = std::exchange(rest, {}).toString();
    if (command.kind == Kind::Join) {
        command.isPrivate = rest.compare(u"private", Qt::CaseInsensitive) == 0;
        if (command.isPrivate)
            rest = {};
        if (command.name.isEmpty())
            command.name = kLobby.toString();
    }
    const bool isMissing = !form->isOptional && ((form->hasName && command.name.isEmpty()) ||
                                                 (form->hasText && command.text.isEmpty()));
    if (isMissing || !rest.isEmpty())
        return Unexpected{Error{ErrorCode::BadField, form->usage.toString()}};
    return command;
}

QStringList slashUsages()
{
    QStringList usages;
    for (const Form &form : kForms)
        usages.append(form.usage.toString());
    return usages;
}

} // namespace Chalkwire::Core
