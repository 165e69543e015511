// One element of a larger JSON document, read strictly into a flat, bounded list of nodes.
// Invariants: the grammar is RFC 8259's, checked by nlohmann/json's SAX parser; keys of an object are unique and at most
// kMaxJsonKeys; integers are exact 64-bit integers, other numbers are kept as their text; memory is proportional to the
// element, whose size the caller bounds; every node knows its place in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace perennial {

inline constexpr std::size_t kMaxJsonKeys = 64;
inline constexpr std::size_t kMaxJsonNumberBytes = 40;

/// A place in a text, both counted from 1; a column is a character.
struct TextPosition {
    std::int64_t line = 1;
    std::int64_t column = 1;
    /// Moves behind `passed`.
    void advance(std::string_view passed);
    bool operator==(const TextPosition&) const = default;
};

Place place_in(const std::string& file, TextPosition position);

struct JsonNode {
    enum class Kind : std::uint8_t { null, boolean, integer, decimal, string, array, object };
    Kind kind = Kind::null;
    std::uint32_t at = 0;      ///< Byte of the element at which the value begins.
    std::uint32_t key_at = 0;  ///< The same of its key; of the value when it has none.
    std::uint32_t span = 1;    ///< Nodes of the value: itself and all inside it.
    std::int64_t number = 0;   ///< Of an integer; 1 for true.
    std::string_view key;      ///< In an object, else "".
    std::string_view text;     ///< Of a string, or a decimal's digits as they stand.
};

/// The values directly inside an array or object, in order.
class JsonChildren {
public:
    explicit JsonChildren(const JsonNode& parent) : first_(&parent + 1), end_(&parent + parent.span) {}
    class Iterator {
    public:
        explicit Iterator(const JsonNode* node) : node_(node) {}
        const JsonNode& operator*() const { return *node_; }
        Iterator& operator++() {
            node_ += node_->span;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const JsonNode* node_;
    };
    Iterator begin() const { return Iterator(first_); }
    Iterator end() const { return Iterator(end_); }

private:
    const JsonNode* first_;
    const JsonNode* end_;
};

class JsonElement {
public:
    explicit JsonElement(std::string file_name) : file_name_(std::move(file_name)) {}

    /// Reads `json`, which begins at `begin` and must live as long as the element is looked at. Replaces what was read
    /// before. Errors: malformed and too_large, with the place.
    Status read(std::string_view json, TextPosition begin);
    const JsonNode& root() const { return nodes_.front(); }

    /// An error at a node's value.
    std::unexpected<Error> fail(const JsonNode& node, ErrorCode code, std::string message) const;
    /// An error at a node's key.
    std::unexpected<Error> fail_key(const JsonNode& node, ErrorCode code, std::string message) const;
    Place place(std::size_t at) const;

private:
    std::string file_name_;
    std::string_view json_;
    TextPosition begin_;
    std::vector<JsonNode> nodes_;
    std::string texts_;  ///< Decoded strings, which the nodes point into; never grows while reading.
};

}  // namespace perennial
