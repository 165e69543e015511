# One room = one static library. DEPENDS names the only rooms it may include, PRIVATE_LIBS the only
# third-party libraries it may see; tools/check_layers.py checks the includes themselves.
#
#   add_room(storage DEPENDS domain merge PRIVATE_LIBS sqlite3 SOURCES database.cpp statement.cpp)

option(PERENNIAL_PARTIAL "Leave out listed sources that do not exist yet, while a room is being written" OFF)

add_library(perennial_options INTERFACE)
target_compile_options(perennial_options INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wshadow -Wconversion -Werror>)
target_include_directories(perennial_options INTERFACE
    ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)

function(add_room name)
    cmake_parse_arguments(PARSE_ARGV 1 room "" "" "DEPENDS;PRIVATE_LIBS;SOURCES")
    if(room_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "add_room(${name}): unknown words: ${room_UNPARSED_ARGUMENTS}")
    endif()
    if(PERENNIAL_PARTIAL)
        foreach(source IN LISTS room_SOURCES)
            cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE path)
            if(NOT EXISTS ${path})
                message(NOTICE "room ${name}: ${source} is not there yet, left out")
                list(REMOVE_ITEM room_SOURCES ${source})
            endif()
        endforeach()
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/nothing_yet.cpp "")
        list(APPEND room_SOURCES ${CMAKE_CURRENT_BINARY_DIR}/nothing_yet.cpp)
    endif()
    add_library(${name} STATIC ${room_SOURCES})
    target_link_libraries(${name} PUBLIC perennial_options ${room_DEPENDS} PRIVATE ${room_PRIVATE_LIBS})
endfunction()
