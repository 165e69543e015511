#include "core/domain/rules_of_record.h"

#include <algorithm>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::string_view kCancelled = "cancelled";
constexpr std::string_view kRefunded = "refunded";
}  // namespace

std::int64_t counted_amount(std::string_view status, std::int64_t total) {
    if (status == kCancelled) return 0;
    return status == kRefunded ? std::min(total, std::int64_t{0}) : total;
}

bool counts_as_purchase(std::string_view status) { return status != kCancelled && status != kRefunded; }

}  // namespace perennial
