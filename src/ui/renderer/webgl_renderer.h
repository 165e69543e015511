// Puts a stage's last frame on the canvas with WebGL2 (OpenGL ES 3). Everything it holds can be lost with the context and
// made again: the stage keeps the pixels of its textures.
// Needs a current context in every call but the constructor and forget().
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/result.h"
#include "ui/stage.h"

struct ImTextureData;

namespace perennial::ui {

class WebglRenderer {
public:
    WebglRenderer();
    ~WebglRenderer();
    WebglRenderer(const WebglRenderer&) = delete;
    WebglRenderer& operator=(const WebglRenderer&) = delete;

    /// Makes program and buffers. Errors: unsupported, with what the driver said.
    Status create();
    /// The context is gone: drops every name without calling GL. After create(), render() uploads everything again.
    void forget();
    /// Draws the last frame to the bound framebuffer, whose size is the stage's in device pixels, rounded.
    void render(Stage& stage);

private:
    struct Names;
    void update_textures(Stage& stage);
    void update_texture(ImTextureData& texture);
    void set_state(float display_width, float display_height, int width, int height);

    std::unique_ptr<Names> names_;
    bool textures_lost_ = false;
};

}  // namespace perennial::ui
