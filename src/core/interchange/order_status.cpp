#include "core/interchange/order_status.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/domain/catalogue.h"
#include "core/interchange/header_names.h"

namespace perennial {
namespace {

struct StatusWords {
    OrderStatus status;
    NameList words;
};

// clang-format off
constexpr std::array kStatusWords{
    StatusWords{
        OrderStatus::placed,
        "placed|pending|open|new|created|received|on hold|awaiting payment|pending "
        "payment|unpaid|unfulfilled|"
        "draft|authorized|authorised|confirmed|partially paid|checkout draft|scheduled|restocked|incomplete|"
        "offen|neu|in Bearbeitung|en attente|pendiente|in attesa|nowe|oczekujące"},
    StatusWords{OrderStatus::paid,
        "paid|processing|complete payment|captured|succeeded|success|payment received|partially refunded|"
        "partial|partially fulfilled|in process|in progress|invoiced|settled|approved|bezahlt|payé|payée|"
        "pagado|pagato|betaald|opłacone|支払い済み"},
    StatusWords{OrderStatus::shipped,
        "shipped|fulfilled|sent|dispatched|in transit|out for delivery|ready for pickup|versandt|versendet|"
        "expédié|expédiée|enviado|spedito|verzonden|wysłane"},
    StatusWords{
        OrderStatus::delivered,
        "delivered|completed|complete|done|closed|finished|picked up|collected|won|closed "
        "won|geliefert|zugestellt|"
        "abgeschlossen|livré|livrée|terminé|terminée|entregado|completado|consegnato|completato|afgerond|"
        "zrealizowane|発送済み|完了"},
    StatusWords{
        OrderStatus::refunded,
        "refunded|returned|fully refunded|chargeback|charged back|erstattet|retourniert|remboursé|remboursée|"
        "reembolsado|rimborsato|zwrócone|返金済み"},
    StatusWords{OrderStatus::cancelled,
        "cancelled|canceled|voided|void|failed|expired|declined|rejected|abandoned|deleted|trash|lost|"
        "closed lost|storniert|abgebrochen|annulé|annulée|cancelado|annullato|geannuleerd|anulowane|キャンセル"},
};
// clang-format on

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/// Whether two texts have the same letters, whatever stands between them: "partially_refunded", "Partially Refunded".
bool same_letters(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    for (;;) {
        while (i < a.size() && !is_letter(a[i])) ++i;
        while (j < b.size() && !is_letter(b[j])) ++j;
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (!equals_ignoring_case(a.substr(i++, 1), b.substr(j++, 1))) return false;
    }
}

}  // namespace

std::string_view order_status_name(OrderStatus status) {
    return table(TableId::order).fields[order_field::status].choices[static_cast<std::size_t>(status)];
}

std::optional<OrderStatus> parse_order_status(std::string_view word) {
    for (const StatusWords& row : kStatusWords) {
        std::string_view words = row.words;
        while (!words.empty()) {
            const std::size_t end = std::min(words.find('|'), words.size());
            if (same_letters(words.substr(0, end), word)) return row.status;
            words.remove_prefix(std::min(end + 1, words.size()));
        }
    }
    return std::nullopt;
}

}  // namespace perennial
