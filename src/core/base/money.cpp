#include "core/base/money.h"

namespace perennial {

Result<Money> add(const Money& a, const Money& b) {
    if (a.currency != b.currency) {
        return fail(ErrorCode::invalid_input, "Amounts in " + std::string(a.currency.code()) + " and " +
                                                  std::string(b.currency.code()) +
                                                  " cannot be added. Add up each currency by itself.");
    }
    Money sum{0, a.currency};
    if (__builtin_add_overflow(a.minor, b.minor, &sum.minor))
        return fail(ErrorCode::invalid_input,
                    "The sum of these amounts is too large. Check them for extra digits.");
    return sum;
}

}  // namespace perennial
