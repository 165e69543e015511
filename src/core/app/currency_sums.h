// Sums that never mix currencies.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/queries.h"

namespace perennial {

class CurrencySums {
public:
    /// A sum without a currency (nobody has bought anything) is left out.
    void add(std::string_view code, std::int64_t minor) {
        if (last_ < codes_.size() && codes_[last_] == code) {
            minor_[last_] += minor;
            return;
        }
        if (code.empty()) return;
        last_ = static_cast<std::size_t>(std::ranges::find(codes_, code) - codes_.begin());
        if (last_ == codes_.size()) {
            codes_.emplace_back(code);
            minor_.push_back(0);
        }
        minor_[last_] += minor;
    }

    /// By code.
    std::vector<CurrencySum> take() const {
        std::vector<CurrencySum> sums;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            sums.push_back({Currency::parse(codes_[i]).value_or(Currency{}), minor_[i]});
        }
        std::ranges::sort(sums, {}, &CurrencySum::currency);
        return sums;
    }

private:
    std::vector<std::string> codes_;
    std::vector<std::int64_t> minor_;
    std::size_t last_ = 0;
};

}  // namespace perennial
