#include "core/app/value_model.h"

#include <cmath>

#include "core/analytics/gamma_gamma.h"
#include "core/base/phrase.h"

namespace perennial {
namespace {

using namespace analytics;

constexpr double kWeeks = kModelHorizon;
constexpr std::size_t kCustomersPerStep = 500;

enum class Stage : std::uint8_t { histories, times, spends, earlier, expecting, done };

Figure not_known(Figure figure, std::string reason) {
    figure.value.reset();
    figure.reason = std::move(reason);
    return figure;
}

}  // namespace

class ValueModelJob::Inside {
public:
    Inside(std::shared_ptr<const WorkspaceFacts> facts, Day as_of, int resamples)
        : facts_(std::move(facts)), resamples_(resamples) {
        model.as_of = as_of;
        unit_ = std::pow(10.0, shop().currency.minor_digits());
    }

    Status step() {
        switch (stage_) {
            case Stage::histories: return add_histories();
            case Stage::times:
                return fitted(ModelKind::bgnbd, whole_, resamples_, true, [this](const ModelJob& job) {
                    model.times = *job.estimate();
                    draws_.assign(job.draws().begin(), job.draws().end());
                });
            case Stage::spends:
                return fitted(ModelKind::gamma_gamma, whole_, 0, false,
                              [this](const ModelJob& job) { spend_ = job.estimate()->parameters; });
            case Stage::earlier:
                return fitted(ModelKind::bgnbd, before_, 0, false, [this](const ModelJob& job) {
                    model.back_test =
                        calibrate(ModelKind::bgnbd, job.estimate()->parameters, held_out_, kModelHoldout);
                });
            case Stage::expecting: expect_more(); return {};
            case Stage::done: break;
        }
        return {};
    }
    bool ended() const { return stage_ == Stage::done; }
    Progress progress() const {
        const double of_stage = job_ ? job_->progress().fraction : 0;
        const double fraction = (static_cast<double>(stage_) + of_stage) / static_cast<double>(Stage::done);
        return {job_ ? job_->progress().doing : "Looking ahead a year", 0, 0, std::min(1.0, fraction)};
    }

    ValueModel model;
    std::optional<Error> failure;
    bool cancelled = false;

private:
    const ShopFacts& shop() const { return facts_->facts; }
    void advance() {
        stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
        job_.reset();
    }

    /// The histories of the next customers, today's and those of half a year ago.
    Status add_histories() {
        const auto& orders = shop().orders;
        std::vector<Purchase> purchases;
        while (next_ < orders.size() && (purchases.size() < kCustomersPerStep ||
                                         orders[next_].customer == orders[next_ - 1].customer)) {
            const OrderFact& order = orders[next_++];
            if (order.purchase && order.customer >= 0)
                purchases.push_back({order.customer, order.day, static_cast<double>(order.amount) / unit_});
        }
        const Day earlier{model.as_of.days - kModelHoldout * kModelUnitDays};
        for (const CustomerHistory& one : histories_until(purchases, earlier, model.as_of, kModelUnitDays)) {
            before_.push_back(one.history);
            held_out_.push_back(one);
        }
        for (const CustomerHistory& one :
             histories_until(std::move(purchases), model.as_of, model.as_of, kModelUnitDays))
            whole_.push_back(one.history);
        if (next_ == orders.size()) advance();
        return {};
    }

    /// Fits on; `needed`: a refusal ends the whole, else only this part.
    template <class Keep>
    Status fitted(ModelKind kind, const std::vector<PurchaseHistory>& histories, int resamples, bool needed,
                  const Keep& keep) {
        if (!job_) {
            auto likelihood = make_likelihood(kind, histories);
            if (!likelihood && needed) return std::unexpected(likelihood.error());
            if (!likelihood) {
                advance();
                return {};
            }
            job_ = std::make_unique<ModelJob>(*std::move(likelihood), resamples, 1);
        }
        if (!job_->step(Endless{}, -1)) return {};
        keep(*job_);
        advance();
        return {};
    }

    double spend_of(const PurchaseHistory& history) const {
        return spend_ ? gamma_gamma_expected(*spend_, history).value_or(0) : 0;
    }
    const Parameters& parameters() const { return draw_ == 0 ? model.times.parameters : draws_[draw_ - 1]; }

    /// The next customers under the parameters found, then under each resample's.
    void expect_more() {
        const std::size_t until = std::min(whole_.size(), at_ + kCustomersPerStep);
        for (; at_ < until; ++at_) {
            const double purchases = expected_purchases(ModelKind::bgnbd, parameters(), whole_[at_], kWeeks);
            purchases_ += purchases;
            revenue_ += purchases * spend_of(whole_[at_]);
            if (draw_ > 0) continue;
            if (const auto chance = alive(ModelKind::bgnbd, parameters(), whole_[at_])) alive_ += *chance;
        }
        if (at_ < whole_.size()) return;
        (draw_ == 0 ? found_ : sums_.emplace_back()) = {purchases_, revenue_};
        at_ = 0;
        purchases_ = revenue_ = 0;
        if (++draw_ <= draws_.size()) return;
        conclude();
        advance();
    }

    struct Sums {
        double purchases = 0, revenue = 0;
    };
    template <double Sums::* part> std::optional<Interval> interval(double by) const {
        std::size_t next = 0;
        return interval_over(draws_, [&](const Parameters&) { return sums_[next++].*part / by; });
    }

    void conclude() {
        const auto customers = static_cast<double>(whole_.size());
        model.purchases = {.key = "expected_purchases",
                           .label = "Purchases, next 52 weeks",
                           .unit = Unit::count,
                           .value = std::round(found_.purchases),
                           .n = model.times.customers};
        model.purchases.interval = interval<&Sums::purchases>(1);
        model.alive = {.key = "alive",
                       .label = "Repeat customers still with you",
                       .unit = Unit::share,
                       .value = alive_ / static_cast<double>(model.times.repeat_customers),
                       .n = model.times.repeat_customers};
        model.correlation = spend_correlation(whole_);
        model.revenue = {.key = "expected_revenue",
                         .label = "Revenue per customer, next 52 weeks",
                         .unit = Unit::money,
                         .value = std::round(found_.revenue / customers * unit_),
                         .n = model.times.customers,
                         .currency = shop().currency};
        model.revenue.interval = interval<&Sums::revenue>(customers / unit_);
        if (!spend_)
            model.revenue = not_known(
                std::move(model.revenue),
                phrase("Amounts want at least {} customers with a repeat purchase.", kLeastRepeatCustomers));
    }

    std::shared_ptr<const WorkspaceFacts> facts_;
    int resamples_;
    double unit_ = 1;
    Stage stage_ = Stage::histories;
    std::size_t next_ = 0;
    std::vector<PurchaseHistory> whole_, before_;
    std::vector<CustomerHistory> held_out_;
    std::unique_ptr<ModelJob> job_;
    std::vector<Parameters> draws_;
    std::optional<Parameters> spend_;
    std::size_t at_ = 0, draw_ = 0;  ///< Draw 0: the estimate itself.
    double purchases_ = 0, revenue_ = 0, alive_ = 0;
    Sums found_;
    std::vector<Sums> sums_;
};

ValueModelJob::ValueModelJob(std::shared_ptr<const WorkspaceFacts> facts, Day as_of, int resamples)
    : inside_(std::make_unique<Inside>(std::move(facts), as_of, resamples)) {}
ValueModelJob::~ValueModelJob() = default;

bool ValueModelJob::step(const Stopwatch& stopwatch, double budget_ms) {
    while (!ended()) {
        if (const Status stepped = inside_->step(); !stepped) inside_->failure = stepped.error();
        if (stopwatch.elapsed_ms() >= budget_ms) break;
    }
    return ended();
}

Progress ValueModelJob::progress() const { return inside_->progress(); }
void ValueModelJob::cancel() { inside_->cancelled = true; }
bool ValueModelJob::ended() const { return inside_->cancelled || inside_->failure || inside_->ended(); }

Result<ValueModel> ValueModelJob::result() const {
    if (inside_->failure) return std::unexpected(*inside_->failure);
    if (inside_->cancelled || !inside_->ended()) return fail(ErrorCode::cancelled, "The model was stopped.");
    return inside_->model;
}

}  // namespace perennial
