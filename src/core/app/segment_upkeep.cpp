#include "core/app/segment_upkeep.h"

#include <algorithm>

#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/base/phrase.h"

namespace perennial {
namespace {

constexpr std::string_view kAccounted = "segments";  // In meta: the last change that is worked in or marked.
constexpr std::int64_t kSmallestSlice = 64, kLargestSlice = 65'536;

const Table& people() { return table(TableId::contact); }

Result<std::vector<std::int64_t>> integers(Statement statement) {
    std::vector<std::int64_t> all;
    while (true) {
        TRY_ASSIGN(const bool row, statement.step());
        if (!row) return all;
        all.push_back(statement.integer(0));
    }
}

/// Whether the touched tables can have changed the answer: for those they belong to, or for anybody.
struct Affected {
    bool some = false, anybody = false;
};
Affected affected(const RuleReach& reach, const Touched& touched) {
    Affected result;
    for (const Table& one : catalogue()) {
        if (!touched.wrote(one.id)) continue;
        result.some = result.some || reach.own[static_cast<std::size_t>(one.id)];
        result.anybody = result.anybody || reach.far[static_cast<std::size_t>(one.id)];
    }
    return result;
}

std::string within(const std::vector<std::int64_t>& rows) {
    std::string list;
    for (const std::int64_t row : rows) list += (list.empty() ? "" : ", ") + std::to_string(row);
    return " IN (" + list + ")";
}

/// When and why somebody came or went.
struct Moment {
    Instant at;
    Day day;
    std::optional<std::int64_t> cause;
};

/// Without a moment nobody is told of.
Status write_difference(Connection& connection, RowNo segment, const std::vector<std::int64_t>& came,
                        const std::vector<std::int64_t>& went, const std::optional<Moment>& moment) {
    TRY_ASSIGN(
        Statement add,
        query(connection, "INSERT INTO segment_now (segment, contact, since) VALUES (?1, ?2, ?3)", segment));
    TRY_ASSIGN(Statement remove,
               query(connection, "DELETE FROM segment_now WHERE segment = ?1 AND contact = ?2", segment));
    TRY_ASSIGN(Statement log, query(connection,
                                    "INSERT INTO segment_log (segment, contact, entered, at, day, change) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                    segment));
    if (moment) {
        add.bind(3, moment->at.ms);
        log.bind(4, moment->at.ms).bind(5, std::int64_t{moment->day.days});
        if (moment->cause) log.bind(6, *moment->cause);
    }
    for (const std::int64_t contact : went) {
        TRY(remove.bind(2, contact).run());
        if (moment) TRY(log.bind(2, contact).bind(3, std::int64_t{0}).run());
    }
    for (const std::int64_t contact : came) {
        TRY(add.bind(2, contact).run());
        if (moment) TRY(log.bind(2, contact).bind(3, std::int64_t{1}).run());
    }
    return {};
}

}  // namespace

SegmentUpkeep::SegmentUpkeep(Workspace& workspace) : workspace_(workspace) {
    if (!read_only()) workspace_.derive_with(this);
}

SegmentUpkeep::~SegmentUpkeep() {
    if (!read_only()) workspace_.derive_with(nullptr);
}

bool SegmentUpkeep::read_only() const { return workspace_.read_only(); }

// What is known ---------------------------------------------------------------------------------------------

void SegmentUpkeep::forget() {
    world_.reset();
    states_.reset();
}

/// Reads what is not known yet.
Status SegmentUpkeep::load(Connection& connection) {
    if (!world_) {
        TRY_ASSIGN(RuleWorld rules, rule_world(connection));
        World world{std::move(rules), {}};
        for (const RuleSegment& segment : world.rules.segments) {
            if (segment.deleted) continue;
            Asked& asked = world.segments.emplace_back();
            asked.row = segment.row;
            auto reach = whole_reach(world.rules, segment, asked.asked);
            auto rule = rule_of_segment(world.rules, segment);
            if (reach && rule) {
                asked.reach = *std::move(reach);
                asked.rule = *std::move(rule);
            } else {
                asked.problem = reach ? rule.error().message : reach.error().message;
                asked.asked.clear();
            }
        }
        world_ = std::move(world);
    }
    if (states_) return {};
    std::map<RowNo, State> states;
    TRY_ASSIGN(Statement row,
               connection.prepare("SELECT segment, asked, day, since, members, next_row, cause, "
                                  "fresh, problem FROM segment_state"));
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        states[row_column(row, 0)] = {text_column(row, 1), row.integer(2),         row.integer(3),
                                      row.integer(4),      integer_column(row, 5), integer_column(row, 6),
                                      row.integer(7) != 0, text_column(row, 8)};
    }
    TRY_ASSIGN(const auto accounted,
               one_integer(connection, "SELECT value FROM meta WHERE key = ?1", kAccounted));
    accounted_ = ChangeNo{accounted.value_or(0)};
    states_ = std::move(states);
    return {};
}

Status SegmentUpkeep::save(Connection& connection, RowNo segment, const State& state) {
    TRY_ASSIGN(
        Statement write,
        connection.prepare("INSERT OR REPLACE INTO segment_state (segment, asked, day, since, members, "
                           "next_row, cause, fresh, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    write.bind(1, static_cast<std::int64_t>(segment)).bind(2, state.asked).bind(3, state.day);
    write.bind(4, state.since).bind(5, state.members).bind(8, std::int64_t{state.fresh}).bind(9, state.problem);
    if (state.next_row) write.bind(6, *state.next_row);
    if (state.cause) write.bind(7, *state.cause);
    ++revision_;
    return write.run();
}

Status SegmentUpkeep::account(Connection& connection, ChangeNo change) {
    accounted_ = change;
    TRY_ASSIGN(Statement write, query(connection, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
                                      kAccounted, static_cast<std::int64_t>(change)));
    return write.run();
}

// What has become stale ---------------------------------------------------------------------------------------

/// `missed`: changes were made that nobody told of. `cause`: the one change there was.
Status SegmentUpkeep::mark_one(Connection& connection, const Asked& segment, const Touched* touched,
                               std::optional<ChangeNo> cause, bool missed) {
    const auto known = states_->find(segment.row);
    const Day today = workspace_.session().clock->today();
    State state;
    if (known != states_->end()) state = known->second;
    const bool is_new = known == states_->end();
    if (is_new) state.since = workspace_.session().clock->now().ms;
    const bool day_moved = segment.reach.moves_with_day && state.day != today.days;
    const bool anybody = touched && affected(segment.reach, *touched).anybody;
    const bool rule_moved = state.asked != segment.asked;
    if (!is_new && !missed && !day_moved && !anybody && !rule_moved && state.problem == segment.problem)
        return {};
    const bool by_change = (anybody || rule_moved) && !day_moved && !missed && cause;
    // Of two reasons at once neither is the cause.
    state.cause =
        by_change && !state.next_row ? std::optional(static_cast<std::int64_t>(*cause)) : std::nullopt;
    state.next_row = 1;
    state.day = today.days;
    state.asked = segment.asked;
    state.problem = segment.problem;
    if (!segment.problem.empty()) state.next_row.reset();
    TRY(save(connection, segment.row, state));
    (*states_)[segment.row] = std::move(state);
    return {};
}

/// A segment that comes back is worked out anew.
Status SegmentUpkeep::forget_deleted(Connection& connection) {
    for (auto& [row, state] : *states_) {
        const bool lives = std::ranges::find(world_->segments, row, &Asked::row) != world_->segments.end();
        if (lives || (state.asked.empty() && !state.next_row)) continue;
        state.asked.clear();
        state.next_row.reset();
        TRY(save(connection, row, state));
    }
    return {};
}

Status SegmentUpkeep::mark(Connection& connection, const Touched* touched, std::optional<ChangeNo> cause,
                           bool missed) {
    TRY(load(connection));
    for (const Asked& segment : world_->segments) TRY(mark_one(connection, segment, touched, cause, missed));
    return forget_deleted(connection);
}

/// Notices what nobody told of: another program's changes, a restored file, another day.
Status SegmentUpkeep::look() {
    const Day today = workspace_.session().clock->today();
    if (looked_at_ == workspace_.revision() && looked_on_ == today) return {};
    TRY_ASSIGN(const ChangeNo last, workspace_.last_change());
    if (!looked_at_ || last != accounted_) forget();
    TRY_ASSIGN(auto transaction, DerivedTransaction::begin(workspace_));
    TRY(load(transaction->connection()));
    const bool idle = world_->segments.empty() && states_->empty();
    if (!idle) {
        TRY(mark(transaction->connection(), nullptr, std::nullopt, last != accounted_));
        if (last != accounted_) TRY(account(transaction->connection(), last));
    }
    TRY(transaction->commit());
    looked_at_ = workspace_.revision();
    looked_on_ = today;
    return {};
}

Status SegmentUpkeep::before_commit(Connection& connection, ChangeNo change, ChangeNo before,
                                    const Touched& touched) {
    if (touched.wrote(TableId::segment) || touched.wrote(TableId::custom_field)) world_.reset();
    TRY(load(connection));
    if (world_->segments.empty() && states_->empty()) return {};
    TRY(mark(connection, &touched, change, accounted_ != before && !states_->empty()));
    TRY(work_in(connection, touched, change));
    return account(connection, change);
}

void SegmentUpkeep::ended(bool committed) {
    if (!committed) return forget();
    if (looked_at_) ++*looked_at_;
}

// Working it in -----------------------------------------------------------------------------------------------

Result<std::vector<std::int64_t>> SegmentUpkeep::found(Connection& connection, const Asked& segment,
                                                       const Narrow& narrow) {
    RuleCompiler compiler(connection, world_->rules.language, world_->rules.segments,
                          reader_clock(*workspace_.session().clock));
    compiler.narrow(people(), narrow);
    TRY_ASSIGN(const std::string select, compiler.select(people(), *segment.rule));
    TRY_ASSIGN(Statement rows, connection.prepare(select));
    TRY_ASSIGN(auto members, integers(std::move(rows)));
    std::ranges::sort(members);
    return members;
}

/// Makes the members among the narrowed contacts those that the rule finds. `logged`: who comes and goes is told of.
Status SegmentUpkeep::renew(Connection& connection, const Asked& segment, State& state, const Narrow& narrow,
                            std::optional<std::int64_t> cause, bool logged) {
    auto now_in = found(connection, segment, narrow);
    if (!now_in && now_in.error().code == ErrorCode::invalid_input) {
        state.problem = now_in.error().message;
        state.next_row.reset();
        return {};
    }
    TRY(now_in);
    TRY_ASSIGN(Statement known, query(connection,
                                      "SELECT contact FROM segment_now WHERE segment = ?1 AND contact" +
                                          narrow + " ORDER BY contact",
                                      segment.row));
    TRY_ASSIGN(const auto were_in, integers(std::move(known)));
    std::vector<std::int64_t> came, went;
    std::ranges::set_difference(*now_in, were_in, std::back_inserter(came));
    std::ranges::set_difference(were_in, *now_in, std::back_inserter(went));
    if (came.empty() && went.empty()) return {};

    const Clock& clock = *workspace_.session().clock;
    const Moment moment{clock.now(), clock.today(), cause};
    TRY(write_difference(connection, segment.row, came, went, logged ? std::optional(moment) : std::nullopt));
    state.members += static_cast<std::int64_t>(came.size()) - static_cast<std::int64_t>(went.size());
    ++revision_;
    return {};
}

/// A change that touched few people, in its own transaction.
Status SegmentUpkeep::work_in(Connection& connection, const Touched& touched, ChangeNo change) {
    TRY_ASSIGN(const auto contacts, touched.people(connection));
    for (const Asked& segment : world_->segments) {
        State& state = (*states_)[segment.row];
        if (!segment.rule || !state.problem.empty() || !affected(segment.reach, touched).some) continue;
        if (!contacts) {
            // Of two reasons at once neither is the cause.
            const auto cause = static_cast<std::int64_t>(change);
            const bool alone = !state.next_row || state.cause == cause;
            state.cause = alone ? std::optional(cause) : std::nullopt;
            state.next_row = 1;
            TRY(save(connection, segment.row, state));
            continue;
        }
        std::vector<std::int64_t> asked = *contacts;
        // The first count reaches the others later.
        if (state.fresh && state.next_row)
            std::erase_if(asked, [&](std::int64_t contact) { return contact >= *state.next_row; });
        if (asked.empty()) continue;
        const std::int64_t before = state.members;
        TRY(renew(connection, segment, state, within(asked), static_cast<std::int64_t>(change), true));
        if (state.members != before || !state.problem.empty()) TRY(save(connection, segment.row, state));
    }
    return {};
}

const SegmentUpkeep::Asked* SegmentUpkeep::next_pending() const {
    if (!world_ || !states_) return nullptr;
    for (const Asked& segment : world_->segments) {
        const auto state = states_->find(segment.row);
        if (state != states_->end() && state->second.next_row && segment.rule) return &segment;
    }
    return nullptr;
}

Status SegmentUpkeep::work_slice(Connection& connection, std::int64_t last_contact, std::int64_t contacts) {
    const Asked& segment = *next_pending();
    State& state = (*states_)[segment.row];
    const std::int64_t first = *state.next_row, last = first + contacts - 1;
    TRY(renew(connection, segment, state, phrase(" BETWEEN {} AND {}", first, last), state.cause,
              !state.fresh));
    if (!state.next_row) return save(connection, segment.row, state);  // It cannot be asked.
    state.next_row = last + 1;
    if (last >= last_contact) {
        state.next_row.reset();
        state.cause.reset();
        state.fresh = false;
    }
    return save(connection, segment.row, state);
}

bool SegmentUpkeep::pending() const {
    if (read_only()) return false;
    const Day today = workspace_.session().clock->today();
    return looked_at_ != workspace_.revision() || looked_on_ != today || next_pending() != nullptr;
}

Result<bool> SegmentUpkeep::step(const Stopwatch& stopwatch, double budget_ms) {
    if (read_only()) return true;
    if (workspace_.writing()) return false;
    TRY(look());
    if (!next_pending()) return true;
    TRY_ASSIGN(auto transaction, DerivedTransaction::begin(workspace_));
    Connection& connection = transaction->connection();
    TRY_ASSIGN(const auto last, one_integer(connection, "SELECT max(row) FROM contact"));
    const auto work = [&]() -> Status {
        while (next_pending()) {
            const double began = stopwatch.elapsed_ms();
            TRY(work_slice(connection, last.value_or(0), slice_));
            const double spent = stopwatch.elapsed_ms() - began;
            if (spent > budget_ms / 2) slice_ = std::max(kSmallestSlice, slice_ / 2);
            if (spent < budget_ms / 8) slice_ = std::min(kLargestSlice, slice_ * 2);
            if (stopwatch.elapsed_ms() >= budget_ms) break;
        }
        return transaction->commit();
    };
    Status done = work();
    if (!done) {
        forget();
        looked_at_ = workspace_.revision();  // Tried again after the next change.
        return std::unexpected(std::move(done).error());
    }
    return next_pending() == nullptr;
}

}  // namespace perennial
