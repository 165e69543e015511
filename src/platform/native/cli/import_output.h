// What `import` prints.
#pragma once

#include <string>

#include "core/app/import_job.h"
#include "platform/native/cli/console.h"
#include "platform/native/cli/record_values.h"

namespace perennial::cli {

Json report_json(const ImportRequest& request, const ImportReport& report);
/// Those that refused a row, or those that only warn.
Json problems_json(const ImportReport& report, const std::string& file, bool refused);
std::string report_text(const ImportRequest& request, const ImportReport& report);
/// The first problems, to standard error.
void remark_problems(const Console& console, const ImportRequest& request, const ImportReport& report);

}  // namespace perennial::cli
