# What is made of the modules: libbriefbook (static and shared), the program, and what they install.

# bb_finish_library(): after all bb_add_module.
function(bb_finish_library)
  target_compile_definitions(bb_document PRIVATE
    BB_DATA_DIR="${CMAKE_INSTALL_FULL_DATADIR}/briefbook")
  # What finishes a PDF is a library of its own, loaded at need (src/archive/entry.h).
  add_library(briefbook_archive SHARED)
  bb_link_modules(briefbook_archive archive)
  add_library(briefbook_shared SHARED ${PROJECT_SOURCE_DIR}/src/document/finish/loaded.c)
  bb_link_modules(briefbook_shared document)
  add_library(briefbook_static STATIC ${PROJECT_SOURCE_DIR}/src/document/finish/linked.c)
  bb_link_modules(briefbook_static document archive)
  target_compile_definitions(briefbook_shared PRIVATE
    BB_ARCHIVE_LIBRARY="libbriefbook-archive.so.${PROJECT_VERSION_MAJOR}")
  target_link_libraries(briefbook_shared PRIVATE ${CMAKE_DL_LIBS})
  add_dependencies(briefbook_shared briefbook_archive)
  foreach(library briefbook_shared briefbook_static)
    set_target_properties(${library} PROPERTIES
      OUTPUT_NAME briefbook PUBLIC_HEADER ${PROJECT_SOURCE_DIR}/src/document/briefbook.h)
    bb_compile_options(${library})
  endforeach()
  set_target_properties(briefbook_archive PROPERTIES
    OUTPUT_NAME briefbook-archive LINKER_LANGUAGE C)
  set_target_properties(briefbook_shared briefbook_archive PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
  if(BB_SANITIZE)
    target_link_options(briefbook_archive PRIVATE -fsanitize=address,undefined)
  endif()
  bb_finish_program()
  bb_install()
endfunction()

# The program loads the shared library in its workers (src/cli/library.c), so it is linked with
# diag and base only. The build tree has the data folder where the installed program has it, seen
# from the program: the tree can be moved, and no path of it gets into what is installed.
function(bb_finish_program)
  file(RELATIVE_PATH data_from_program ${CMAKE_INSTALL_FULL_BINDIR}
    ${CMAKE_INSTALL_FULL_DATADIR}/briefbook)
  file(RELATIVE_PATH library_from_program ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  add_executable(briefbook_program)
  bb_link_modules(briefbook_program cli)
  target_compile_definitions(bb_cli PRIVATE
    BB_LIBRARY_NAME="libbriefbook.so.${PROJECT_VERSION_MAJOR}"
    BB_LIBRARY_FROM_PROGRAM="${library_from_program}" BB_DATA_FROM_PROGRAM="${data_from_program}")
  set_target_properties(briefbook_program PROPERTIES
    OUTPUT_NAME briefbook LINKER_LANGUAGE C)
  bb_compile_options(briefbook_program)
  add_dependencies(briefbook_program briefbook_shared)
  # The manual page says what the program says of itself.
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/briefbook.1
    COMMAND ${PROJECT_SOURCE_DIR}/scripts/manual $<TARGET_FILE:briefbook_program>
      ${PROJECT_BINARY_DIR}/briefbook.1
    DEPENDS briefbook_program ${PROJECT_SOURCE_DIR}/scripts/manual VERBATIM)
  add_custom_target(manual ALL DEPENDS ${PROJECT_BINARY_DIR}/briefbook.1)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/briefbook)
  foreach(folder layouts fonts data/starter)
    get_filename_component(name ${folder} NAME)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder}
      ${PROJECT_BINARY_DIR}/share/briefbook/${name} SYMBOLIC)
  endforeach()
endfunction()

function(bb_install)
  # What a static link needs besides, for pkg-config.
  set(BRIEFBOOK_REQUIRES "yaml-0.1 glib-2.0 gobject-2.0 fontconfig freetype2 harfbuzz \
harfbuzz-subset pango cairo cairo-pdf cairo-ps cairo-svg cairo-ft libpng libjpeg libqrencode \
libqpdf md4c nettle libdeflate zlib")
  # From the file's own folder back to the prefix, so that an installation may be moved.
  file(RELATIVE_PATH BRIEFBOOK_UP /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" BRIEFBOOK_UP ${BRIEFBOOK_UP})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/briefbook.pc.in ${PROJECT_BINARY_DIR}/briefbook.pc
    @ONLY)
  install(TARGETS briefbook_program briefbook_shared briefbook_archive briefbook_static
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(FILES ${PROJECT_BINARY_DIR}/briefbook.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/layouts ${PROJECT_SOURCE_DIR}/fonts
    ${PROJECT_SOURCE_DIR}/data/starter
    DESTINATION ${CMAKE_INSTALL_DATADIR}/briefbook)
  install(FILES ${PROJECT_BINARY_DIR}/briefbook.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${PROJECT_SOURCE_DIR}/completions/briefbook.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME briefbook)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()
