// The type scale: size, line and weight of every text style, for mouse and for touch.
#pragma once

#include "ui/glyphs.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct Type {
    float px = 13;    ///< CSS pixels to the em.
    float line = 20;  ///< Height of a line.
    FontWeight weight = FontWeight::regular;
};

inline Type type_of(TextStyle style, bool touch) {
    const Type caption = touch ? Type{13, 18} : Type{12, 16};
    const Type body = touch ? Type{15, 22} : Type{13, 20};
    switch (style) {
        case TextStyle::caption: return caption;
        case TextStyle::caption_medium: return {caption.px, caption.line, FontWeight::medium};
        case TextStyle::body: return body;
        case TextStyle::body_medium: return {body.px, body.line, FontWeight::medium};
        case TextStyle::body_semibold: return {body.px, body.line, FontWeight::semibold};
        case TextStyle::section: return {touch ? 15.F : 14.F, touch ? 22.F : 20.F, FontWeight::semibold};
        case TextStyle::dialog_title: return {16, 24, FontWeight::semibold};
        case TextStyle::page_title:
        case TextStyle::figure: return {20, 28, FontWeight::semibold};
        case TextStyle::headline: return {32, 40, FontWeight::semibold};
    }
    return body;
}

}  // namespace perennial::ui
