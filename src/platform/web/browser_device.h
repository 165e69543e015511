// What the browser knows of this device: the hour and its zone, randomness, and small preferences that stay on it.
#pragma once

#include <string>
#include <string_view>

#include "core/app/job.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"

namespace perennial::web {

class BrowserClock final : public Clock {
public:
    Instant now() const override;
    int offset_minutes(Instant instant) const override;
};

/// performance.now() since it was made.
class BrowserStopwatch final : public Stopwatch {
public:
    BrowserStopwatch();
    double elapsed_ms() const override;

private:
    double began_ms_;
};

/// 64 bits of the browser's cryptographic generator.
std::uint64_t browser_random();
/// A writer's id: 128 such bits as a UUIDv4.
Id random_id();
/// Of a workspace's database, lock and channel: made from the page's path and the workspace's key.
std::string storage_name(std::string_view key);

/// On this device, until it is told otherwise.
void remember(std::string_view name, const std::string& value);
std::string recall(std::string_view name);
/// For as long as the tab lives, through reloads.
void remember_in_tab(std::string_view name, const std::string& value);
std::string recall_in_tab(std::string_view name);

}  // namespace perennial::web
