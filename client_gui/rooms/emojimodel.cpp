// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/emojimodel.h"

#include <QLocale>
#include <QStringList>

#include <iterator>

namespace Chalkwire::ClientGui {

namespace {

using Group = EmojiModel::Group;

/// The first word is the name. Both languages stand here and not in the catalogue: both are searched.
struct Emoji
{
    Group group;
    QStringView text;
    QStringView english;
    QStringView chinese;
};

constexpr Emoji kEmoji[] = {
    {Group::Faces, u"😀", u"grin, happy, smile", u"笑, 开心"},
    {Group::Faces, u"🙂", u"smile, friendly", u"微笑"},
    {Group::Faces, u"😉", u"wink", u"眨眼"},
    {Group::Faces, u"😂", u"tears of joy, laugh, lol", u"笑哭, 大笑"},
    {Group::Faces, u"😅", u"sweat, relief, phew", u"流汗, 尴尬"},
    {Group::Faces, u"😍", u"heart eyes, love", u"喜欢, 爱心眼"},
    {Group::Faces, u"😎", u"cool, sunglasses", u"酷, 墨镜"},
    {Group::Faces, u"🤔", u"thinking, hmm", u"思考, 想"},
    {Group::Faces, u"😮", u"surprised, wow", u"惊讶, 哇"},
    {Group::Faces, u"😕", u"confused", u"困惑"},
    {Group::Faces, u"😢", u"crying, sad", u"哭, 难过"},
    {Group::Faces, u"😡", u"angry", u"生气"},
    {Group::Faces, u"😴", u"sleeping, tired", u"睡觉, 困"},
    {Group::Faces, u"🤯", u"mind blown", u"震惊, 炸裂"},
    {Group::Faces, u"🥳", u"party face, celebrate", u"庆祝, 派对"},
    {Group::Faces, u"🙈", u"monkey, cannot look", u"猴子, 不看"},
    {Group::Hands, u"👍", u"thumbs up, yes, good", u"赞, 好, 同意"},
    {Group::Hands, u"👎", u"thumbs down, no, bad", u"踩, 不好, 反对"},
    {Group::Hands, u"👏", u"clapping, applause, bravo", u"鼓掌"},
    {Group::Hands, u"🙏", u"thanks, please", u"谢谢, 拜托"},
    {Group::Hands, u"👋", u"waving, hello, bye", u"挥手, 你好, 再见"},
    {Group::Hands, u"🙋", u"raised hand, question", u"举手, 提问"},
    {Group::Hands, u"💪", u"strong, muscle", u"加油, 强"},
    {Group::Hands, u"🤝", u"handshake, deal", u"握手, 合作"},
    {Group::Hands, u"👀", u"eyes, looking", u"看, 眼睛"},
    {Group::Hands, u"👌", u"ok hand, perfect", u"好的, 完美"},
    {Group::Things, u"🎉", u"party, tada, congratulations", u"庆祝, 恭喜"},
    {Group::Things, u"🚀", u"rocket, fast, launch", u"火箭, 快, 发布"},
    {Group::Things, u"🐛", u"bug", u"虫子, 缺陷"},
    {Group::Things, u"🔥", u"fire, hot", u"火, 厉害"},
    {Group::Things, u"💡", u"idea, light bulb", u"主意, 灯泡"},
    {Group::Things, u"💻", u"computer, laptop", u"电脑"},
    {Group::Things, u"🔌", u"plug, socket, connect", u"插头, 连接"},
    {Group::Things, u"📎", u"paper clip, attachment", u"回形针, 附件"},
    {Group::Things, u"📚", u"books, learn", u"书, 学习"},
    {Group::Things, u"✏️", u"pencil, write", u"铅笔, 写"},
    {Group::Things, u"🔒", u"lock, secure", u"锁, 安全"},
    {Group::Things, u"⏰", u"alarm clock, time", u"闹钟, 时间"},
    {Group::Things, u"☕", u"coffee, break", u"咖啡, 休息"},
    {Group::Things, u"🍰", u"cake", u"蛋糕"},
    {Group::Things, u"🌞", u"sun, good morning", u"太阳, 早上好"},
    {Group::Things, u"🌙", u"moon, good night", u"月亮, 晚安"},
    {Group::Signs, u"❤️", u"heart, love", u"爱心, 爱"},
    {Group::Signs, u"💔", u"broken heart", u"心碎"},
    {Group::Signs, u"✅", u"done, check, yes", u"完成, 对, 是"},
    {Group::Signs, u"❌", u"cross, wrong, no", u"错, 否"},
    {Group::Signs, u"❓", u"question mark, what", u"问号, 问题"},
    {Group::Signs, u"❗", u"exclamation mark, attention", u"感叹号, 注意"},
    {Group::Signs, u"⚠️", u"warning", u"警告, 小心"},
    {Group::Signs, u"💯", u"hundred, full marks", u"满分"},
    {Group::Signs, u"⭐", u"star, favourite", u"星星, 收藏"},
    {Group::Signs, u"➕", u"plus, agree", u"加号, 同意"},
    {Group::Signs, u"🔁", u"again, repeat", u"重复, 再来"},
    {Group::Signs, u"⏳", u"waiting, hourglass", u"等待, 沙漏"},
};

QString nameOf(const Emoji &emoji)
{
    const QStringView words = QLocale().language() == QLocale::Chinese ? emoji.chinese : emoji.english;
    const qsizetype comma = words.indexOf(u',');
    return (comma < 0 ? words : words.first(comma)).toString();
}

} // namespace

EmojiModel::EmojiModel(QObject *parent)
    : QAbstractListModel(parent)
{
    show(Group::All, {});
}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant EmojiModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Emoji &emoji = kEmoji[m_shown[static_cast<size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return emoji.text.toString();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return nameOf(emoji);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignCenter);
    default:
        return {};
    }
}

void EmojiModel::show(Group group, const QString &words)
{
    const QString wanted = words.trimmed();
    beginResetModel();
    m_shown.clear();
    for (int at = 0; at < static_cast<int>(std::size(kEmoji)); ++at) {
        const Emoji &emoji = kEmoji[at];
        const bool isFound = wanted.isEmpty() ? group == Group::All || emoji.group == group
                                              : emoji.english.contains(wanted, Qt::CaseInsensitive) ||
                                                    emoji.chinese.contains(wanted) || emoji.text == wanted;
        if (isFound)
            m_shown.push_back(at);
    }
    endResetModel();
}

} // namespace Chalkwire::ClientGui
