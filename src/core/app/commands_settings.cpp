// The workspace's own settings.
#include <algorithm>
#include <array>

#include "core/app/commands.h"
#include "core/app/import_memory.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::array<std::string_view, 5> kSettings{"name", "currency", "country", "margin", "discount"};

/// A percentage from 0 to 100, written plainly.
Result<Value> checked_percent(const SetSetting& command) {
    const auto percent = parse_decimal(command.value, DecimalMark::point);
    const auto permille = percent ? percent->scaled_to(1) : std::nullopt;
    if (permille && *permille >= 0 && *permille <= 1000) return Value{Decimal{*permille, 1}.to_string()};
    return fail(ErrorCode::invalid_input,
                "\"" + command.value + "\" is no percentage. Type a number from 0 to 100, such as 40.");
}

Result<Value> checked_setting(const SetSetting& command) {
    if (std::ranges::find(kSettings, command.name) == kSettings.end() && !names_mapping(command.name)) {
        return fail(ErrorCode::invalid_input,
                    "There is no setting \"" + command.name +
                        "\". Settings are name, currency, country, margin and discount.");
    }
    if (command.name == "currency" && !command.value.empty()) {
        const auto currency = Currency::parse(command.value);
        if (currency) return Value{std::string(currency->code())};
        return fail(ErrorCode::invalid_input,
                    "\"" + command.value + "\" is not a currency. Type its three letters, such as EUR.");
    }
    if ((command.name == "margin" || command.name == "discount") && !command.value.empty())
        return checked_percent(command);
    std::string value = command.value;
    // ISO 3166-1, as addresses have it; a country that is written out stays as it is.
    if (command.name == "country" && value.size() == 2 && is_ascii(value)) {
        for (char& letter : value) letter = static_cast<char>(to_upper(static_cast<unsigned char>(letter)));
    }
    return check_value(table(TableId::setting).fields[setting_field::value], std::move(value));
}

}  // namespace

Id setting_id(std::string_view name) { return derived_id("setting", "", name); }

Status put_setting(WriteTransaction& transaction, const std::string& name, const Value& value) {
    const Id id = setting_id(name);
    TRY_ASSIGN(const auto row, transaction.find(TableId::setting, id));
    if (row) {
        TRY(transaction.set(TableId::setting, *row, {{setting_field::value, value}}));
        return {};
    }
    FieldValues values{{setting_field::name, name}};
    if (!absent(value)) values.emplace_back(setting_field::value, value);
    TRY(transaction.insert(TableId::setting, id, values));
    return {};
}

Result<Currency> shop_currency(Workspace& workspace) {
    TRY_ASSIGN(const auto code,
               one_text(workspace.reader(), "SELECT value FROM setting WHERE id = ?1 AND deleted = 0",
                        setting_id("currency")));
    return Currency::parse(code.value_or("")).value_or(Currency{});
}

Result<Currency> needed_currency(Workspace& workspace, std::string_view what) {
    TRY_ASSIGN(const Currency currency, shop_currency(workspace));
    if (!currency.empty()) return currency;
    return fail_at(
        ErrorCode::invalid_input,
        phrase("{} needs a currency. Give it one, or set the workspace's currency once for all.", what),
        Place{"", 0, "currency"});
}

Result<Currency> order_currency(Workspace& workspace, const FieldValues& order) {
    const std::string typed = text_of(order, order_field::currency);
    if (!typed.empty()) {
        const auto currency = Currency::parse(typed);
        if (currency) return *currency;
        return fail_at(ErrorCode::invalid_input,
                       "\"" + typed + "\" is not a currency. Type its three letters, such as EUR.",
                       Place{"", 0, "currency"});
    }
    return needed_currency(workspace, "The order");
}

Result<Outcome> run(Workspace& workspace, const SetSetting& command) {
    TRY_ASSIGN(const Value value, checked_setting(command));
    const std::string words = names_mapping(command.name) ? "way to read a kind of file" : command.name;
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Change the workspace's " + words)));
    TRY(put_setting(*transaction, command.name, value));
    return finish(*transaction, "The workspace's " + words + " is saved.", {setting_id(command.name)}, 1);
}

}  // namespace perennial
