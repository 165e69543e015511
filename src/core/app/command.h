// Everything that can change a workspace, as values. A command is one transaction and one change; it succeeds whole or
// leaves nothing. Adding one breaks the build until app.cpp handles it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/app/lists.h"
#include "core/app/order_form.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/domain/catalogue.h"

namespace perennial {

/// A member as typed: the key is made from it. For custom fields `name` is the field's key.
struct TypedMember {
    TableId table = TableId::contact_email;
    std::string value;
    std::string label;
    std::string name;
};

/// A new row of any table that stands by itself (contact, company, product, order, touch, ...).
struct AddRecord {
    TableId table = TableId::contact;
    std::optional<Id> id;  ///< none: a new one.
    FieldValues values;
    std::vector<TypedMember> members;
    std::string company_name;  ///< For contacts: found or made by name; "" leaves `company` as `values` has it.
};

/// Writes fields of a row; an absent value clears. `members`, when given, become exactly the row's members of each table
/// named in `member_tables` (missing ones are removed). `set_custom`, of contacts, writes these custom fields and leaves the
/// others alone; an empty one is cleared.
struct EditRecord {
    TableId table = TableId::contact;
    Id id;
    FieldValues values;
    std::vector<TableId> member_tables;
    std::vector<TypedMember> members;
    /// For contacts: found or made by name; "" clears the company, none leaves it as `values` has it.
    std::optional<std::string> company_name;
    std::uint64_t based_on = 0;  ///< Revision the draft was begun at; 0: not checked.
    std::vector<TypedMember> set_custom = {};
};

// Commands over many records name them by ids, or by the numbers of their rows (`rows`): a list knows those of 100,000 chosen
// ones without looking anything up.
struct DeleteRecords {
    TableId table = TableId::contact;
    std::vector<Id> ids;
    std::vector<RowNo> rows = {};
};
struct RestoreRecords {
    TableId table = TableId::contact;
    std::vector<Id> ids;
    std::vector<RowNo> rows = {};
};
struct TagContacts {
    std::vector<Id> ids;
    std::string tag;
    bool on = true;
    std::vector<RowNo> rows = {};
};

/// The same values for several records; an absent one clears, of `set_custom` (contacts only) an empty one. Deleted records
/// are left alone, and those that already are so are not counted.
struct EditMany {
    TableId table = TableId::contact;
    std::vector<Id> ids;
    FieldValues values;
    std::vector<TypedMember> set_custom;
    std::vector<RowNo> rows = {};
};

/// A view of a list under a name: a new one at the end of the tabs, or in place of the one named.
struct SaveView {
    std::optional<Id> id;
    ListKind list = ListKind::contacts;
    std::string name;
    ListView view;
};
/// Views come in this order; those not named behind them, in theirs.
struct ReorderViews {
    ListKind list = ListKind::contacts;
    std::vector<Id> ids;
};

/// An order with its lines, new or edited, as one change: lines are added, changed and removed until they are the draft's.
/// The total is written when something that it is made of has changed.
struct SaveOrder {
    std::optional<Id> order;  ///< none: a new one.
    OrderDraft draft;
    std::uint64_t based_on = 0;               ///< Revision the draft was begun at; 0: not checked.
    std::optional<Id> new_id = std::nullopt;  ///< Of a new order, when it has one already.
};
/// Goods come back, beside what came back before. Discounts of the lines and of the order shrink with what stays, so that a
/// return of everything leaves nothing but the shipping.
struct ReturnLines {
    Id order;
    std::vector<std::pair<Id, std::int64_t>> quantities;  ///< Line and thousandths, above 0.
};
/// The whole order is given back: it no longer counts as spent.
struct RefundOrder {
    Id order;
};

/// Defines a field of contacts, or changes what one is called and takes. Values that are there already become the new
/// type's; when some cannot, nothing is saved.
struct SaveCustomField {
    std::optional<Id> id;  ///< none: a new one, with a key made of the label.
    std::string label;
    std::string type = "text";
    std::vector<std::string> choices = {};
    std::optional<std::int64_t> position = std::nullopt;  ///< none: where it is; a new one goes last.
    std::string key = {};  ///< Of a new one, when values are there under it already.
};

/// Custom fields come in this order; those not named behind them, in theirs.
struct ReorderCustomFields {
    std::vector<Id> ids;
};

/// Puts contacts into a static segment, or takes them out. Those who already are so are not counted. Segments themselves are
/// added and edited as any record is: their rule is given as a text.
struct ChangeSegmentMembers {
    Id segment;
    std::vector<Id> ids;
    bool inside = true;
    std::vector<RowNo> rows = {};
};
/// A new static segment of those whom a rule (a text, or a segment's name) finds now.
struct KeepSegment {
    std::string name;
    std::string rule;
};

/// Writes a shared setting ("name", "currency", "country"; "margin" and "discount" in percent).
struct SetSetting {
    std::string name;
    std::string value;
};

struct Undo {};
struct Redo {};
struct TakeBackImport {
    std::int64_t change = 0;
};

using Command =
    std::variant<AddRecord, EditRecord, DeleteRecords, RestoreRecords, TagContacts, EditMany, SaveView,
                 ReorderViews, SaveOrder, ReturnLines, RefundOrder, SaveCustomField, ReorderCustomFields,
                 ChangeSegmentMembers, KeepSegment, SetSetting, Undo, Redo, TakeBackImport>;

/// What a command did, for the toast and the command line.
struct Outcome {
    std::string message;  ///< "3 contacts deleted." Empty when nothing changed.
    std::vector<Id> ids;  ///< Rows made or changed, at most 1,000.
    std::int64_t affected = 0;
    bool changed = false;
    bool undoable = false;
    std::vector<std::string> notes;  ///< What an undo left alone, in words.
};

}  // namespace perennial
