// What is wrong with a recorded tree, in words: for tests, and for the page's own self-check.
#pragma once

#include <string>
#include <vector>

#include "ui/semantics/tree.h"

namespace perennial::ui {

/// Empty when all is well. Finds: interactive items, fields, grids and dialogs without a name; ids used twice; parents that
/// do not exist or stand behind their children; rectangles outside their parent's; options, tabs, rows and cells outside of
/// what they belong to; links without a target; an active descendant or a list that is not there; two headings of level 1.
std::vector<std::string> audit(const Tree& tree);

}  // namespace perennial::ui
