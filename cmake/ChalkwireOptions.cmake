# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Chalkwire::Options: how every target of this project is compiled.

add_library(chalkwire_options INTERFACE)
add_library(Chalkwire::Options ALIAS chalkwire_options)
target_compile_features(chalkwire_options INTERFACE cxx_std_20)
target_compile_definitions(chalkwire_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH
    QT_STRICT_ITERATORS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_MESSAGELOGCONTEXT)
target_compile_options(chalkwire_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${CHALKWIRE_WERROR}>:-Werror>)

if(CMAKE_CXX_CLANG_TIDY)
    # What Qt's tools generate into the build folder is not ours to mend. One harmless check: none is an error.
    file(WRITE "${CMAKE_BINARY_DIR}/.clang-tidy" "Checks: '-*,misc-definitions-in-headers'\n")
endif()

if(CHALKWIRE_SANITIZE)
    # Compiled and linked everywhere: a half-instrumented program reports nonsense.
    add_compile_options(-fsanitize=${CHALKWIRE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${CHALKWIRE_SANITIZE})
endif()
if(CHALKWIRE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# UBSan opens a pipe to look at an object's type, and takes it for a fault that it cannot: left out for what is tested
# with no descriptor to be had.
function(chalkwire_runs_without_descriptors target)
    if(CHALKWIRE_SANITIZE MATCHES undefined)
        target_compile_options(${target} PRIVATE -fno-sanitize=vptr)
    endif()
endfunction()
