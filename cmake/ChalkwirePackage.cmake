# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what find_package(Chalkwire) needs (component devel): chalkwire_add_layer() installs libraries and headers.
include(CMakePackageConfigHelpers)

set(chalkwire_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Chalkwire")
configure_package_config_file(cmake/ChalkwireConfig.cmake.in "${CMAKE_BINARY_DIR}/ChalkwireConfig.cmake"
    INSTALL_DESTINATION "${chalkwire_package_dir}")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/ChalkwireConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/ChalkwireConfig.cmake" "${CMAKE_BINARY_DIR}/ChalkwireConfigVersion.cmake"
    DESTINATION "${chalkwire_package_dir}" COMPONENT devel)
install(EXPORT ChalkwireTargets NAMESPACE Chalkwire:: DESTINATION "${chalkwire_package_dir}" COMPONENT devel)
