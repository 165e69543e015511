// Files that were picked or dropped together, brought in one after the other, each as an import of its own: people before
// orders, so that orders find their people. A file that cannot be read is named and holds up none of the others.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/app/files.h"
#include "core/app/import_files.h"

namespace perennial {

enum class FileFate : std::uint8_t {
    waiting,
    current,   ///< In hand.
    imported,  ///< It went in, or held nothing new.
    left_out,  ///< The person skipped it.
    failed,    ///< It cannot be read: see `failure`.
};

struct FileInBatch {
    FileFate fate = FileFate::waiting;
    ImportRequest request;  ///< Without bytes once it is past.
    ImportReport report;    ///< Of one that was imported.
    Error failure;
};

class ImportBatch {
public:
    /// Recognises the files and puts them behind the one in hand, in the order in which they are best brought in. Takes the
    /// first of them in hand when there is none. A share file is refused: it is opened alone.
    void add(Workspace& workspace, std::vector<Result<ReceivedFile>> files);

    /// In the order in which they come; those that cannot be read last.
    const std::vector<FileInBatch>& files() const { return files_; }
    bool empty() const { return files_.empty(); }
    /// nullptr when none is left to be brought in.
    FileInBatch* current();
    const FileInBatch* current() const;
    /// "File 2 of 3": the number of the file in hand and how many there are, those that cannot be read not counted.
    std::size_t number() const;
    std::size_t readable() const;

    // What became of the file in hand; the next one is taken up, recognised by what is remembered by now.
    void imported(Workspace& workspace, ImportReport report);
    void leave_out(Workspace& workspace);

private:
    void add_file(Workspace& workspace, Result<ReceivedFile> file);
    void put_in_order();
    void end_current(Workspace& workspace, FileFate fate);
    void take_next(Workspace& workspace);

    std::vector<FileInBatch> files_;
};

}  // namespace perennial
