# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later

# One layer of shared/: a static library `Chalkwire::<Name>`, installed with its headers unless PRIVATE.
#   chalkwire_add_layer(Wire DIRECTORY wire SOURCES a.h a.cpp ... LINK Chalkwire::Base ...)
function(chalkwire_add_layer name)
    cmake_parse_arguments(ARG "PRIVATE" "DIRECTORY" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    string(TOLOWER "chalkwire_${name}" target)
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(Chalkwire::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES
        AUTOMOC ON EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
    target_include_directories(${target} PUBLIC
        "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/shared>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/chalkwire>")
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_link_libraries(${target} PUBLIC ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK}
        $<BUILD_INTERFACE:Chalkwire::Options>)
    if(ARG_PRIVATE)
        return()
    endif()
    set(headers ${ARG_SOURCES})
    list(FILTER headers INCLUDE REGEX "\\.h$")
    install(FILES ${headers}
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/chalkwire/${ARG_DIRECTORY}" COMPONENT devel)
    install(TARGETS ${target} EXPORT ChalkwireTargets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT devel)
endfunction()

# Fails the configure step when TARGET reaches one of the named targets through its link libraries.
#   chalkwire_forbid(Chalkwire::Wire Qt6::Network Qt6::Gui Qt6::Widgets)
function(chalkwire_forbid target)
    set(seen "")
    set(queue ${target})
    while(queue)
        list(POP_FRONT queue item)
        if(item IN_LIST seen OR NOT TARGET ${item})
            continue()
        endif()
        list(APPEND seen ${item})
        if(item IN_LIST ARGN)
            message(FATAL_ERROR "${target} must not link ${item} (see ARCHITECTURE.md, layers)")
        endif()
        foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
            get_target_property(next ${item} ${property})
            if(next)
                list(APPEND queue ${next})
            endif()
        endforeach()
    endwhile()
endfunction()

# One Qt Test program. LABELS: unit (default), net, gui, e2e.
#   chalkwire_add_test(tst_linedecoder SOURCES tst_linedecoder.cpp LINK Chalkwire::Wire LABELS unit)
function(chalkwire_add_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABELS" ${ARGN})
    if(NOT ARG_LABELS)
        set(ARG_LABELS unit)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES
        AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${name} PRIVATE ${ARG_LINK} Qt6::Test Chalkwire::Options)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 120
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
