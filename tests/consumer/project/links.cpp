// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <base/limits.h>

int main()
{
    return Chalkwire::Limits().maxGuideRequestBytes == 1024 ? 0 : 1;
}
