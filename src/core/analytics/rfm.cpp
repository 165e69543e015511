#include "core/analytics/rfm.h"

#include "core/analytics/ranks.h"

namespace perennial::analytics {
namespace {

constexpr std::array<RfmGroupText, kRfmGroups> kGroups{{
    {"champions", "Champions", "Thank them first: early access, and ask for a recommendation."},
    {"loyal", "Loyal", "Keep them close: a personal suggestion from what they like."},
    {"promising", "Promising", "Invite the next purchase while they remember you."},
    {"fresh", "New", "Welcome them, and show what else there is."},
    {"drowsy", "Drowsy", "Remind them with something new in what they bought."},
    {"at_risk", "At risk", "Ask what was missing, and make coming back easy."},
    {"must_not_lose", "Must not lose", "Call them: they bought often and have gone quiet."},
    {"lost", "Lost", "One last friendly note, then leave them in peace."},
}};

template <class Value>
void score(std::vector<RfmCustomer>& customers, Value RfmCustomer::* field, int RfmCustomer::* into) {
    std::vector<Value> values;
    for (const RfmCustomer& customer : customers) values.push_back(customer.*field);
    const std::vector<Rank> ranks = ranks_of(std::span<const Value>(values));
    for (std::size_t i = 0; i < customers.size(); ++i) {
        customers[i].*into = 1 + static_cast<int>(5 * ranks[i].below / customers.size());
    }
}

}  // namespace

const RfmGroupText& rfm_group_text(RfmGroup group) { return kGroups[static_cast<std::size_t>(group)]; }

RfmGroup rfm_group(int recency, int frequency) {
    using enum RfmGroup;
    constexpr std::array<std::array<RfmGroup, 3>, 3> kGrid{{
        // Once, sometimes, often.
        {lost, at_risk, must_not_lose},  // Long ago: 1 and 2.
        {drowsy, drowsy, loyal},         // A while ago: 3.
        {fresh, promising, champions},   // Lately: 4 and 5.
    }};
    const std::size_t when = recency <= 2 ? 0 : recency == 3 ? 1 : 2;
    const std::size_t how_often = frequency <= 1 ? 0 : frequency <= 3 ? 1 : 2;
    return kGrid[when][how_often];
}

std::vector<RfmCustomer> rfm(const ShopFacts& facts, Day as_of) {
    std::vector<RfmCustomer> out;
    for (const CustomerOrders& orders : by_customer(facts.orders)) {
        RfmCustomer customer{.customer = orders.customer, .last = {}};
        for (const OrderFact& order : orders.orders) {
            if (order.day > as_of) continue;
            customer.spent += order.amount;
            if (!order.purchase) continue;
            ++customer.purchases;
            customer.last = order.day;
        }
        if (customer.purchases > 0) out.push_back(customer);
    }
    if (out.empty()) return out;
    score(out, &RfmCustomer::last, &RfmCustomer::recency);
    score(out, &RfmCustomer::purchases, &RfmCustomer::frequency);
    score(out, &RfmCustomer::spent, &RfmCustomer::monetary);
    for (RfmCustomer& customer : out) customer.group = rfm_group(customer.recency, customer.frequency);
    return out;
}

}  // namespace perennial::analytics
