#include "platform/native/cli/import_request.h"

#include <algorithm>

#include "core/app/import_files.h"
#include "core/base/text.h"

namespace perennial::cli {
namespace {

template <class Choice>
Attempt<Choice> chosen(const Arguments& arguments, std::string_view name, Choice otherwise,
                       std::initializer_list<std::pair<std::string_view, Choice>> choices) {
    const auto value = arguments.value(name);
    if (!value) return otherwise;
    std::string names;
    for (const auto& [word, choice] : choices) {
        if (word == *value) return choice;
        names += (names.empty() ? "" : ", ") + std::string(word);
    }
    return usage_error(std::string(name) + " is one of " + names + ", not \"" + *value + "\".");
}

Attempt<std::optional<ImportKind>> kind_of(const Arguments& arguments) {
    const auto name = arguments.value("--as");
    if (!name) return std::optional<ImportKind>{};
    if (*name == "contact") return std::optional(ImportKind::contacts);
    if (*name == "order" || *name == "order_line") return std::optional(ImportKind::orders);
    return usage_error("--as is one of contact, order, not \"" + *name + "\".");
}

std::string target_names(ImportKind kind) {
    std::string names;
    for (const ImportTarget& target : import_targets(kind))
        names += (names.empty() ? "" : ", ") + std::string(target.name);
    return names;
}

/// "Column=field": a field's name, "custom" for a custom field of the column's name, "custom:key" for one that is here, "-"
/// or nothing to leave the column out.
Attempt<void> map_column(ImportLayout& layout, const std::string& mapping) {
    const auto at = mapping.rfind('=');
    if (at == std::string::npos) return usage_error("--map wants 'Column=field', not \"" + mapping + "\".");
    const std::string_view column = trim(std::string_view(mapping).substr(0, at));
    const std::string_view field = trim(std::string_view(mapping).substr(at + 1));
    const auto found = std::ranges::find_if(layout.columns, [&](const ColumnMapping& candidate) {
        return fold(candidate.header) == fold(column);
    });
    if (found == layout.columns.end()) {
        std::string headers;
        for (const ColumnMapping& candidate : layout.columns)
            headers += (headers.empty() ? "" : ", ") + candidate.header;
        return usage_error("The file has no column \"" + std::string(column) + "\". Its columns are " +
                           headers + ".");
    }
    found->target = nullptr;
    found->to = ColumnMapping::To::leave_out;
    if (field.empty() || field == "-") return {};
    if (field == "custom" || field.starts_with("custom:")) {
        found->to = ColumnMapping::To::custom_field;
        found->custom_key = field.substr(std::min(field.size(), std::string_view("custom:").size()));
        return {};
    }
    found->target = find_target(layout.kind, field);
    if (!found->target) {
        return usage_error("There is no field \"" + std::string(field) + "\" to import into. Fields are " +
                           target_names(layout.kind) + ", or custom, or - to leave it out.");
    }
    found->to = ColumnMapping::To::target;
    return {};
}

Attempt<void> change_layout(const Arguments& arguments, ImportLayout& layout) {
    for (const std::string& mapping : arguments.all("--map")) TRY(map_column(layout, mapping));
    if (const auto code = arguments.value("--currency")) {
        const auto currency = Currency::parse(*code);
        if (!currency)
            return usage_error("--currency wants three letters such as EUR, not \"" + *code + "\".");
        layout.currency = *currency;
    }
    return {};
}

}  // namespace

Attempt<ImportRequest> import_request(const Arguments& arguments, Workspace& workspace, const Input& input) {
    TRY_ASSIGN(const auto kind, kind_of(arguments));
    TRY_ASSIGN(ImportRequest request, proposed_import(workspace, input.name, input.bytes, kind));
    TRY(change_layout(arguments, request.layout));
    request.source = arguments.value("--source").value_or(request.source);
    TRY_ASSIGN(request.duplicates, chosen(arguments, "--duplicates", request.duplicates,
                                          {{"skip", DuplicatePolicy::skip},
                                           {"fill", DuplicatePolicy::fill},
                                           {"update", DuplicatePolicy::update},
                                           {"add", DuplicatePolicy::add}}));
    TRY_ASSIGN(request.on_error, chosen(arguments, "--on-error", OnError::stop,
                                        {{"stop", OnError::stop}, {"skip", OnError::skip}}));
    request.tag_everyone = arguments.value("--tag").value_or("");
    request.remember = arguments.has("--remember");
    request.dry_run = arguments.has("--dry-run");
    return request;
}

}  // namespace perennial::cli
