#include "tests/support/cdnow.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>
#include <string>

#include "tests/support/data_file.h"

namespace perennial {

std::vector<analytics::Purchase> cdnow_purchases(CdnowPart part) {
    const bool sample = part == CdnowPart::sample;
    const auto bytes = read_test_data(sample ? "orders/CDNOW_sample.txt" : "orders/CDNOW_master.txt.gz");
    std::istringstream in(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    std::vector<analytics::Purchase> out;
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::string customer, day, discs;
        double dollars = 0;
        words >> customer;
        if (sample) words >> customer;  // Its number within the sample, as the papers name customers.
        words >> day >> discs >> dollars;
        if (!words || day.size() != 8) continue;  // The header.
        const auto read = Day::parse(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
        REQUIRE(read.has_value());
        out.push_back({std::strtoll(customer.c_str(), nullptr, 10), *read, dollars});
    }
    return out;
}

std::vector<analytics::CustomerHistory> cdnow_histories(CdnowPart part) {
    return analytics::histories_until(cdnow_purchases(part), *Day::parse("1997-09-30"),
                                      *Day::parse("1998-06-30"), 7);
}

std::vector<analytics::PurchaseHistory> only_histories(
    const std::vector<analytics::CustomerHistory>& customers) {
    std::vector<analytics::PurchaseHistory> out;
    for (const auto& customer : customers) out.push_back(customer.history);
    return out;
}

}  // namespace perennial
