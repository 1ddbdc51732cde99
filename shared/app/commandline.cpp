// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "base/text.h"

#include <QCoreApplication>

#include <cstdio>

namespace Chalkwire::App {

int reportError(const CommandLineError &error)
{
    const QByteArray line = QCoreApplication::applicationName().toUtf8() + ": " +
                            visibleText(error.sentence, 1000).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    return error.code;
}

QString addressErrorText(const Error &error)
{
    if (error.code == ErrorCode::BadNumber)
        return QStringLiteral("\"%1\" is not a port from 0 to 65535").arg(error.detail);
    return QStringLiteral("\"%1\" is not an address").arg(error.detail);
}

} // namespace Chalkwire::App
