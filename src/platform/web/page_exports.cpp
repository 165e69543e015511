// What the JavaScript libraries call: each function hands one fact to the page.
#include <emscripten.h>

#include "platform/web/page.h"

namespace {
perennial::web::Page& page_at(void* pointer) { return *static_cast<perennial::web::Page*>(pointer); }
perennial::ui::Modifiers modifiers(int bits) {
    return {
        .ctrl = (bits & 1) != 0, .shift = (bits & 2) != 0, .alt = (bits & 4) != 0, .meta = (bits & 8) != 0};
}
}  // namespace

using namespace perennial::ui;

extern "C" {

EMSCRIPTEN_KEEPALIVE void page_frame(void* page, double now_ms) { page_at(page).frame(now_ms); }
EMSCRIPTEN_KEEPALIVE void page_woken(void* page) { page_at(page).frame(0); }
EMSCRIPTEN_KEEPALIVE void page_whole(void* page) { page_at(page).whole(); }
EMSCRIPTEN_KEEPALIVE void page_work(void* page) { page_at(page).work(); }
EMSCRIPTEN_KEEPALIVE void page_tick(void* page) { page_at(page).tick(); }

EMSCRIPTEN_KEEPALIVE void page_action(void* page, int kind, unsigned node, const char* text, int keyboard) {
    page_at(page).event(Action{
        .kind = static_cast<Action::Kind>(kind), .node = node, .text = text, .by_keyboard = keyboard != 0});
}
EMSCRIPTEN_KEEPALIVE void page_pointer_moved(void* page, float x, float y, int touch) {
    page_at(page).event(PointerMoved{.at = {x, y}, .touch = touch != 0});
}
EMSCRIPTEN_KEEPALIVE void page_pointer_left(void* page) { page_at(page).event(PointerLeft{}); }
EMSCRIPTEN_KEEPALIVE void page_pointer_pressed(void* page, float x, float y, int button, int clicks, int bits,
                                               int touch) {
    page_at(page).event(PointerPressed{
        .at = {x, y}, .button = button, .clicks = clicks, .modifiers = modifiers(bits), .touch = touch != 0});
}
EMSCRIPTEN_KEEPALIVE void page_pointer_released(void* page, float x, float y, int button, int bits) {
    page_at(page).event(PointerReleased{.at = {x, y}, .button = button, .modifiers = modifiers(bits)});
}
EMSCRIPTEN_KEEPALIVE void page_wheel(void* page, float x, float y, float dx, float dy, int bits) {
    page_at(page).event(Wheel{.at = {x, y}, .dx = dx, .dy = dy, .modifiers = modifiers(bits)});
}
EMSCRIPTEN_KEEPALIVE void page_key(void* page, const char* key, int bits, int repeat) {
    page_at(page).event(KeyPressed{.key = key, .modifiers = modifiers(bits), .repeat = repeat != 0});
}
EMSCRIPTEN_KEEPALIVE void page_resized(void* page, float width, float height, float ratio) {
    page_at(page).event(Resized{.width = width, .height = height, .pixel_ratio = ratio});
}
EMSCRIPTEN_KEEPALIVE void page_preferences(void* page, int dark, int reduced, int contrast, int touch,
                                           const char* locale) {
    page_at(page).preferences({.dark = dark != 0,
                               .reduced_motion = reduced != 0,
                               .high_contrast = contrast != 0,
                               .touch = touch != 0,
                               .locale = locale});
}
EMSCRIPTEN_KEEPALIVE void page_route(void* page, const char* fragment) { page_at(page).route(fragment); }
EMSCRIPTEN_KEEPALIVE void page_lock(void* page, int ours) { page_at(page).lock(ours != 0); }
EMSCRIPTEN_KEEPALIVE void page_lock_lost(void* page) { page_at(page).lock_lost(); }
EMSCRIPTEN_KEEPALIVE void page_saved_elsewhere(void* page) { page_at(page).saved_elsewhere(); }
EMSCRIPTEN_KEEPALIVE void page_flush(void* page) { page_at(page).flush(); }
EMSCRIPTEN_KEEPALIVE int page_unsaved(void* page) { return page_at(page).unsaved() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void page_context_lost(void* page) { page_at(page).context_lost(); }
EMSCRIPTEN_KEEPALIVE void page_context_restored(void* page) { page_at(page).context_restored(); }
EMSCRIPTEN_KEEPALIVE void page_forget_longest(void* page) { page_at(page).forget_longest(); }
EMSCRIPTEN_KEEPALIVE double page_stat(void* page, int index) { return page_at(page).stat(index); }

/// The way out when the program has stopped: the database image, block by block, straight from memory.
EMSCRIPTEN_KEEPALIVE double page_image_bytes(void* page) {
    return static_cast<double>(page_at(page).image().size());
}
EMSCRIPTEN_KEEPALIVE const void* page_image_block(void* page, double index) {
    return page_at(page).image().block(static_cast<std::uint64_t>(index)).data();
}
}
