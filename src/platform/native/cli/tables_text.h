// docs/schema.md: the tables of the workspace file, written from the catalogue so that the page cannot fall behind.
#pragma once

#include <string>

namespace perennial::cli {

std::string tables_text();

}  // namespace perennial::cli
