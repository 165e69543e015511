// What views are given besides rows: the queue into which they put what a person asked for, and pages of rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/app/command.h"
#include "core/app/lists.h"
#include "core/app/queries.h"
#include "ui/views/workspaces.h"

namespace perennial::ui {

// What a person can ask for that is not a change of data.
struct GoTo {
    std::string fragment;
};
struct OpenNewContact {};
/// The dialog for a new company or product.
struct OpenNewRecord {
    TableId table = TableId::company;
};
/// The page of a new segment, with a rule to begin with; the draft that is there is gone, unless `goes_on` asks for it.
struct OpenNewSegment {
    std::string name = {}, rule = {};
    bool goes_on = false;
};
/// What was typed of the segment on screen goes.
struct DiscardSegmentDraft {};
struct PickFiles {};
struct ExportEverything {};
struct StopJob {};
struct RetrySave {};
struct TakeOver {};
struct ExportList {
    ListKind list = ListKind::contacts;
};  ///< The list as shown, as CSV.
struct SetAuthor {
    std::string name;
};
struct SetTheme {
    int choice = 0;
};  ///< 0 as the system, 1 light, 2 dark.
struct DismissToast {};
/// Goes to the settings: to the shop's name or the person's, ready to be typed, or to the list of workspaces.
enum class SettingsPart : std::uint8_t { none, shop, person, workspaces };
struct ShowSettings {
    SettingsPart part = SettingsPart::none;
};
/// Fills the open workspace with the sample shop.
struct StartSample {};
using Wish =
    std::variant<GoTo, OpenNewContact, OpenNewRecord, OpenNewSegment, DiscardSegmentDraft, PickFiles,
                 ExportEverything, ExportList, StopJob, RetrySave, TakeOver, SetAuthor, SetTheme,
                 DismissToast, ShowSettings, StartSample, SwitchWorkspace, AddWorkspace, DeleteWorkspace>;

/// Drained after the frame, in order.
struct Queue {
    std::vector<std::variant<Command, Wish>> items;
    template <class T> void push(T item) {
        if constexpr (std::is_constructible_v<Wish, T>) {
            items.emplace_back(Wish(std::move(item)));
        } else {
            items.emplace_back(Command(std::move(item)));
        }
    }
};

/// Contents of the rows around what is visible, fetched a page at a time when the table says what it needs.
template <class Row> class PagedRows {
public:
    using Fetch = std::function<Result<std::vector<Row>>(std::span<const RowNo>)>;
    explicit PagedRows(Fetch fetch) : fetch_(std::move(fetch)) {}

    /// The list changed: forget the page.
    void reset(std::span<const RowNo> rows) {
        rows_ = rows;
        page_.clear();
        first_ = 0;
    }
    void need(std::int64_t first, std::int64_t last) {
        const auto have_last = first_ + static_cast<std::int64_t>(page_.size());
        if (rows_.empty() || (!page_.empty() && first >= first_ && last < have_last)) return;
        constexpr std::int64_t kMargin = 40;
        const auto count = static_cast<std::int64_t>(rows_.size());
        const std::int64_t from = std::clamp<std::int64_t>(first - kMargin, 0, count);
        const std::int64_t to = std::clamp<std::int64_t>(last + 1 + kMargin, from, count);
        auto fetched =
            fetch_(rows_.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
        if (!fetched) {
            error_ = fetched.error().message;
            return;
        }
        page_ = *std::move(fetched);
        first_ = from;
        error_.clear();
    }
    /// nullptr when the row could not be read.
    const Row* at(std::int64_t index) const {
        const std::int64_t at = index - first_;
        return at >= 0 && at < static_cast<std::int64_t>(page_.size()) ? &page_[static_cast<std::size_t>(at)]
                                                                       : nullptr;
    }
    std::span<const RowNo> rows() const { return rows_; }
    const std::string& error() const { return error_; }

private:
    Fetch fetch_;
    std::span<const RowNo> rows_;
    std::vector<Row> page_;
    std::int64_t first_ = 0;
    std::string error_;
};

/// Which rows of a list are chosen, by their numbers, so that sorting and filtering keep it. A bit for each number: choosing
/// 100,000 takes no longer than a frame.
class Selection {
public:
    bool has(RowNo row) const {
        const auto number = static_cast<std::size_t>(row);
        return number < chosen_.size() && chosen_[number];
    }
    void set(RowNo row, bool on) {
        const auto number = static_cast<std::size_t>(row);
        if (on == has(row)) return;
        if (number >= chosen_.size()) chosen_.resize(std::max(number + 1, chosen_.size() * 2));
        chosen_[number] = on;
        size_ += on ? 1 : -1;
    }
    void clear() {
        chosen_.clear();
        size_ = 0;
    }
    std::int64_t size() const { return size_; }
    /// Ascending.
    std::vector<RowNo> rows() const {
        std::vector<RowNo> out;
        out.reserve(static_cast<std::size_t>(size_));
        for (std::size_t number = 0; number < chosen_.size(); ++number) {
            if (chosen_[number]) out.push_back(RowNo{static_cast<std::int64_t>(number)});
        }
        return out;
    }

private:
    std::vector<bool> chosen_;
    std::int64_t size_ = 0;
};

}  // namespace perennial::ui
