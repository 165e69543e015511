#include "platform/web/browser_files.h"

#include <emscripten.h>

#include <utility>

extern "C" {
void files_start(void* files);
void files_pick(int several, const char* accept);
int files_save_begin(const char* name, const char* type);
void files_save_write(int save, const char* bytes, double length);
void files_save_end(int save, int hand_over);
void files_save_picture(const char* name, const char* svg);
}

namespace perennial::web {
namespace {

class Download final : public SaveTarget {
public:
    explicit Download(int save) : save_(save) {}
    ~Download() override {
        if (save_ != 0) files_save_end(save_, 0);
    }
    Status write(std::string_view bytes) override {
        files_save_write(save_, bytes.data(), static_cast<double>(bytes.size()));
        return {};
    }
    Status finish() override {
        files_save_end(std::exchange(save_, 0), 1);
        return {};
    }

private:
    int save_;
};

BrowserFiles& files_at(void* pointer) { return *static_cast<BrowserFiles*>(pointer); }

}  // namespace

BrowserFiles::BrowserFiles() { files_start(this); }
void BrowserFiles::pick(bool several, std::string_view accept) {
    files_pick(several ? 1 : 0, std::string(accept).c_str());
}

std::unique_ptr<SaveTarget> BrowserFiles::save(std::string_view name, std::string_view media_type) {
    return std::make_unique<Download>(
        files_save_begin(std::string(name).c_str(), std::string(media_type).c_str()));
}

void save_png(const std::string& name, const std::string& svg) {
    files_save_picture(name.c_str(), svg.c_str());
}

}  // namespace perennial::web

extern "C" {

EMSCRIPTEN_KEEPALIVE void files_received(void* files, const char* name, const std::byte* bytes,
                                         double length) {
    auto copy =
        std::make_shared<const std::vector<std::byte>>(bytes, bytes + static_cast<std::size_t>(length));
    perennial::web::files_at(files).coming.emplace_back(
        perennial::ReceivedFile{.name = name, .bytes = std::move(copy)});
}

EMSCRIPTEN_KEEPALIVE void files_failed(void* files, const char* name, const char* why) {
    perennial::web::files_at(files).coming.emplace_back(
        perennial::fail_at(perennial::ErrorCode::invalid_input, why, perennial::Place{name, 0, ""}));
}

EMSCRIPTEN_KEEPALIVE void files_complete(void* files) {
    auto& port = perennial::web::files_at(files);
    auto all = std::exchange(port.coming, {});
    if (port.on_received) port.on_received(std::move(all));
}
}
