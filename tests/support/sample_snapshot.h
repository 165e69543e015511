// A small shop written by hand: the golden share file, as values.
#pragma once

#include "tests/support/recording_sink.h"

namespace perennial {

RecordedSnapshot sample_snapshot();

/// An id whose last byte is `number`, so that ids of a sample can be told apart.
Id sample_id(std::uint8_t number);

}  // namespace perennial
