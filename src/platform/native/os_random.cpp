#include "platform/native/os_random.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace perennial {

Result<std::uint64_t> os_random_seed() {
    std::uint64_t seed = 0;
    if (::getentropy(&seed, sizeof seed) != 0) {
        return fail(ErrorCode::unsupported, "The operating system gives no random numbers: " +
                                                std::generic_category().message(errno) + ".");
    }
    return seed;
}

}  // namespace perennial
