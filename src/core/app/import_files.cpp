#include "core/app/import_files.h"

#include <algorithm>
#include <numeric>

#include "core/app/import_memory.h"

namespace perennial {

Result<ImportRequest> proposed_import(Workspace& workspace, std::string file_name,
                                      std::shared_ptr<const std::vector<std::byte>> bytes,
                                      std::optional<ImportKind> kind) {
    ImportRequest request;
    request.file_name = std::move(file_name);
    request.bytes = std::move(bytes);
    TRY_ASSIGN(request.layout, propose_layout(*request.bytes, request.file_name, kind));
    ImportRequest as_before = request;
    TRY(read_as_before(workspace, as_before));
    if (!kind || as_before.layout.kind == *kind) request = std::move(as_before);
    if (request.source.empty()) request.source = default_source_name(request.file_name, request.layout);
    return request;
}

Status read_as_before(Workspace& workspace, ImportRequest& request) {
    TRY_ASSIGN(auto remembered, remembered_mapping(workspace, request.layout));
    if (!remembered) return {};
    request.layout = std::move(remembered->layout);
    request.source = std::move(remembered->source);
    request.duplicates = remembered->duplicates;
    return {};
}

std::vector<std::size_t> order_of_files(std::span<const ImportLayout> layouts) {
    std::vector<std::size_t> order(layouts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t file) { return layouts[file].kind; });
    return order;
}

}  // namespace perennial
