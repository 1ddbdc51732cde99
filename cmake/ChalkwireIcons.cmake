# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later

find_program(CHALKWIRE_RSVG_CONVERT rsvg-convert REQUIRED)

# Renders every SVG of FOLDER at build time to PNGs of the given pixel SIZES and embeds them in TARGET as
# :<PREFIX>/<name>-<size>.png. The program calls Q_INIT_RESOURCE(<resource>), because TARGET is a static library.
#   chalkwire_icons(chalkwire_ui RESOURCE chalkwire_icons PREFIX /icons FOLDER resources/icons SIZES 24 48 72)
function(chalkwire_icons target)
    cmake_parse_arguments(ARG "" "RESOURCE;FOLDER;PREFIX" "SIZES" ${ARGN})
    file(GLOB drawings CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${ARG_FOLDER}/*.svg")
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${ARG_RESOURCE}")
    file(MAKE_DIRECTORY "${folder}")
    set(qrc "<RCC><qresource prefix=\"${ARG_PREFIX}\">\n")
    set(rendered "")
    foreach(drawing IN LISTS drawings)
        get_filename_component(name "${drawing}" NAME_WE)
        set(outputs "")
        set(commands "")
        foreach(size IN LISTS ARG_SIZES)
            list(APPEND outputs "${folder}/${name}-${size}.png")
            list(APPEND commands COMMAND "${CHALKWIRE_RSVG_CONVERT}" -w ${size} -h ${size}
                 -o "${folder}/${name}-${size}.png" "${drawing}")
            string(APPEND qrc "<file>${name}-${size}.png</file>\n")
        endforeach()
        add_custom_command(OUTPUT ${outputs} ${commands} DEPENDS "${drawing}" VERBATIM
            COMMENT "Rendering icon ${name}")
        list(APPEND rendered ${outputs})
    endforeach()
    string(APPEND qrc "</qresource></RCC>\n")
    file(CONFIGURE OUTPUT "${folder}/${ARG_RESOURCE}.qrc" CONTENT "${qrc}" @ONLY)
    chalkwire_embed(${target} ${ARG_RESOURCE} "${folder}/${ARG_RESOURCE}.qrc" ${rendered})
endfunction()

# Compiles QRC, whose files are made at build time (the further arguments), into TARGET.
function(chalkwire_embed target resource qrc)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/qrc_${resource}.cpp")
    add_custom_command(OUTPUT "${source}" DEPENDS "${qrc}" ${ARGN} VERBATIM
        COMMAND Qt6::rcc --name ${resource} -o "${source}" "${qrc}")
    set_source_files_properties("${source}" PROPERTIES SKIP_AUTOGEN ON COMPILE_OPTIONS "-w")
    target_sources(${target} PRIVATE "${source}")
endfunction()
