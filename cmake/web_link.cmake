# How the page's module is linked: as a whole into whole/, then cut into perennial.wasm, what the first frame needs, and
# perennial-later.wasm, the rest; shell/parts.mjs puts them together.
# Nothing here may need eval: the page's Content-Security-Policy allows only 'wasm-unsafe-eval'.

# The browser side of platform/web: *.library.js are Emscripten libraries (functions that C++ calls),
# *.pre.js run first inside the module.
file(GLOB web_libraries CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/platform/web/*.library.js)
file(GLOB web_pre CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/platform/web/*.pre.js)

# What the shell may use of the module object.
set(web_runtime_methods HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8,stringToNewUTF8)
set(web_exports _main,_malloc,_free)

set_target_properties(main_web PROPERTIES
    OUTPUT_NAME perennial SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/whole)
target_link_options(main_web PRIVATE
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createPerennial -sENVIRONMENT=web
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB
    -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sMALLOC=dlmalloc -sSUPPORT_LONGJMP=0
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0
    -sINVOKE_RUN=0 -sEXIT_RUNTIME=0
    # The cut goes by the names of functions, so none may be inlined into another or merged with it before.
    --profiling-funcs -Wl,--no-demangle
    -sBINARYEN_EXTRA_PASSES=--skip-pass=duplicate-function-elimination,--skip-pass=inlining-optimizing
    -sEXPORTED_RUNTIME_METHODS=${web_runtime_methods} -sEXPORTED_FUNCTIONS=${web_exports}
    $<IF:$<CONFIG:Debug>,-sASSERTIONS=2,-sASSERTIONS=0>
    $<IF:$<CONFIG:Debug>,-sSTACK_OVERFLOW_CHECK=2,-sSTACK_OVERFLOW_CHECK=0>)
foreach(file IN LISTS web_libraries)
    target_link_options(main_web PRIVATE "SHELL:--js-library ${file}")
endforeach()
foreach(file IN LISTS web_pre)
    target_link_options(main_web PRIVATE "SHELL:--pre-js ${file}")
endforeach()

set(split_inputs ${PROJECT_SOURCE_DIR}/tools/split_module.py ${PROJECT_SOURCE_DIR}/cmake/first_part.txt)
set_property(TARGET main_web APPEND PROPERTY LINK_DEPENDS ${web_libraries} ${web_pre} ${CMAKE_CURRENT_LIST_FILE} ${split_inputs})
add_custom_command(TARGET main_web POST_BUILD
    COMMAND /usr/bin/python3 ${split_inputs} ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}/build/deps/emscripten $<CONFIG>
    COMMENT "Cutting the module into its two parts" VERBATIM)
