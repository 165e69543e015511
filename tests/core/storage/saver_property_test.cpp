// Whatever the store does: "saved" is said only when a fresh load gives the bytes of that commit, and whoever opens the
// store at any moment gets some whole commit that is not older than the last one said to be saved.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "tests/support/saver_window.h"

using namespace perennial;

namespace {

/// One window after another over one store, with what they committed.
class Story {
public:
    explicit Story(std::uint64_t seed) : random_(seed) { open_window(); }

    void step() {
        switch (random_.below(16)) {
            case 0:
            case 1:
            case 2:
            case 3: write(); break;
            case 4: shrink(); break;
            case 5:
            case 6:
            case 7: window_->store.answer_one(); break;
            case 8: window_->store.answer_all(); break;
            case 9: window_->store.hold = !window_->store.hold; break;
            case 10: window_->clock.advance_ms(static_cast<std::int64_t>(random_.below(90'000))); break;
            case 11:
            case 12: window_->saver.tick(); break;
            case 13: window_->saver.retry(); break;
            case 14:
                window_->saver.flush([this](const Status& s) { ++seen[s ? "flushed" : "not flushed"]; });
                break;
            default:
                if (random_.below(6) == 0) open_window();
        }
        check_store();
    }

    /// Everything works again: it must end saved.
    void end() {
        faulty_ = false;
        window_->store.hold = false;
        window_->store.answer_all();
        window_->saver.retry();
        CHECK(window_->saver.status().state == SaveState::saved);
        check_store();
        CHECK(*stored_bytes(place_) == window_->bytes());
    }

    std::map<std::string, int> seen;

private:
    /// As when the page is closed at any moment and opened again.
    void open_window() {
        const bool dropped = dropped_ && !window_empty();
        window_ = std::make_unique<SaverWindow>(place_);
        REQUIRE(window_->load());
        if (dropped) ++seen["opened after a drop"];
        ++seen["opened"];
        dropped_ = false;
        commits_ = {hash64(window_->bytes())};
        saved_ = 0;
        window_->saver.on_change = [this](const SaveStatus& status) { note(status); };
        window_->store.fault = [this] { return draw_fault(); };
    }
    bool window_empty() const { return !window_ || window_->image.size() == 0; }

    void write() {
        commit([this] {
            if (random_.below(3) == 0) {
                window_->add_rows(static_cast<int>(random_.below(400)) + 1);
            } else {
                window_->commit(
                    "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, text TEXT);"
                    "UPDATE t SET text = hex(randomblob(40)) WHERE id % 50 = " +
                    std::to_string(random_.below(50)));
            }
        });
    }
    void shrink() {
        commit([this] {
            window_->commit(
                "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, text TEXT); DELETE FROM t WHERE id > " +
                std::to_string(random_.below(500)) + "; VACUUM");
        });
    }
    /// The saver is told of a commit before the story has its bytes: note() looks at the image instead.
    template <class Work> void commit(Work work) {
        work();
        commits_.push_back(hash64(window_->bytes()));
    }

    void note(const SaveStatus& status) {
        if (status.state == SaveState::not_saved) ++seen["not saved"];
        if (status.state != SaveState::saved) return;
        ++seen["saved"];
        dropped_ = false;
        const auto stored = stored_bytes(place_);
        REQUIRE(stored);
        REQUIRE(*stored == window_->bytes());
        // A commit under way is pushed after this; every earlier one is covered.
        saved_ = commits_.size() - (hash64(*stored) == commits_.back() ? 1 : 0);
    }

    void check_store() {
        if (window_->saver.status().state == SaveState::saved)
            REQUIRE(*stored_bytes(place_) == window_->bytes());
        if (dropped_) return;
        const auto stored = stored_bytes(place_);
        INFO((stored ? std::string() : stored.error().message));
        REQUIRE(stored);
        const auto found = std::ranges::find(commits_.rbegin(), commits_.rend(), hash64(*stored));
        REQUIRE(found != commits_.rend());
        const auto commit = static_cast<std::size_t>(commits_.rend() - found) - 1;
        CHECK(commit >= std::min(saved_, commits_.size() - 1));
    }

    WriteFault draw_fault() {
        const bool loses = faulty_ && random_.below(3) == 0;
        if (!loses) return WriteFault::none;
        constexpr WriteFault kFaults[] = {WriteFault::refused, WriteFault::torn, WriteFault::lost_answer,
                                          WriteFault::false_conflict, WriteFault::store_dropped};
        const std::uint64_t which = random_.below(20);
        const WriteFault fault = kFaults[which == 19 ? 4 : which % 4];
        ++seen["fault " + std::to_string(static_cast<int>(fault))];
        if (fault == WriteFault::store_dropped) dropped_ = true;
        return fault;
    }

    Random random_;
    std::shared_ptr<MemoryBlocks> place_ = std::make_shared<MemoryBlocks>();
    std::unique_ptr<SaverWindow> window_;
    std::vector<std::uint64_t> commits_;  ///< Hash of the image at each.
    std::size_t saved_ = 0;               ///< The last that was said to be saved.
    bool faulty_ = true;
    bool dropped_ = false;
};

}  // namespace

TEST_CASE("saved means saved, whatever the store does") {
    std::map<std::string, int> seen;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Story story(seed);
        for (int step = 0; step < 250; ++step) {
            CAPTURE(step);
            story.step();
        }
        story.end();
        for (const auto& [what, times] : story.seen) seen[what] += times;
    }
    for (const char* what : {"saved", "not saved", "flushed", "not flushed", "opened", "opened after a drop",
                             "fault 1", "fault 2", "fault 3", "fault 4", "fault 5"}) {
        CAPTURE(what);
        CHECK(seen[what] > 0);
    }
}
