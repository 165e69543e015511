#include "core/analytics/shop_classes.h"

#include <doctest/doctest.h>

namespace perennial::analytics {
namespace {

constexpr Day kToday{20'000};
constexpr OrderFact bought(int days_ago, bool purchase = true) {
    return {0, Day{kToday.days - days_ago}, 1000, purchase};
}

TEST_CASE("the edges of the three classes lie where the requirement puts them") {
    struct Case {
        const char* why;
        std::vector<OrderFact> orders;
        int known_for;
        std::optional<ShopClass> expected;
    };
    using enum ShopClass;
    for (const Case& c :
         {Case{"four within the year", {bought(364), bought(200), bought(100), bought(0)}, 400, frequent},
          Case{"the fourth a day too old", {bought(365), bought(200), bought(100), bought(0)}, 400, occasional},
          Case{"four on one day", {bought(3), bought(3), bought(3), bought(3)}, 400, frequent},
          Case{"one on the last day of the year", {bought(364)}, 400, occasional},
          Case{"one a day too old", {bought(365)}, 400, std::nullopt},
          Case{"a cancelled one does not count", {bought(10, false)}, 29, new_subscriber},
          Case{"tomorrow's does not count", {bought(-1)}, 29, new_subscriber},
          Case{"known today", {}, 0, new_subscriber}, Case{"known since 29 days", {}, 29, new_subscriber},
          Case{"known since 30 days", {}, 30, std::nullopt},
          Case{"known since tomorrow", {}, -1, std::nullopt},
          Case{"new, but bought long ago", {bought(800)}, 5, std::nullopt},
          Case{"new, and bought", {bought(1)}, 5, occasional}}) {
        CAPTURE(c.why);
        CHECK(shop_class(c.orders, {.known_since = Day{kToday.days - c.known_for}, .contract_end = {}},
                         kToday) == c.expected);
    }
    CHECK(shop_class({}, {}, kToday) == std::nullopt);
}

TEST_CASE("each class has its play") {
    for (const ShopClass one : {ShopClass::frequent, ShopClass::occasional, ShopClass::new_subscriber}) {
        CHECK_FALSE(shop_class_text(one).label.empty());
        CHECK(shop_class_text(one).play.ends_with("."));
    }
}

}  // namespace
}  // namespace perennial::analytics
