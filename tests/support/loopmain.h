// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTest>

#ifdef Q_OS_LINUX
#include "net/epolleventdispatcher.h"
#endif

/// main() of a test without windows whose event loop CHALKWIRE_TEST_DISPATCHER chooses: "epoll" is ours
/// (Linux), "qt" is Qt's; without it, `usual`.
template<class Test>
int runOnLoop(int argc, char **argv, const char *usual)
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariable("CHALKWIRE_TEST_DISPATCHER", QString::fromLatin1(usual)) == u"epoll")
        QCoreApplication::setEventDispatcher(new Chalkwire::Net::EpollEventDispatcher);
#else
    Q_UNUSED(usual)
#endif
    QCoreApplication application(argc, argv);
    Test test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#define LOOP_TEST_MAIN(Test, usual)                                                                          \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        return runOnLoop<Test>(argc, argv, usual);                                                           \
    }
