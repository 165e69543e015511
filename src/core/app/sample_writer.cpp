#include "core/app/sample_writer.h"

#include <array>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/base/clock.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::string_view kCurrency = "EUR";
constexpr std::int64_t kFirstCustomerNumber = 1001, kFirstOrderNumber = 10001;
constexpr std::string_view kGenreKey = "favourite_genre", kReadingGroupKey = "reading_group";
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSettings{
    {{"name", "Harbour Books"}, {"currency", kCurrency}, {"country", "IE"}, {"margin", "38"}}};

}  // namespace

/// Leaves out what is empty, so that a row holds only what somebody said.
class SampleWriter::Values {
public:
    explicit Values(TableId table_id) : table_(table(table_id)) {}
    void put(FieldNo field, std::string_view text) {
        if (!text.empty()) values_.emplace_back(field, std::string(text));
    }
    void put(FieldNo field, std::int64_t number) { values_.emplace_back(field, number); }
    /// A number for which nothing means none.
    void put_some(FieldNo field, std::int64_t number) {
        if (number != 0) put(field, number);
    }
    void put(FieldNo field, const Address& address) { values_.emplace_back(field, address); }
    /// A row that was written before.
    void refer(FieldNo field, RowNo row) { references_.emplace_back(field, static_cast<std::int64_t>(row)); }

    /// As the domain cleans them, with the references.
    Result<FieldValues> checked() && {
        for (auto& [field, value] : values_) {
            TRY_ASSIGN(value, check_value(table_.fields[field], std::move(value)));
        }
        values_.insert(values_.end(), references_.begin(), references_.end());
        return std::move(values_);
    }

private:
    const Table& table_;
    FieldValues values_, references_;
};

Status SampleWriter::put_settings() {
    for (const auto& [name, value] : kSettings) {
        Values values(TableId::setting);
        values.put(setting_field::name, name);
        values.put(setting_field::value, value);
        TRY_ASSIGN(const FieldValues checked, std::move(values).checked());
        TRY(transaction_.insert_resolved(TableId::setting, setting_id(name), checked));
    }
    return {};
}

Status SampleWriter::put_custom_fields() {
    std::string genres;
    for (const std::string& genre : shop_.genres) genres += (genres.empty() ? "" : "\n") + genre;
    TRY(put_custom_field(kGenreKey, "Favourite genre", "choice", genres, 1));
    return put_custom_field(kReadingGroupKey, "Reading group", "text", "", 2);
}

Status SampleWriter::put_custom_field(std::string_view key, std::string_view label, std::string_view type,
                                      std::string_view choices, std::int64_t position) {
    Values values(TableId::custom_field);
    values.put(custom_field_field::key, key);
    values.put(custom_field_field::label, label);
    values.put(custom_field_field::type, type);
    values.put(custom_field_field::choices, choices);
    values.put(custom_field_field::position, position);
    TRY(insert(TableId::custom_field, std::move(values)));
    return {};
}

// Records -------------------------------------------------------------------------------------------------------------------

Result<RowNo> SampleWriter::insert(TableId table_id, Values values) {
    TRY_ASSIGN(const FieldValues checked, std::move(values).checked());
    return transaction_.insert_resolved(table_id, ids_.next(), checked);
}

Status SampleWriter::put_company(const SampleCompany& company) {
    Values values(TableId::company);
    values.put(company_field::name, company.name);
    values.put(company_field::email, company.email);
    values.put(company_field::website, company.website);
    values.put(company_field::address, company.address);
    values.put(company_field::notes, company.notes);
    TRY_ASSIGN(const RowNo row, insert(TableId::company, std::move(values)));
    companies_.push_back(row);
    ++report_.companies;
    return {};
}

Status SampleWriter::put_product(const SampleProduct& product) {
    Values values(TableId::product);
    values.put(product_field::sku, product.sku);
    values.put(product_field::name, product.name);
    values.put(product_field::category, product.category);
    values.put(product_field::price, product.price);
    values.put(product_field::currency, kCurrency);
    if (!product.author.empty()) values.put(product_field::notes, "By " + product.author + ".");
    values.put_some(product_field::retired, product.retired ? 1 : 0);
    TRY_ASSIGN(const RowNo row, insert(TableId::product, std::move(values)));
    products_.push_back(row);
    ++report_.products;
    return {};
}

Status SampleWriter::put_person(const SamplePerson& person) {
    Values values(TableId::contact);
    values.put(contact_field::name, person.name);
    values.put(contact_field::given_name, person.given);
    values.put(contact_field::family_name, person.family);
    values.put(contact_field::address, person.address);
    values.put(contact_field::birthday, person.birthday);
    values.put(contact_field::language, person.language);
    values.put(contact_field::source, person.source);
    values.put(contact_field::notes, person.notes);
    values.put(contact_field::external_id, std::to_string(kFirstCustomerNumber + report_.contacts));
    values.put(contact_field::owner, person.owner);
    if (person.recommended_by) values.refer(contact_field::referred_by, people_[*person.recommended_by]);
    if (person.company) values.refer(contact_field::company, companies_[*person.company]);
    TRY_ASSIGN(const RowNo row, insert(TableId::contact, std::move(values)));
    TRY(put_members(row, person));
    people_.push_back(row);
    ++report_.contacts;
    return {};
}

Status SampleWriter::put_members(RowNo contact, const SamplePerson& person) {
    std::vector<TypedMember> typed;
    const auto add = [&typed](TableId table_id, const std::string& value, std::string_view key = {}) {
        if (!value.empty()) typed.push_back({table_id, value, "", std::string(key)});
    };
    add(TableId::contact_email, person.email);
    add(TableId::contact_phone, person.phone);
    for (const std::string& tag : person.tags) add(TableId::contact_tag, tag);
    for (const std::string& interest : person.interests) add(TableId::contact_interest, interest);
    add(TableId::contact_custom, person.genre, kGenreKey);
    add(TableId::contact_custom, person.reading_group, kReadingGroupKey);
    TRY_ASSIGN(const auto members, checked_members(workspace_, typed));
    for (const CheckedMember& member : members) {
        TRY(transaction_.put_member(member.table, contact, member.key, member.values));
    }
    return {};
}

Status SampleWriter::put_order(const SampleOrder& order) {
    Values values(TableId::order);
    values.refer(order_field::contact, people_[order.person]);
    values.put(order_field::number, "HB-" + std::to_string(kFirstOrderNumber + report_.orders));
    values.put(order_field::placed_on, order.day.days);
    values.put(order_field::status, order.status);
    values.put(order_field::channel, order.channel);
    values.put(order_field::currency, kCurrency);
    values.put_some(order_field::discount, order.discount);
    values.put_some(order_field::shipping, order.shipping);
    values.put(order_field::total, order.total);
    values.put(order_field::staff, order.staff);
    TRY_ASSIGN(const RowNo row, insert(TableId::order, std::move(values)));
    ++report_.orders;
    std::int64_t position = 0;
    for (const SampleLine& line : order.lines) TRY(put_line(row, line, ++position));
    return {};
}

Status SampleWriter::put_line(RowNo order, const SampleLine& line, std::int64_t position) {
    Values values(TableId::order_line);
    values.refer(order_line_field::order, order);
    values.refer(order_line_field::product, products_[line.product]);
    values.put(order_line_field::title, shop_.products[line.product].name);
    values.put(order_line_field::quantity, line.quantity * 1000);
    values.put(order_line_field::unit_price, line.unit_price);
    values.put_some(order_line_field::discount, line.discount);
    values.put_some(order_line_field::returned_quantity, line.returned * 1000);
    values.put(order_line_field::position, position);
    TRY(insert(TableId::order_line, std::move(values)));
    ++report_.order_lines;
    return {};
}

Status SampleWriter::put_touch(const SampleTouch& touch) {
    const Instant utc = Instant::from_day(touch.day, touch.minute);
    const Instant at = Instant::from_day(touch.day, touch.minute, clock_ ? clock_->offset_minutes(utc) : 0);
    Values values(TableId::touch);
    values.refer(touch_field::contact, people_[touch.person]);
    values.put(touch_field::at, at.ms);
    values.put(touch_field::channel, touch.channel);
    values.put(touch_field::direction, touch.incoming ? "in" : "out");
    values.put(touch_field::subject, touch.subject);
    values.put(touch_field::body, touch.body);
    values.put(touch_field::staff, touch.staff);
    values.put_some(touch_field::proactive, touch.proactive ? 1 : 0);
    TRY(insert(TableId::touch, std::move(values)));
    ++report_.touches;
    return {};
}

Status SampleWriter::put_expense(const SampleExpense& expense) {
    Values values(TableId::expense);
    values.put(expense_field::day, expense.day.days);
    values.put(expense_field::channel, expense.channel);
    values.put(expense_field::amount, expense.amount);
    values.put(expense_field::currency, kCurrency);
    values.put(expense_field::what, expense.what);
    values.put(expense_field::kind, expense.kind);
    TRY(insert(TableId::expense, std::move(values)));
    ++report_.expenses;
    return {};
}

/// Written when the first answer needs it.
Result<RowNo> SampleWriter::survey(bool recommending) {
    std::optional<RowNo>& known = recommending ? recommending_survey_ : satisfaction_survey_;
    if (known) return *known;
    Values values(TableId::survey);
    values.put(survey_field::name, recommending ? "Would you recommend us?" : "Was everything right?");
    values.put(survey_field::kind, recommending ? "nps" : "csat");
    values.put(survey_field::question, recommending
                                           ? "How likely are you to recommend Harbour Books to a friend?"
                                           : "How satisfied were you with your last visit or order?");
    TRY_ASSIGN(known, insert(TableId::survey, std::move(values)));
    return *known;
}

Status SampleWriter::put_answer(const SampleAnswer& answer) {
    TRY_ASSIGN(const RowNo about, survey(answer.recommending));
    Values values(TableId::response);
    values.refer(response_field::survey, about);
    values.refer(response_field::contact, people_[answer.person]);
    values.put(response_field::at, Instant::from_day(answer.day, 18 * 60).ms);
    values.put(response_field::kind, answer.recommending ? "nps" : "csat");
    values.put(response_field::score, answer.score);
    TRY(insert(TableId::response, std::move(values)));
    ++report_.answers;
    return {};
}

}  // namespace perennial
