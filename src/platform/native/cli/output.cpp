#include "platform/native/cli/output.h"

#include <ostream>

#include "platform/native/file_io.h"

namespace perennial::cli {
namespace {

class StreamTarget final : public SaveTarget {
public:
    explicit StreamTarget(std::ostream& out) : out_(out) {}
    Status write(std::string_view bytes) override {
        out_ << bytes;
        return checked();
    }
    Status finish() override {
        out_.flush();
        return checked();
    }

private:
    Status checked() const {
        if (out_) return {};
        return fail(ErrorCode::storage_failed,
                    "Standard output cannot be written; is the disk full, or the reader gone?");
    }
    std::ostream& out_;
};

}  // namespace

Attempt<std::unique_ptr<SaveTarget>> open_output(Console& console, const std::optional<std::string>& path) {
    if (!path || *path == "-") return std::make_unique<StreamTarget>(console.out);
    TRY_ASSIGN(auto target, FileTarget::open(*path));
    return target;
}

}  // namespace perennial::cli
