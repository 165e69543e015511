#include "core/domain/catalogue.h"

#include <array>

namespace perennial {
namespace {

constexpr std::array<std::string_view, 6> kOrderStatuses{"placed",    "paid",     "shipped",
                                                         "delivered", "refunded", "cancelled"};
constexpr std::array<std::string_view, 9> kTouchChannels{"email", "phone", "sms", "chat", "social",
                                                         "visit", "mail",  "web", "other"};
constexpr std::array<std::string_view, 2> kDirections{"in", "out"};

constexpr std::array<std::string_view, 8> kCustomTypes{"text",   "number",       "money",  "date",
                                                       "choice", "multi_choice", "yes_no", "link"};
constexpr std::array<std::string_view, 3> kAnswerKinds{"nps", "csat", "text"};
constexpr std::array<std::string_view, 2> kExpenseKinds{"acquisition", "retention"};
constexpr std::array<std::string_view, 2> kSegmentKinds{"dynamic", "static"};
constexpr std::array<std::string_view, 6> kColours{"green", "amber", "blue", "violet", "red", "cyan"};
constexpr std::array<std::string_view, 4> kLists{"contact", "company", "order", "product"};

constexpr std::size_t kLongBytes = 65'536;

constexpr std::array kContactFields{
    Field{.name = "name", .label = "Name", .searched = true},
    Field{.name = "given_name", .label = "Given name", .searched = true},
    Field{.name = "family_name", .label = "Family name", .searched = true},
    Field{.name = "preferred_name", .label = "Preferred name", .searched = true},
    Field{.name = "company", .label = "Company", .type = FieldType::reference, .target = TableId::company},
    Field{
        .name = "address", .label = "Address", .type = FieldType::address, .max_bytes = 1000, .searched = true},
    Field{.name = "birthday", .label = "Birthday", .type = FieldType::birthday, .max_bytes = 10},
    Field{.name = "language", .label = "Language", .type = FieldType::language, .max_bytes = 35},
    Field{.name = "source", .label = "Source"},
    Field{.name = "notes",
          .label = "Notes",
          .type = FieldType::long_text,
          .max_bytes = kLongBytes,
          .searched = true},
    Field{.name = "external_id",
          .label = "Customer number",
          .type = FieldType::external_number,
          .searched = true},
    Field{.name = "owner", .label = "Owner", .max_bytes = 100},
    Field{.name = "referred_by",
          .label = "Recommended by",
          .type = FieldType::reference,
          .target = TableId::contact},
};

constexpr std::array kEmailFields{
    Field{.name = "value", .label = "E-mail", .max_bytes = 254, .required = true, .searched = true},
    Field{.name = "label", .label = "Label", .max_bytes = 60},
    Field{.name = "rank", .label = "Order", .type = FieldType::integer},
};
constexpr std::array kPhoneFields{
    Field{.name = "value", .label = "Phone", .max_bytes = 60, .required = true, .searched = true},
    Field{.name = "label", .label = "Label", .max_bytes = 60},
    Field{.name = "rank", .label = "Order", .type = FieldType::integer},
};
constexpr std::array kTagFields{
    Field{.name = "value", .label = "Tag", .max_bytes = 100, .required = true, .searched = true}};
constexpr std::array kInterestFields{
    Field{.name = "value", .label = "Interest", .max_bytes = 100, .required = true, .searched = true}};
constexpr std::array kCustomFields{Field{.name = "value",
                                         .label = "Value",
                                         .type = FieldType::long_text,
                                         .max_bytes = kLongBytes,
                                         .required = true}};

constexpr std::array kCompanyFields{
    Field{.name = "name", .label = "Name", .required = true, .searched = true},
    Field{.name = "email", .label = "E-mail", .max_bytes = 254, .searched = true},
    Field{.name = "phone", .label = "Phone", .max_bytes = 60, .searched = true},
    Field{.name = "website", .label = "Website", .max_bytes = 500},
    Field{
        .name = "address", .label = "Address", .type = FieldType::address, .max_bytes = 1000, .searched = true},
    Field{.name = "notes",
          .label = "Notes",
          .type = FieldType::long_text,
          .max_bytes = kLongBytes,
          .searched = true},
    Field{
        .name = "external_id", .label = "Company number", .type = FieldType::external_number, .searched = true},
};

constexpr std::array kProductFields{
    Field{.name = "sku", .label = "Product code", .type = FieldType::external_number, .searched = true},
    Field{.name = "name", .label = "Name", .searched = true},
    Field{.name = "category", .label = "Category", .max_bytes = 100, .searched = true},
    Field{.name = "price", .label = "Price", .type = FieldType::money},
    Field{.name = "currency", .label = "Currency", .type = FieldType::currency, .max_bytes = 3},
    Field{.name = "notes", .label = "Notes", .type = FieldType::long_text, .max_bytes = kLongBytes},
    Field{.name = "retired", .label = "No longer sold", .type = FieldType::yes_no},
};

constexpr std::array kOrderFields{
    Field{.name = "contact", .label = "Customer", .type = FieldType::reference, .target = TableId::contact},
    Field{.name = "number", .label = "Number", .type = FieldType::external_number, .searched = true},
    Field{.name = "placed_on", .label = "Placed on", .type = FieldType::day, .required = true},
    Field{.name = "status",
          .label = "Status",
          .type = FieldType::choice,
          .choices = kOrderStatuses,
          .required = true},
    Field{.name = "channel", .label = "Channel", .max_bytes = 60},
    Field{
        .name = "currency", .label = "Currency", .type = FieldType::currency, .max_bytes = 3, .required = true},
    Field{.name = "discount", .label = "Discount", .type = FieldType::money},
    Field{.name = "shipping", .label = "Shipping", .type = FieldType::money},
    Field{.name = "total", .label = "Total", .type = FieldType::money},
    Field{.name = "note", .label = "Note", .type = FieldType::long_text, .max_bytes = kLongBytes},
    Field{.name = "staff", .label = "Sold by", .max_bytes = 100},
};

constexpr std::array kOrderLineFields{
    Field{.name = "order",
          .label = "Order",
          .type = FieldType::reference,
          .target = TableId::order,
          .required = true},
    Field{.name = "product", .label = "Product", .type = FieldType::reference, .target = TableId::product},
    Field{.name = "title", .label = "Title", .max_bytes = 500},
    Field{.name = "quantity", .label = "Quantity", .type = FieldType::quantity},
    Field{.name = "unit_price", .label = "Unit price", .type = FieldType::money},
    Field{.name = "discount", .label = "Discount", .type = FieldType::money},
    Field{.name = "returned_quantity", .label = "Returned", .type = FieldType::quantity},
    Field{.name = "position", .label = "Position", .type = FieldType::integer},
};

constexpr std::array kTouchFields{
    Field{.name = "contact",
          .label = "Contact",
          .type = FieldType::reference,
          .target = TableId::contact,
          .required = true},
    Field{.name = "at", .label = "When", .type = FieldType::instant, .required = true},
    Field{.name = "channel",
          .label = "Channel",
          .type = FieldType::choice,
          .choices = kTouchChannels,
          .required = true},
    Field{.name = "direction",
          .label = "Direction",
          .type = FieldType::choice,
          .choices = kDirections,
          .required = true},
    Field{.name = "subject", .label = "Subject", .max_bytes = 500, .searched = true},
    Field{.name = "body",
          .label = "Text",
          .type = FieldType::long_text,
          .max_bytes = kLongBytes,
          .searched = true},
    Field{.name = "staff", .label = "By", .max_bytes = 100},
    Field{.name = "proactive", .label = "Proactive", .type = FieldType::yes_no},
};

constexpr std::array kSettingFields{
    Field{.name = "name", .label = "Name", .max_bytes = 100, .required = true},
    Field{.name = "value", .label = "Value", .type = FieldType::long_text, .max_bytes = kLongBytes},
};

/// What a custom field of contacts is. Its values are members of the contact under the field's key.
constexpr std::array kCustomFieldFields{
    Field{.name = "key", .label = "Key", .max_bytes = 100, .required = true},
    Field{.name = "label", .label = "Name", .max_bytes = 100, .required = true},
    Field{
        .name = "type", .label = "Type", .type = FieldType::choice, .choices = kCustomTypes, .required = true},
    Field{.name = "choices", .label = "Choices", .type = FieldType::long_text, .max_bytes = 10'000},
    Field{.name = "position", .label = "Position", .type = FieldType::integer},
};

/// A saved view: how a list is filtered, sorted and shown.
constexpr std::array kViewFields{
    Field{.name = "list", .label = "List", .type = FieldType::choice, .choices = kLists, .required = true},
    Field{.name = "name", .label = "Name", .max_bytes = 100, .required = true},
    Field{.name = "definition", .label = "Definition", .type = FieldType::long_text, .max_bytes = 8'000},
    Field{.name = "position", .label = "Position", .type = FieldType::integer},
};

/// What the shop asks: how likely to recommend (0 to 10), how satisfied (1 to 5), or in words.
constexpr std::array kSurveyFields{
    Field{.name = "name", .label = "Name", .required = true},
    Field{
        .name = "kind", .label = "Kind", .type = FieldType::choice, .choices = kAnswerKinds, .required = true},
    Field{.name = "question", .label = "Question", .type = FieldType::long_text, .max_bytes = 2'000},
};

/// One answer, of somebody known or not.
constexpr std::array kResponseFields{
    Field{.name = "survey", .label = "Survey", .type = FieldType::reference, .target = TableId::survey},
    Field{.name = "contact", .label = "Contact", .type = FieldType::reference, .target = TableId::contact},
    Field{.name = "at", .label = "When", .type = FieldType::instant, .required = true},
    Field{
        .name = "kind", .label = "Kind", .type = FieldType::choice, .choices = kAnswerKinds, .required = true},
    Field{.name = "score", .label = "Score", .type = FieldType::integer},
    Field{.name = "comment",
          .label = "Comment",
          .type = FieldType::long_text,
          .max_bytes = kLongBytes,
          .searched = true},
    Field{.name = "touch", .label = "Touch", .type = FieldType::reference, .target = TableId::touch},
    Field{.name = "order", .label = "Order", .type = FieldType::reference, .target = TableId::order},
};

/// What was spent to win customers or to keep them.
constexpr std::array kExpenseFields{
    Field{.name = "day", .label = "Day", .type = FieldType::day, .required = true},
    Field{.name = "channel", .label = "Channel", .max_bytes = 60},
    Field{.name = "amount", .label = "Amount", .type = FieldType::money, .required = true},
    Field{
        .name = "currency", .label = "Currency", .type = FieldType::currency, .max_bytes = 3, .required = true},
    Field{.name = "what", .label = "What for", .max_bytes = 500},
    Field{
        .name = "kind", .label = "Kind", .type = FieldType::choice, .choices = kExpenseKinds, .required = true},
};

/// A group of contacts under a name: those for whom a rule holds, or those who were put in by hand.
constexpr std::array kSegmentFields{
    Field{.name = "name", .label = "Name", .max_bytes = 100, .required = true, .searched = true},
    Field{
        .name = "kind", .label = "Kind", .type = FieldType::choice, .choices = kSegmentKinds, .required = true},
    Field{.name = "rule", .label = "Rule", .type = FieldType::rule, .max_bytes = kLongBytes},
    Field{.name = "note", .label = "Note", .type = FieldType::long_text, .max_bytes = 2'000},
    Field{.name = "colour", .label = "Colour", .type = FieldType::choice, .choices = kColours},
    Field{.name = "pinned", .label = "Pinned", .type = FieldType::yes_no},
};
constexpr std::array kSegmentMemberFields{Field{.name = "value",
                                                .label = "Contact",
                                                .type = FieldType::reference,
                                                .target = TableId::contact,
                                                .required = true}};

constexpr Table member(TableId id, std::string_view name, std::string_view plural, std::string_view label,
                       std::string_view nested, std::span<const Field> fields) {
    return {.id = id,
            .name = name,
            .plural = plural,
            .label = label,
            .kind = TableKind::member,
            .owner = TableId::contact,
            .nested = nested,
            .fields = fields};
}

constexpr std::array<Table, kTableCount> kCatalogue{
    Table{.id = TableId::contact,
          .name = "contact",
          .plural = "contacts",
          .label = "Contact",
          .fields = kContactFields},
    member(TableId::contact_email, "contact_email", "emails", "E-mail", "emails", kEmailFields),
    member(TableId::contact_phone, "contact_phone", "phones", "Phone", "phones", kPhoneFields),
    member(TableId::contact_tag, "contact_tag", "tags", "Tag", "tags", kTagFields),
    member(TableId::contact_interest, "contact_interest", "interests", "Interest", "interests",
           kInterestFields),
    member(TableId::contact_custom, "contact_custom", "custom", "Custom field", "custom", kCustomFields),
    Table{.id = TableId::company,
          .name = "company",
          .plural = "companies",
          .label = "Company",
          .fields = kCompanyFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::product,
          .name = "product",
          .plural = "products",
          .label = "Product",
          .fields = kProductFields,
          .currency_field = product_field::currency,
          .erasure = Erasure::keep},
    Table{.id = TableId::order,
          .name = "order",
          .plural = "orders",
          .label = "Order",
          .fields = kOrderFields,
          .person_field = order_field::contact,
          .time_field = order_field::placed_on,
          .currency_field = order_field::currency,
          .erasure = Erasure::clear_person},
    Table{.id = TableId::order_line,
          .name = "order_line",
          .plural = "order_lines",
          .label = "Order line",
          .owner = TableId::order,
          .fields = kOrderLineFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::touch,
          .name = "touch",
          .plural = "touches",
          .label = "Touch",
          .fields = kTouchFields,
          .person_field = touch_field::contact,
          .time_field = touch_field::at},
    Table{.id = TableId::setting,
          .name = "setting",
          .plural = "settings",
          .label = "Setting",
          .fields = kSettingFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::custom_field,
          .name = "custom_field",
          .plural = "custom_fields",
          .label = "Custom field",
          .fields = kCustomFieldFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::view,
          .name = "view",
          .plural = "views",
          .label = "Saved view",
          .fields = kViewFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::survey,
          .name = "survey",
          .plural = "surveys",
          .label = "Survey",
          .fields = kSurveyFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::response,
          .name = "response",
          .plural = "responses",
          .label = "Response",
          .fields = kResponseFields,
          .person_field = response_field::contact,
          .time_field = response_field::at},
    Table{.id = TableId::expense,
          .name = "expense",
          .plural = "expenses",
          .label = "Expense",
          .fields = kExpenseFields,
          .time_field = expense_field::day,
          .currency_field = expense_field::currency,
          .erasure = Erasure::keep},
    Table{.id = TableId::segment,
          .name = "segment",
          .plural = "segments",
          .label = "Segment",
          .fields = kSegmentFields,
          .erasure = Erasure::keep},
    Table{.id = TableId::segment_member,
          .name = "segment_member",
          .plural = "segment_members",
          .label = "Segment member",
          .kind = TableKind::member,
          .owner = TableId::segment,
          .nested = "members",
          .fields = kSegmentMemberFields,
          .person_field = member_field::value},
};

}  // namespace

std::span<const Table> catalogue() { return kCatalogue; }

const Table& table(TableId id) { return kCatalogue[static_cast<std::size_t>(id)]; }

const Table* find_table(std::string_view name) {
    for (const Table& entry : kCatalogue) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

std::optional<FieldNo> find_field(const Table& table, std::string_view name) {
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        if (table.fields[i].name == name) return static_cast<FieldNo>(i);
    }
    return std::nullopt;
}

}  // namespace perennial
