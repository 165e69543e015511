// Long work cut into slices, so that the page stays usable: each slice runs until its budget is used up.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace perennial {

/// Measures how long a slice has run; the platform's monotonic clock, or never, for the command line and tests.
class Stopwatch {
public:
    virtual ~Stopwatch() = default;
    virtual double elapsed_ms() const = 0;
};
class Endless final : public Stopwatch {
public:
    double elapsed_ms() const override { return 0; }
};

struct Progress {
    std::string doing;              ///< "Reading orders.csv"
    std::int64_t done = 0, of = 0;  ///< Rows or bytes; of = 0: unknown.
    double fraction = 0;            ///< 0 to 1.
};

class Job {
public:
    virtual ~Job() = default;
    /// Works until the stopwatch passes `budget_ms`; true when the job has ended (well or not).
    virtual bool step(const Stopwatch& stopwatch, double budget_ms) = 0;
    virtual Progress progress() const = 0;
    /// Ends it; nothing half done stays.
    virtual void cancel() = 0;
    virtual bool ended() const = 0;
};

}  // namespace perennial
