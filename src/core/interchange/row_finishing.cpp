#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "core/interchange/cell_kind.h"
#include "core/interchange/custom_values.h"
#include "core/interchange/row_reader.h"

namespace perennial {
namespace {

/// Several values in one cell. Google parts them with " ::: ", everybody else with one of these.
std::vector<std::string_view> split_list(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min({text.find_first_of(separators), text.find(":::"), text.size()});
        parts.push_back(trim(text.substr(0, end)));
        text.remove_prefix(std::min(end + (text.substr(end).starts_with(":::") ? 3 : 1), text.size()));
    }
    return parts;
}

/// Mailchimp quotes its tags; Google puts a star before what everybody has.
std::string_view bare_tag(std::string_view tag) {
    if (tag.starts_with("* ")) tag.remove_prefix(2);
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
    return trim(tag);
}

std::string_view separators_of(TableId table) {
    switch (table) {
        case TableId::contact_tag:
        case TableId::contact_interest: return ";,|";
        case TableId::contact_email: return ";,|";
        case TableId::contact_phone: return "|";
        default: return "";
    }
}

/// "3/14", "14.03.", "03-14": a birthday without its year.
std::optional<Birthday> parse_yearless(std::string_view text, DateOrder order) {
    std::array<int, 2> numbers{};
    std::size_t count = 0, digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (count == 0 || digits == 0) ++count;
            if (count > 2 || ++digits > 2) return std::nullopt;
            numbers[count - 1] = numbers[count - 1] * 10 + (c - '0');
        } else if (std::string_view("/.-").contains(c) && digits > 0) {
            digits = 0;
        } else {
            return std::nullopt;
        }
    }
    if (count != 2) return std::nullopt;
    const bool day_first = order == DateOrder::day_month_year;
    const int month = day_first ? numbers[1] : numbers[0], day = day_first ? numbers[0] : numbers[1];
    return Birthday::parse(phrase("--{}-{}", zero_padded(month, 2), zero_padded(day, 2)));
}

std::string* part_of(Address& address, TargetPart part) {
    switch (part) {
        case TargetPart::street: return &address.street;
        case TargetPart::city: return &address.city;
        case TargetPart::region: return &address.region;
        case TargetPart::postal_code: return &address.postal_code;
        default: return &address.country;
    }
}

constexpr std::string_view kShipping = "shipping";

}  // namespace

void RowReader::take_member(const Cell& cell, TableId table) {
    if (table == TableId::contact_custom) {
        take_custom(cell);
        return;
    }
    for (const std::string_view part : split_list(cell.text, separators_of(table))) {
        const std::string_view typed = table == TableId::contact_tag ? bare_tag(part) : part;
        const bool code = table == TableId::contact_email || table == TableId::contact_phone;
        if (!typed.empty() && !(code && is_placeholder(typed))) add_member(cell, table, typed);
    }
}

void RowReader::take_custom(const Cell& cell) {
    const std::string_view type = cell.column->custom_type;
    if (type != "text" && is_placeholder(cell.text)) return;
    const auto value = custom_value(type, cell.text, layout_.format);
    if (!value) add_problem(cell, phrase("Not a {}; kept as it stands.", custom_type_words(type)), false);
    add_member(cell, TableId::contact_custom, value ? std::string_view(*value) : cell.text);
}

void RowReader::add_member(const Cell& cell, TableId table, std::string_view typed) {
    auto key = member_key(table, typed,
                          table == TableId::contact_custom ? custom_key_of(*cell.column) : std::string{});
    if (!key) {
        leave_out(cell, key.error().message);
        return;
    }
    const bool known = std::ranges::any_of(result_.members, [&](const ImportedMember& member) {
        return member.table == table && member.key == key->key;
    });
    if (known) return;
    result_.members.push_back(
        {table, std::move(key->key), {{member_field::value, Value(std::move(key->value))}}});
    member_columns_.push_back(cell.column);
}

void RowReader::finish_members() {
    constexpr std::size_t kLabelBytes = 60;
    std::array<std::int64_t, kTableCount> ranks{};
    for (std::size_t i = 0; i < result_.members.size(); ++i) {
        ImportedMember& member = result_.members[i];
        if (member.table != TableId::contact_email && member.table != TableId::contact_phone) continue;
        const ColumnMapping& column = *member_columns_[i];
        std::string label = column.label;
        for (const MemberLabel& given : member_labels_) {
            const bool same_set =
                given.column->set == column.set && given.column->target->table == member.table;
            // What Outlook writes there is how the address is sent to, not whose it is.
            const bool transport = given.text == "SMTP" || given.text == "EX";
            if (same_set && !transport) label = bare_tag(given.text);
        }
        label = truncate_utf8(clean_text(label, false), kLabelBytes);
        if (!label.empty()) member.values.emplace_back(member_field::label, Value(std::move(label)));
        member.values.emplace_back(member_field::rank, Value(ranks[static_cast<std::size_t>(member.table)]++));
    }
}

void RowReader::take_address_part(const Cell& cell) {
    const ColumnMapping& column = *cell.column;
    auto found = std::ranges::find_if(addresses_, [&](const SetAddress& entry) {
        return entry.label == column.label && entry.set == column.set;
    });
    if (found == addresses_.end())
        found = addresses_.insert(addresses_.end(), {column.label, column.set, {}});
    std::string& part = *part_of(found->address, column.target->part);
    const std::string text = clean_text(cell.text, false);
    // Some exports give the street as a whole and in parts.
    if (part.empty()) {
        part = text;
    } else if (!part.contains(text)) {
        part += ", " + text;
    }
}

void RowReader::finish_address() {
    if (addresses_.empty()) return;
    // The first one that is not where somebody else receives the parcel.
    auto chosen =
        std::ranges::find_if(addresses_, [](const SetAddress& entry) { return entry.label != kShipping; });
    if (chosen == addresses_.end()) chosen = addresses_.begin();
    const Field& field = table(TableId::contact).fields[contact_field::address];
    auto checked = check_value(field, Value(std::move(chosen->address)));
    if (!checked) {
        refuse_row(std::move(checked).error().message);
    } else if (!absent(*checked)) {
        result_.contact.emplace_back(contact_field::address, *std::move(checked));
    }
}

void RowReader::take_birthday(const Cell& cell) {
    auto birthday = Birthday::parse(cell.text);
    if (!birthday) birthday = parse_yearless(cell.text, layout_.format.date_order);
    if (!birthday) {
        if (const auto day = parse_loose_day(cell.text, layout_.format.date_order))
            birthday = Birthday::parse(day->to_string());
    }
    if (birthday) {
        take_checked(cell, Value(birthday->to_string()));
    } else {
        leave_out(cell, "not a date. Type it as 1990-02-28, or as --02-28 without the year.");
    }
}

void RowReader::take_birth_part(const Cell& cell) {
    int number = 0;
    const auto read = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
    if (read.ec != std::errc{} || read.ptr != cell.text.data() + cell.text.size()) {
        leave_out(cell, "not a number.");
        return;
    }
    switch (cell.column->target->part) {
        case TargetPart::birth_year: birth_year_ = number; break;
        case TargetPart::birth_month: birth_month_ = number; break;
        default: birth_day_ = number; break;
    }
}

void RowReader::finish_birthday() {
    if (birth_month_ == 0 || birth_day_ == 0) return;
    const std::string year = birth_year_ == 0 ? "-" : zero_padded(birth_year_, 4);
    const std::string text =
        phrase("{}-{}-{}", year, zero_padded(birth_month_, 2), zero_padded(birth_day_, 2));
    if (const auto birthday = Birthday::parse(text)) {
        result_.contact.emplace_back(contact_field::birthday, Value(birthday->to_string()));
    } else {
        problems_.push_back({.line = row_.line,
                             .column = "",
                             .value = text,
                             .message = "Left out: there is no such birthday.",
                             .refused = false});
    }
}

void RowReader::finish_line() {
    const bool has_line = quantity_ || returned_ || unit_price_ || line_total_ ||
                          !result_.order_line.empty() || !result_.product_sku.empty();
    if (!has_line) return;
    for (const auto& [field, value] : result_.order_line) {
        if (field == order_line_field::title) result_.product_name = std::get<std::string>(value);
    }
    // A price without a quantity is the price of one.
    Decimal quantity = quantity_.value_or(Decimal{1000, 3});
    std::int64_t returned = returned_ ? std::abs(returned_->units) : 0;
    if (unit_price_) {
        const Decimal kept{quantity.units - returned, quantity.scale};
        auto amount = line_amount(kept, *unit_price_, minor_digits());
        if (amount && line_discount_ && __builtin_sub_overflow(*amount, *line_discount_, &*amount))
            amount.reset();
        if (!amount) refuse_row("Quantity times unit price is too large to be kept.");
        result_.line_total_minor = amount;
    }
    if (line_total_) result_.line_total_minor = line_total_;
    if (quantity.units < 0) {
        returned -= quantity.units;
        quantity.units = 0;
    }
    if (quantity_ || unit_price_) result_.order_line.emplace_back(order_line_field::quantity, quantity.units);
    take_price_of_total(quantity.units, returned);
    if (returned != 0) result_.order_line.emplace_back(order_line_field::returned_quantity, returned);
}

/// A file that gives what the line comes to and not its price: the price is the quotient, when there is an exact one.
void RowReader::take_price_of_total(std::int64_t thousandths, std::int64_t returned) {
    if (!line_total_ || unit_price_ || line_discount_ || returned != 0 || thousandths <= 0) return;
    std::int64_t scaled = 0;
    if (__builtin_mul_overflow(*line_total_, std::int64_t{1000}, &scaled) || scaled % thousandths != 0)
        return;
    result_.order_line.emplace_back(order_line_field::unit_price, scaled / thousandths);
}

/// Shops number their guests 0; the e-mail then says who it was.
void RowReader::forget_guest_number() {
    const bool has_email = std::ranges::any_of(
        result_.members, [](const ImportedMember& member) { return member.table == TableId::contact_email; });
    if (!has_email || result_.external_id() != "0") return;
    std::erase_if(result_.contact,
                  [](const auto& entry) { return entry.first == contact_field::external_id; });
}

void RowReader::finish_order() {
    forget_guest_number();
    if (status_) {
        result_.order.emplace_back(order_field::status, Value(std::string(order_status_name(*status_))));
    }
    const auto has = [&](FieldNo no) {
        return std::ranges::any_of(result_.order, [no](const auto& entry) { return entry.first == no; });
    };
    if (!currency_.empty() && !has(order_field::currency)) {
        result_.order.emplace_back(order_field::currency, Value(std::string(currency_.code())));
    }
    if (total_ && refund_ && __builtin_sub_overflow(*total_, *refund_, &*total_)) {
        refuse_row("The total less the refund is too large to be kept.");
    }
    if (total_) result_.order.emplace_back(order_field::total, *total_);
    if (!refused_ && !has(order_field::placed_on) && !has(order_field::number)) {
        refuse_row("The row has neither a date nor an order number, so no order can be made of it.");
    }
}

bool RowReader::says_whose() {
    if (layout_.kind == ImportKind::orders || !result_.company_name.empty()) return true;
    constexpr std::array<FieldNo, 5> kIdentity{contact_field::name, contact_field::given_name,
                                               contact_field::family_name, contact_field::preferred_name,
                                               contact_field::external_id};
    const bool named = std::ranges::any_of(result_.contact, [&](const auto& entry) {
        return std::ranges::find(kIdentity, entry.first) != kIdentity.end();
    });
    const bool reachable = std::ranges::any_of(result_.members, [](const ImportedMember& member) {
        return member.table == TableId::contact_email || member.table == TableId::contact_phone;
    });
    if (!named && !reachable) {
        refuse_row("Nothing in this row says who it is: no name, e-mail, phone, company or customer number.");
    }
    return named || reachable;
}

}  // namespace perennial
