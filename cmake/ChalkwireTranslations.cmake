# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later

include(ChalkwireIcons) # chalkwire_embed
find_package(Qt6 6.4 REQUIRED COMPONENTS LinguistTools)

# The catalogue NAME of a window or of the shared widgets: resources/i18n/chalkwire-NAME_zh_CN.ts, embedded in TARGET
# as :/i18n/chalkwire-NAME_zh_CN.qm. SOURCES: files or folders whose strings it has. A string that is not translated
# is shown in English. When TARGET is a static library, somebody calls Q_INIT_RESOURCE(chalkwire_i18n_NAME).
# `cmake --build . --target update_translations_NAME` brings the .ts up to date with the sources.
#   chalkwire_translations(chalkwire_server_gui server SOURCES ${CMAKE_CURRENT_SOURCE_DIR})
function(chalkwire_translations target name)
    cmake_parse_arguments(ARG "" "" "SOURCES" ${ARGN})
    set(ts "${PROJECT_SOURCE_DIR}/resources/i18n/chalkwire-${name}_zh_CN.ts")
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/chalkwire_i18n_${name}")
    set(qm "${folder}/chalkwire-${name}_zh_CN.qm")
    file(MAKE_DIRECTORY "${folder}")
    add_custom_command(OUTPUT "${qm}" DEPENDS "${ts}" VERBATIM
        COMMAND Qt6::lrelease -silent "${ts}" -qm "${qm}")
    file(CONFIGURE OUTPUT "${folder}/chalkwire_i18n_${name}.qrc" @ONLY CONTENT
        "<RCC><qresource prefix=\"/i18n\"><file>chalkwire-${name}_zh_CN.qm</file></qresource></RCC>\n")
    chalkwire_embed(${target} chalkwire_i18n_${name} "${folder}/chalkwire_i18n_${name}.qrc" "${qm}")

    add_custom_target(update_translations_${name} VERBATIM
        COMMAND Qt6::lupdate -silent -locations none -no-obsolete -source-language en -target-language zh_CN
                -I "${PROJECT_SOURCE_DIR}/shared" ${ARG_SOURCES} -ts "${ts}"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()
