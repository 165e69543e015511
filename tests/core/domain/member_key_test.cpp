#include <doctest/doctest.h>

#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

TEST_CASE("a member is named by its normal form and shown as it was typed") {
    struct Case {
        TableId table;
        std::string_view typed, name, key, value;
    };
    for (const Case& c : {
             Case{TableId::contact_email, " Anna@Example.COM", "", "anna@example.com", "Anna@Example.COM"},
             Case{TableId::contact_phone, "+48 600-100-200 ", "", "+48600100200", "+48 600-100-200"},
             Case{TableId::contact_tag, "  Key   Account ", "", "key account", "Key Account"},
             Case{TableId::contact_tag, "ŻÓŁW", "", "zolw", "ŻÓŁW"},
             Case{TableId::contact_tag, "⭐", "", "⭐", "⭐"},
             Case{TableId::contact_interest, "お茶", "", "お茶", "お茶"},
             Case{TableId::contact_custom, " 42 ", "  Shoe  size ", "Shoe size", "42"},
             Case{TableId::contact_custom, "a\r\nb", "Note", "Note", "a\nb"},
         }) {
        CAPTURE(c.typed);
        const auto member = member_key(c.table, c.typed, c.name);
        REQUIRE(member.has_value());
        CHECK(member->key == c.key);
        CHECK(member->value == c.value);
    }
}

TEST_CASE("the same member typed in two ways is one") {
    struct Case {
        TableId table;
        std::string_view one, other;
    };
    for (const Case& c :
         {Case{TableId::contact_email, "a@b.pl", "A@B.PL"},
          Case{TableId::contact_phone, "0048 600 100 200", "+48600100200"},
          Case{TableId::contact_tag, "Café", "cafe"}, Case{TableId::contact_tag, "VIP", "ｖｉｐ "}}) {
        CHECK(member_key(c.table, c.one)->key == member_key(c.table, c.other)->key);
    }
    CHECK(member_key(TableId::contact_tag, "かき")->key != member_key(TableId::contact_tag, "がき")->key);
}

TEST_CASE("what cannot be a member is refused with a way out") {
    struct Case {
        TableId table;
        std::string typed, name;
        std::string_view message;
    };
    for (const Case& c : {
             Case{TableId::contact_email, "anna at example", "",
                  "Not an e-mail address. Type it as name@example.com."},
             Case{TableId::contact_email, " ", "", "E-mail is missing. It cannot be left empty."},
             Case{TableId::contact_phone, "call me", "",
                  "Not a phone number. Type it as +48 600 100 200 or 020 7946 0018."},
             Case{TableId::contact_tag, "", "", "Tag is missing. It cannot be left empty."},
             Case{TableId::contact_tag, "\xFF", "",
                  "Tag holds characters that cannot be read. Save the file as UTF-8, or type it again."},
             Case{TableId::contact_tag, std::string(101, 'x'), "",
                  "Tag is too long: 101 bytes, and at most 100 fit. Shorten it."},
             Case{TableId::contact_custom, "42", " ",
                  "A custom field needs a name. Type one, such as Shoe size."},
             Case{TableId::contact_custom, "42", std::string(101, 'x'),
                  "The name of the custom field is too long: at most 100 bytes fit. Shorten it."},
             Case{TableId::contact_custom, "", "Shoe size", "Value is missing. It cannot be left empty."},
             Case{TableId::order, "1", "", "Order is a record of its own, not an entry of a contact."},
         }) {
        CAPTURE(c.typed);
        const auto refused = member_key(c.table, c.typed, c.name);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::invalid_input);
        CHECK(refused.error().message == c.message);
    }
}

}  // namespace
}  // namespace perennial
