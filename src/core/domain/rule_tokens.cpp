#include "core/domain/rule_tokens.h"

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

bool in_word(char32_t c) { return c == U'_' || is_letter_or_digit(c); }

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::expected<RuleToken, RuleMistake> next() {
        skip_space();
        begin_ = at_;
        if (at_ == text_.size()) return token(RuleToken::Kind::end);
        const char c = text_[at_];
        if (c == '"') return quoted();
        if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
        for (const std::string_view sign : {">=", "<=", "!=", ">", "<", "=", "(", ")", ","}) {
            if (!text_.substr(at_).starts_with(sign)) continue;
            at_ += sign.size();
            return token(RuleToken::Kind::sign);
        }
        if (word()) return token(RuleToken::Kind::word);
        std::string sign;
        append_utf8(sign, next_code_point(text_, at_));
        return std::unexpected(mistake_at(
            text_, begin_, phrase("“{}” has no meaning in a rule. Texts stand in straight quotes.", sign)));
    }

private:
    RuleToken token(RuleToken::Kind kind) const {
        return {kind, std::string(text_.substr(begin_, at_ - begin_)), begin_, at_};
    }

    void skip_space() {
        while (at_ < text_.size()) {
            std::size_t next = at_;
            next_code_point(text_, next);
            if (!trim(text_.substr(at_, next - at_)).empty()) return;
            at_ = next;
        }
    }

    bool word() {
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            std::size_t next = at_;
            const char32_t c = next_code_point(text_, next);
            // A dot joins two words and does not end one.
            const bool joins = c == U'.' && at_ > begin && starts_word(next);
            if (!in_word(c) && !joins) break;
            at_ = next;
        }
        return at_ > begin;
    }
    bool starts_word(std::size_t at) const {
        return at < text_.size() && in_word(next_code_point(text_, at));
    }

    RuleToken number() {
        constexpr std::size_t kDateLength = 10;
        if (Day::parse(text_.substr(at_, kDateLength)) && !is_digit_at(at_ + kDateLength)) {
            at_ += kDateLength;
            return token(RuleToken::Kind::date);
        }
        if (text_[at_] == '-') ++at_;
        at_ += count_digits(text_, at_);
        if (at_ < text_.size() && text_[at_] == '.' && is_digit_at(at_ + 1)) {
            ++at_;
            at_ += count_digits(text_, at_);
        }
        // "12abc" and "2026-02-30" are one thing that is not understood, not two that are.
        while (at_ < text_.size()) {
            std::size_t next = at_;
            const char32_t c = next_code_point(text_, next);
            if (!in_word(c) && c != U'-' && c != U'.') break;
            at_ = next;
        }
        return token(RuleToken::Kind::number);
    }
    bool is_digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }

    std::expected<RuleToken, RuleMistake> quoted() {
        RuleToken token{RuleToken::Kind::text, {}, begin_, begin_};
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                token.end = ++at_;
                return token;
            }
            if (static_cast<unsigned char>(c) < ' ') break;
            if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\'))
                ++at_;
            token.text += text_[at_];
        }
        return std::unexpected(
            mistake_at(text_, begin_, "The text that begins here has no closing quote.", {"\""}));
    }

    std::string_view text_;
    std::size_t at_ = 0, begin_ = 0;
};

}  // namespace

RuleMistake mistake_at(std::string_view text, std::size_t offset, std::string message,
                       std::vector<std::string> expected) {
    RuleMistake mistake;
    mistake.offset = offset;
    mistake.expected = std::move(expected);
    for (std::size_t at = 0; at < offset;) {
        if (next_code_point(text, at) == U'\n') {
            ++mistake.line;
            mistake.column = 1;
        } else {
            ++mistake.column;
        }
    }
    mistake.message = phrase("Line {}, column {}: {}", mistake.line, mistake.column, message);
    return mistake;
}

Error error_of(const RuleMistake& mistake) {
    return Error{ErrorCode::invalid_input, mistake.message,
                 Place{"", mistake.line, std::to_string(mistake.column)}};
}

std::expected<std::vector<RuleToken>, RuleMistake> rule_tokens(std::string_view text) {
    if (text.size() > kMaxRuleBytes)
        return std::unexpected(mistake_at(text, 0, "The rule is too long. Make segments of its parts."));
    if (const auto invalid = find_invalid_utf8(text))
        return std::unexpected(mistake_at(text, *invalid, "The text is not valid UTF-8."));
    std::vector<RuleToken> tokens;
    Scanner scanner(text);
    while (true) {
        TRY_ASSIGN(RuleToken token, scanner.next());
        tokens.push_back(std::move(token));
        if (tokens.back().kind == RuleToken::Kind::end) return tokens;
    }
}

std::string in_quotes(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

bool is_plain_name(std::string_view name) {
    bool joined = true;  // Whether a letter must follow.
    for (std::size_t at = 0; at < name.size();) {
        const bool first = at == 0;
        const char32_t c = next_code_point(name, at);
        if (c == U'.' ? joined : !in_word(c)) return false;
        // What begins with a digit would be read as a number.
        if (first && c >= U'0' && c <= U'9') return false;
        joined = c == U'.';
    }
    return !joined;
}

}  // namespace perennial
