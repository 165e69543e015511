// Which parts of a text can be drawn letter by letter and which must be drawn as a whole: letters of joining and
// reordering scripts (Arabic, Hebrew, the Indic ones, Thai, ...), combining sequences, composed emoji.
// Pure; knows nothing of fonts.
#pragma once

#include <string_view>
#include <vector>

namespace perennial::ui {

/// Letters of this code point depend on their neighbours.
bool needs_shaping(char32_t code_point);
/// A line may break before and after it without a space (Han, kana, Hangul, full-width forms).
bool breaks_anywhere(char32_t code_point);

/// A stretch of a text. `whole`: to be drawn as one picture.
struct Piece {
    std::string_view text;
    bool whole = false;
};
/// Cuts `text` into pieces, in order, none empty. Spaces, digits and punctuation between two parts that need shaping go
/// with them, so that a name of several words reads in its own direction.
std::vector<Piece> split_pieces(std::string_view text);

/// Length in bytes of what a person takes for the first character: a letter with its marks, a composed emoji.
std::size_t first_cluster(std::string_view text);

}  // namespace perennial::ui
