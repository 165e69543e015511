#include "core/app/rule_texts.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/app/list_values.h"
#include "core/base/text.h"

namespace perennial {
namespace {

std::string folded_value(const RuleValue& value) { return fold(std::get<std::string>(value)); }

TextPredicate plain_text(const RuleTest& test) {
    std::vector<std::string> wanted;
    for (const RuleValue& value : test.values) wanted.push_back(folded_value(value));
    switch (test.op) {
        case RuleOp::contains:
            return [wanted](std::string_view text) {
                return fold(text).find(wanted.front()) != std::string::npos;
            };
        case RuleOp::starts_with:
            return [wanted](std::string_view text) { return fold(text).starts_with(wanted.front()); };
        case RuleOp::ends_with:
            return [wanted](std::string_view text) { return fold(text).ends_with(wanted.front()); };
        default:
            return [wanted](std::string_view text) {
                return std::ranges::find(wanted, fold(text)) != wanted.end();
            };
    }
}

/// A value of several choices passes when one of them does.
TextPredicate any_choice(const RuleTest& test) {
    return [passes = plain_text(test)](std::string_view text) {
        return std::ranges::any_of(several(text), [&](const std::string& one) { return passes(one); });
    };
}

__int128 billionths(const Decimal& number) {
    __int128 value = number.units;
    for (int scale = number.scale; scale < 9; ++scale) value *= 10;
    return value;
}

template <class Number> bool compares(const RuleTest& test, Number value, Number first, Number second) {
    switch (test.op) {
        case RuleOp::is: return value == first;
        case RuleOp::at_least: return value >= first;
        case RuleOp::at_most: return value <= first;
        case RuleOp::above: return value > first;
        case RuleOp::below: return value < first;
        case RuleOp::between: return value >= first && value <= second;
        default: return false;
    }
}

TextPredicate number(const RuleTest& test) {
    return [test](std::string_view text) {
        const auto value = parse_decimal(trim(text), DecimalMark::point);
        return value && compares(test, billionths(*value), billionths(std::get<Decimal>(test.values.front())),
                                 billionths(std::get<Decimal>(test.values.back())));
    };
}

TextPredicate money(const RuleTest& test) {
    return [test](std::string_view text) {
        const auto value = read_custom(ColumnKind::money, text);
        const auto& first = std::get<Money>(test.values.front());
        return value && value->currency == first.currency &&
               compares(test, value->number, first.minor, std::get<Money>(test.values.back()).minor);
    };
}

TextPredicate day(const RuleTest& test, Day today) {
    return [range = day_range(test, today)](std::string_view text) {
        const auto value = Day::parse(trim(text));
        return value && *value >= range.first && *value <= range.last;
    };
}

TextPredicate yes_no(const RuleTest& test) {
    return [wanted = std::get<bool>(test.values.front())](std::string_view text) {
        const auto value = read_custom(ColumnKind::yes_no, text);
        return value && (value->number != 0) == wanted;
    };
}

/// Texts that pass, while they are few; and the rows that hold them.
struct Passing {
    static constexpr std::size_t kMostTexts = 200, kMostBytes = 8'000;
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    std::vector<std::int64_t> rows;

    void add_text(std::string_view text) {
        bytes += text.size();
        if (texts.size() <= kMostTexts) texts.emplace_back(text);
        // Such a text cannot stand in SQL.
        if (text.find('\0') != text.npos) bytes = kMostBytes + 1;
    }
    bool few() const { return texts.size() <= kMostTexts && bytes <= kMostBytes; }
};

Result<Passing> passing(Connection& connection, const TextColumn& column, const TextPredicate& passes) {
    TRY_ASSIGN(Statement statement,
               connection.prepare("SELECT t.row, " + column.value + " FROM " + column.rows));
    std::string Address::* const part = column.part.empty() ? nullptr : address_part(column.part);
    TextPool pool;
    std::vector<bool> judged;
    Passing found;
    while (true) {
        TRY_ASSIGN(const bool row, statement.step());
        if (!row) return found;
        if (statement.is_null(1)) continue;
        const std::string held = part ? address_part(statement.text(1), part) : std::string();
        const std::string_view text = part ? std::string_view(held) : statement.text(1);
        if (text.empty()) continue;
        const std::uint32_t number = pool.add(text);
        if (number == judged.size()) {
            judged.push_back(passes(text));
            if (judged.back()) found.add_text(text);
        }
        if (judged[number]) found.rows.push_back(statement.integer(0));
    }
}

}  // namespace

TextPredicate text_predicate(const RuleField& field, const RuleTest& test, Day today) {
    if (!field.custom) return plain_text(test);
    switch (field.custom->type) {
        case CustomType::number: return number(test);
        case CustomType::money: return money(test);
        case CustomType::date: return day(test, today);
        case CustomType::multi_choice: return any_choice(test);
        case CustomType::yes_no: return yes_no(test);
        default: return plain_text(test);
    }
}

Result<std::string> texts_sql(Connection& connection, const TextColumn& column, const TextPredicate& passes) {
    TRY_ASSIGN(Passing found, passing(connection, column, passes));
    if (found.texts.empty()) return std::string("0");
    std::string list;
    if (found.few()) {
        std::ranges::sort(found.texts);
        for (const std::string& text : found.texts) list += (list.empty() ? "" : ", ") + sql_text(text);
        return "(" + column.value_here + " IS NOT NULL AND " + column.value_here + " IN (" + list + "))";
    }
    for (const std::int64_t row : found.rows) list += (list.empty() ? "" : ", ") + std::to_string(row);
    return column.row_here + " IN (" + list + ")";
}

std::string sql_text(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'') quoted += c;
    }
    return quoted + "'";
}

}  // namespace perennial
