#include "core/interchange/json_splitter.h"

#include <algorithm>

namespace perennial {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kNoMarkAnyMore = 4;

bool is_space(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}
bool ends_scalar(char character) {
    return is_space(character) || character == ',' || character == ']' || character == '}' ||
           character == ':';
}
char closing(char bracket) { return bracket == '{' ? '}' : ']'; }

/// How an unexpected byte is named to a person.
std::string shown(char character) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte > 0x20 && byte < 0x7F) return std::string("\"") + character + "\"";
    return "a character";
}

}  // namespace

JsonSplitter::JsonSplitter(JsonPieces& pieces, std::string file_name)
    : pieces_(pieces), file_name_(std::move(file_name)), key_reader_(file_name_) {}

Status JsonSplitter::feed(std::string_view bytes) {
    bytes_ = bytes;
    at_ = element_from_ = counted_ = 0;
    while (byte_order_mark_ < kByteOrderMark.size() && at_ < bytes_.size()) {
        if (bytes_[at_] != kByteOrderMark[byte_order_mark_]) {
            if (byte_order_mark_ > 0)
                return fail_here(ErrorCode::malformed, "This is not a JSON document in UTF-8.");
            byte_order_mark_ = kNoMarkAnyMore;
            break;
        }
        ++byte_order_mark_;
        counted_ = element_from_ = ++at_;
    }
    while (at_ < bytes_.size()) {
        if (token_ == Token::none) {
            TRY(take(bytes_[at_]));
            continue;
        }
        bool complete = false;
        TRY(scan(complete));
        if (complete) TRY(end_element());
    }
    if (token_ != Token::none) pending_ += bytes_.substr(element_from_);
    position();
    return {};
}

Status JsonSplitter::finish() {
    bytes_ = {};
    at_ = element_from_ = counted_ = 0;
    if (token_ == Token::scalar && open_.empty()) TRY(end_element());
    if (expect_ == Expect::nothing) return {};
    return fail_here(
        ErrorCode::malformed,
        "The file ends here, before the document does: it has been cut off. Get the file again.");
}

Status JsonSplitter::take(char character) {
    if (is_space(character)) {
        ++at_;
        return {};
    }
    switch (expect_) {
        case Expect::value: return begin_value(character);
        case Expect::value_or_close: return character == ']' ? close(character) : begin_value(character);
        case Expect::key_or_close:
            if (character == '}') return close(character);
            [[fallthrough]];
        case Expect::key:
            if (character != '"') return unexpected(character);
            is_key_ = true;
            begin_element(Token::string);
            return {};
        case Expect::colon:
            if (character != ':') return unexpected(character);
            expect_ = Expect::value;
            ++at_;
            return {};
        case Expect::comma_or_close:
            if (character == closing(open_.back())) return close(character);
            if (character != ',') return unexpected(character);
            expect_ = open_.back() == '{' ? Expect::key : Expect::value;
            ++at_;
            return {};
        case Expect::nothing: break;
    }
    return fail_here(ErrorCode::malformed, "Something stands after the end of the document.");
}

Status JsonSplitter::begin_value(char character) {
    if (character == '{' || character == '[') return begin_nested(character);
    if (character == '"') {
        begin_element(Token::string);
        return {};
    }
    const bool begins_scalar = character == '-' || (character >= '0' && character <= '9') ||
                               character == 't' || character == 'f' || character == 'n';
    if (!begins_scalar) return unexpected(character);
    begin_element(Token::scalar);
    return {};
}

Status JsonSplitter::begin_nested(char bracket) {
    TRY_ASSIGN(const bool go_in, pieces_.opens(key_, bracket, position()));
    if (!go_in) {
        begin_element(Token::nested);
        return {};
    }
    if (open_.size() >= kMaxJsonDepth)
        return fail_here(ErrorCode::too_large, "The document is nested too deeply.");
    open_ += bracket;
    key_.clear();
    expect_ = bracket == '{' ? Expect::key_or_close : Expect::value_or_close;
    ++at_;
    return {};
}

Status JsonSplitter::close(char bracket) {
    if (bracket != closing(open_.back())) return unexpected(bracket);
    TRY(pieces_.closes(position()));
    open_.pop_back();
    ++at_;
    after_value();
    return {};
}

void JsonSplitter::begin_element(Token token) {
    token_ = token;
    token_begin_ = position();
    element_from_ = at_;
    in_string_ = token == Token::string;
    escaped_ = false;
    // The first byte of a string or scalar tells nothing more; a bracket is counted by scan().
    if (token != Token::nested) ++at_;
}

Status JsonSplitter::scan(bool& complete) {
    const std::size_t limit =
        element_from_ + kMaxJsonElementBytes - std::min(kMaxJsonElementBytes, pending_.size());
    while (at_ < bytes_.size() && !complete) {
        if (at_ >= limit) {
            return fail_at(ErrorCode::too_large, "The element that begins here is larger than 1 MiB.",
                           place_in(file_name_, token_begin_));
        }
        if (in_string_) {
            scan_string(limit);
            complete = !in_string_ && token_ == Token::string;
        } else if (token_ == Token::nested) {
            TRY(scan_inside(bytes_[at_], complete));
        } else if (ends_scalar(bytes_[at_])) {
            complete = true;
        } else {
            ++at_;
        }
    }
    return {};
}

void JsonSplitter::scan_string(std::size_t limit) {
    if (escaped_) {
        escaped_ = false;
        ++at_;
        return;
    }
    const std::size_t most = std::min(bytes_.size(), limit);
    while (at_ < most && bytes_[at_] != '"' && bytes_[at_] != '\\') ++at_;
    if (at_ >= most) return;
    escaped_ = bytes_[at_] == '\\';
    in_string_ = escaped_;
    ++at_;
}

Status JsonSplitter::scan_inside(char character, bool& complete) {
    if (character == '"') {
        in_string_ = true;
    } else if (character == '{' || character == '[') {
        if (open_.size() + nested_.size() >= kMaxJsonDepth) {
            return fail_here(ErrorCode::too_large, "The document is nested too deeply.");
        }
        nested_ += character;
    } else if (character == '}' || character == ']') {
        if (character != closing(nested_.back())) return unexpected(character);
        nested_.pop_back();
        complete = nested_.empty();
    }
    ++at_;
    return {};
}

Status JsonSplitter::end_element() {
    std::string_view json = bytes_.substr(element_from_, at_ - element_from_);
    if (!pending_.empty()) {
        pending_ += json;
        json = pending_;
    }
    token_ = Token::none;
    if (is_key_) {
        TRY(take_key(json));
    } else {
        TRY(pieces_.element(key_, json, token_begin_));
        after_value();
    }
    pending_.clear();
    return {};
}

Status JsonSplitter::take_key(std::string_view json) {
    TRY(key_reader_.read(json, token_begin_));
    key_ = key_reader_.root().text;
    is_key_ = false;
    expect_ = Expect::colon;
    return {};
}

void JsonSplitter::after_value() {
    key_.clear();
    expect_ = open_.empty() ? Expect::nothing : Expect::comma_or_close;
}

Status JsonSplitter::unexpected(char character) {
    std::string wanted;
    switch (expect_) {
        case Expect::key_or_close:
        case Expect::key: wanted = "a field's name in quotes"; break;
        case Expect::colon: wanted = "a colon"; break;
        case Expect::comma_or_close: wanted = "a comma or the end of the list"; break;
        default: wanted = "a value"; break;
    }
    if (token_ == Token::nested) wanted = "the matching bracket";
    return fail_here(ErrorCode::malformed,
                     "Here stands " + shown(character) + ", where " + wanted + " was expected.");
}

TextPosition JsonSplitter::position() {
    position_.advance(bytes_.substr(counted_, at_ - counted_));
    counted_ = at_;
    return position_;
}

std::unexpected<Error> JsonSplitter::fail_here(ErrorCode code, std::string message) {
    return fail_at(code, std::move(message), place_in(file_name_, position()));
}

}  // namespace perennial
