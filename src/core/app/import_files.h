// From a file of another program to what is asked of its import. The page and the command line begin here.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/import_job.h"

namespace perennial {

/// The request for a file as it comes: its layout as proposed, or as it was remembered of files like it; the source as it
/// was remembered, or named after the file. `kind`, when given, outweighs what was remembered.
/// Errors: those of propose_layout; storage_failed.
Result<ImportRequest> proposed_import(Workspace& workspace, std::string file_name,
                                      std::shared_ptr<const std::vector<std::byte>> bytes,
                                      std::optional<ImportKind> kind = std::nullopt);

/// Reads the request's file as files with its columns were read before, if any were. Errors: storage_failed.
Status read_as_before(Workspace& workspace, ImportRequest& request);

/// In which order to import them: people before orders, so that orders find their people; else as they came.
std::vector<std::size_t> order_of_files(std::span<const ImportLayout> layouts);

}  // namespace perennial
