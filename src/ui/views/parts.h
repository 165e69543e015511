// Pieces that several screens are made of: page head, empty state, labelled fact, tile, bars of tags.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// Lays controls out from the right edge: head(…) then button(…) for each, last one first.
class RightToLeft {
public:
    RightToLeft(Ui& ui, Rect area, float gap = 8) : ui_(ui), area_(area), gap_(gap) {}
    bool button(std::string_view label, const ButtonOptions& options = {});
    Rect take(float width);
    Rect rest() const { return area_; }

private:
    Ui& ui_;
    Rect area_;
    float gap_;
};

/// The row below the top bar: the page's title, and what is left of it for buttons.
Rect page_head(Ui& ui, Rect& page, std::string_view title, std::string_view beside = {});
/// Contacts > All contacts: links; the last one is where we are.
struct Crumb {
    std::string label;
    std::string href;
};
void breadcrumbs(Ui& ui, Rect area, std::span<const Crumb> crumbs);

/// Icon in a soft circle, what, why; the caller adds its buttons in the returned strip, centred.
Rect empty_state(Ui& ui, Rect area, const char* icon, std::string_view what, std::string_view why);

/// A label and its value on one line, a link when it leads somewhere; returns the height used (several lines when the value
/// wraps). Labels stand in a column of this width.
float fact(Ui& ui, Rect area, std::string_view label, std::string_view value, std::string_view href = {},
           float label_width = 68);
/// A key number: label, figure, what stands beneath it.
void tile(Ui& ui, Rect area, std::string_view label, std::string_view figure, std::string_view beneath);
/// Tags on lines of `width`; returns the height used.
float tag_lines(Ui& ui, Rect area, std::span<const TagView> tags);
/// A coloured note across the page with one button; true when the button was pressed.
enum class Note : std::uint8_t { info, danger, warn };
bool note_bar(Ui& ui, Rect area, Note kind, std::string_view strong, std::string_view text,
              std::string_view action);

/// The same without a button, as high as its text needs; returns the height.
float note_block(Ui& ui, Rect area, Note kind, std::string_view text);
/// Words in use that contain what was typed so far, as a field that completes offers them.
std::vector<Suggestion> word_suggestions(std::span<const std::string> words, std::string_view typed);

/// Why a control rests in a tab that does not write.
inline constexpr std::string_view kOnlyReading = "This tab is only reading.";

float margin_of(const Ui& ui);
float control_height(const Ui& ui);
float row_height(const Ui& ui);
bool narrow(const Ui& ui);
/// The colour of a tag's dot, stable for its text: 1 to 6.
int tag_colour(std::string_view text);

}  // namespace perennial::ui
