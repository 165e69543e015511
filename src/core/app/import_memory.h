// How files with the same headers were read the last time, so that the next one is proposed so. Kept as a shared setting
// named after the headers; no setting that a person sees.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/app/import_job.h"

namespace perennial {

/// Whether a setting's name is one of these: "import/" and 16 hexadecimal digits.
bool names_mapping(std::string_view setting);
/// "import/9f2c…" for the headers in any order, case and punctuation aside, those of a file of refused rows left out; "" for a
/// file without headers, which are not remembered.
std::string mapping_name(const ImportLayout& layout);

/// A proposal as it was accepted before.
struct RememberedMapping {
    ImportLayout layout;
    std::string source;
    DuplicatePolicy duplicates = DuplicatePolicy::fill;
};
/// `proposed` with everything that was remembered of files like it. none when there is nothing.
Result<std::optional<RememberedMapping>> remembered_mapping(Workspace& workspace,
                                                            const ImportLayout& proposed);

/// Writes it, as a change of its own.
Status remember_mapping(Workspace& workspace, const ImportLayout& layout, const std::string& source,
                        DuplicatePolicy duplicates = DuplicatePolicy::fill);
/// The same as part of a change. A mapping that is too long to be kept is forgotten.
Status remember_mapping(WriteTransaction& transaction, const ImportRequest& request);

}  // namespace perennial
