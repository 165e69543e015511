// Records, counts and changes in words, for labels of changes, messages and history.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/domain/rule_language.h"
#include "core/storage/workspace.h"

namespace perennial {

/// "23,570".
std::string grouped(std::int64_t number);
/// "1 contact", "23,570 contacts", "3 order lines".
std::string counted(const Table& table, std::int64_t count);
/// "contact", "order line": for the middle of a sentence.
std::string singular_words(const Table& table);
/// The words of a record at the start of a sentence: "Order 10482"; a person's name stays as the person writes it.
std::string message_start(TableId table, std::string words);

/// "order 10482", or by its day: "order of 2026-03-01".
std::string order_words(std::string_view number, std::optional<std::int64_t> placed_on);

/// "Agnieszka Wróblewska", deleted or not; "" for RowNo::none.
Result<std::string> contact_name(Workspace& workspace, RowNo contact);
/// The record as a label names it: a contact's name, "order 10482", "touch with Ines Duarte", a company's name.
Result<std::string> record_words(Workspace& workspace, TableId table, RowNo row);

/// The same of what its own values name: all but contacts and touches.
std::string words_of_values(TableId table, const FieldValues& values);

/// Sets a field among values, which stay in the order of their fields.
void put_value(FieldValues& values, FieldNo field, Value value);
/// A text field among values, or "".
std::string text_of(const FieldValues& values, FieldNo field);
/// A number among values (day, instant, money, quantity), if it is there.
std::optional<std::int64_t> integer_of(const FieldValues& values, FieldNo field);
/// A reference among values, if it is there.
std::optional<Id> reference_of(const FieldValues& values, FieldNo field);
/// The name that values give a contact; `email` and `phone` stand in for a missing one.
std::string name_of_values(const FieldValues& contact, std::string_view email, std::string_view phone);

}  // namespace perennial
