// shop_facts() in slices of a few milliseconds. Whoever steps it sees to it that the workspace does not change meanwhile: facts of
// two revisions are facts of none.
#pragma once

#include <memory>

#include "core/app/shop_facts.h"

namespace perennial {

class FactsReading {
public:
    FactsReading(Workspace& workspace, FactsQuery query);
    ~FactsReading();
    FactsReading(const FactsReading&) = delete;
    FactsReading& operator=(const FactsReading&) = delete;

    /// Reads or sorts the next rows; true when the facts are whole. Errors are those of the database.
    Result<bool> step();
    double fraction() const;
    /// Once whole.
    WorkspaceFacts take();

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace perennial
