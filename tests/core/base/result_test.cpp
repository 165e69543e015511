#include "core/base/result.h"

#include <doctest/doctest.h>

#include <set>

namespace perennial {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return fail(ErrorCode::invalid_input, "Not an even number.");
    return number / 2;
}

Result<int> quarter(int number) {
    TRY_ASSIGN(const int halved, half(number));
    return half(halved);
}

Status check_quarter(int number) {
    TRY(quarter(number));
    return {};
}

TEST_CASE("every error code has a name of its own") {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(ErrorCode::unsupported); ++code) {
        const std::string_view name = error_code_name(static_cast<ErrorCode>(code));
        CHECK_FALSE(name.empty());
        names.insert(name);
    }
    CHECK(names.size() == 10);
    CHECK(error_code_name(ErrorCode::invalid_input) == "invalid_input");
    CHECK(error_code_name(ErrorCode::storage_failed) == "storage_failed");
    CHECK(error_code_name(ErrorCode::unsupported) == "unsupported");
}

TEST_CASE("an error is passed on unchanged, a value is taken out") {
    CHECK(quarter(12) == 3);
    CHECK(check_quarter(12).has_value());
    const auto failed = quarter(6);
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().code == ErrorCode::invalid_input);
    CHECK(failed.error().message == "Not an even number.");
    CHECK_FALSE(check_quarter(6).has_value());
}

TEST_CASE("an error can say where in a file it is") {
    const Result<int> failed =
        fail_at(ErrorCode::malformed, "A quote is never closed.", {"shop.csv", 3, "email"});
    REQUIRE(failed.error().place.has_value());
    CHECK(*failed.error().place == Place{"shop.csv", 3, "email"});
}

}  // namespace
}  // namespace perennial
