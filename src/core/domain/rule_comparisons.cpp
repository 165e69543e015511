// Comparisons: operators and values by the type of what is compared.
#include <algorithm>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rule_parser.h"

namespace perennial {
namespace {

constexpr std::int32_t kMostUnits = 100'000;

struct SignOp {
    std::string_view sign;
    RuleOp of_numbers, of_days;
};
constexpr SignOp kSigns[] = {{">=", RuleOp::at_least, RuleOp::since}, {"<=", RuleOp::at_most, RuleOp::until},
                             {">", RuleOp::above, RuleOp::after},     {"<", RuleOp::below, RuleOp::before},
                             {"=", RuleOp::is, RuleOp::is},           {"!=", RuleOp::is_not, RuleOp::is_not}};

struct WordOp {
    std::string_view word;
    RuleOp op;
};
constexpr WordOp kDayWords[] = {
    {"before", RuleOp::before}, {"after", RuleOp::after}, {"since", RuleOp::since}, {"until", RuleOp::until}};

std::optional<RuleUnit> unit_named(std::string_view word) {
    for (const auto unit : {RuleUnit::days, RuleUnit::weeks, RuleUnit::months, RuleUnit::years}) {
        const std::string_view plural = rule_unit_name(unit);
        if (word == plural || word == plural.substr(0, plural.size() - 1)) return unit;
    }
    return std::nullopt;
}

std::optional<Decimal> number_of(const RuleToken& token) {
    if (token.kind != RuleToken::Kind::number) return std::nullopt;
    return parse_decimal(token.text, DecimalMark::point);
}

std::optional<std::int64_t> exactly(const Decimal& number, int digits) {
    const auto scaled = number.scaled_to(digits);
    return scaled && Decimal{*scaled, digits} == number ? scaled : std::nullopt;
}

bool of_numbers(RuleType type) {
    return type == RuleType::whole || type == RuleType::quantity || type == RuleType::decimal ||
           type == RuleType::money;
}

}  // namespace

RuleParser::Read<RuleTest> RuleParser::test(const RuleField& field) {
    if (auto asked = presence()) return *std::move(asked);
    if (of_numbers(field.type)) return number_test(field);
    switch (field.type) {
        case RuleType::day:
        case RuleType::instant: return day_test();
        case RuleType::birthday: return birthday_test();
        case RuleType::yes_no: return yes_no_test();
        case RuleType::presence: return expected_here({"is set", "is empty"});
        default: return text_test(field);
    }
}

std::optional<RuleTest> RuleParser::presence() {
    if (take({"is", "empty"}) || take({"is", "not", "set"})) return RuleTest{RuleOp::is_empty, {}};
    if (take({"is", "set"}) || take({"is", "not", "empty"})) return RuleTest{RuleOp::is_set, {}};
    return std::nullopt;
}

/// Whether something is compared here, be it with a day or a number.
bool RuleParser::at_comparison() const {
    return word_at(0, "is") || word_at(0, "between") || at_day_test() ||
           std::ranges::any_of(kSigns, [&](const SignOp& one) { return sign_at(0, one.sign); });
}

/// Whether a comparison of days without "is" or a sign stands here.
bool RuleParser::at_day_test() const {
    if (word_at(0, "in")) return word_at(1, "last") || word_at(1, "next");
    if ((word_at(0, "more") || word_at(0, "less")) && word_at(1, "than")) return true;
    if (word_at(0, "between")) {
        const bool relative = token(1).kind == RuleToken::Kind::number &&
                              token(2).kind == RuleToken::Kind::word && unit_named(token(2).text);
        return token(1).kind == RuleToken::Kind::date || word_at(1, "today") || relative;
    }
    return std::ranges::any_of(kDayWords, [&](const WordOp& one) { return word_at(0, one.word); });
}

// By type ---------------------------------------------------------------------------------------------------

RuleParser::Read<RuleTest> RuleParser::text_test(const RuleField& field) {
    const bool choice = field.type == RuleType::choice;
    const bool negative = word_at(1, "not");
    if (take({"is", "one", "of"}) || take({"is", "not", "one", "of"})) {
        TRY_ASSIGN(auto values, list(field));
        return RuleTest{negative ? RuleOp::is_none_of : RuleOp::is_one_of, std::move(values)};
    }
    std::optional<RuleOp> op;
    if (take({"is", "not"}) || take_sign("!=")) {
        op = RuleOp::is_not;
    } else if (take({"is"}) || take_sign("=")) {
        op = RuleOp::is;
    } else if (!choice && take({"contains"})) {
        op = RuleOp::contains;
    } else if (!choice && take({"does", "not", "contain"})) {
        op = RuleOp::does_not_contain;
    } else if (!choice && take({"starts", "with"})) {
        op = RuleOp::starts_with;
    } else if (!choice && take({"ends", "with"})) {
        op = RuleOp::ends_with;
    }
    if (!op) {
        if (choice)
            return expected_here({"is", "is not", "is one of", "is not one of", "is set", "is empty"});
        return expected_here({"is", "is not", "contains", "does not contain", "starts with", "ends with",
                              "is one of", "is not one of", "is set", "is empty"});
    }
    TRY_ASSIGN(RuleValue wanted, text_value(field));
    return RuleTest{*op, {std::move(wanted)}};
}

RuleParser::Read<RuleTest> RuleParser::number_test(const RuleField& field) {
    if (take({"between"})) return between(field);
    std::optional<RuleOp> op;
    for (const SignOp& one : kSigns) {
        if (!op && take_sign(one.sign)) op = one.of_numbers;
    }
    if (!op && take({"is", "not"})) op = RuleOp::is_not;
    if (!op && take({"is"})) op = RuleOp::is;
    if (!op) return expected_here({">=", "<=", ">", "<", "is", "is not", "between", "is set", "is empty"});
    TRY_ASSIGN(RuleValue wanted, number_value(field));
    return RuleTest{*op, {std::move(wanted)}};
}

RuleParser::Read<RuleTest> RuleParser::between(const RuleField& field) {
    TRY_ASSIGN(RuleValue from, value(field));
    if (!take({"and"})) return expected_here({"and"});
    const RuleToken& second = token();
    TRY_ASSIGN(RuleValue to, value(field));
    const auto* least = std::get_if<Money>(&from);
    const auto* most = std::get_if<Money>(&to);
    if (least && most && least->currency != most->currency)
        return wrong_at(second, "Both amounts must be in the same currency.");
    return RuleTest{RuleOp::between, {std::move(from), std::move(to)}};
}

RuleParser::Read<RuleTest> RuleParser::day_test() {
    const bool last = word_at(1, "last");
    if (take({"in", "last"}) || take({"in", "next"})) {
        TRY_ASSIGN(const RuleSpan window, span());
        return RuleTest{last ? RuleOp::in_last : RuleOp::in_next, {window}};
    }
    const bool more = word_at(0, "more");
    if (take({"more", "than"}) || take({"less", "than"})) {
        TRY_ASSIGN(const RuleSpan back, span());
        if (!take({"ago"})) return expected_here({"ago"});
        const RuleDay day{RuleDay::Kind::ago, {}, back};
        return RuleTest{more ? RuleOp::before : RuleOp::after, {day}};
    }
    if (take({"between"})) {
        RuleField days;
        days.type = RuleType::day;
        return between(days);
    }
    std::optional<RuleOp> op;
    for (const WordOp& one : kDayWords) {
        if (!op && take({one.word})) op = one.op;
    }
    for (const SignOp& one : kSigns) {
        if (!op && take_sign(one.sign)) op = one.of_days;
    }
    if (!op && take({"is", "not"})) op = RuleOp::is_not;
    if (!op && take({"is"})) op = RuleOp::is;
    if (!op) {
        return expected_here({"in last", "since", "before", "after", "until", "between", "is", "in next",
                              "more than ... ago", "is set", "is empty"});
    }
    TRY_ASSIGN(RuleValue day, day_value());
    return RuleTest{*op, {std::move(day)}};
}

RuleParser::Read<RuleTest> RuleParser::birthday_test() {
    const bool last = word_at(1, "last");
    if (!take({"in", "next"}) && !take({"in", "last"}))
        return expected_here({"in next", "in last", "is set", "is empty"});
    TRY_ASSIGN(const RuleSpan window, span());
    return RuleTest{last ? RuleOp::in_last : RuleOp::in_next, {window}};
}

RuleParser::Read<RuleTest> RuleParser::yes_no_test() {
    const bool negative = take({"is", "not"});
    if (!negative && !take({"is"})) return expected_here({"is yes", "is no", "is set", "is empty"});
    const bool yes = word_at(0, "yes");
    if (!take({"yes"}) && !take({"no"})) return expected_here({"yes", "no"});
    return RuleTest{negative ? RuleOp::is_not : RuleOp::is, {yes}};
}

// Values ----------------------------------------------------------------------------------------------------

RuleParser::Read<RuleValue> RuleParser::value(const RuleField& field) {
    if (field.type == RuleType::day || field.type == RuleType::instant) return day_value();
    return number_value(field);
}

RuleParser::Read<RuleValue> RuleParser::text_value(const RuleField& field) {
    if (token().kind != RuleToken::Kind::text) {
        if (field.type == RuleType::choice && !field.choices.empty()) {
            std::vector<std::string> quoted;
            for (const std::string& choice : field.choices) quoted.push_back(in_quotes(choice));
            return expected_here(std::move(quoted));
        }
        return expected_here({"a text in quotes"});
    }
    const RuleToken& typed = token();
    const std::string folded = fold(squeeze(typed.text));
    if (folded.empty()) return wrong("This text is empty. Ask with “is empty” or “is set”.", {"is empty"});
    if (field.type != RuleType::choice) {
        ++at_;
        return RuleValue{squeeze(typed.text)};
    }
    for (const std::string& choice : field.choices) {
        if (fold(choice) != folded) continue;
        ++at_;
        return RuleValue{choice};
    }
    return unknown(typed, phrase("{} is never", field.label), field.choices);
}

RuleParser::Read<RuleValue> RuleParser::number_value(const RuleField& field) {
    const RuleToken& typed = token();
    const auto number = number_of(typed);
    if (!number)
        return expected_here({field.type == RuleType::money ? "an amount such as 50 EUR" : "a number"});
    if (field.type == RuleType::whole && !exactly(*number, 0))
        return wrong("This is counted in whole numbers.", {"a whole number"});
    if (field.type == RuleType::quantity && !exactly(*number, 3))
        return wrong("At most three digits can stand behind the point.");
    ++at_;
    if (field.type == RuleType::money) return money_value(*number, typed);
    return RuleValue{*number};
}

RuleParser::Read<RuleValue> RuleParser::money_value(const Decimal& amount, const RuleToken& number) {
    const auto currency =
        token().kind == RuleToken::Kind::word ? Currency::parse(token().text) : std::nullopt;
    if (!currency) return expected_here({"a currency such as EUR"});
    const auto minor = exactly(amount, currency->minor_digits());
    if (!minor)
        return wrong_at(number, phrase("An amount in {} has {} digits behind the point.", currency->code(),
                                       currency->minor_digits()));
    ++at_;
    return RuleValue{Money{*minor, *currency}};
}

RuleParser::Read<RuleSpan> RuleParser::span() {
    const auto number = number_of(token());
    const auto count = number ? exactly(*number, 0) : std::nullopt;
    if (!count || *count < 1 || *count > kMostUnits) return expected_here({"a number such as 30"});
    ++at_;
    const auto unit =
        token().kind == RuleToken::Kind::word ? unit_named(fold_case(token().text)) : std::nullopt;
    if (!unit) return expected_here({"days", "weeks", "months", "years"});
    ++at_;
    return RuleSpan{static_cast<std::int32_t>(*count), *unit};
}

RuleParser::Read<RuleValue> RuleParser::day_value() {
    if (token().kind == RuleToken::Kind::date) {
        const RuleDay day{RuleDay::Kind::absolute, *Day::parse(token().text), {}};
        ++at_;
        return RuleValue{day};
    }
    if (take({"today"})) return RuleValue{RuleDay{}};
    if (token().kind != RuleToken::Kind::number)
        return expected_here({"a day such as 2026-03-01", "today", "30 days ago"});
    if (token(1).kind != RuleToken::Kind::word)
        return wrong(phrase("“{}” is not a day. Write it as 2026-03-01 or 30 days ago.", shown(token())),
                     {"a day such as 2026-03-01"});
    TRY_ASSIGN(const RuleSpan offset, span());
    if (take({"ago"})) return RuleValue{RuleDay{RuleDay::Kind::ago, {}, offset}};
    if (take({"ahead"}) || take({"from", "now"})) return RuleValue{RuleDay{RuleDay::Kind::ahead, {}, offset}};
    return expected_here({"ago", "ahead"});
}

RuleParser::Read<std::vector<RuleValue>> RuleParser::list(const RuleField& field) {
    TRY(need_sign("("));
    std::vector<RuleValue> values;
    do {
        TRY_ASSIGN(RuleValue one, text_value(field));
        values.push_back(std::move(one));
    } while (take_sign(","));
    TRY(need_sign(")"));
    return values;
}

}  // namespace perennial
