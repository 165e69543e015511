// Seeds that nobody can guess and that never repeat, from the operating system.
#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace perennial {

/// For one `Random`. Errors: unsupported (the system gives no random numbers).
Result<std::uint64_t> os_random_seed();

}  // namespace perennial
