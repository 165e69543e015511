// The page's program: takes the fonts, finds the workspace to show, makes the Page, and leaves the rest to the browser's
// events.
#include <emscripten.h>

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "platform/web/page.h"
#include "platform/web/workspaces.h"

extern "C" void shell_page(void* page);

namespace {

/// What has to live as long as the page does.
struct Program {
    std::array<std::vector<std::byte>, 4> fonts;
    perennial::web::Workspaces workspaces;
    std::unique_ptr<perennial::web::Page> page;
};

Program& program() {
    static Program instance;  // The composition root: the one object that the browser's calls have to find.
    return instance;
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void page_font(int index, const std::byte* bytes, double length) {
    program().fonts[static_cast<std::size_t>(index)].assign(bytes, bytes + static_cast<std::size_t>(length));
}

namespace {

void open_page(const perennial::Status& started) {
    auto& [fonts, workspaces, page] = program();
    page = std::make_unique<perennial::web::Page>(perennial::ui::FontFiles{.regular = std::move(fonts[0]),
                                                                           .medium = std::move(fonts[1]),
                                                                           .semibold = std::move(fonts[2]),
                                                                           .icons = std::move(fonts[3])},
                                                  workspaces);
    shell_page(page.get());
    page->start();
    if (!started) page->tell(started.error());
}

}  // namespace

int main() { program().workspaces.start(open_page); }
