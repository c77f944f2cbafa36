# What is made of the modules: libbriefbook (static and shared), the program, and what they install.

# bb_finish_library(): after all bb_add_module.
function(bb_finish_library)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/src/cli/main.c)
    return()
  endif()
  # The shipped layouts and fonts.yaml lie alike in the tree and where they are installed.
  foreach(module document cli)
    target_compile_definitions(bb_${module} PRIVATE
      BB_DATA_DIR="${CMAKE_INSTALL_FULL_DATADIR}/briefbook" BB_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endforeach()

  add_library(briefbook_static STATIC)
  add_library(briefbook_shared SHARED)
  set_target_properties(briefbook_shared PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
  foreach(library briefbook_static briefbook_shared)
    bb_link_modules(${library} document)
    set_target_properties(${library} PROPERTIES
      OUTPUT_NAME briefbook PUBLIC_HEADER ${PROJECT_SOURCE_DIR}/src/document/briefbook.h)
    if(BB_SANITIZE)
      target_link_options(${library} PRIVATE -fsanitize=address,undefined)
    endif()
  endforeach()

  # The program stands on the static library: one file that starts fast.
  add_executable(briefbook_program $<TARGET_OBJECTS:bb_cli>)
  set_target_properties(briefbook_program PROPERTIES OUTPUT_NAME briefbook)
  target_link_libraries(briefbook_program PRIVATE briefbook_static)
  bb_compile_options(briefbook_program)
  bb_install()
endfunction()

function(bb_install)
  # What a static link needs besides, for pkg-config.
  set(BRIEFBOOK_REQUIRES "yaml-0.1 glib-2.0 gobject-2.0 fontconfig freetype2 harfbuzz \
harfbuzz-subset pango pangoft2 cairo cairo-pdf cairo-ft libqpdf md4c zlib")
  # From the file's own folder back to the prefix, so that an installation may be moved.
  file(RELATIVE_PATH BRIEFBOOK_UP /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" BRIEFBOOK_UP ${BRIEFBOOK_UP})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/briefbook.pc.in ${PROJECT_BINARY_DIR}/briefbook.pc
    @ONLY)
  install(TARGETS briefbook_program briefbook_shared briefbook_static
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(FILES ${PROJECT_BINARY_DIR}/briefbook.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/layouts ${PROJECT_SOURCE_DIR}/fonts
    DESTINATION ${CMAKE_INSTALL_DATADIR}/briefbook)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()
