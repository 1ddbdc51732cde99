// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences for codes that come from below. The other half of ui/words.h.
#include "ui/words.h"

#include <QApplication>

namespace Chalkwire::Ui {

namespace {

constexpr qsizetype kDetailCharacters = 40;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::Words)
};

} // namespace

// length: one case for each code
QString closeReasonSentence(CloseReason reason)
{
    switch (reason) {
    case CloseReason::None:
        return Words::tr("the connection ended");
    case CloseReason::PeerClosed:
        return Words::tr("the other side closed the connection");
    case CloseReason::PeerReset:
        return Words::tr("the other side reset the connection");
    case CloseReason::Asked:
        return Words::tr("the client sent close");
    case CloseReason::Quit:
        return Words::tr("the client sent /quit");
    case CloseReason::Kicked:
        return Words::tr("the operator disconnected it");
    case CloseReason::Reset:
        return Words::tr("the operator reset it");
    case CloseReason::Stopping:
        return Words::tr("the server stopped");
    case CloseReason::Slow:
        return Words::tr("it did not read what was sent, and the queue was full");
    case CloseReason::LineTooLong:
        return Words::tr("a line was too long");
    case CloseReason::BadFrame:
        return Words::tr("it sent what is no frame of the chat protocol");
    case CloseReason::InvalidText:
        return Words::tr("it sent bytes that are not clean UTF-8 text");
    case CloseReason::HttpAnswered:
        return Words::tr("the HTTP request was answered");
    case CloseReason::TlsRefused:
        return Words::tr("it began TLS on a port without TLS");
    case CloseReason::Unfinished:
        return Words::tr("it began a line and did not end it");
    case CloseReason::Idle:
        return Words::tr("it was silent for too long");
    case CloseReason::Silent:
        return Words::tr("it did not answer any more");
    case CloseReason::Replaced:
        return Words::tr("it came again over another connection");
    case CloseReason::NetworkFailed:
        return Words::tr("the network failed");
    case CloseReason::LocalClosed:
        return Words::tr("you disconnected");
    case CloseReason::ServerSaidClosed:
        return Words::tr("the server answered closed");
    }
    return {};
}

// length: one case for each code
QString errorSentence(const Error &error)
{
    const QString detail = peerText(error.detail, kDetailCharacters);
    const QString at = QString::number(error.position + 1);
    switch (error.code) {
    case ErrorCode::None:
        return {};
    case ErrorCode::LineTooLong:
        return Words::tr("The line is too long: shorten it.");
    case ErrorCode::InvalidText:
        return Words::tr("This is not clean UTF-8 text.");
    case ErrorCode::HttpHeaderTooBig:
        return Words::tr("The HTTP header is too big.");
    case ErrorCode::BadNumber:
        return Words::tr("“%1” is not a number that fits here.").arg(detail);
    case ErrorCode::BadAddress:
        return Words::tr("“%1” is not an address: write it like 127.0.0.1:8000 or [::1]:8000.").arg(detail);
    case ErrorCode::BadBytes:
        return Words::tr("Character %1: “%2” cannot be read as bytes.").arg(at, detail);
    case ErrorCode::BadName:
        return Words::tr("“%1” cannot be a name: use letters, digits, - and _.").arg(detail);
    case ErrorCode::NameTaken:
        return Words::tr("The name “%1” is taken: choose another.").arg(detail);
    case ErrorCode::TooManyRooms:
        return Words::tr("There are too many rooms: join one that exists.");
    case ErrorCode::NoSuchClient:
        return Words::tr("There is no client “%1”.").arg(detail);
    case ErrorCode::NotReachable:
        return Words::tr("“%1” cannot be sent anything without asking for it.").arg(detail);
    case ErrorCode::UnknownCommand:
        return Words::tr("“%1” is no command: /help lists them.").arg(detail);
    case ErrorCode::TooLong:
        return Words::tr("This is too long to be sent at once: shorten it.");
    case ErrorCode::UnknownLimit:
        return Words::tr("There is no limit “%1”.").arg(detail);
    case ErrorCode::Unreadable:
        return Words::tr("This cannot be read: %1").arg(detail);
    case ErrorCode::BadConfig:
        return Words::tr("The configuration has a mistake: %1").arg(detail);
    case ErrorCode::BadFilter:
        if (detail.isEmpty())
            return Words::tr("Character %1: something is missing here.").arg(at);
        return Words::tr("Character %1: “%2” is not understood here: press ? for examples.").arg(at, detail);
    case ErrorCode::BadRecord:
        return Words::tr("This is no record of a trace: %1").arg(detail);
    case ErrorCode::RoomExists:
        return Words::tr("There is a room “%1” already, and it is not private.").arg(detail);
    case ErrorCode::PrivateRoom:
        return Words::tr("“%1” is private: ask somebody in it to invite you.").arg(detail);
    case ErrorCode::TooManyAdmitted:
        return Words::tr("Nobody more can be invited to this room.");
    case ErrorCode::NoSuchRoom:
        return Words::tr("There is no such room.");
    case ErrorCode::RoomRemoved:
        return Words::tr("The operator removed this room, with all that was said in it.");
    case ErrorCode::NoHistory:
        return Words::tr("This server keeps no history.");
    case ErrorCode::NoFiles:
        return Words::tr("This server takes no files.");
    case ErrorCode::NoSuchFile:
        return Words::tr("This file is not kept any more.");
    case ErrorCode::FileTooLarge:
        return Words::tr("The server takes no file as large as this.");
    case ErrorCode::QuotaUsed:
        return Words::tr("Your files have as many bytes as you may keep on this server: delete some.");
    case ErrorCode::BadHash:
        return Words::tr("What arrived is not what was sent; nothing of it is kept: send it again.");
    case ErrorCode::TooManyTransfers:
        return Words::tr("Too many files are on their way: wait for one of them.");
    case ErrorCode::NoSuchTransfer:
        return Words::tr("This file is not on its way any more.");
    case ErrorCode::FileChanged:
        return Words::tr("The file has changed since it was given: give it again.");
    case ErrorCode::Unwritable:
        return Words::tr("This file cannot be written: is there space, and may you write there?");
    case ErrorCode::BadAnswer:
        return Words::tr("What the server says of this file makes no sense.");
    case ErrorCode::NotConnected:
        return Words::tr("There is no connection: connect first.");
    case ErrorCode::TooMuchWaiting:
        return Words::tr("Too much is waiting to be sent: try again when some of it is.");
    case ErrorCode::HeaderTooLong:
    case ErrorCode::BadJson:
    case ErrorCode::TooDeep:
    case ErrorCode::DuplicateKey:
    case ErrorCode::HelloFirst:
    case ErrorCode::SecondHello:
    case ErrorCode::UnknownType:
    case ErrorCode::BadField:
    case ErrorCode::NotInRoom:
    case ErrorCode::BadPayload:
        return Words::tr("This is no frame of the chat protocol: %1").arg(errorName(error.code));
    case ErrorCode::NoSuchPost:
        return Words::tr("This message is not there any more.");
    case ErrorCode::NotYours:
        return Words::tr("Only who wrote it may change it.");
    case ErrorCode::StorageFull:
        return Words::tr("There is no space left for the history: make some, and go on.");
    case ErrorCode::StorageFailed:
        return Words::tr("The history cannot be read or written: %1").arg(detail);
    case ErrorCode::StorageInUse:
        return Words::tr("Another program has this folder: %1").arg(detail);
    case ErrorCode::StorageTooNew:
        return Words::tr("This history is from a newer version of Chalkwire: %1").arg(detail);
    }
    return {};
}

} // namespace Chalkwire::Ui
