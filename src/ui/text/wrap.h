// Breaking text into lines and cutting it to a width. Pure: how wide something is, is asked of a function.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace perennial::ui {

/// Width in CSS pixels of a text in one line.
using Measure = std::function<float(std::string_view)>;

/// Lines of at most `width`, as views into `text`: broken at line feeds, after spaces and hyphens, beside Han and kana,
/// and inside a word only when it does not fit a line of its own. Spaces at a break belong to no line.
std::vector<std::string_view> wrap_text(std::string_view text, float width, const Measure& measure);

/// `text` when it fits, else its longest beginning that fits together with an ellipsis.
std::string cut_text(std::string_view text, float width, const Measure& measure);

}  // namespace perennial::ui
