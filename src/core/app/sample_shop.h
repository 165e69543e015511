// The sample shop before it is written down: a bookshop that nobody runs, with customers, orders and touches of 30 months.
// Made from a seed and a day, and from nothing else: the same two give the same shop on every machine (whole numbers only).
// Invariants:
//   * nothing happens after `today`, and no touch on it;
//   * nobody orders or is heard of before the day they became a customer; the first touch of that day says how;
//   * no e-mail address and no phone number belongs to two people; all are of the ranges reserved for fiction;
//   * totals are domain's order_total of their lines.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/domain/value.h"

namespace perennial {

inline constexpr int kSampleMonths = 30;

struct SampleCompany {
    std::string name, email, website, notes;
    Address address;
};

struct SampleProduct {
    std::string sku, name, category;
    std::string author;      ///< "" of what is no book.
    std::int64_t price = 0;  ///< Cents.
    bool retired = false;
};

/// How somebody buys; what models of churn and value are to find again.
enum class SampleHabit : std::uint8_t {
    loyal,        ///< Every month or two, to this day.
    occasional,   ///< A few times a year.
    gifts,        ///< Before Christmas.
    lapsed,       ///< As loyal ones until a day some months ago, and not since.
    fresh,        ///< A customer for at most a hundred days.
    institution,  ///< By the dozen, for a company.
    silent,       ///< Never.
};

struct SamplePerson {
    std::string name, given, family, language, source, notes, owner, birthday, email, phone;
    Address address;
    std::optional<std::size_t> company;
    std::vector<std::string> tags, interests;
    std::string genre, reading_group;  ///< Custom fields; "" when unknown.
    SampleHabit habit = SampleHabit::silent;
    std::size_t shelf = 0;                      ///< Where they look first.
    bool local = false;                         ///< Lives where the shop is.
    Day since, until;                           ///< First and last day on which they may buy.
    std::optional<std::size_t> recommended_by;  ///< An earlier person.
};

struct SampleLine {
    std::size_t product = 0;
    std::int64_t quantity = 1, returned = 0;  ///< Pieces.
    std::int64_t unit_price = 0, discount = 0;
};

struct SampleOrder {
    std::size_t person = 0;
    Day day;
    std::string_view status, channel;
    std::string staff;  ///< "" for the web shop.
    std::int64_t discount = 0, shipping = 0, total = 0;
    std::vector<SampleLine> lines;
};

struct SampleTouch {
    std::size_t person = 0;
    Day day;
    int minute = 0;  ///< Of the day, where the shop is.
    std::string_view channel;
    bool incoming = false, proactive = false;
    std::string subject, body, staff;
};

struct SampleExpense {
    Day day;
    std::string_view channel, kind, what;
    std::int64_t amount = 0;
};

/// How likely somebody is to recommend the shop (0 to 10), or how satisfied they are (1 to 5).
struct SampleAnswer {
    std::size_t person = 0;
    Day day;
    bool recommending = false;
    std::int64_t score = 0;
};

struct SampleShop {
    std::vector<SampleCompany> companies;
    std::vector<SampleProduct> products;
    std::vector<std::string> genres;      ///< Choices of the custom field.
    std::vector<SamplePerson> people;     ///< By the day they became customers.
    std::vector<SampleOrder> orders;      ///< By day.
    std::vector<SampleTouch> touches;     ///< By day and minute.
    std::vector<SampleExpense> expenses;  ///< By day.
    std::vector<SampleAnswer> answers;    ///< By day.
};

struct SampleMaker;

/// Thinks the shop up in parts that are short enough for a frame.
class SampleShopMaker {
public:
    /// `today` is between 1973 and 9999.
    SampleShopMaker(std::uint64_t seed, Day today);
    ~SampleShopMaker();
    /// Does the next part; true when the shop is whole.
    bool step();
    /// The whole shop, once.
    SampleShop take();

private:
    std::unique_ptr<SampleMaker> maker_;
    std::size_t next_person_ = 0;
};

/// The same at one go.
SampleShop make_sample_shop(std::uint64_t seed, Day today);

}  // namespace perennial
