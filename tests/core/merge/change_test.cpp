#include "core/merge/change.h"

#include <doctest/doctest.h>

#include "core/merge/snapshot.h"

namespace perennial {
namespace {

TEST_CASE("kinds of change have names that read back") {
    for (const auto kind :
         {ChangeKind::edit, ChangeKind::import, ChangeKind::undo, ChangeKind::redo, ChangeKind::take_back}) {
        const std::string_view name = change_kind_name(kind);
        CAPTURE(name);
        CHECK_FALSE(name.empty());
        CHECK(parse_change_kind(name) == kind);
    }
    CHECK(change_kind_name(ChangeKind::take_back) == "take_back");
    CHECK_FALSE(parse_change_kind("merge"));
    CHECK_FALSE(parse_change_kind(""));
}

TEST_CASE("the first register says whether a row lives, the others are its fields") {
    CHECK(kLivesRegister == 0);
    CHECK(register_of(FieldNo{0}) == 1);
    CHECK(register_of(contact_field::external_id) == 11);
}

TEST_CASE("rows are ordered by table, then id, then key") {
    const Id low = derived_id("contact", "s", "1");
    const Id high{{0xFF}};
    CHECK(RowName{TableId::contact, high, ""} < RowName{TableId::contact_email, low, "a"});
    CHECK(RowName{TableId::contact_email, low, "z"} < RowName{TableId::contact_email, high, "a"});
    CHECK(RowName{TableId::contact_email, low, "a"} < RowName{TableId::contact_email, low, "b"});
}

}  // namespace
}  // namespace perennial
