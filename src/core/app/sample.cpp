#include "core/app/sample.h"

#include "core/app/commands.h"
#include "core/app/sample_shop.h"

namespace perennial {
namespace {

constexpr int kRecordsBetweenLooks = 32;      // Records between two looks at the stopwatch.
constexpr std::int64_t kSettledAtOnce = 100;  // Contacts whose figures are computed between two looks.

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
    std::optional<SampleWriter> writer;

    Parts(Workspace& into, SampleRequest what)
        : workspace(into),
          request(what),
          noon(Instant::from_day(what.today, 12 * 60)),
          random(what.seed),
          ids(noon, random) {}

    Status check() const;
    Status begin();
    Status think();
    template <class Record>
    Status put_some(const std::vector<Record>& records, Status (SampleWriter::*put)(const Record&),
                    Stage after);
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
    TRY_ASSIGN(transaction, workspace.begin(labelled(request.customers ? "Fill the sample shop"
                                                                       : "Add the fields of a bookshop")));
    writer.emplace(workspace, *transaction, ids, workspace.session().clock, shop, report);
    TRY(writer->put_custom_fields());
    if (request.customers) TRY(writer->put_settings());
    stage = request.customers ? Stage::companies : Stage::commit;
    return {};
}

// Slices --------------------------------------------------------------------------------------------------------------------

template <class Record>
Status SampleJob::Parts::put_some(const std::vector<Record>& records,
                                  Status (SampleWriter::*put)(const Record&), Stage after) {
    for (int count = 0; count < kRecordsBetweenLooks && next < records.size(); ++count, ++next) {
        TRY(((*writer).*put)(records[next]));
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
        case Stage::companies: return put_some(shop.companies, &SampleWriter::put_company, Stage::products);
        case Stage::products: return put_some(shop.products, &SampleWriter::put_product, Stage::people);
        case Stage::people: return put_some(shop.people, &SampleWriter::put_person, Stage::orders);
        case Stage::orders: return put_some(shop.orders, &SampleWriter::put_order, Stage::touches);
        case Stage::touches: return put_some(shop.touches, &SampleWriter::put_touch, Stage::settle);
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
    writer.reset();
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
