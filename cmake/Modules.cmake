# Modules: each folder of src/ is an object library bb_<name>; the library and the tests are made
# of them.

set(BB_MODULES "" CACHE INTERNAL "")

# bb_add_module(NAME DEPS module... LIBS target...)
function(bb_add_module name)
  cmake_parse_arguments(ARG "" "" "DEPS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.c)
  if(NOT sources)
    message(STATUS "module ${name}: no sources yet")
    file(WRITE ${PROJECT_BINARY_DIR}/empty_${name}.c "typedef int bb_empty_module;\n")
    set(sources ${PROJECT_BINARY_DIR}/empty_${name}.c)
  endif()
  add_library(bb_${name} OBJECT ${sources})
  target_include_directories(bb_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  bb_compile_options(bb_${name})
  set(libs ${ARG_LIBS})
  set(objects ${name})
  foreach(dep ${ARG_DEPS})
    get_target_property(dep_libs bb_${dep} BB_LIBS)
    get_target_property(dep_objects bb_${dep} BB_OBJECTS)
    list(APPEND libs ${dep_libs})
    list(APPEND objects ${dep_objects})
  endforeach()
  list(REMOVE_ITEM libs libs-NOTFOUND dep_libs-NOTFOUND)
  list(REMOVE_DUPLICATES libs)
  list(REMOVE_DUPLICATES objects)
  target_link_libraries(bb_${name} PUBLIC ${libs})
  set_target_properties(bb_${name} PROPERTIES BB_LIBS "${libs}" BB_OBJECTS "${objects}")
  set(BB_MODULES ${BB_MODULES} ${name} CACHE INTERNAL "")
endfunction()

function(bb_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wstrict-prototypes
    -Wmissing-prototypes -Wwrite-strings -Wvla)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE BB_VERSION="${PROJECT_VERSION}")
  if(BB_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(HARU_INCLUDE_DIR)
    target_include_directories(${target} SYSTEM PRIVATE ${HARU_INCLUDE_DIR})
  endif()
  if(BB_SANITIZE)
    target_compile_definitions(${target} PRIVATE BB_ARENA_SINGLE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined
      -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    # libqpdf throws inside of a C program: AddressSanitizer must find __cxa_throw when it starts.
    target_link_options(${target} PRIVATE -fsanitize=address,undefined
      -Wl,--push-state,--no-as-needed,-lstdc++,--pop-state)
  endif()
  if(BB_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# bb_link_modules(TARGET MODULE...): links it with the objects of the modules and of all they
# depend on.
function(bb_link_modules target)
  set(objects "")
  set(libs "")
  foreach(module ${ARGN})
    get_target_property(module_objects bb_${module} BB_OBJECTS)
    get_target_property(module_libs bb_${module} BB_LIBS)
    list(APPEND objects ${module_objects})
    list(APPEND libs ${module_libs})
  endforeach()
  list(REMOVE_DUPLICATES objects)
  list(REMOVE_DUPLICATES libs)
  foreach(object ${objects})
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:bb_${object}>)
  endforeach()
  target_link_libraries(${target} PRIVATE ${libs})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
endfunction()

# bb_add_unit_test(MODULE [MODULES module...] [SOURCES file...]): tests/unit/test_<module>.c with
# cmocka, linked with that module and the others named, and the further files of tests/unit.
# Finished PDFs go to BB_OUTPUT_DIR, which the test verapdf checks.
function(bb_add_unit_test module)
  cmake_parse_arguments(ARG "" "" "MODULES;SOURCES" ${ARGN})
  list(TRANSFORM ARG_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/tests/unit/)
  add_executable(test_${module} ${PROJECT_SOURCE_DIR}/tests/unit/test_${module}.c ${ARG_SOURCES})
  bb_link_modules(test_${module} ${module} ${ARG_MODULES})
  bb_compile_options(test_${module})
  target_link_libraries(test_${module} PRIVATE PkgConfig::CMOCKA)
  target_compile_definitions(test_${module} PRIVATE
    BB_TEST_DIR="${PROJECT_SOURCE_DIR}/tests" BB_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    BB_OUTPUT_DIR="${PROJECT_BINARY_DIR}/output")
  add_test(NAME unit-${module} COMMAND test_${module})
endfunction()
