#include "platform/web/canvas_glyphs.h"

#include <emscripten.h>

#include <string>

extern "C" void glyphs_draw(void* picture, const char* text, float px, int weight);

namespace perennial::web {

ui::GlyphPicture CanvasGlyphs::rasterize(std::string_view text, float px, ui::FontWeight weight) {
    ui::GlyphPicture picture;
    glyphs_draw(&picture, std::string(text).c_str(), px, static_cast<int>(weight));
    return picture;
}

}  // namespace perennial::web

extern "C" EMSCRIPTEN_KEEPALIVE void glyphs_take(void* pointer, int width, int height, float x, float y,
                                                 float advance, int coloured, const std::uint8_t* pixels) {
    auto& picture = *static_cast<perennial::ui::GlyphPicture*>(pointer);
    picture.width = width;
    picture.height = height;
    picture.offset_x = x;
    picture.offset_y = y;
    picture.advance = advance;
    picture.coloured = coloured != 0;
    picture.rgba.assign(pixels, pixels + static_cast<std::ptrdiff_t>(width) * height * 4);
}
