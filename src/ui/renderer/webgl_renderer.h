// Draws a frame's triangles with WebGL2 (OpenGL ES 3). Everything on the graphics card can be lost at any time: forget() drops
// what is gone, create() makes it again, and the next render() uploads the textures from memory.
#pragma once

#include <memory>

#include "ui/stage.h"

namespace perennial::ui {

class WebglRenderer {
public:
    /// Needs no context yet: program and buffers are made at the first render().
    WebglRenderer();
    ~WebglRenderer();
    WebglRenderer(const WebglRenderer&) = delete;
    WebglRenderer& operator=(const WebglRenderer&) = delete;

    /// Draws the stage's last frame into the current context.
    void render(Stage& stage);
    /// The context is lost: its names mean nothing any more.
    void forget();
    /// A new context is current.
    void create();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial::ui
