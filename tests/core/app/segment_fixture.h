// Short ways to make segments and to look at what is derived of them.
#pragma once

#include <string>
#include <vector>

#include "core/app/segment_pages.h"
#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial::test {

struct SegmentApp : TestApp {
    /// A dynamic segment, as a form adds it.
    Id add_segment(std::string name, std::string rule) {
        AddRecord add;
        add.table = TableId::segment;
        add.values = {{segment_field::name, std::move(name)}, {segment_field::rule, std::move(rule)}};
        return run(add).ids.front();
    }
    Id add_list(std::string name, const std::vector<Id>& contacts = {}) {
        AddRecord add;
        add.table = TableId::segment;
        add.values = {{segment_field::name, std::move(name)}};
        for (const Id& contact : contacts)
            add.members.push_back({TableId::segment_member, contact.to_string(), "", ""});
        return run(add).ids.front();
    }
    EditRecord edit(const Id& segment, FieldValues values) const {
        return {TableId::segment, segment, std::move(values), {}, {}, {}, 0};
    }
    RuleClock clock() { return reader_clock(files.clock); }
    /// Works in everything that is pending.
    void settle() {
        while (!need(app.segments().step(Endless{}, 1))) {}
    }
    SegmentPage page(const Id& segment) {
        return need(
            segment_page(workspace(), {segment, clock(), files.clock.now(), app.segments().revision()}));
    }
    /// The names of the members, by name.
    std::string members(const Id& segment) {
        settle();
        std::string names;
        for (const RowNo row : page(segment).members)
            names += (names.empty() ? "" : " ") + need(contact_name(workspace(), row));
        return names;
    }
    /// "+Aga -Bo", oldest first.
    std::string log(const Id& segment) {
        settle();
        std::string text;
        for (const SegmentLogEntry& entry : need(segment_log(workspace(), segment, 0, 1000)))
            text = (entry.entered ? "+" : "-") + entry.name + (text.empty() ? "" : " ") + text;
        return text;
    }
};

}  // namespace perennial::test
