# embed_texts(storage HEADER core/storage/schema_texts.h NAMESPACE perennial::storage NAME kSchemaTexts FILES a.sql b.sql)
#
# Gives room `storage` a generated header with the files' text, in the order given:
#   struct EmbeddedText { std::string_view name; std::string_view text; };   (name = file name)
#   inline constexpr EmbeddedText kSchemaTexts[] = {...};
# The header is made again when a file changes. Include it as "core/storage/schema_texts.h".

set(embed_script ${CMAKE_CURRENT_LIST_DIR}/embed_texts.cmake)

function(embed_texts room)
    cmake_parse_arguments(PARSE_ARGV 1 embed "" "HEADER;NAMESPACE;NAME" "FILES")
    list(TRANSFORM embed_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
    set(header ${PROJECT_BINARY_DIR}/generated/${embed_HEADER})
    string(REPLACE ";" "|" files "${embed_FILES}")
    add_custom_command(OUTPUT ${header}
        COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DNAMESPACE=${embed_NAMESPACE} -DNAME=${embed_NAME}
            "-DFILES=${files}" -P ${embed_script}
        DEPENDS ${embed_FILES} ${embed_script}
        COMMENT "Embedding ${embed_HEADER}" VERBATIM)
    target_sources(${room} PRIVATE ${header})
endfunction()
