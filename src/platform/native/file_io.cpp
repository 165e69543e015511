#include "platform/native/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace perennial {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

/// What the operating system says of the last failed call.
std::unexpected<Error> failed(const std::string& doing, const std::string& path) {
    const int number = errno;
    const ErrorCode code = number == ENOENT ? ErrorCode::not_found : ErrorCode::storage_failed;
    return fail_at(code, path + " cannot be " + doing + ": " + std::generic_category().message(number) + ".",
                   Place{path, 0, ""});
}

std::unexpected<Error> too_large(const std::string& path, std::uint64_t max_bytes) {
    return fail_at(ErrorCode::too_large,
                   path + " is larger than " + std::to_string(max_bytes / (1024 * 1024)) +
                       " MiB, the most that is read.",
                   Place{path, 0, ""});
}

/// Closes when it goes out of scope.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

/// A rename is durable when its folder is.
Status sync_folder_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) return failed("written", folder);
    return {};
}

}  // namespace

Result<std::vector<std::byte>> read_file(const std::string& path, std::uint64_t max_bytes) {
    const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.number() < 0) return failed("opened", path);
    std::vector<std::byte> bytes;
    struct stat facts{};
    if (::fstat(opened.number(), &facts) != 0) return failed("read", path);
    if (facts.st_size > 0 && static_cast<std::uint64_t>(facts.st_size) > max_bytes)
        return too_large(path, max_bytes);
    // The size is a hint: a pipe has none, and a file may grow.
    std::size_t length = 0;
    bytes.resize(static_cast<std::size_t>(facts.st_size) + 1);
    for (;;) {
        const ssize_t got = ::read(opened.number(), bytes.data() + length, bytes.size() - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read", path);
        if (got == 0) break;
        length += static_cast<std::size_t>(got);
        if (length > max_bytes) return too_large(path, max_bytes);
        if (length == bytes.size()) bytes.resize(bytes.size() * 2 + kBufferBytes);
    }
    bytes.resize(length);
    return bytes;
}

FileTarget::FileTarget(std::string path, std::string beside, int descriptor)
    : path_(std::move(path)), beside_(std::move(beside)), descriptor_(descriptor) {}

Result<std::unique_ptr<FileTarget>> FileTarget::open(const std::string& path) {
    // A name nobody else writes to, in the same folder, because a rename does not cross file systems.
    std::string beside = path + ".XXXXXX";
    const int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor < 0) return failed("written", path);
    std::unique_ptr<FileTarget> target(new FileTarget(path, std::move(beside), descriptor));
    struct stat facts{};
    const bool replaces = ::stat(path.c_str(), &facts) == 0;
    if (::fchmod(descriptor, replaces ? facts.st_mode & 07777 : 0644) != 0) return failed("written", path);
    return target;
}

FileTarget::~FileTarget() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(beside_.c_str());
}

Status FileTarget::write(std::string_view bytes) {
    buffer_.append(bytes);
    return buffer_.size() < kBufferBytes ? Status{} : flush();
}

Status FileTarget::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("written", path_);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    return {};
}

Status FileTarget::finish() {
    if (descriptor_ < 0) return fail(ErrorCode::refused, path_ + " is finished already.");
    TRY(flush());
    if (::fsync(descriptor_) != 0) return failed("written", path_);
    if (::rename(beside_.c_str(), path_.c_str()) != 0) return failed("replaced", path_);
    ::close(std::exchange(descriptor_, -1));
    return sync_folder_of(path_);
}

Status write_file(const std::string& path, std::span<const std::byte> bytes) {
    TRY_ASSIGN(auto target, FileTarget::open(path));
    TRY(target->write({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    return target->finish();
}

}  // namespace perennial
