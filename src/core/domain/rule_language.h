// What the words of rules mean: the fields, members and events of a table that a rule may ask about, read from the catalogue
// and the shop's own fields. A table that comes later is part of the language through its description alone.
// Invariants: a name means one thing in its subject; every name that `field_names` and `event_names` give is found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/catalogue.h"
#include "core/domain/custom_value.h"

namespace perennial {

/// How a value is compared.
enum class RuleType : std::uint8_t {
    text,      ///< Without case and accents.
    choice,    ///< One of `choices`.
    whole,     ///< A whole number.
    quantity,  ///< Up to three digits after the point.
    decimal,   ///< A number of any precision.
    money,
    day,
    instant,  ///< By its day where the reader is.
    birthday,
    yes_no,
    presence,  ///< Only whether it is set.
};

/// From a table to the record that one of its fields names.
struct RuleStep {
    const Table* from = nullptr;
    FieldNo field = 0;
    const Table* to = nullptr;
};

struct RuleField {
    enum class Kind : std::uint8_t {
        field,         ///< Of `table`.
        address_part,  ///< `part` of the address in `field`.
        reference,     ///< Named by the record at the end of `path`, whose name is in `field`.
        main_member,   ///< The first of `members`, by rank and key.
        any_member,    ///< Any of `members`.
        defined,       ///< The value of `custom`, among `members`.
    };
    Kind kind = Kind::field;
    std::string name;   ///< As rules write it: "city", "company.name", "custom.hat_size".
    std::string label;  ///< "City", "Company: name".
    RuleType type = RuleType::text;
    std::vector<RuleStep> path = {};  ///< References to follow first.
    const Table* table = nullptr;     ///< Where the value stands, behind the path.
    FieldNo field = 0;
    std::string_view part = {};
    const Table* members = nullptr;
    const CustomField* custom = nullptr;
    std::vector<std::string> choices = {};
};

/// The rows of a table that belong to one record of the subject.
struct RuleEvents {
    const Table* table = nullptr;
    std::optional<RuleStep> owner =
        {};  ///< What the table is a part of (a line's order), where that has link, time or currency.
    bool by_owner_column = false;  ///< Members: linked by their `owner`.
    bool link_in_owner = false;
    FieldNo link = 0;
    bool time_in_owner = false;
    std::optional<FieldNo> time = {};  ///< None: nothing says when it happened.
    RuleType time_type = RuleType::day;
};

class RuleLanguage {
public:
    /// `tables`: in the order of their numbers; they outlive the language. `segments`: the names there are.
    RuleLanguage(std::span<const Table> tables, std::vector<CustomField> custom,
                 std::vector<std::string> segments);

    /// By singular name; nullptr when there is none.
    const Table* subject(std::string_view name) const;
    const Table& table(TableId id) const { return tables_[static_cast<std::size_t>(id)]; }
    /// Whether records of the table can be members of segments.
    static bool is_person(const Table& table) { return table.id == TableId::contact; }

    /// By name, which may begin with references ("order.status") and leave out "custom.".
    std::optional<RuleField> field(const Table& subject, std::string_view name) const;
    std::optional<RuleEvents> events(const Table& subject, std::string_view plural) const;
    /// In the order of the catalogue, custom fields last; of the records that references name, only the reference.
    std::vector<std::string> field_names(const Table& subject) const;
    std::vector<std::string> event_names(const Table& subject) const;
    const std::vector<std::string>& segments() const { return segments_; }

    /// A field of events' rows for sum, average, min, max, first and last.
    std::optional<RuleField> own_field(const RuleEvents& events, std::string_view name) const;
    /// The currency of the table's amounts: its field, and whether that is in the record the table is a part of.
    struct CurrencyPlace {
        bool in_owner = false;
        FieldNo field = 0;
        bool operator==(const CurrencyPlace&) const = default;
    };
    std::optional<CurrencyPlace> currency_of(const Table& table) const;
    /// The record that the table's rows are parts of (a line's order).
    std::optional<RuleStep> owner_step(const Table& table) const;

private:
    std::optional<RuleField> field_here(const Table& subject, std::string_view name) const;
    std::optional<RuleField> plain_field(const Table& subject, FieldNo number) const;
    std::optional<RuleField> member_field(const Table& subject, std::string_view name) const;
    std::optional<RuleField> defined_field(const Table& subject, std::string_view key) const;
    RuleField reference(const Table& subject, FieldNo number) const;

    std::span<const Table> tables_;
    std::vector<CustomField> custom_;
    std::vector<std::string> segments_;
};

/// What names a member within its owner, by the table's description: a list whose entries are one line of text is keyed by
/// their folded form, one of longer texts by the keys of custom fields, others by a normalised form.
enum class KeyedBy : std::uint8_t { normal_form, folded_form, definition };
KeyedBy keyed_by(const Table& members);
/// The word for one member of the table: "tag" of contact_tag.
std::string_view member_word(const Table& members, const Table& owner);
/// The parts of an address, as rules write them.
std::span<const std::string_view> address_part_names();
/// By the name of its column: nullptr when there is none.
std::string Address::* address_part(std::string_view name);

/// A label for the middle of a sentence: "Order line" as "order line".
std::string lower_first(std::string_view label);
/// "order lines", as sentences and pickers say it.
std::string plural_words(const Table& table);
/// The names that `typed` may have meant, best first; at most `most`.
std::vector<std::string> near_names(std::string_view typed, std::span<const std::string> names,
                                    std::size_t most);

}  // namespace perennial
