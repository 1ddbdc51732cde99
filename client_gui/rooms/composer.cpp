// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/composer.h"

#include "core/names.h"
#include "rooms/attachments.h"
#include "rooms/emojipicker.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/sendedit.h"
#include "ui/spacing.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>

#include <utility>

namespace Chalkwire::ClientGui {

namespace {

bool isNameChar(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == u'_' || c == u'-' || c == u'.';
}

} // namespace

Composer::Composer(const Limits &limits, QWidget *parent)
    : QWidget(parent)
    , m_limits(limits)
    , m_banner(new QWidget(this))
    , m_about(new QLabel(m_banner))
    , m_cancel(new QToolButton(m_banner))
    , m_edit(new Ui::SendEdit(this))
    , m_attach(new QToolButton(this))
    , m_emoji(new QToolButton(this))
    , m_sendButton(new QToolButton(this))
    , m_state(new QLabel(this))
    , m_count(new QLabel(this))
    , m_picker(new EmojiPicker(this))
{
    build();
    m_edit->installEventFilter(this);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onTextChanged);
    connect(m_edit, &Ui::SendEdit::submitted, this, &Composer::send);
    connect(m_edit, &Ui::SendEdit::recallWished, this, &Composer::recall);
    connect(m_sendButton, &QToolButton::clicked, this, &Composer::send);
    connect(m_cancel, &QToolButton::clicked, this, &Composer::cancel);
    m_edit->setDataTaken(&hasAttachments);
    connect(m_edit, &Ui::SendEdit::dataPasted, this, &Composer::dataPasted);
    connect(m_attach, &QToolButton::clicked, this, &Composer::attachWished);
    connect(m_emoji, &QToolButton::clicked, this, [this] { m_picker->open(m_emoji); });
    connect(m_picker, &EmojiPicker::chosen, this, &Composer::insert);
    retranslate();
}

void Composer::build()
{
    for (QLabel *label : {m_about, m_state, m_count}) {
        label->setTextFormat(Qt::PlainText);
        label->setMinimumHeight(label->fontMetrics().height());
    }
    m_about->setMinimumWidth(1); // a long quote is cut, not the window widened
    m_about->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setWordWrap(true);
    m_cancel->setIcon(Ui::icon(u"close"));
    m_cancel->setAutoRaise(true);
    m_attach->setIcon(Ui::icon(u"clip"));
    m_attach->setAutoRaise(true);
    m_emoji->setIcon(Ui::icon(u"smile"));
    m_emoji->setAutoRaise(true);
    m_sendButton->setIcon(Ui::icon(u"send"));
    m_sendButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusProxy(m_edit);
    auto *banner = new QHBoxLayout(m_banner);
    banner->setContentsMargins(Ui::kGrid, 0, 0, 0);
    banner->addWidget(m_about, 1);
    banner->addWidget(m_cancel);
    auto *row = new QHBoxLayout;
    row->setSpacing(Ui::kMargin);
    row->addWidget(m_edit, 1, Qt::AlignTop);
    row->addWidget(m_attach, 0, Qt::AlignTop);
    row->addWidget(m_emoji, 0, Qt::AlignTop);
    row->addWidget(m_sendButton, 0, Qt::AlignTop);
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_state, 1);
    footer->addWidget(m_count, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Ui::kMargin, Ui::kGrid, Ui::kMargin, Ui::kTightMargin);
    layout->setSpacing(Ui::kGrid);
    layout->addWidget(m_banner);
    layout->addLayout(row);
    layout->addLayout(footer);
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    m_isSetting = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_isSetting = false;
    tellDraft();
}

void Composer::setRoom(const QString &room)
{
    if (room == m_room)
        return;
    m_draft.text = text();
    if (!m_room.isEmpty())
        m_drafts.insert(m_room, m_draft);
    m_room = room;
    m_draft = m_drafts.take(room);
    m_history.stop();
    setText(m_draft.text);
    m_edit->document()->clearUndoRedoStacks(); // undo would bring another room's text
    showTarget();
}

void Composer::forgetRoom(const QString &room)
{
    m_drafts.remove(room);
    m_told.remove(room);
    if (room != m_room)
        return;
    m_room.clear();
    m_draft = {};
    setText({});
    showTarget();
}

void Composer::beginReply(quint64 seq, const QString &quote)
{
    cancel();
    m_draft.mode = Mode::Reply;
    m_draft.seq = seq;
    m_draft.about = quote;
    showTarget();
    focusInput();
}

void Composer::beginEdit(quint64 seq, const QString &text)
{
    cancel();
    m_draft.mode = Mode::Edit;
    m_draft.seq = seq;
    m_draft.before = this->text();
    setText(text);
    showTarget();
    focusInput();
}

void Composer::cancel()
{
    const Draft before = std::exchange(m_draft, {});
    if (before.mode == Mode::Edit)
        setText(before.before);
    showTarget();
}

void Composer::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
    m_edit->viewport()->update(); // Qt paints it anew only where it comes or goes
}

void Composer::setSendingEnabled(bool enabled, const QString &reason)
{
    m_sendingEnabled = enabled;
    m_disabledReason = reason;
    m_sendButton->setEnabled(enabled);
    showCount();
}

void Composer::setAttachingEnabled(bool enabled, const QString &reason)
{
    m_attach->setEnabled(enabled);
    m_noFilesReason = reason;
    showAttaching();
}

void Composer::showAttaching()
{
    m_attach->setToolTip(m_noFilesReason.isEmpty() ? tr("Give files") : m_noFilesReason);
    m_attach->setAccessibleName(tr("Give files to this room"));
    m_attach->setAccessibleDescription(m_noFilesReason);
}

void Composer::refuse(const QString &text, const QString &sentence)
{
    setText(text);
    showState(sentence, true);
}

void Composer::focusInput()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::insert(const QString &text)
{
    m_edit->insertPlainText(text);
    focusInput();
}

void Composer::send()
{
    const QString written = text();
    if (!m_sendingEnabled || passes(written.toUtf8().size(), m_limits.maxTextBytes)) {
        showCount();
        return;
    }
    if (written.trimmed().isEmpty()) {
        showState(tr("There is nothing to send yet: type something first."), false);
        return;
    }
    m_history.add(written);
    const Draft draft = std::exchange(m_draft, {});
    setText(draft.before);
    showTarget();
    if (draft.mode == Mode::Edit) // last: whoever hears it may refuse it
        emit editWished(draft.seq, written);
    else
        emit sendWished(written, draft.seq);
}

void Composer::onTextChanged()
{
    showCount();
    if (m_isSetting)
        return;
    tellDraft();
    if (m_draft.mode != Mode::Edit && !text().isEmpty())
        emit typed();
}

void Composer::showCount()
{
    const qint64 bytes = text().toUtf8().size();
    const qint64 limit = m_limits.maxTextBytes;
    const bool isTooLong = passes(bytes, limit);
    const bool isNear = limit != 0 && bytes > limit - limit / 4;
    m_count->setText(isNear && !isTooLong
                         ? tr("%1 of %2 bytes").arg(Ui::formatCount(bytes), Ui::formatCount(limit))
                         : QString());
    if (isTooLong)
        showState(tr("Too long: %1 of at most %2 bytes. Shorten it.")
                      .arg(Ui::formatCount(bytes), Ui::formatCount(limit)),
                  true);
    else
        showState(m_sendingEnabled ? QString() : m_disabledReason, false);
}

void Composer::tellDraft()
{
    const bool isThere = !text().isEmpty();
    if (m_room.isEmpty() || m_told.value(m_room) == isThere)
        return;
    m_told.insert(m_room, isThere);
    emit draftChanged(m_room, isThere);
}

void Composer::recall(int step)
{
    if (const std::optional<QString> recalled = m_history.recall(step, text()))
        setText(*recalled);
}

/// The name that is being written, when only one begins so.
bool Composer::complete()
{
    QTextCursor cursor = m_edit->textCursor();
    const QString before = text().first(cursor.position());
    qsizetype from = before.size();
    while (from > 0 && isNameChar(before[from - 1]))
        --from;
    const QString begun = Core::nameKey(before.sliced(from));
    if (begun.isEmpty() || cursor.hasSelection())
        return false;
    QString only;
    for (const QString &name : std::as_const(m_names)) {
        if (!Core::nameKey(name).startsWith(begun))
            continue;
        if (!only.isEmpty())
            return false;
        only = name;
    }
    if (only.isEmpty() || only == before.sliced(from))
        return false;
    cursor.setPosition(static_cast<int>(from), QTextCursor::KeepAnchor);
    cursor.insertText(only + (from == 0 ? QStringLiteral(": ") : QStringLiteral(" ")));
    m_edit->setTextCursor(cursor);
    return true;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() != Qt::NoModifier)
        return false;
    if (key->key() == Qt::Key_Tab)
        return complete();
    if (key->key() == Qt::Key_Escape && m_draft.mode != Mode::Post) {
        cancel();
        return true;
    }
    if (key->key() == Qt::Key_Up && m_draft.mode == Mode::Post && text().isEmpty()) {
        emit editLastWished();
        return true;
    }
    return false;
}

void Composer::showTarget()
{
    m_banner->setVisible(m_draft.mode != Mode::Post);
    const QString about =
        m_draft.mode == Mode::Edit ? tr("You correct your message") : tr("You answer %1").arg(m_draft.about);
    m_about->setText(about);
    m_about->setAccessibleName(about);
    m_sendButton->setText(m_draft.mode == Mode::Edit ? tr("Correct") : tr("Send"));
    m_sendButton->setAccessibleName(m_draft.mode == Mode::Edit ? tr("Send the correction")
                                                               : tr("Send the message"));
}

void Composer::showState(const QString &sentence, bool isError)
{
    m_state->setText(sentence);
    m_state->setAccessibleName(sentence.isEmpty() ? QString() : tr("Message: %1").arg(sentence));
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Ui::color(isError ? Ui::ColorRole::Error : Ui::ColorRole::Muted));
    m_state->setPalette(palette);
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    m_count->setPalette(palette);
    m_about->setPalette(palette);
}

void Composer::retranslate()
{
    m_cancel->setToolTip(tr("Cancel (Escape)"));
    m_cancel->setAccessibleName(tr("Cancel the answer or correction"));
    showAttaching();
    m_emoji->setToolTip(tr("Choose an emoji"));
    m_emoji->setAccessibleName(tr("Choose an emoji"));
    m_edit->setAccessibleName(tr("Your message"));
    showTarget();
    showCount();
}

void Composer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        showCount();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::ClientGui
