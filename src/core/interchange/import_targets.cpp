#include <array>

#include "core/interchange/import_layout.h"

namespace perennial {
namespace {

using enum TargetPart;
using Type = FieldType;

constexpr ImportTarget of_contact(std::string_view name, std::string_view label, FieldNo no,
                                  FieldType type = Type::text, TargetPart part = TargetPart::field) {
    return {name, label, type, TableId::contact, no, part};
}

constexpr ImportTarget of_order(std::string_view name, std::string_view label, FieldNo no,
                                FieldType type = Type::text, TargetPart part = TargetPart::field) {
    return {name, label, type, TableId::order, no, part};
}

constexpr ImportTarget of_line(std::string_view name, std::string_view label, FieldNo no, FieldType type,
                               TargetPart part = TargetPart::field) {
    return {name, label, type, TableId::order_line, no, part};
}

constexpr std::array kContactTargets{
    of_contact("name", "Name", contact_field::name),
    of_contact("given_name", "Given name", contact_field::given_name),
    of_contact("family_name", "Family name", contact_field::family_name),
    of_contact("preferred_name", "Preferred name", contact_field::preferred_name),
    ImportTarget{"company", "Company", Type::text, TableId::company, company_field::name},
    ImportTarget{"company.website", "Company's website", Type::text, TableId::company, company_field::website},
    ImportTarget{"email", "E-mail", Type::text, TableId::contact_email, member_field::value},
    ImportTarget{"email_label", "E-mail label", Type::text, TableId::contact_email, member_field::label,
                 member_label},
    ImportTarget{"phone", "Phone", Type::text, TableId::contact_phone, member_field::value},
    ImportTarget{"phone_label", "Phone label", Type::text, TableId::contact_phone, member_field::label,
                 member_label},
    of_contact("street", "Street", contact_field::address, Type::address, street),
    of_contact("city", "City", contact_field::address, Type::address, city),
    of_contact("region", "Region", contact_field::address, Type::address, region),
    of_contact("postal_code", "Postal code", contact_field::address, Type::address, postal_code),
    of_contact("country", "Country", contact_field::address, Type::address, country),
    of_contact("birthday", "Birthday", contact_field::birthday, Type::birthday),
    of_contact("birth_year", "Year of birth", contact_field::birthday, Type::birthday, birth_year),
    of_contact("birth_month", "Month of birth", contact_field::birthday, Type::birthday, birth_month),
    of_contact("birth_day", "Day of birth", contact_field::birthday, Type::birthday, birth_day),
    of_contact("language", "Language", contact_field::language, Type::language),
    of_contact("source", "Source", contact_field::source),
    of_contact("owner", "Owner", contact_field::owner),
    ImportTarget{"tags", "Tags", Type::text, TableId::contact_tag, member_field::value},
    ImportTarget{"interests", "Interests", Type::text, TableId::contact_interest, member_field::value},
    of_contact("notes", "Notes", contact_field::notes, Type::long_text),
    of_contact("external_id", "Customer number", contact_field::external_id, Type::external_number),
};

constexpr std::array kOrderTargets{
    of_order("number", "Order number", order_field::number, Type::external_number),
    of_order("placed_on", "Placed on", order_field::placed_on, Type::day),
    of_order("status", "Status", order_field::status, Type::choice),
    of_order("cancelled", "Cancelled", order_field::status, Type::choice, cancelled),
    of_order("channel", "Channel", order_field::channel),
    of_order("currency", "Currency", order_field::currency, Type::currency),
    of_order("discount", "Discount", order_field::discount, Type::money),
    of_order("shipping", "Shipping", order_field::shipping, Type::money),
    of_order("total", "Total", order_field::total, Type::money),
    of_order("note", "Note", order_field::note, Type::long_text),
    of_order("staff", "Sold by", order_field::staff),
    of_order("refunded", "Refunded amount", order_field::total, Type::money, refunded),
    ImportTarget{"line.sku", "Product code", Type::external_number, TableId::product, product_field::sku},
    of_line("line.title", "Product", order_line_field::title, Type::text),
    ImportTarget{"line.category", "Product category", Type::text, TableId::product, product_field::category},
    of_line("line.quantity", "Quantity", order_line_field::quantity, Type::quantity),
    of_line("line.returned_quantity", "Returned quantity", order_line_field::returned_quantity,
            Type::quantity),
    of_line("line.unit_price", "Unit price", order_line_field::unit_price, Type::money),
    of_line("line.discount", "Line discount", order_line_field::discount, Type::money),
    of_line("line.total", "Line total", order_line_field::unit_price, Type::money, line_total),
    of_contact("contact.external_id", "Customer number", contact_field::external_id, Type::external_number),
    of_contact("contact.name", "Customer name", contact_field::name),
    of_contact("contact.given_name", "Customer's given name", contact_field::given_name),
    of_contact("contact.family_name", "Customer's family name", contact_field::family_name),
    ImportTarget{"contact.company", "Customer's company", Type::text, TableId::company, company_field::name},
    ImportTarget{"contact.email", "Customer's e-mail", Type::text, TableId::contact_email,
                 member_field::value},
    ImportTarget{"contact.phone", "Customer's phone", Type::text, TableId::contact_phone, member_field::value},
    of_contact("contact.street", "Customer's street", contact_field::address, Type::address, street),
    of_contact("contact.city", "Customer's city", contact_field::address, Type::address, city),
    of_contact("contact.region", "Customer's region", contact_field::address, Type::address, region),
    of_contact("contact.postal_code", "Customer's postal code", contact_field::address, Type::address,
               postal_code),
    of_contact("contact.country", "Customer's country", contact_field::address, Type::address, country),
    of_contact("contact.language", "Customer's language", contact_field::language, Type::language),
    ImportTarget{"contact.tags", "Customer's tags", Type::text, TableId::contact_tag, member_field::value},
};

}  // namespace

std::span<const ImportTarget> import_targets(ImportKind kind) {
    return kind == ImportKind::contacts ? std::span<const ImportTarget>(kContactTargets)
                                        : std::span<const ImportTarget>(kOrderTargets);
}

const ImportTarget* find_target(ImportKind kind, std::string_view name) {
    for (const ImportTarget& target : import_targets(kind)) {
        if (target.name == name) return &target;
    }
    return nullptr;
}

}  // namespace perennial
