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

} // namespace Chalkwire::App
