// Cuts a JSON document that arrives piece by piece into elements small enough to be read one at a time.
// The receiver says which objects and arrays to go into; everything else in them is handed over whole, as text.
// Invariants: memory is bounded by the longest element; the outer grammar is strict; what is inside an element is only
// measured (brackets, strings, depth), its grammar is checked by who reads it; every place is exact.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/interchange/json_element.h"

namespace perennial {

inline constexpr std::size_t kMaxJsonElementBytes = 1 << 20;
inline constexpr std::size_t kMaxJsonDepth = 64;

/// Receives the pieces of a document in order. `key` is "" within an array.
class JsonPieces {
public:
    virtual ~JsonPieces() = default;
    /// An object ('{') or array ('[') begins: true to go into it, false to get it as one element.
    virtual Result<bool> opens(std::string_view key, char bracket, TextPosition at) = 0;
    /// `json` is valid only during the call.
    virtual Status element(std::string_view key, std::string_view json, TextPosition at) = 0;
    /// The innermost object or array gone into ends.
    virtual Status closes(TextPosition at) = 0;
};

class JsonSplitter {
public:
    JsonSplitter(JsonPieces& pieces, std::string file_name);

    /// Errors: malformed, too_large (an element over 1 MiB, more than 64 levels), or the receiver's own. After an error
    /// nothing more may be fed.
    Status feed(std::string_view bytes);
    /// After the last bytes. Errors: malformed when the document is not complete.
    Status finish();

private:
    enum class Expect { value, value_or_close, key, key_or_close, colon, comma_or_close, nothing };
    enum class Token { none, nested, string, scalar };

    Status take(char character);
    Status begin_value(char character);
    Status begin_nested(char bracket);
    Status close(char bracket);
    void begin_element(Token token);
    /// Reads on in the current element; sets `complete` when its last byte has been passed.
    Status scan(bool& complete);
    Status scan_inside(char character, bool& complete);
    /// Up to the string's end or the piece's, at most to `limit`.
    void scan_string(std::size_t limit);
    Status end_element();
    Status take_key(std::string_view json);
    void after_value();
    Status unexpected(char character);

    TextPosition position();
    std::unexpected<Error> fail_here(ErrorCode code, std::string message);

    JsonPieces& pieces_;
    std::string file_name_;
    JsonElement key_reader_;

    std::string open_;  ///< Brackets gone into, outermost first.
    std::string key_;
    Expect expect_ = Expect::value;

    Token token_ = Token::none;
    bool is_key_ = false;
    bool in_string_ = false;
    bool escaped_ = false;
    std::string nested_;   ///< Brackets open within the element.
    std::string pending_;  ///< The element's beginning, from pieces before this one.
    TextPosition token_begin_;

    std::string_view bytes_;        ///< The piece being read.
    std::size_t at_ = 0;            ///< The next byte of it.
    std::size_t element_from_ = 0;  ///< Where the element begins, or goes on, in it.
    std::size_t counted_ = 0;       ///< Up to where `position_` has counted.
    TextPosition position_;
    std::size_t byte_order_mark_ =
        0;  ///< How many of its bytes have been seen; beyond 3: none can come any more.
};

}  // namespace perennial
