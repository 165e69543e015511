#include "ui/renderer/webgl_renderer.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "ui/stage_parts.h"

namespace perennial::ui {

struct WebglRenderer::Names {
    GLuint program = 0, vertex_array = 0, vertices = 0, indices = 0;
    GLint projection = -1, texture = -1;
};

namespace {

constexpr const char* kVertexShader = R"(#version 300 es
precision highp float;
uniform mat4 projection;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texture_place;
layout(location = 2) in vec4 colour;
out vec2 place;
out vec4 tint;
void main() {
    place = texture_place;
    tint = colour;
    gl_Position = projection * vec4(position, 0.0, 1.0);
}
)";

constexpr const char* kFragmentShader = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 place;
in vec4 tint;
out vec4 result;
void main() {
    result = tint * texture(atlas, place);
}
)";

Result<GLuint> compile(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint done = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &done);
    if (done == GL_TRUE) return shader;
    std::array<char, 512> log{};
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
    glDeleteShader(shader);
    return fail(ErrorCode::unsupported, std::string("The page cannot be drawn here: ") + log.data());
}

Result<GLuint> link(GLuint vertex, GLuint fragment) {
    const GLuint program = glCreateProgram();
    glAttachShader(program, vertex);
    glAttachShader(program, fragment);
    glLinkProgram(program);
    GLint done = GL_FALSE;
    glGetProgramiv(program, GL_LINK_STATUS, &done);
    if (done == GL_TRUE) return program;
    std::array<char, 512> log{};
    glGetProgramInfoLog(program, static_cast<GLsizei>(log.size()), nullptr, log.data());
    glDeleteProgram(program);
    return fail(ErrorCode::unsupported, std::string("The page cannot be drawn here: ") + log.data());
}

void attribute(GLuint place, GLint count, GLenum type, GLboolean normalised, std::size_t offset) {
    glEnableVertexAttribArray(place);
    glVertexAttribPointer(place, count, type, normalised, sizeof(ImDrawVert), reinterpret_cast<const void*>(offset));
}

GLuint name_of(ImTextureID id) { return static_cast<GLuint>(id); }

void make_texture(ImTextureData& texture) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 texture.GetPixels());
    texture.SetTexID(static_cast<ImTextureID>(name));
    texture.SetStatus(ImTextureStatus_OK);
}

void change_texture(ImTextureData& texture) {
    glBindTexture(GL_TEXTURE_2D, name_of(texture.TexID));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    for (const ImTextureRect& part : texture.Updates)
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                        texture.GetPixelsAt(part.x, part.y));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    texture.SetStatus(ImTextureStatus_OK);
}

void drop_texture(ImTextureData& texture) {
    const GLuint name = name_of(texture.TexID);
    glDeleteTextures(1, &name);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
}

template <class T>
void upload(GLenum target, GLuint buffer, const ImVector<T>& data) {
    glBindBuffer(target, buffer);
    glBufferData(target, static_cast<GLsizeiptr>(data.Size) * static_cast<GLsizeiptr>(sizeof(T)), data.Data,
                 GL_STREAM_DRAW);
}

void draw_list(const ImDrawList& list, ImVec2 scale, int height) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
        const auto left = static_cast<GLint>(std::floor(command.ClipRect.x * scale.x + 0.01F));
        const auto top = static_cast<GLint>(std::floor(command.ClipRect.y * scale.y + 0.01F));
        const auto right = static_cast<GLint>(std::ceil(command.ClipRect.z * scale.x - 0.01F));
        const auto bottom = static_cast<GLint>(std::ceil(command.ClipRect.w * scale.y - 0.01F));
        if (right <= left || bottom <= top) continue;
        glScissor(left, height - bottom, right - left, bottom - top);
        glBindTexture(GL_TEXTURE_2D, name_of(command.GetTexID()));
        const auto offset = static_cast<std::uintptr_t>(command.IdxOffset) * sizeof(ImDrawIdx);
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                       reinterpret_cast<const void*>(offset));
    }
}

}  // namespace

WebglRenderer::WebglRenderer() : names_(std::make_unique<Names>()) {}
WebglRenderer::~WebglRenderer() = default;  // The context goes with the page, and the names with the context.

Status WebglRenderer::create() {
    TRY_ASSIGN(const GLuint vertex, compile(GL_VERTEX_SHADER, kVertexShader));
    TRY_ASSIGN(const GLuint fragment, compile(GL_FRAGMENT_SHADER, kFragmentShader));
    TRY_ASSIGN(names_->program, link(vertex, fragment));
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    names_->projection = glGetUniformLocation(names_->program, "projection");
    names_->texture = glGetUniformLocation(names_->program, "atlas");
    glGenVertexArrays(1, &names_->vertex_array);
    glGenBuffers(1, &names_->vertices);
    glGenBuffers(1, &names_->indices);
    glBindVertexArray(names_->vertex_array);
    glBindBuffer(GL_ARRAY_BUFFER, names_->vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, names_->indices);
    attribute(0, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, pos));
    attribute(1, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, uv));
    attribute(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(ImDrawVert, col));
    return {};
}

void WebglRenderer::forget() {
    *names_ = {};
    textures_lost_ = true;
}

void WebglRenderer::update_textures(Stage& stage) {
    ImGui::SetCurrentContext(stage.parts().context.get());
    const bool lost = std::exchange(textures_lost_, false);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (lost) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);  // Becomes a request for a new one while it is in use.
        }
        update_texture(*texture);
    }
}

void WebglRenderer::update_texture(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) make_texture(texture);
    else if (texture.Status == ImTextureStatus_WantUpdates) change_texture(texture);
    else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) drop_texture(texture);
}

void WebglRenderer::set_state(float display_width, float display_height, int width, int height) {
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    // Straight alpha; the canvas itself stays opaque.
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    glActiveTexture(GL_TEXTURE0);
    glUseProgram(names_->program);
    const std::array<float, 16> projection{2 / display_width, 0, 0, 0, 0, -2 / display_height, 0, 0,
                                           0, 0, -1, 0, -1, 1, 0, 1};
    glUniformMatrix4fv(names_->projection, 1, GL_FALSE, projection.data());
    glUniform1i(names_->texture, 0);
    glBindVertexArray(names_->vertex_array);
}

void WebglRenderer::render(Stage& stage) {
    const ImDrawData* data = stage.parts().draw_data;
    if (data == nullptr || names_->program == 0) return;
    const auto width = static_cast<int>(std::lround(data->DisplaySize.x * data->FramebufferScale.x));
    const auto height = static_cast<int>(std::lround(data->DisplaySize.y * data->FramebufferScale.y));
    if (width <= 0 || height <= 0) return;
    update_textures(stage);
    set_state(data->DisplaySize.x, data->DisplaySize.y, width, height);
    const ImVec2 scale(static_cast<float>(width) / data->DisplaySize.x,
                       static_cast<float>(height) / data->DisplaySize.y);
    for (const ImDrawList* list : data->CmdLists) {
        upload(GL_ARRAY_BUFFER, names_->vertices, list->VtxBuffer);
        upload(GL_ELEMENT_ARRAY_BUFFER, names_->indices, list->IdxBuffer);
        draw_list(*list, scale, height);
    }
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace perennial::ui
