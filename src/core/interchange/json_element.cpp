#include "core/interchange/json_element.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/text.h"

namespace perennial {
namespace {

/// Walks over the text and leaves behind how far the parser has read, which its events do not say.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, const char** read) : at_(at), read_(read) {}
    const char& operator*() const { return *at_; }
    CountingIterator& operator++() {
        *read_ = ++at_;
        return *this;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** read_;
};

struct Problem {
    ErrorCode code = ErrorCode::malformed;
    std::string message;
    std::size_t at = 0;
};

bool separates(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t' ||
           character == ',' || character == ':';
}

class NodeBuilder {
public:
    NodeBuilder(std::string_view json, std::vector<JsonNode>& nodes, std::string& texts)
        : json_(json), nodes_(nodes), texts_(texts), read_(json.data()) {}

    std::optional<Problem> build() {
        const CountingIterator begin(json_.data(), &read_);
        const CountingIterator end(json_.data() + json_.size(), &read_);
        if (nlohmann::json::sax_parse(begin, end, this) || problem_) return std::move(problem_);
        return Problem{ErrorCode::malformed, "This is not valid JSON.", 0};
    }

    // What the parser calls. False stops it.
    bool null() { return add(JsonNode::Kind::null); }
    bool boolean(bool value) { return add(JsonNode::Kind::boolean, value ? 1 : 0); }
    bool number_integer(std::int64_t value) { return add(JsonNode::Kind::integer, value); }
    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return refuse_number();
        return add(JsonNode::Kind::integer, static_cast<std::int64_t>(value));
    }
    bool number_float(double value, const std::string& digits) {
        const bool integer =
            digits.find_first_of(".eE") == std::string::npos;  // Beyond 64 bits, or it would not be here.
        if (integer || !std::isfinite(value) || digits.size() > kMaxJsonNumberBytes) return refuse_number();
        return add(JsonNode::Kind::decimal, 0, keep(digits));
    }
    bool string(const std::string& value) { return add(JsonNode::Kind::string, 0, keep(value)); }
    bool binary(const nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t) { return open(JsonNode::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(const std::string& name) {
        key_at_ = token_begin();
        token_end();
        const JsonNode& object = nodes_[open_.back()];
        std::size_t count = 0;
        for (std::size_t i = open_.back() + 1; i < nodes_.size(); i += nodes_[i].span, ++count) {
            if (nodes_[i].key == name)
                return refuse("\"" + name + "\" stands twice in one object.", *key_at_);
        }
        if (count >= kMaxJsonKeys) {
            problem_ = Problem{ErrorCode::too_large, "An object here has too many fields.", object.at};
            return false;
        }
        key_ = keep(name);
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
        constexpr int kNumberOutOfRange = 406;
        if (error.id == kNumberOutOfRange) return refuse_number();
        if (const auto invalid = find_invalid_utf8(json_)) {
            return refuse("The text is not valid UTF-8 here. Save the file as UTF-8.", *invalid);
        }
        const auto read = static_cast<std::size_t>(read_ - json_.data());
        return refuse("This is not valid JSON: something else was expected here.", read == 0 ? 0 : read - 1);
    }

private:
    /// Where the token begins that the parser has just read.
    std::uint32_t token_begin() const {
        std::size_t at = last_end_;
        while (at < json_.size() && separates(json_[at])) ++at;
        return static_cast<std::uint32_t>(at);
    }
    void token_end() { last_end_ = static_cast<std::size_t>(read_ - json_.data()); }

    bool refuse(std::string message, std::size_t at) {
        problem_ = Problem{ErrorCode::malformed, std::move(message), at};
        return false;
    }
    bool refuse_number() { return refuse("This number is too large or too long.", token_begin()); }

    bool add(JsonNode::Kind kind, std::int64_t number = 0, std::string_view text = {}) {
        const std::uint32_t at = token_begin();
        nodes_.push_back({.kind = kind,
                          .at = at,
                          .key_at = key_at_.value_or(at),
                          .number = number,
                          .key = key_,
                          .text = text});
        key_ = {};
        key_at_.reset();
        token_end();
        return true;
    }
    bool open(JsonNode::Kind kind) {
        open_.push_back(nodes_.size());
        return add(kind);
    }
    bool close() {
        JsonNode& node = nodes_[open_.back()];
        node.span = static_cast<std::uint32_t>(nodes_.size() - open_.back());
        open_.pop_back();
        token_end();
        return true;
    }

    /// Decoded text is never longer than its JSON, so the room reserved for it suffices.
    std::string_view keep(std::string_view text) {
        const std::size_t begin = texts_.size();
        texts_ += text;
        return std::string_view(texts_).substr(begin);
    }

    std::string_view json_;
    std::vector<JsonNode>& nodes_;
    std::string& texts_;
    const char* read_;
    std::size_t last_end_ = 0;
    std::vector<std::size_t> open_;
    std::string_view key_;
    std::optional<std::uint32_t> key_at_;
    std::optional<Problem> problem_;
};

}  // namespace

void TextPosition::advance(std::string_view passed) {
    const std::size_t last_break = passed.rfind('\n');
    if (last_break != std::string_view::npos) {
        line += std::ranges::count(passed, '\n');
        column = 1;
        passed.remove_prefix(last_break + 1);
    }
    column += std::ranges::count_if(
        passed, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

Place place_in(const std::string& file, TextPosition position) {
    return Place{file, position.line, std::to_string(position.column)};
}

Status JsonElement::read(std::string_view json, TextPosition begin) {
    json_ = json;
    begin_ = begin;
    nodes_.clear();
    texts_.clear();
    texts_.reserve(json.size());
    if (auto problem = NodeBuilder(json, nodes_, texts_).build()) {
        return fail_at(problem->code, std::move(problem->message), place(problem->at));
    }
    return {};
}

std::unexpected<Error> JsonElement::fail(const JsonNode& node, ErrorCode code, std::string message) const {
    return fail_at(code, std::move(message), place(node.at));
}

std::unexpected<Error> JsonElement::fail_key(const JsonNode& node, ErrorCode code, std::string message) const {
    return fail_at(code, std::move(message), place(node.key_at));
}

Place JsonElement::place(std::size_t at) const {
    TextPosition position = begin_;
    position.advance(json_.substr(0, at));
    return place_in(file_name_, position);
}

}  // namespace perennial
