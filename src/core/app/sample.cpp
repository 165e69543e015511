#include "core/app/sample.h"

#include <array>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/sample_shop.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr int kRecordsBetweenLooks = 32;      // Records between two looks at the stopwatch.
constexpr std::int64_t kSettledAtOnce = 100;  // Contacts whose figures are computed between two looks.
constexpr std::string_view kCurrency = "EUR";
constexpr std::int64_t kFirstCustomerNumber = 1001, kFirstOrderNumber = 10001;
constexpr std::string_view kGenreKey = "favourite_genre", kReadingGroupKey = "reading_group";
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSettings{
    {{"name", "Harbour Books"}, {"currency", kCurrency}, {"country", "IE"}}};

/// Leaves out what is empty, so that a row holds only what somebody said.
class Values {
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

}  // namespace

struct SampleJob::Parts {
    enum class Stage : std::uint8_t {
        begin,
        thinking,
        companies,
        products,
        people,
        orders,
        touches,
        settle,
        commit,
        ended
    };

    Workspace& workspace;
    SampleRequest request;
    Stage stage = Stage::begin;
    std::size_t next = 0;  ///< Record of the stage.
    std::optional<Error> error;
    std::optional<SampleShopMaker> maker;
    SampleShop shop;
    SampleReport report;
    std::unique_ptr<WriteTransaction> transaction;
    FixedClock noon;
    Random random;
    IdSource ids;
    std::vector<RowNo> companies, products, people;

    Parts(Workspace& into, SampleRequest what)
        : workspace(into),
          request(what),
          noon(Instant::from_day(what.today, 12 * 60)),
          random(what.seed),
          ids(noon, random) {}

    Status check() const;
    Status begin();
    Status think();
    Status put_settings();
    Status put_custom_fields();
    Status put_custom_field(std::string_view key, std::string_view label, std::string_view type,
                            std::string_view choices, std::int64_t position);
    Result<RowNo> insert(TableId table, Values values);
    Status put_company(const SampleCompany& company);
    Status put_product(const SampleProduct& product);
    Status put_person(const SamplePerson& person);
    Status put_order(const SampleOrder& order);
    Status put_touch(const SampleTouch& touch);
    template <class Record>
    Status put_some(const std::vector<Record>& records, Status (Parts::*put)(const Record&), Stage after);
    Status settle();
    Status commit();
    Status advance();
    void end(std::optional<Error> why);
};

Status SampleJob::Parts::check() const {
    TRY_ASSIGN(const ChangeNo last, workspace.last_change());
    if (last != ChangeNo::none) {
        return fail(
            ErrorCode::refused,
            "The sample shop goes into an empty workspace, and something was written to this one already. "
            "Make another for it.");
    }
    const int year = request.today.civil().year;
    if (year >= 1973 && year <= 9999) return {};
    return fail(ErrorCode::refused, "The sample shop ends today, and the clock says " +
                                        request.today.to_string() + ". Set it right and try again.");
}

Status SampleJob::Parts::begin() {
    TRY(check());
    maker.emplace(request.seed, request.today);
    stage = Stage::thinking;
    return {};
}

Status SampleJob::Parts::think() {
    if (!maker->step()) return {};
    shop = maker->take();
    maker.reset();
    TRY_ASSIGN(transaction,
               workspace.begin(labelled(request.customers ? "Sample shop" : "Fields of a bookshop")));
    TRY(put_custom_fields());
    if (request.customers) TRY(put_settings());
    stage = request.customers ? Stage::companies : Stage::commit;
    return {};
}

Status SampleJob::Parts::put_settings() {
    for (const auto& [name, value] : kSettings) {
        Values values(TableId::setting);
        values.put(setting_field::name, name);
        values.put(setting_field::value, value);
        TRY_ASSIGN(const FieldValues checked, std::move(values).checked());
        TRY(transaction->insert_resolved(TableId::setting, setting_id(name), checked));
    }
    return {};
}

Status SampleJob::Parts::put_custom_fields() {
    std::string genres;
    for (const std::string& genre : shop.genres) genres += (genres.empty() ? "" : "\n") + genre;
    TRY(put_custom_field(kGenreKey, "Favourite genre", "choice", genres, 1));
    return put_custom_field(kReadingGroupKey, "Reading group", "text", "", 2);
}

Status SampleJob::Parts::put_custom_field(std::string_view key, std::string_view label, std::string_view type,
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

Result<RowNo> SampleJob::Parts::insert(TableId table_id, Values values) {
    TRY_ASSIGN(const FieldValues checked, std::move(values).checked());
    return transaction->insert_resolved(table_id, ids.next(), checked);
}

Status SampleJob::Parts::put_company(const SampleCompany& company) {
    Values values(TableId::company);
    values.put(company_field::name, company.name);
    values.put(company_field::email, company.email);
    values.put(company_field::website, company.website);
    values.put(company_field::address, company.address);
    values.put(company_field::notes, company.notes);
    TRY_ASSIGN(const RowNo row, insert(TableId::company, std::move(values)));
    companies.push_back(row);
    ++report.companies;
    return {};
}

Status SampleJob::Parts::put_product(const SampleProduct& product) {
    Values values(TableId::product);
    values.put(product_field::sku, product.sku);
    values.put(product_field::name, product.name);
    values.put(product_field::category, product.category);
    values.put(product_field::price, product.price);
    values.put(product_field::currency, kCurrency);
    if (!product.author.empty()) values.put(product_field::notes, "By " + product.author + ".");
    values.put_some(product_field::retired, product.retired ? 1 : 0);
    TRY_ASSIGN(const RowNo row, insert(TableId::product, std::move(values)));
    products.push_back(row);
    ++report.products;
    return {};
}

Status SampleJob::Parts::put_person(const SamplePerson& person) {
    Values values(TableId::contact);
    values.put(contact_field::name, person.name);
    values.put(contact_field::given_name, person.given);
    values.put(contact_field::family_name, person.family);
    values.put(contact_field::address, person.address);
    values.put(contact_field::birthday, person.birthday);
    values.put(contact_field::language, person.language);
    values.put(contact_field::source, person.source);
    values.put(contact_field::notes, person.notes);
    values.put(contact_field::external_id, std::to_string(kFirstCustomerNumber + report.contacts));
    values.put(contact_field::owner, person.owner);
    if (person.company) values.refer(contact_field::company, companies[*person.company]);
    TRY_ASSIGN(const RowNo row, insert(TableId::contact, std::move(values)));

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
    TRY_ASSIGN(const auto members, checked_members(typed));
    for (const CheckedMember& member : members) {
        TRY(transaction->put_member(member.table, row, member.key, member.values));
    }
    people.push_back(row);
    ++report.contacts;
    return {};
}

Status SampleJob::Parts::put_order(const SampleOrder& order) {
    Values values(TableId::order);
    values.refer(order_field::contact, people[order.person]);
    values.put(order_field::number, "HB-" + std::to_string(kFirstOrderNumber + report.orders));
    values.put(order_field::placed_on, order.day.days);
    values.put(order_field::status, order.status);
    values.put(order_field::channel, order.channel);
    values.put(order_field::currency, kCurrency);
    values.put_some(order_field::discount, order.discount);
    values.put_some(order_field::shipping, order.shipping);
    values.put(order_field::total, order.total);
    values.put(order_field::staff, order.staff);
    TRY_ASSIGN(const RowNo row, insert(TableId::order, std::move(values)));
    ++report.orders;
    std::int64_t position = 0;
    for (const SampleLine& line : order.lines) {
        Values piece(TableId::order_line);
        piece.refer(order_line_field::order, row);
        piece.refer(order_line_field::product, products[line.product]);
        piece.put(order_line_field::title, shop.products[line.product].name);
        piece.put(order_line_field::quantity, line.quantity * 1000);
        piece.put(order_line_field::unit_price, line.unit_price);
        piece.put_some(order_line_field::discount, line.discount);
        piece.put_some(order_line_field::returned_quantity, line.returned * 1000);
        piece.put(order_line_field::position, ++position);
        TRY(insert(TableId::order_line, std::move(piece)));
        ++report.order_lines;
    }
    return {};
}

Status SampleJob::Parts::put_touch(const SampleTouch& touch) {
    const Clock* clock = workspace.session().clock;
    const Instant utc = Instant::from_day(touch.day, touch.minute);
    const Instant at = Instant::from_day(touch.day, touch.minute, clock ? clock->offset_minutes(utc) : 0);
    Values values(TableId::touch);
    values.refer(touch_field::contact, people[touch.person]);
    values.put(touch_field::at, at.ms);
    values.put(touch_field::channel, touch.channel);
    values.put(touch_field::direction, touch.incoming ? "in" : "out");
    values.put(touch_field::subject, touch.subject);
    values.put(touch_field::body, touch.body);
    values.put(touch_field::staff, touch.staff);
    values.put_some(touch_field::proactive, touch.proactive ? 1 : 0);
    TRY(insert(TableId::touch, std::move(values)));
    ++report.touches;
    return {};
}

// Slices --------------------------------------------------------------------------------------------------------------------

template <class Record>
Status SampleJob::Parts::put_some(const std::vector<Record>& records, Status (Parts::*put)(const Record&),
                                  Stage after) {
    for (int count = 0; count < kRecordsBetweenLooks && next < records.size(); ++count, ++next) {
        TRY((this->*put)(records[next]));
    }
    if (next < records.size()) return {};
    next = 0;
    stage = after;
    return {};
}

Status SampleJob::Parts::settle() {
    TRY_ASSIGN(const bool settled, transaction->settle(kSettledAtOnce));
    if (settled) stage = Stage::commit;
    return {};
}

Status SampleJob::Parts::commit() {
    TRY_ASSIGN(const auto committed, transaction->commit());
    report.change = committed.change;
    end(std::nullopt);
    return {};
}

Status SampleJob::Parts::advance() {
    switch (stage) {
        case Stage::begin: return begin();
        case Stage::thinking: return think();
        case Stage::companies: return put_some(shop.companies, &Parts::put_company, Stage::products);
        case Stage::products: return put_some(shop.products, &Parts::put_product, Stage::people);
        case Stage::people: return put_some(shop.people, &Parts::put_person, Stage::orders);
        case Stage::orders: return put_some(shop.orders, &Parts::put_order, Stage::touches);
        case Stage::touches: return put_some(shop.touches, &Parts::put_touch, Stage::settle);
        case Stage::settle: return settle();
        case Stage::commit: return commit();
        case Stage::ended: return {};
    }
    return {};
}

/// Whatever is not committed by now is rolled back.
void SampleJob::Parts::end(std::optional<Error> why) {
    error = std::move(why);
    stage = Stage::ended;
    transaction.reset();
}

SampleJob::SampleJob(Workspace& workspace, SampleRequest request)
    : parts_(std::make_unique<Parts>(workspace, request)) {}
SampleJob::~SampleJob() = default;

bool SampleJob::step(const Stopwatch& stopwatch, double budget_ms) {
    while (!ended()) {
        if (Status status = parts_->advance(); !status) parts_->end(std::move(status).error());
        if (stopwatch.elapsed_ms() >= budget_ms) break;
    }
    return ended();
}

Progress SampleJob::progress() const {
    const SampleShop& shop = parts_->shop;
    const SampleReport& report = parts_->report;
    constexpr double kWriting = 0.9;  // The rest is computing figures and committing.
    Progress progress;
    progress.doing =
        parts_->stage < Parts::Stage::settle ? "Furnishing the sample shop" : "Finishing the sample shop";
    progress.done = report.companies + report.products + report.contacts + report.orders + report.touches;
    progress.of = static_cast<std::int64_t>(shop.companies.size() + shop.products.size() +
                                            shop.people.size() + shop.orders.size() + shop.touches.size());
    if (progress.of > 0) {
        progress.fraction = kWriting * static_cast<double>(progress.done) / static_cast<double>(progress.of);
    }
    if (ended()) progress.fraction = 1;
    return progress;
}

void SampleJob::cancel() {
    if (!ended())
        parts_->end(
            Error{ErrorCode::cancelled, "The sample shop was stopped. Nothing was written.", std::nullopt});
}

bool SampleJob::ended() const { return parts_->stage == Parts::Stage::ended; }

Result<SampleReport> SampleJob::result() const {
    if (parts_->error) return std::unexpected(*parts_->error);
    return parts_->report;
}

}  // namespace perennial
