# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Precompiled Qt headers for the libraries with many sources: a file of shared/ui took 4.7 s without and 1.4 s with
# them (GCC 12, Debug). Off where ccache is, which caches such files badly, and in the headless preset, which thereby
# shows that every file includes what it uses. Tests are single files with definitions of their own: no gain there.
if(NOT CHALKWIRE_PCH)
    return()
endif()

set(core_headers <QByteArray> <QHash> <QList> <QString> <QStringList> <algorithm> <memory> <optional> <variant> <vector>)
set(object_headers <QObject> <QTimer>)
set(widget_headers <QAction> <QBoxLayout> <QLabel> <QMenu> <QPainter> <QToolButton> <QWidget>)

foreach(target chalkwire_base chalkwire_wire chalkwire_core chalkwire_store chalkwire_trace)
    target_precompile_headers(${target} PRIVATE ${core_headers})
endforeach()
foreach(target chalkwire_net chalkwire_app chalkwire_server_models chalkwire_client_models)
    if(TARGET ${target})
        target_precompile_headers(${target} PRIVATE ${core_headers} ${object_headers})
    endif()
endforeach()
foreach(target chalkwire_ui chalkwire_server_window chalkwire_client_window)
    if(TARGET ${target})
        target_precompile_headers(${target} PRIVATE ${core_headers} ${object_headers} ${widget_headers})
    endif()
endforeach()
