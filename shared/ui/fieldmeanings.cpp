// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about frames and their fields. Another part of ui/fieldwords.h.
#include "ui/fieldwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace Chalkwire::Ui {

using Wire::FieldMeaning;

namespace {

class Fields
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::Fields)
};

struct Frame
{
    QStringView type;
    const char *sentence;
};

constexpr std::array kFrames{
    Frame{u"hello",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                            "The client says who it is and what it speaks: the first frame of a connection")},
    Frame{u"welcome", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                                        "The server answers hello: the client is in, under this name")},
    Frame{u"join", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client wants to be in a room")},
    Frame{u"room", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                                     "The server answers join: who is in the room, and what is kept of it")},
    Frame{u"entered", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody came into a room")},
    Frame{u"leave", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client leaves a room")},
    Frame{u"left", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody left a room")},
    Frame{u"invite",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client lets somebody into a private room")},
    Frame{u"invited", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server answers invite: it is done")},
    Frame{u"invitation",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody lets this client into a private room")},
    Frame{u"name", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client wants another name")},
    Frame{u"renamed", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody has another name now")},
    Frame{u"who", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client asks who is there")},
    Frame{u"people", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server answers who")},
    Frame{u"rooms", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                                      "The client asks which rooms there are, or the server says it")},
    Frame{u"typing",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody is writing: shown for a moment, not kept")},
    Frame{u"away",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody goes away from the screen, or is back")},
    Frame{u"rules",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "How long the room keeps what is said has changed")},
    Frame{u"removed", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The operator removed the room")},
    Frame{u"post", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client says something in a room")},
    Frame{u"ack",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server answers: it is kept, under this number")},
    Frame{u"message", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody said something in a room")},
    Frame{u"edit", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client changes what it said")},
    Frame{u"edited", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody changed what they said")},
    Frame{u"delete", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client takes back what it said")},
    Frame{u"deleted", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody took back what they said")},
    Frame{u"react", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client answers a message with a sign")},
    Frame{u"reaction", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Somebody answered a message with a sign")},
    Frame{u"topic", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "What a room is about is changed")},
    Frame{u"direct", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "A message to one person; it is not kept")},
    Frame{u"announcement",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The operator speaks to everybody; it is not kept")},
    Frame{u"history",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                            "The client asks for what was said before, or the server says that this was it")},
    Frame{u"search",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client looks for words in what was said")},
    Frame{u"hit", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "A message that a search found")},
    Frame{u"found", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server says that these were the hits")},
    Frame{u"read", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client says how far its user has read")},
    Frame{u"marks", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                                      "How far the user has read in each room: asked for, or answered")},
    Frame{u"ping", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Asks the other side whether it is there")},
    Frame{u"pong", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "Answers ping: it is there")},
    Frame{u"bye", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The end: what comes after it does not count")},
    Frame{u"error",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server could not do what a frame asked for")},
    Frame{u"offer", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client wants to give a file to a room")},
    Frame{u"upload", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields",
                                       "The server answers offer: send the bytes, from this one on")},
    Frame{u"chunk",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "A piece of a file, in the payload behind this header")},
    Frame{u"progress",
          QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server says how much of a file is written")},
    Frame{u"fetch", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client wants the content of a file")},
    Frame{u"fetched", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server says that this was the file")},
    Frame{u"stop", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The client gives a transfer up")},
    Frame{u"stopped", QT_TRANSLATE_NOOP("Chalkwire::Ui::Fields", "The server answers stop")},
};

// length: one case for each meaning
QString meaningSentence(FieldMeaning meaning)
{
    switch (meaning) {
    case FieldMeaning::Unknown:
        return Fields::tr("The protocol knows no such field here: it is ignored");
    case FieldMeaning::Type:
        return Fields::tr("What this frame is. No frame has this type: it is answered with unknown_type");
    case FieldMeaning::PayloadSize:
        return Fields::tr("So many raw bytes follow the line end: the payload");
    case FieldMeaning::Payload:
        return Fields::tr("Raw bytes that belong to this frame: the next one begins right behind them");
    case FieldMeaning::LineEnd:
        return Fields::tr("Here the line ends, and with it the header or the message");
    case FieldMeaning::Protocol:
        return Fields::tr(
            "The highest version of the protocol that the client speaks, or the one that is spoken now");
    case FieldMeaning::WantedName:
        return Fields::tr("What the client wants to be called");
    case FieldMeaning::Author:
        return Fields::tr("A secret of the client: connections that say the same are the same author");
    case FieldMeaning::GivenName:
        return Fields::tr("What the client is called from now on");
    case FieldMeaning::ServerProgram:
        return Fields::tr("Which program the server is");
    case FieldMeaning::Features:
        return Fields::tr("What this server can do beyond the least");
    case FieldMeaning::Feature:
        return Fields::tr("The server can do this");
    case FieldMeaning::HistoryIdentity:
        return Fields::tr("Which history this is: the numbers of entries mean nothing in another one");
    case FieldMeaning::ServerLimits:
        return Fields::tr("What one client may send");
    case FieldMeaning::HeaderLimit:
        return Fields::tr("The most bytes of a header");
    case FieldMeaning::PayloadLimit:
        return Fields::tr("The most bytes of a payload");
    case FieldMeaning::TextLimit:
        return Fields::tr("The most bytes of what is said at once");
    case FieldMeaning::NameLimit:
        return Fields::tr("The most characters of a name");
    case FieldMeaning::RoomsLimit:
        return Fields::tr("In so many rooms a client may be at once");
    case FieldMeaning::PageLimit:
        return Fields::tr("So many entries come in one answer to history");
    case FieldMeaning::PendingLimit:
        return Fields::tr("So many requests may wait for their answers at once");
    case FieldMeaning::FileLimit:
        return Fields::tr("The most bytes of a file");
    case FieldMeaning::TransfersLimit:
        return Fields::tr("So many files may be on their way at once");
    case FieldMeaning::Request:
        return Fields::tr(
            "Drawn by who asks: the answer has the same, so that it is known which question it is about");
    case FieldMeaning::Room:
        return Fields::tr("The room that is meant");
    case FieldMeaning::RoomList:
        return Fields::tr("The rooms that there are");
    case FieldMeaning::ListedRoom:
        return Fields::tr("One room of the list");
    case FieldMeaning::ListedMembers:
        return Fields::tr("So many are in this room");
    case FieldMeaning::Members:
        return Fields::tr("Who is there; 256 at most are named");
    case FieldMeaning::Member:
        return Fields::tr("Somebody who is there");
    case FieldMeaning::Count:
        return Fields::tr("How many there are, those that are not listed too");
    case FieldMeaning::Private:
        return Fields::tr("Whether only those who were invited may join");
    case FieldMeaning::Since:
        return Fields::tr("What came after this entry is wanted as well");
    case FieldMeaning::FirstEntry:
        return Fields::tr("The number of the first entry that is kept");
    case FieldMeaning::LastEntry:
        return Fields::tr("The number of the last entry that is kept");
    case FieldMeaning::KeepDays:
        return Fields::tr("Entries are kept for so many days");
    case FieldMeaning::Invited:
        return Fields::tr("Who is invited");
    case FieldMeaning::Subject:
        return Fields::tr("Who it is about");
    case FieldMeaning::Inviter:
        return Fields::tr("Who invites");
    case FieldMeaning::NameBefore:
        return Fields::tr("The name until now");
    case FieldMeaning::NameAfter:
        return Fields::tr("The name from now on");
    case FieldMeaning::TypingName:
        return Fields::tr("Who is writing");
    case FieldMeaning::Away:
        return Fields::tr("Whether somebody is away");
    case FieldMeaning::AwayList:
        return Fields::tr("Who of them is away");
    case FieldMeaning::AwayText:
        return Fields::tr("Why, in words");
    case FieldMeaning::PostId:
        return Fields::tr("Drawn at random by the client: sent again with the same one, it is kept once");
    case FieldMeaning::Text:
        return Fields::tr("What is said");
    case FieldMeaning::Reaction:
        return Fields::tr("The sign, or a short word");
    case FieldMeaning::Topic:
        return Fields::tr("What the room is about");
    case FieldMeaning::Announcement:
        return Fields::tr("What the operator says");
    case FieldMeaning::Recipient:
        return Fields::tr("Whom it is for");
    case FieldMeaning::Sender:
        return Fields::tr("Who said it");
    case FieldMeaning::Seq:
        return Fields::tr("The number of this entry in its room: 1, 2, 3 and so on without a gap");
    case FieldMeaning::Time:
        return Fields::tr("When it was said, by the server's clock: milliseconds since 1970-01-01 UTC, shown "
                          "here in local time");
    case FieldMeaning::Reply:
        return Fields::tr("The number of the message that this one answers");
    case FieldMeaning::About:
        return Fields::tr("The number of the message that this is about");
    case FieldMeaning::Replay:
        return Fields::tr("It happened before: sent again to a client that was not there");
    case FieldMeaning::Own:
        return Fields::tr("The client that is told this said it itself, or another of its author");
    case FieldMeaning::EditedBy:
        return Fields::tr("The number of the entry that changed the text");
    case FieldMeaning::DeletedBy:
        return Fields::tr("The number of the entry that took it back");
    case FieldMeaning::Before:
        return Fields::tr("Entries below this number are wanted");
    case FieldMeaning::After:
        return Fields::tr("Entries above this number are wanted");
    case FieldMeaning::PageSize:
        return Fields::tr("So many entries are wanted");
    case FieldMeaning::More:
        return Fields::tr("Whether there are others in that direction");
    case FieldMeaning::SearchText:
        return Fields::tr("The words to look for");
    case FieldMeaning::SearchBefore:
        return Fields::tr("Hits before this one are wanted: the next page");
    case FieldMeaning::NextPage:
        return Fields::tr("What to ask for as before, for the next page");
    case FieldMeaning::ReadTo:
        return Fields::tr("The number of the last entry that has been read");
    case FieldMeaning::Marks:
        return Fields::tr("How far has been read, room by room");
    case FieldMeaning::Mark:
        return Fields::tr("How far one room has been read");
    case FieldMeaning::Reason:
        return Fields::tr("Why the connection ends");
    case FieldMeaning::RetryAfter:
        return Fields::tr("Come back after so many seconds");
    case FieldMeaning::Reconnect:
        return Fields::tr("Whether to come back at all");
    case FieldMeaning::ErrorCode:
        return Fields::tr("What is wrong, for programs");
    case FieldMeaning::ErrorText:
        return Fields::tr("What is wrong, for people");
    case FieldMeaning::ErrorAbout:
        return Fields::tr("The type of the frame that it is about");
    case FieldMeaning::ErrorField:
        return Fields::tr("The field that is wrong");
    case FieldMeaning::Transfer:
        return Fields::tr("Which transfer it is: all its frames have the same");
    case FieldMeaning::File:
        return Fields::tr("The file that the message brings");
    case FieldMeaning::FileName:
        return Fields::tr("What the file is called, without a folder");
    case FieldMeaning::FileSize:
        return Fields::tr("How many bytes the file has");
    case FieldMeaning::FileHash:
        return Fields::tr("A fingerprint of the content (SHA-256): what came is checked against it");
    case FieldMeaning::Offset:
        return Fields::tr("From this byte of the file on, counted from 0");
    case FieldMeaning::Until:
        return Fields::tr("Up to this byte of the file");
    case FieldMeaning::PlainRequest:
        return Fields::tr("What one read returned is one request: nothing else says where it ends");
    case FieldMeaning::PlainText:
        return Fields::tr("What is said");
    case FieldMeaning::Close:
        return Fields::tr("Asks the server to end the conversation");
    case FieldMeaning::Accepted:
        return Fields::tr("The server took the message");
    case FieldMeaning::Closed:
        return Fields::tr("The server ends the conversation");
    case FieldMeaning::Notice:
        return Fields::tr("Something that the server says, not a person");
    case FieldMeaning::Command:
        return Fields::tr("What the server is to do");
    case FieldMeaning::CommandName:
        return Fields::tr("Which name is meant");
    case FieldMeaning::CommandRoom:
        return Fields::tr("Which room is meant");
    case FieldMeaning::CommandText:
        return Fields::tr("What is said to this person only");
    case FieldMeaning::CommandRest:
        return Fields::tr("This command needs nothing more");
    case FieldMeaning::PushRoom:
        return Fields::tr("The room that it is said in");
    case FieldMeaning::PushName:
        return Fields::tr("Who said it");
    case FieldMeaning::PushText:
        return Fields::tr("What is said");
    }
    return {};
}

} // namespace

QString frameSentence(const QString &type)
{
    const auto *frame =
        std::find_if(kFrames.begin(), kFrames.end(), [&type](const Frame &f) { return f.type == type; });
    return frame == kFrames.end() ? QString() : Fields::tr(frame->sentence);
}

QString fieldSentence(const Wire::FrameField &field)
{
    if (field.isWrongKind)
        return Fields::tr("Another kind of value belongs here: it is answered with bad_field");
    const QString frame = field.meaning == FieldMeaning::Type ? frameSentence(field.text) : QString();
    return frame.isEmpty() ? meaningSentence(field.meaning) : frame;
}

} // namespace Chalkwire::Ui
