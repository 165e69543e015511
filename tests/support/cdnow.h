// The CDNOW purchases of tests/data/orders, as the papers count them.
#pragma once

#include <vector>

#include "core/analytics/purchase_histories.h"

namespace perennial {

/// 6,919 purchases of the 2,357 customers of the papers' sample, or 69,659 of all 23,570; in dollars.
enum class CdnowPart { sample, all };
std::vector<analytics::Purchase> cdnow_purchases(CdnowPart part);

/// Watched from 1 January to 30 September 1997 (39 weeks), held out up to 30 June 1998 (39 weeks); in weeks.
std::vector<analytics::CustomerHistory> cdnow_histories(CdnowPart part = CdnowPart::sample);

std::vector<analytics::PurchaseHistory> only_histories(
    const std::vector<analytics::CustomerHistory>& customers);

}  // namespace perennial
