#include "platform/native/system_clock.h"

#include <chrono>
#include <ctime>

namespace perennial {

Instant SystemClock::now() const {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

int SystemClock::offset_minutes(Instant instant) const {
    const auto seconds = static_cast<std::time_t>(
        std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(instant.ms)).count());
    std::tm local{};
    // A moment so far away that it has no local year is given in UTC.
    if (localtime_r(&seconds, &local) == nullptr) return 0;
    return static_cast<int>(local.tm_gmtoff / 60);
}

}  // namespace perennial
