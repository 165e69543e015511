#include "core/app/import_memory.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/app/commands.h"
#include "core/app/sql.h"
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/interchange/header_names.h"

namespace perennial {
namespace {

constexpr std::string_view kPrefix = "import/";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::size_t kHexDigits = 16;
constexpr std::string_view kVersion = "1";
constexpr std::string_view kCustom = "custom:";

constexpr std::array<std::string_view, 2> kKinds{"contacts", "orders"};                // By ImportKind.
constexpr std::array<std::string_view, 4> kPolicies{"fill", "update", "skip", "add"};  // By DuplicatePolicy.
constexpr std::array<std::string_view, 2> kMarks{"point", "comma"};                    // By DecimalMark.
constexpr std::array<std::string_view, 3> kOrders{"ymd", "dmy", "mdy"};                // By DateOrder.

template <class Choice, std::size_t count>
std::optional<Choice> choice_of(const std::array<std::string_view, count>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Choice>(found - names.begin());
}

template <class Choice, std::size_t count>
std::string_view name_of(const std::array<std::string_view, count>& names, Choice choice) {
    return names[static_cast<std::size_t>(choice)];
}

std::span<const ColumnMapping> own_columns(const ImportLayout& layout) {
    const std::span<const ColumnMapping> all(layout.columns);
    return layout.mended ? all.first(all.size() - kRefusedHeaders.size()) : all;
}

std::string goal_of(const ColumnMapping& column) {
    switch (column.to) {
        case ColumnMapping::To::target: return std::string(column.target->name);
        case ColumnMapping::To::custom_field: return std::string(kCustom) + custom_key_of(column);
        case ColumnMapping::To::leave_out: break;
    }
    return "-";
}

/// A line for all that is of the file, then one for each column: where it goes, its label, its set, its header.
std::string mapping_text(const ImportLayout& layout, const std::string& source, DuplicatePolicy duplicates) {
    std::string text(kVersion);
    const auto add = [&text](std::string_view word) { (text += '\t') += squeeze(word); };
    add(name_of(kKinds, layout.kind));
    add(name_of(kOrders, layout.format.date_order));
    add(name_of(kMarks, layout.format.decimal_mark));
    add(name_of(kPolicies, duplicates));
    add(layout.currency.empty() ? std::string_view{} : layout.currency.code());
    add(source);
    for (const ColumnMapping& column : own_columns(layout)) {
        text += '\n' + goal_of(column);
        add(column.label);
        add(std::to_string(column.set));
        add(column.header);
    }
    return text;
}

bool read_goal(const ImportLayout& layout, std::string_view goal, ColumnMapping& column) {
    column.target = nullptr;
    column.to = ColumnMapping::To::leave_out;
    if (goal == "-") return true;
    if (goal.starts_with(kCustom)) {
        column.to = ColumnMapping::To::custom_field;
        column.custom_key = goal.substr(kCustom.size());
        return !column.custom_key.empty();
    }
    column.target = find_target(layout.kind, goal);
    column.to = ColumnMapping::To::target;
    return column.target != nullptr;
}

/// The line's column is the first of its name that no line before has named.
bool read_column(ImportLayout& layout, std::vector<char>& done, std::string_view line) {
    const auto words = split(line, '\t');
    if (words.size() != 4) return false;
    const std::string key = header_key(words[3]);
    for (std::size_t i = 0; i < done.size(); ++i) {
        ColumnMapping& column = layout.columns[i];
        if (done[i] != 0 || header_key(column.header) != key) continue;
        done[i] = 1;
        column.label = words[1];
        std::from_chars(words[2].data(), words[2].data() + words[2].size(), column.set);
        return read_goal(layout, words[0], column);
    }
    return false;
}

/// What cannot be read, as from a newer program, is as good as forgotten.
std::optional<RememberedMapping> read_mapping(const ImportLayout& proposed, std::string_view text) {
    const auto lines = split(text, '\n');
    const auto words = split(lines.front(), '\t');
    if (words.size() != 7 || words[0] != kVersion) return std::nullopt;
    const auto kind = choice_of<ImportKind>(kKinds, words[1]);
    const auto order = choice_of<DateOrder>(kOrders, words[2]);
    const auto mark = choice_of<DecimalMark>(kMarks, words[3]);
    const auto policy = choice_of<DuplicatePolicy>(kPolicies, words[4]);
    if (!kind || !order || !mark || !policy) return std::nullopt;
    RememberedMapping mapping{proposed, std::string(words[6]), *policy};
    mapping.layout.kind = *kind;
    // Dates that begin with their year are read whatever the order, so there another file's dates say more. Mended rows are
    // read as they were.
    if (proposed.mended || *order != DateOrder::year_month_day) mapping.layout.format.date_order = *order;
    mapping.layout.format.decimal_mark = *mark;
    const Currency currency = Currency::parse(words[5]).value_or(Currency{});
    if (proposed.mended || !currency.empty()) mapping.layout.currency = currency;
    std::vector<char> done(own_columns(proposed).size());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (!read_column(mapping.layout, done, lines[i])) return std::nullopt;
    }
    return mapping;
}

Status write(WriteTransaction& transaction, const ImportLayout& layout, const std::string& source,
             DuplicatePolicy duplicates) {
    const std::string name = mapping_name(layout);
    std::string text = mapping_text(layout, source, duplicates);
    if (name.empty() || text.size() > table(TableId::setting).fields[setting_field::value].max_bytes)
        return {};
    return put_setting(transaction, name, Value(std::move(text)));
}

}  // namespace

bool names_mapping(std::string_view setting) {
    return setting.starts_with(kPrefix) && setting.size() == kPrefix.size() + kHexDigits &&
           setting.find_first_not_of(kHex, kPrefix.size()) == std::string_view::npos;
}

std::string mapping_name(const ImportLayout& layout) {
    if (!layout.format.has_header) return "";
    std::vector<std::string> keys;
    for (const ColumnMapping& column : own_columns(layout)) keys.push_back(header_key(column.header));
    std::ranges::sort(keys);
    std::string all;
    for (const std::string& key : keys) (all += key) += '\n';
    std::uint64_t hash = hash64(all);
    std::string name(kPrefix);
    for (std::size_t i = 0; i < kHexDigits; ++i, hash <<= 4) name += kHex[hash >> 60];
    return name;
}

Result<std::optional<RememberedMapping>> remembered_mapping(Workspace& workspace,
                                                            const ImportLayout& proposed) {
    const std::string name = mapping_name(proposed);
    if (name.empty()) return std::optional<RememberedMapping>{};
    TRY_ASSIGN(const auto text,
               one_text(workspace.reader(), "SELECT value FROM setting WHERE id = ?1 AND deleted = 0",
                        setting_id(name)));
    return text ? read_mapping(proposed, *text) : std::nullopt;
}

Status remember_mapping(Workspace& workspace, const ImportLayout& layout, const std::string& source,
                        DuplicatePolicy duplicates) {
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Remember how files like this are read")));
    TRY(write(*transaction, layout, source, duplicates));
    TRY(transaction->commit());
    return {};
}

Status remember_mapping(WriteTransaction& transaction, const ImportRequest& request) {
    return write(transaction, request.layout, request.source, request.duplicates);
}

}  // namespace perennial
