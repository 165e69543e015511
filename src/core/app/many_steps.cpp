#include "core/app/many_steps.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/app/commands.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

class ManySteps final : public CommandSteps {
public:
    ManySteps(Workspace& workspace, const Table& table, std::vector<Id> ids, std::vector<RowNo> rows,
              std::unique_ptr<ManyAct> act)
        : workspace_(workspace),
          table_(table),
          ids_(std::move(ids)),
          rows_(std::move(rows)),
          act_(std::move(act)) {}

    Result<bool> step(std::int64_t rows) override;
    Progress progress() const override;
    Result<Outcome> commit() override;

private:
    enum class Stage : std::uint8_t { begin, look_up, write, settle };

    Status begin();
    Status look_up(std::int64_t rows);
    Status look_up_one(Statement& find, std::size_t at);
    Status write(std::int64_t rows);
    Result<RecordsInWords> in_words(std::size_t count, RowNo only) const;
    std::size_t named() const { return ids_.size() + rows_.size(); }

    Workspace& workspace_;
    const Table& table_;
    std::vector<Id> ids_;
    std::vector<RowNo> rows_;
    std::unique_ptr<ManyAct> act_;
    Stage stage_ = Stage::begin;
    std::unique_ptr<WriteTransaction> transaction_;  ///< Goes when nothing is to be changed.
    std::vector<Chosen> chosen_;
    std::size_t next_ = 0;  ///< Among the chosen, the next to be written to.
    std::size_t changed_ = 0;
    RowNo first_changed_ = RowNo::none;
    std::vector<Id> changed_ids_;  ///< The first of them, as many as an outcome lists.
    std::int64_t unsettled_ = 0;   ///< When the writing was done.
};

Result<bool> ManySteps::step(std::int64_t rows) {
    switch (stage_) {
        case Stage::begin: TRY(begin()); return false;
        case Stage::look_up: TRY(look_up(rows)); return false;
        case Stage::write: TRY(write(rows)); return false;
        case Stage::settle: break;
    }
    return transaction_ ? transaction_->settle(rows) : Result<bool>(true);
}

Status ManySteps::begin() {
    TRY_ASSIGN(transaction_, workspace_.begin({}));
    chosen_.reserve(named());
    stage_ = Stage::look_up;
    return {};
}

Status ManySteps::look_up(std::int64_t rows) {
    // Of the writer: a read of its own would begin and end a transaction for every record.
    Connection& connection = transaction_->connection();
    const std::string table = quoted(table_.name);
    TRY_ASSIGN(Statement by_id,
               connection.prepare("SELECT row, deleted, id FROM " + table + " WHERE id = ?1"));
    TRY_ASSIGN(Statement by_row,
               connection.prepare("SELECT row, deleted, id FROM " + table + " WHERE row = ?1"));
    for (; rows > 0 && chosen_.size() < named(); --rows) {
        const std::size_t at = chosen_.size();
        TRY(look_up_one(at < ids_.size() ? by_id : by_row, at));
    }
    if (chosen_.size() < named()) return {};
    // As they lie in the file: 100,000 of them are written in one pass over it.
    if (!std::ranges::is_sorted(chosen_, {}, &Chosen::row)) std::ranges::sort(chosen_, {}, &Chosen::row);
    const auto again = std::ranges::unique(chosen_, {}, &Chosen::row);
    chosen_.erase(again.begin(), again.end());
    stage_ = Stage::write;
    return {};
}

Status ManySteps::look_up_one(Statement& find, std::size_t at) {
    constexpr std::int64_t kOnlyReferredTo = 2;
    find.reset();
    if (at < ids_.size()) {
        bind_one(find, 1, ids_[at]);
    } else {
        bind_one(find, 1, rows_[at - ids_.size()]);
    }
    TRY_ASSIGN(const bool found, find.step());
    if (found && find.integer(1) != kOnlyReferredTo) {
        chosen_.push_back({id_column(find, 2), row_column(find, 0), find.integer(1) != 0});
        return {};
    }
    if (at >= ids_.size())
        return fail(ErrorCode::not_found,
                    "One of the chosen " + plural_words(table_) + " is not here any more.");
    return fail(ErrorCode::not_found,
                "There is no " + singular_words(table_) + " " + ids_[at].to_string() + ".");
}

Status ManySteps::write(std::int64_t rows) {
    for (; rows > 0 && next_ < chosen_.size(); --rows, ++next_) {
        TRY_ASSIGN(const bool wrote, act_->write(*transaction_, chosen_[next_]));
        if (!wrote) continue;
        if (changed_++ == 0) first_changed_ = chosen_[next_].row;
        if (changed_ids_.size() < kMostListed) changed_ids_.push_back(chosen_[next_].id);
    }
    if (next_ < chosen_.size()) return {};
    unsettled_ = transaction_->unsettled();
    if (changed_ == 0) transaction_.reset();
    stage_ = Stage::settle;
    return {};
}

Result<RecordsInWords> ManySteps::in_words(std::size_t count, RowNo only) const {
    const auto number = static_cast<std::int64_t>(count);
    if (count != 1) return RecordsInWords{number, counted(table_, number)};
    TRY_ASSIGN(std::string words, record_words(workspace_, table_.id, only));
    return RecordsInWords{1, std::move(words)};
}

Progress ManySteps::progress() const {
    constexpr double kLookingUp = 0.1, kWriting = 0.6;  // The rest is history, clocks and derived figures.
    const auto share = [](std::size_t done, std::size_t of) {
        return of == 0 ? 1 : static_cast<double>(done) / static_cast<double>(of);
    };
    Progress progress;
    progress.of = static_cast<std::int64_t>(stage_ < Stage::write ? named() : chosen_.size());
    progress.done = static_cast<std::int64_t>(next_);
    progress.doing = std::string(act_->doing()) + " " + counted(table_, progress.of);
    progress.fraction = kLookingUp * share(chosen_.size(), named());
    if (stage_ >= Stage::write)
        progress.fraction = kLookingUp + (kWriting - kLookingUp) * share(next_, chosen_.size());
    if (stage_ == Stage::settle && transaction_ && unsettled_ > 0) {
        const auto left = static_cast<std::size_t>(std::min(transaction_->unsettled(), unsettled_));
        progress.fraction = 1 - (1 - kWriting) * share(left, static_cast<std::size_t>(unsettled_));
    }
    return progress;
}

Result<Outcome> ManySteps::commit() {
    if (!transaction_) return Outcome{};
    TRY_ASSIGN(const auto chosen, in_words(chosen_.size(), chosen_.front().row));
    TRY_ASSIGN(const auto changed, in_words(changed_, first_changed_));
    TRY_ASSIGN(auto words, act_->words(chosen, changed));
    transaction_->set_label(std::move(words.label));
    return finish(*transaction_, std::move(words.message), std::move(changed_ids_), changed.count);
}

}  // namespace

Result<std::unique_ptr<CommandSteps>> many_steps(Workspace& workspace, TableId table_id, std::vector<Id> ids,
                                                 std::vector<RowNo> rows, std::unique_ptr<ManyAct> act) {
    const Table& description = table(table_id);
    if (description.kind == TableKind::member) {
        return fail(ErrorCode::invalid_input,
                    "Change the contact to remove its " + plural_words(description) + ".");
    }
    return std::make_unique<ManySteps>(workspace, description, std::move(ids), std::move(rows),
                                       std::move(act));
}

}  // namespace perennial
