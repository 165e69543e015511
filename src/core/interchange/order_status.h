// What shops call the state of an order, and which of ours it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace perennial {

/// In the order in which one outweighs another: an order that is paid and shipped is shipped, one that is cancelled is
/// cancelled whatever else it was.
enum class OrderStatus : std::uint8_t { placed, paid, shipped, delivered, refunded, cancelled };

/// As the catalogue names it.
std::string_view order_status_name(OrderStatus status);

/// nullopt when the word is not known. Case, spaces and punctuation do not matter.
std::optional<OrderStatus> parse_order_status(std::string_view word);

}  // namespace perennial
