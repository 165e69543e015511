#include "platform/web/browser_device.h"

#include <cstdlib>

extern "C" {
double device_utc_ms();
int device_offset_minutes(double utc_ms);
unsigned device_random32();
char* device_storage_name(const char* key);
void device_remember(int in_tab, const char* name, const char* value);
char* device_recall(int in_tab, const char* name);
double page_now_ms();
}

namespace perennial::web {
namespace {

/// Takes over a string that JavaScript allocated.
std::string taken(char* text) {
    std::string copy(text);
    std::free(text);
    return copy;
}

}  // namespace

Instant BrowserClock::now() const { return {static_cast<std::int64_t>(device_utc_ms())}; }
int BrowserClock::offset_minutes(Instant instant) const {
    return device_offset_minutes(static_cast<double>(instant.ms));
}

BrowserStopwatch::BrowserStopwatch() : began_ms_(page_now_ms()) {}
double BrowserStopwatch::elapsed_ms() const { return page_now_ms() - began_ms_; }

std::uint64_t browser_random() { return (std::uint64_t{device_random32()} << 32) | device_random32(); }

Id random_id() {
    Id id;
    for (std::size_t i = 0; i < id.bytes.size(); i += 4) {
        const unsigned bits = device_random32();
        for (std::size_t j = 0; j < 4; ++j) id.bytes[i + j] = static_cast<std::uint8_t>(bits >> (8 * j));
    }
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x40);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

std::string storage_name(std::string_view key) {
    return taken(device_storage_name(std::string(key).c_str()));
}
void remember(std::string_view name, const std::string& value) {
    device_remember(0, std::string(name).c_str(), value.c_str());
}
std::string recall(std::string_view name) { return taken(device_recall(0, std::string(name).c_str())); }

void remember_in_tab(std::string_view name, const std::string& value) {
    device_remember(1, std::string(name).c_str(), value.c_str());
}
std::string recall_in_tab(std::string_view name) {
    return taken(device_recall(1, std::string(name).c_str()));
}

}  // namespace perennial::web
