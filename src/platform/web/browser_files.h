// The Files port on the browser: picker, drop, download. The JavaScript half is files.library.js.
#pragma once

#include "core/app/files.h"

namespace perennial::web {

class BrowserFiles final : public Files {
public:
    /// Lives as long as the page: files may arrive at any time.
    BrowserFiles();
    void pick(bool several, std::string_view accept) override;
    std::unique_ptr<SaveTarget> save(std::string_view name, std::string_view media_type) override;

    std::vector<Result<ReceivedFile>> coming;  ///< Read of the pick or drop that is being read.
};

/// Draws an SVG at twice its size and hands it over as a PNG.
void save_png(const std::string& name, const std::string& svg);

}  // namespace perennial::web
