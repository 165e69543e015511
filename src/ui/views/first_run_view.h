// The first screen of a workspace in which nothing is yet: what the shop is called, where it is and what it is paid in, who
// is at work, and the four ways to begin. Choosing one writes the answers; the screen goes when there is something.
#pragma once

#include <string>

#include "ui/views/screens.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct FirstRunRows {
    const Surroundings& around;
    std::string author;
    std::string locale;  ///< Of the browser, for the guess: "de-AT".
};

struct FirstRunState {
    bool begun = false;  ///< The drafts hold the guesses.
    std::string shop, person;
    int country = -1;   ///< Of countries(); one past the last: none of them.
    int currency = -1;  ///< Of named_currencies().
    bool currency_chosen = false;
    std::string shop_error, currency_error;
    float scroll = 0;
    float card_height = 440;  ///< As drawn last.
};

void draw_first_run(Ui& ui, Rect page, const FirstRunRows& rows, FirstRunState& state, Queue& queue);

}  // namespace perennial::ui
