#include "ui/stage.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

#include "ui/interaction/roving.h"
#include "ui/stage_parts.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr int kMostPasses = 3;        // Of one frame: what does not come to rest in them is shown on the way.
constexpr int kFramesAfterEvent = 3;  // One to answer, one to settle what moved, one to be sure.
constexpr double kNever = std::numeric_limits<double>::infinity();

}  // namespace

Stage::Parts::Parts(FontFiles fonts, GlyphRasterizer* rasterizer) : context(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouse | ImGuiConfigFlags_NoKeyboard;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    writer = std::make_unique<Writer>(std::move(fonts), rasterizer);
}

// The atlas points into the writer's fonts, the draw lists into the context: they go in this order.
Stage::Parts::~Parts() {
    ImGui::SetCurrentContext(context.get());
    lists_.clear();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->BackendUserData = nullptr;
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    context.reset();
}

float Stage::Parts::snap(float value) const { return std::round(value * pixel_ratio) / pixel_ratio; }

void Stage::Parts::begin_frame(double seconds) {
    ImGui::SetCurrentContext(context.get());
    interaction.step(seconds, {shown, tree}, preferences.reduced_motion);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = static_cast<float>(std::clamp(seconds - now, 0.001, 1.0));
    io.DisplaySize = ImVec2(screen.w, screen.h);
    io.DisplayFramebufferScale = ImVec2(pixel_ratio, pixel_ratio);
    ImGui::GetStyle().CircleTessellationMaxError = 0.25F / pixel_ratio;
    now = seconds;
    ++frame;
    unsettled = false;
    if (wake_at <= seconds) wake_at = kNever;
    widgets_wake_at = interaction.flinging() ? seconds : kNever;
    record.begin_frame();
    hits.clear();
    tooltip = {};

    ImGui::NewFrame();
    ImGui::GetDrawListSharedData()->InitialFringeScale = 1 / pixel_ratio;
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoInputs |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    page_ = ImGui::GetWindowDrawList();
    prepare(*page_);
    writer->begin_frame(pixel_ratio);
}

void Stage::Parts::prepare(ImDrawList& list) const {
    list.Flags |= ImDrawListFlags_TextNoPixelSnap;
    list.PushClipRect(ImVec2(0, 0), ImVec2(screen.w, screen.h), false);
}

ImDrawList& Stage::Parts::list(int layer) {
    if (layer == 0) return *page_;
    const auto place = static_cast<std::size_t>(layer - 1);
    while (lists_.size() <= place) {
        lists_.push_back(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData()));
        list_used_.push_back(0);
    }
    ImDrawList& list = *lists_[place];
    if (std::exchange(list_used_[place], frame) != frame) {
        list._ResetForNewFrame();
        list.PushTexture(ImGui::GetIO().Fonts->TexRef);
        prepare(list);
    }
    return list;
}

WidgetState& Stage::Parts::state(NodeId id) {
    WidgetState& state = states[id];
    state.used = frame;
    return state;
}

OpenLayer& Stage::Parts::open_layer(NodeId id, int layer, bool modal) {
    const auto found = std::ranges::find(layers, id, &OpenLayer::id);
    if (found == layers.end()) {
        const NodeId before = interaction.focused() != 0 ? interaction.focused() : interaction.last_clicked();
        layers.push_back({.id = id, .layer = layer, .modal = modal, .return_focus = before, .used = frame});
        return layers.back();
    }
    found->used = frame;
    found->layer = layer;
    return *found;
}

int Stage::Parts::modal_layer() const {
    int top = 0;
    for (const OpenLayer& layer : layers)
        if (layer.modal) top = std::max(top, layer.layer);
    return top;
}

// Brings the focus into what has opened and back from what has closed.
void Stage::Parts::settle_layers() {
    for (std::size_t n = layers.size(); n-- > 0;) {
        if (layers[n].used == frame) continue;
        const OpenLayer closed = layers[n];
        layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(n));
        frames_due = std::max(frames_due, 2);
        const NodeId focused = interaction.focused();
        const bool lost = focused == 0 || record.full_rect(focused) == nullptr;
        if (closed.focused && lost && record.full_rect(closed.return_focus) != nullptr)
            interaction.focus(closed.return_focus, false);
    }
    for (OpenLayer& layer : layers)
        if (!layer.focused) focus_into(layer);
}

void Stage::Parts::focus_into(OpenLayer& layer) {
    if (!layer.modal && interaction.editing() != 0) return;  // Suggestions below a field leave it the focus.
    layer.focused = true;
    frames_due = std::max(frames_due, 2);
    if (record.contains(layer.id, interaction.focused())) return;
    const Node* target = nullptr;
    for (const Node& node : record.nodes()) {
        if (!node.focusable || node.disabled || !record.contains(layer.id, node.id)) continue;
        if (target == nullptr || node.selected) target = &node;
        if (node.selected) break;
    }
    if (target == nullptr) return;
    interaction.focus(target->id, is_field(*target));
}

void Stage::Parts::end_frame() {
    ImGui::End();
    ImGui::Render();
    draw_data = ImGui::GetDrawData();
    for (std::size_t n = 0; n < lists_.size(); ++n)
        if (list_used_[n] == frame) draw_data->AddDrawList(lists_[n].get());
    settle_layers();
    tree.nodes = record.take(modal_layer());
    tree.title = title;
    std::swap(shown, hits);
    interaction.forget_missing(tree, shown);
    std::erase_if(states, [&](const auto& entry) { return entry.second.used != frame; });
    cost.vertices = draw_data->TotalVtxCount;
    cost.draw_calls = 0;
    for (const ImDrawList* drawn : draw_data->CmdLists) cost.draw_calls += drawn->CmdBuffer.Size;
}

Stage::Stage(FontFiles fonts, GlyphRasterizer* rasterizer)
    : parts_(std::make_unique<Parts>(std::move(fonts), rasterizer)) {}

Stage::~Stage() = default;

void Stage::push(const InputEvent& event) {
    parts_->frames_due = kFramesAfterEvent;
    if (const auto* size = std::get_if<Resized>(&event)) {
        parts_->screen = {0, 0, std::max(1.0F, size->width), std::max(1.0F, size->height)};
        parts_->pixel_ratio = std::clamp(size->pixel_ratio, 0.5F, 8.0F);
    } else if (const auto* preferences = std::get_if<Preferences>(&event)) {
        parts_->preferences = *preferences;
    } else {
        parts_->interaction.push(event);
    }
}

double Stage::next_frame_at() const {
    if (parts_->interaction.waiting() || parts_->frames_due > 0) return parts_->now;
    return std::min(parts_->wake_at, parts_->widgets_wake_at);
}

bool Stage::frame_due(double seconds) const { return next_frame_at() <= seconds; }

void Stage::wake(double at_seconds) { parts_->wake_at = std::min(parts_->wake_at, at_seconds); }

void Stage::frame(double seconds, const std::function<void(Ui&)>& draw) {
    const auto start = std::chrono::steady_clock::now();
    if (parts_->frames_due > 0) --parts_->frames_due;
    for (int pass = 0; pass == 0 || (parts_->unsettled && pass < kMostPasses); ++pass) {
        parts_->begin_frame(std::max(seconds, parts_->now));
        UiFrame frame(*parts_);
        draw(frame);
        frame.finish();
        parts_->end_frame();
    }
    if (parts_->unsettled) parts_->frames_due = std::max(parts_->frames_due, 1);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    parts_->cost.frame_ms = spent.count();
}

const Tree& Stage::tree() const { return parts_->tree; }
bool Stage::has_events() const { return parts_->interaction.has_events(); }
Cursor Stage::cursor() const { return parts_->interaction.cursor(); }
NodeId Stage::editing() const { return parts_->interaction.editing(); }
NodeId Stage::focused() const { return parts_->interaction.focused(); }
NodeId Stage::take_focus_request() { return parts_->interaction.take_focus_request(); }
std::string Stage::take_followed() { return std::exchange(parts_->followed, {}); }
Stage::Cost Stage::cost() const { return parts_->cost; }

}  // namespace perennial::ui
