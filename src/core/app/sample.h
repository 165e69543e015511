// Filling an empty workspace with the sample shop "Harbour Books": invented customers, orders and touches to try the program
// on. One change, sliced like an import. The words are in assets/sample, the shop is made by sample_shop.h.
#pragma once

#include <cstdint>
#include <memory>

#include "core/app/job.h"
#include "core/app/sample_writer.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/storage/workspace.h"

namespace perennial {

struct SampleRequest {
    /// The same seed and day give the same records, with the same ids, on every machine.
    std::uint64_t seed = 1;
    Day today;  ///< The last day of the 30 months; between 1973 and 9999.
    /// false: only what a bookshop keeps of its customers (the custom fields), for a shop of one's own.
    bool customers = true;
};

class SampleJob final : public Job {
public:
    SampleJob(Workspace& workspace, SampleRequest request);
    ~SampleJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    /// Of a job that has ended. Errors: refused (the workspace is not empty; a year out of range), cancelled,
    /// storage_failed.
    Result<SampleReport> result() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
