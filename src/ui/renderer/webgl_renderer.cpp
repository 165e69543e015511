#include "ui/renderer/webgl_renderer.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <imgui.h>

#include "ui/stage_parts.h"

namespace perennial::ui {
namespace {

constexpr const char* kVertexShader = R"(#version 300 es
precision highp float;
uniform vec4 view;  // Left, top, 2 / width, -2 / height.
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texture_position;
layout(location = 2) in vec4 vertex_colour;
out vec2 at;
out vec4 colour;
void main() {
    at = texture_position;
    colour = vertex_colour;
    gl_Position = vec4((position - view.xy) * view.zw + vec2(-1.0, 1.0), 0.0, 1.0);
}
)";

constexpr const char* kFragmentShader = R"(#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 at;
in vec4 colour;
layout(location = 0) out vec4 result;
void main() {
    result = colour * texture(picture, at);
}
)";

GLuint compile(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    return shader;
}

GLuint texture_of(const ImTextureData& data) {
    return static_cast<GLuint>(static_cast<std::uintptr_t>(data.TexID));
}

void upload_whole(ImTextureData& data) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, data.Width, data.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 data.GetPixels());
    data.SetTexID(static_cast<ImTextureID>(name));
    data.SetStatus(ImTextureStatus_OK);
}

void upload_changes(ImTextureData& data) {
    glBindTexture(GL_TEXTURE_2D, texture_of(data));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, data.Width);
    for (const ImTextureRect& part : data.Updates) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                        data.GetPixelsAt(part.x, part.y));
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    data.SetStatus(ImTextureStatus_OK);
}

void destroy(ImTextureData& data) {
    const GLuint name = texture_of(data);
    glDeleteTextures(1, &name);
    data.SetTexID(ImTextureID_Invalid);
    data.SetStatus(ImTextureStatus_Destroyed);
}

/// Brings one texture of the frame to the state it asks for. `lost`: the card has none of them any more.
void bring_up(ImTextureData& data, bool lost) {
    if (data.Status == ImTextureStatus_WantDestroy) {
        if (data.UnusedFrames > 0) destroy(data);
    } else if (data.Status == ImTextureStatus_WantCreate ||
               (lost && data.Status != ImTextureStatus_Destroyed)) {
        upload_whole(data);
    } else if (data.Status == ImTextureStatus_WantUpdates) {
        upload_changes(data);
    }
}

}  // namespace

struct WebglRenderer::Parts {
    GLuint program = 0, vertices = 0, indices = 0, array = 0;
    GLint view = -1;
    bool ready = false, textures_lost = false;

    void make() {
        program = glCreateProgram();
        const GLuint vertex = compile(GL_VERTEX_SHADER, kVertexShader);
        const GLuint fragment = compile(GL_FRAGMENT_SHADER, kFragmentShader);
        glAttachShader(program, vertex);
        glAttachShader(program, fragment);
        glLinkProgram(program);
        glDeleteShader(vertex);
        glDeleteShader(fragment);
        view = glGetUniformLocation(program, "view");
        glGenVertexArrays(1, &array);
        glGenBuffers(1, &vertices);
        glGenBuffers(1, &indices);
        ready = true;
    }

    void begin(const ImDrawData& data, int width, int height) const {
        glViewport(0, 0, width, height);
        glDisable(GL_SCISSOR_TEST);
        glClearColor(0, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glEnable(GL_BLEND);
        glBlendEquation(GL_FUNC_ADD);
        glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        glDisable(GL_CULL_FACE);
        glDisable(GL_DEPTH_TEST);
        glEnable(GL_SCISSOR_TEST);
        glUseProgram(program);
        glUniform4f(view, data.DisplayPos.x, data.DisplayPos.y, 2 / data.DisplaySize.x,
                    -2 / data.DisplaySize.y);
        glBindVertexArray(array);
        glBindBuffer(GL_ARRAY_BUFFER, vertices);
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
        constexpr GLsizei kStride = sizeof(ImDrawVert);
        for (const GLuint attribute : {0U, 1U, 2U}) glEnableVertexAttribArray(attribute);
        glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, kStride,
                              reinterpret_cast<const void*>(offsetof(ImDrawVert, pos)));
        glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, kStride,
                              reinterpret_cast<const void*>(offsetof(ImDrawVert, uv)));
        glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride,
                              reinterpret_cast<const void*>(offsetof(ImDrawVert, col)));
    }

    void draw(const ImDrawList& list, const ImDrawData& data, int width, int height) const {
        glBufferData(
            GL_ARRAY_BUFFER,
            static_cast<GLsizeiptr>(list.VtxBuffer.Size) * static_cast<GLsizeiptr>(sizeof(ImDrawVert)),
            list.VtxBuffer.Data, GL_STREAM_DRAW);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                     static_cast<GLsizeiptr>(list.IdxBuffer.Size) * static_cast<GLsizeiptr>(sizeof(ImDrawIdx)),
                     list.IdxBuffer.Data, GL_STREAM_DRAW);
        const ImVec2 scale = data.FramebufferScale;
        // Whole device pixels; a hair of tolerance, because 7 / 1.25 * 1.25 may be a hair off 7.
        const auto low = [](float edge) { return std::max(0, static_cast<GLint>(std::floor(edge + 0.01F))); };
        const auto high = [](float edge, int most) {
            return std::min(most, static_cast<GLint>(std::ceil(edge - 0.01F)));
        };
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const GLint left = low((command.ClipRect.x - data.DisplayPos.x) * scale.x);
            const GLint top = low((command.ClipRect.y - data.DisplayPos.y) * scale.y);
            const GLint right = high((command.ClipRect.z - data.DisplayPos.x) * scale.x, width);
            const GLint bottom = high((command.ClipRect.w - data.DisplayPos.y) * scale.y, height);
            if (right <= left || bottom <= top || command.ElemCount == 0) continue;
            glScissor(left, height - bottom, right - left, bottom - top);
            glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(static_cast<std::uintptr_t>(command.GetTexID())));
            const auto offset = static_cast<std::uintptr_t>(command.IdxOffset) * sizeof(ImDrawIdx);
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                           reinterpret_cast<const void*>(offset));
        }
    }
};

WebglRenderer::WebglRenderer() : parts_(std::make_unique<Parts>()) {}
WebglRenderer::~WebglRenderer() = default;

void WebglRenderer::render(Stage& stage) {
    const ImDrawData* data = stage.parts().draw_data;
    if (data == nullptr) return;
    if (!parts_->ready) parts_->make();
    if (data->Textures != nullptr) {
        for (ImTextureData* texture : *data->Textures) bring_up(*texture, parts_->textures_lost);
    }
    parts_->textures_lost = false;
    const int width = static_cast<int>(std::lround(data->DisplaySize.x * data->FramebufferScale.x));
    const int height = static_cast<int>(std::lround(data->DisplaySize.y * data->FramebufferScale.y));
    if (width <= 0 || height <= 0) return;
    parts_->begin(*data, width, height);
    for (const ImDrawList* list : data->CmdLists) parts_->draw(*list, *data, width, height);
}

void WebglRenderer::forget() {
    *parts_ = {};
    parts_->textures_lost = true;
}

void WebglRenderer::create() { parts_->make(); }

}  // namespace perennial::ui
