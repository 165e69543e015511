// Orders with their lines, and the workspace's own settings.
#include <algorithm>
#include <array>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/import_memory.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::array<std::string_view, 3> kSettings{"name", "currency", "country"};

FieldValues values_of(const OrderLineDraft& line, const Id& order, std::int64_t position) {
    using namespace order_line_field;
    FieldValues values{{order_line_field::order, order}};
    if (line.product) values.emplace_back(product, *line.product);
    values.emplace_back(title, line.title);
    values.emplace_back(quantity, line.quantity);
    values.emplace_back(unit_price, line.unit_price);
    if (line.discount != 0) values.emplace_back(discount, line.discount);
    if (line.returned_quantity != 0) values.emplace_back(returned_quantity, line.returned_quantity);
    values.emplace_back(order_line_field::position, position);
    return values;
}

Result<std::vector<FieldValues>> checked_lines(Workspace& workspace, const std::vector<OrderLineDraft>& lines,
                                               const Id& order) {
    const Table& description = table(TableId::order_line);
    std::vector<FieldValues> checked;
    for (const OrderLineDraft& line : lines) {
        const auto position = static_cast<std::int64_t>(checked.size()) + 1;
        FieldValues values = values_of(line, order, position);
        // The order does not exist yet, so its reference is left out of the check.
        const FieldValues rest(values.begin() + 1, values.end());
        Result<FieldValues> clean = checked_values(workspace, description, rest);
        if (!clean) {
            clean.error().message = "Line " + std::to_string(position) + ": " + clean.error().message;
            return std::unexpected(std::move(clean).error());
        }
        std::erase_if(*clean, [](const auto& entry) { return absent(entry.second); });
        clean->insert(clean->begin(), values.front());
        checked.push_back(*std::move(clean));
    }
    return checked;
}

Result<std::int64_t> total_of(const AddOrder& command, const FieldValues& order) {
    std::vector<LineAmount> amounts;
    amounts.reserve(command.lines.size());
    for (const OrderLineDraft& line : command.lines) {
        amounts.push_back({line.quantity, line.returned_quantity, line.unit_price, line.discount});
    }
    const auto total = order_total(amounts, integer_of(order, order_field::discount).value_or(0),
                                   integer_of(order, order_field::shipping).value_or(0));
    if (total) return *total;
    return fail(ErrorCode::invalid_input,
                "The order's total is too large to count. Check quantities and prices.");
}

Result<FieldValues> checked_order(Workspace& workspace, const AddOrder& command) {
    FieldValues order = command.order;
    TRY_ASSIGN(const Currency currency, order_currency(workspace, order));
    std::erase_if(order, [](const auto& entry) { return entry.first == order_field::currency; });
    order.emplace_back(order_field::currency, std::string(currency.code()));
    if (text_of(order, order_field::status).empty()) {
        std::erase_if(order, [](const auto& entry) { return entry.first == order_field::status; });
        order.emplace_back(order_field::status, std::string("placed"));
    }
    if (!command.lines.empty()) {
        TRY_ASSIGN(const std::int64_t total, total_of(command, order));
        std::erase_if(order, [](const auto& entry) { return entry.first == order_field::total; });
        order.emplace_back(order_field::total, total);
    }
    TRY_ASSIGN(order, checked_values(workspace, table(TableId::order), order));
    std::erase_if(order, [](const auto& entry) { return absent(entry.second); });
    TRY(require_fields(table(TableId::order), order));
    return order;
}

Result<Value> checked_setting(const SetSetting& command) {
    if (std::ranges::find(kSettings, command.name) == kSettings.end() && !names_mapping(command.name)) {
        return fail(ErrorCode::invalid_input,
                    "There is no setting \"" + command.name + "\". Settings are name, currency and country.");
    }
    if (command.name == "currency" && !command.value.empty()) {
        const auto currency = Currency::parse(command.value);
        if (currency) return Value{std::string(currency->code())};
        return fail(ErrorCode::invalid_input,
                    "\"" + command.value + "\" is not a currency. Type its three letters, such as EUR.");
    }
    return check_value(table(TableId::setting).fields[setting_field::value], command.value);
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

Result<Currency> order_currency(Workspace& workspace, const FieldValues& order) {
    const std::string typed = text_of(order, order_field::currency);
    if (!typed.empty()) {
        const auto currency = Currency::parse(typed);
        if (currency) return *currency;
        return fail_at(ErrorCode::invalid_input,
                       "\"" + typed + "\" is not a currency. Type its three letters, such as EUR.",
                       Place{"", 0, "currency"});
    }
    TRY_ASSIGN(const auto setting,
               one_text(workspace.reader(), "SELECT value FROM setting WHERE id = ?1 AND deleted = 0",
                        setting_id("currency")));
    const auto currency = Currency::parse(setting.value_or(""));
    if (currency) return *currency;
    return fail_at(ErrorCode::invalid_input,
                   "The order needs a currency. Give it one, or set the workspace's currency once for all.",
                   Place{"", 0, "currency"});
}

Result<Outcome> run(Workspace& workspace, const AddOrder& command) {
    TRY_ASSIGN(const FieldValues order, checked_order(workspace, command));
    const Id id = workspace.ids().next();
    TRY_ASSIGN(const auto lines, checked_lines(workspace, command.lines, id));
    const std::string number = text_of(order, order_field::number);
    const std::string words = number.empty() ? "order" : "order " + number;
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Add " + words)));
    TRY(transaction->insert(TableId::order, id, order));
    for (const FieldValues& line : lines) {
        TRY(transaction->insert(TableId::order_line, workspace.ids().next(), line));
    }
    return finish(*transaction, message_start(TableId::order, words) + " added.", {id}, 1);
}

Result<Outcome> run(Workspace& workspace, const SetSetting& command) {
    TRY_ASSIGN(const Value value, checked_setting(command));
    const std::string words = names_mapping(command.name) ? "way to read a kind of file" : command.name;
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Change the workspace's " + words)));
    TRY(put_setting(*transaction, command.name, value));
    return finish(*transaction, "The workspace's " + words + " is saved.", {setting_id(command.name)}, 1);
}

}  // namespace perennial
