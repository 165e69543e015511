// One record as the command line and other programs see it: for reading, without changes or deleted members.
#pragma once

#include <string>
#include <vector>

#include "core/base/money.h"
#include "core/domain/catalogue.h"

namespace perennial {

/// {"id": ..., "name": ..., "emails": [...], ...}: fields in the catalogue's order, then members; absent ones left out.
struct RecordView {
    TableId table = TableId::contact;
    Id id;
    FieldValues values;
    Currency currency;  ///< Of the money fields.
    struct Member {
        TableId table = TableId::contact_email;
        std::string key;
        FieldValues values;
    };
    std::vector<Member> members;
};

/// On one line. Money is {"minor": 2400, "currency": "USD"}; e-mails and phones are [{"value", "label"}] by rank, tags
/// and interests lists of text, custom fields an object by key.
std::string record_json(const RecordView& record);

/// A field's value as plain text for CSV and lists: days and instants as ISO text, money as "12.50", yes/no as words, the
/// parts of an address joined by ", ". "" when absent.
std::string value_text(const Field& field, const Value& value, Currency currency);

}  // namespace perennial
