#include "core/app/import_batch.h"

#include <algorithm>

#include "core/interchange/share_file.h"

namespace perennial {
namespace {

FileInBatch failed(std::string file_name, Error why) {
    FileInBatch file;
    file.fate = FileFate::failed;
    file.request.file_name = std::move(file_name);
    file.failure = std::move(why);
    return file;
}

}  // namespace

void ImportBatch::add(Workspace& workspace, std::vector<Result<ReceivedFile>> files) {
    for (Result<ReceivedFile>& file : files) add_file(workspace, std::move(file));
    put_in_order();
    if (current() == nullptr) take_next(workspace);
}

void ImportBatch::add_file(Workspace& workspace, Result<ReceivedFile> received) {
    if (!received) {
        std::string name = received.error().place ? received.error().place->file : std::string{};
        files_.push_back(failed(std::move(name), std::move(received).error()));
        return;
    }
    if (looks_like_share_file(*received->bytes)) {
        files_.push_back(failed(
            std::move(received->name),
            Error{ErrorCode::invalid_input, "It is a Perennial file. Drop it by itself to open it.", {}}));
        return;
    }
    std::string name = received->name;
    auto request = proposed_import(workspace, std::move(received->name), std::move(received->bytes));
    if (!request) {
        files_.push_back(failed(std::move(name), std::move(request).error()));
        return;
    }
    files_.push_back({.fate = FileFate::waiting, .request = *std::move(request), .report = {}, .failure = {}});
}

/// What is past or in hand stays where it is, then those that wait, then those that cannot be read.
void ImportBatch::put_in_order() {
    const auto group = [](const FileInBatch& file) {
        if (file.fate == FileFate::failed) return 2;
        return file.fate == FileFate::waiting ? 1 : 0;
    };
    std::ranges::stable_sort(files_, {}, group);
    const auto waiting = std::ranges::equal_range(files_, 1, {}, group);
    std::vector<ImportLayout> layouts;
    for (const FileInBatch& file : waiting) layouts.push_back(file.request.layout);
    std::vector<FileInBatch> ordered;
    for (const std::size_t at : order_of_files(layouts))
        ordered.push_back(std::move(waiting[static_cast<std::ptrdiff_t>(at)]));
    std::ranges::move(ordered, waiting.begin());
}

FileInBatch* ImportBatch::current() {
    const auto found = std::ranges::find(files_, FileFate::current, &FileInBatch::fate);
    return found == files_.end() ? nullptr : &*found;
}
const FileInBatch* ImportBatch::current() const {
    const auto found = std::ranges::find(files_, FileFate::current, &FileInBatch::fate);
    return found == files_.end() ? nullptr : &*found;
}

std::size_t ImportBatch::number() const {
    const auto found = std::ranges::find(files_, FileFate::current, &FileInBatch::fate);
    const auto failed_before = std::count_if(
        files_.begin(), found, [](const FileInBatch& file) { return file.fate == FileFate::failed; });
    return static_cast<std::size_t>(found - files_.begin() - failed_before) + 1;
}

std::size_t ImportBatch::readable() const {
    return files_.size() -
           static_cast<std::size_t>(std::ranges::count(files_, FileFate::failed, &FileInBatch::fate));
}

void ImportBatch::imported(Workspace& workspace, ImportReport report) {
    current()->report = std::move(report);
    end_current(workspace, FileFate::imported);
}

void ImportBatch::leave_out(Workspace& workspace) { end_current(workspace, FileFate::left_out); }

void ImportBatch::end_current(Workspace& workspace, FileFate fate) {
    FileInBatch& file = *current();
    file.fate = fate;
    file.request.bytes.reset();
    take_next(workspace);
}

/// A mapping that was made for the file before is taken for one with the same columns.
void ImportBatch::take_next(Workspace& workspace) {
    for (FileInBatch& file : files_) {
        if (file.fate != FileFate::waiting) continue;
        if (Status read = read_as_before(workspace, file.request); !read) {
            file.fate = FileFate::failed;
            file.failure = std::move(read).error();
            continue;
        }
        file.request.remember = true;
        file.fate = FileFate::current;
        return;
    }
}

}  // namespace perennial
