#include "core/app/list_columns.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {
namespace {

std::string last_row(std::string_view table) {
    return "SELECT coalesce(max(row), 0) FROM " + std::string(table);
}

RangeSelect company_names() {
    return {"SELECT row, name FROM company WHERE row BETWEEN ?1 AND ?2 AND deleted = 0", last_row("company")};
}
RangeSelect contact_names() {
    return {"SELECT row, shown_name FROM contact_rollup NOT INDEXED WHERE row BETWEEN ?1 AND ?2",
            last_row("contact_rollup")};
}

struct SourceSql {
    std::string_view row;      ///< The record's number.
    std::string_view last_of;  ///< The table whose rows the range counts.
    std::string range, one;
};

/// A company's people (only the living have figures) and what they bought. Its money is in the currency of its latest order; what was bought in others is
/// left out (a bare column stands in the row of the greatest last_order).
std::string company_figures(std::string_view condition) {
    return "(SELECT company, sum(people) AS people, sum(orders) AS orders, spent, currency, max(last_order) "
           "AS "
           "last_order FROM (SELECT c.company, r.currency, count(*) AS people, sum(r.orders) AS orders, "
           "sum(r.spent) AS spent, max(r.last_order) AS last_order FROM contact c JOIN contact_rollup r "
           "ON r.row = c.row WHERE " +
           std::string(condition) + " GROUP BY c.company, r.currency) GROUP BY company) f";
}

std::string order_figures(std::string_view condition) {
    return "(SELECT l.\"order\", count(*) AS lines, sum(l.returned_quantity > 0) AS returned FROM order_line "
           "l "
           "WHERE " +
           std::string(condition) + " AND l.deleted = 0 GROUP BY l.\"order\") f";
}

SourceSql member_sql(std::string_view table) {
    const std::string from = std::string(table) + " t ";
    return {"t.owner", table, from + "NOT INDEXED WHERE t.row BETWEEN ?1 AND ?2 AND t.deleted = 0",
            from + "WHERE t.owner = ?1 AND t.deleted = 0 ORDER BY t.key"};
}

/// Of a table whose rows have the records' numbers.
SourceSql row_sql(std::string_view table, std::string_view row, std::string_view and_what) {
    const std::string from = std::string(table) + " " + row.front() + " ";
    return {row, table,
            from + "NOT INDEXED WHERE " + std::string(row) + " BETWEEN ?1 AND ?2" + std::string(and_what),
            from + "WHERE " + std::string(row) + " = ?1"};
}

SourceSql source_sql(ListKind list, ListSource source) {
    switch (source) {
        case ListSource::tags: return member_sql("contact_tag");
        case ListSource::interests: return member_sql("contact_interest");
        case ListSource::custom:
            return {"t.owner", "contact",
                    "contact_custom t WHERE t.key = ?3 AND t.owner BETWEEN ?1 AND ?2 AND t.deleted = 0",
                    "contact_custom t WHERE t.owner = ?1 AND t.key = ?2 AND t.deleted = 0"};
        case ListSource::record:
        case ListSource::figures: break;
    }
    const bool record = source == ListSource::record;
    switch (list) {
        case ListKind::contacts:
            return record ? row_sql("contact", "c.row", " AND c.deleted = 0")
                          : row_sql("contact_rollup", "r.row", "");
        case ListKind::companies:
            if (record) return row_sql("company", "c.row", " AND c.deleted = 0");
            return {"f.company", "company", company_figures("c.company BETWEEN ?1 AND ?2"),
                    company_figures("c.company = ?1")};
        case ListKind::products:
            return record ? row_sql("product", "p.row", " AND p.deleted = 0")
                          : row_sql("product_rollup", "r.row", "");
        case ListKind::orders: break;
    }
    if (record) return row_sql("\"order\"", "o.row", " AND o.deleted = 0");
    return {"f.\"order\"", "\"order\"", order_figures("l.\"order\" BETWEEN ?1 AND ?2"),
            order_figures("l.\"order\" = ?1")};
}

SourceColumn field(std::string_view name, std::string_view label, std::string_view value,
                   ColumnKind kind = ColumnKind::text) {
    SourceColumn column;
    column.column.name = name;
    column.column.label = label;
    column.column.kind = kind;
    column.value = value;
    return column;
}

SourceColumn figure(std::string_view name, std::string_view label, std::string_view value, ColumnKind kind) {
    SourceColumn column = field(name, label, value, kind);
    column.source = ListSource::figures;
    column.zero_when_absent = kind == ColumnKind::number || kind == ColumnKind::quantity;
    return column;
}

SourceColumn in_currency(SourceColumn column, std::string_view currency) {
    column.column.kind = ColumnKind::money;
    column.currency = currency;
    return column;
}

SourceColumn part(std::string_view name, std::string_view label, std::string_view value,
                  std::string Address::* part) {
    SourceColumn column = field(name, label, value);
    column.stored = StoredAs::address;
    column.part = part;
    return column;
}

SourceColumn named(SourceColumn column, RangeSelect names, std::string_view shown) {
    column.stored = StoredAs::reference;
    column.names = std::move(names);
    column.shown = shown;
    return column;
}

SourceColumn members(std::string_view name, std::string_view label, ListSource source) {
    SourceColumn column = field(name, label, "t.value", ColumnKind::many);
    column.source = source;
    return column;
}

SourceColumn numbered(SourceColumn column) {
    column.numbered = true;
    return column;
}
SourceColumn searched(SourceColumn column) {
    column.searched = true;
    return column;
}
/// What is never shown: names, e-mails, phones and number of a contact in one text, kept with its figures.
SourceColumn search_text() {
    SourceColumn column = searched(figure("", "", "r.search_text", ColumnKind::text));
    column.folded = true;
    return column;
}
SourceColumn at_first(SourceColumn column) {
    column.column.at_first = true;
    return column;
}
/// A sum of nothing is no amount: the cell stays empty unless `when` (SQL) holds.
SourceColumn shown_when(SourceColumn column, std::string_view when) {
    column.shown = "CASE WHEN " + std::string(when) + " THEN " + column.value + " END";
    return column;
}
SourceColumn summed(SourceColumn column) {
    column.column.summed = true;
    return column;
}

std::vector<SourceColumn> contact_columns() {
    using enum ColumnKind;
    SourceColumn name = figure("name", "Name", "CASE WHEN r.search_text <> '' THEN r.shown_name END", text);
    name.shown = "r.shown_name";
    const auto figure_text = [](std::string_view column_name, std::string_view label,
                                std::string_view value) { return figure(column_name, label, value, text); };
    return {at_first(std::move(name)),
            at_first(figure_text("email", "E-mail", "r.main_email")),
            figure_text("phone", "Phone", "r.main_phone"),
            named(field("company", "Company", "c.company"), company_names(),
                  "(SELECT k.name FROM company k WHERE k.row = c.company AND k.deleted = 0)"),
            part("city", "City", "c.address", &Address::city),
            part("region", "Region", "c.address", &Address::region),
            part("postal_code", "Postal code", "c.address", &Address::postal_code),
            part("country", "Country", "c.address", &Address::country),
            at_first(members("tags", "Tags", ListSource::tags)),
            members("interests", "Interests", ListSource::interests),
            field("owner", "Owner", "c.owner"),
            field("source", "Source", "c.source"),
            field("language", "Language", "c.language"),
            field("birthday", "Birthday", "c.birthday"),
            numbered(field("external_id", "Customer number", "c.external_id")),
            at_first(figure("orders", "Orders", "r.orders", number)),
            figure("purchases", "Purchases", "r.purchases", number),
            at_first(summed(shown_when(in_currency(figure("spent", "Spent", "r.spent", money), "r.currency"),
                                       "r.orders > 0"))),
            figure("first_order", "First order", "r.first_order", day),
            at_first(figure("last_order", "Last order", "r.last_order", day)),
            at_first(figure("last_touch", "Last touch", "r.last_touch", instant)),
            field("notes", "Notes", "c.notes")};
}

std::vector<SourceColumn> company_columns() {
    using enum ColumnKind;
    SourceColumn phone = searched(field("phone", "Phone", "c.phone"));
    phone.phone = true;
    return {at_first(searched(field("name", "Name", "c.name"))),
            at_first(searched(part("city", "City", "c.address", &Address::city))),
            part("country", "Country", "c.address", &Address::country),
            searched(field("email", "E-mail", "c.email")),
            std::move(phone),
            field("website", "Website", "c.website", link),
            at_first(figure("people", "People", "f.people", number)),
            at_first(figure("orders", "Orders", "f.orders", number)),
            at_first(summed(in_currency(figure("spent", "Spent", "f.spent", money), "f.currency"))),
            at_first(figure("last_order", "Last order", "f.last_order", day)),
            searched(numbered(field("external_id", "Company number", "c.external_id")))};
}

std::vector<SourceColumn> product_columns() {
    using enum ColumnKind;
    return {at_first(searched(field("name", "Name", "p.name"))),
            at_first(searched(numbered(field("sku", "Product code", "p.sku")))),
            at_first(searched(field("category", "Category", "p.category"))),
            at_first(in_currency(field("price", "Price", "p.price"), "p.currency")),
            at_first(figure("sold", "Sold", "r.sold", quantity)),
            at_first(figure("buyers", "Buyers", "r.buyers", number)),
            at_first(
                summed(shown_when(in_currency(figure("revenue", "Revenue", "r.revenue", money), "r.currency"),
                                  "r.last_sold IS NOT NULL"))),
            at_first(figure("last_sold", "Last sold", "r.last_sold", day)),
            field("retired", "No longer sold", "coalesce(p.retired, 0)", yes_no)};
}

SourceColumn status_column() {
    const Field& status = table(TableId::order).fields[order_field::status];
    SourceColumn column = at_first(field("status", "Status", "o.status", ColumnKind::choice));
    column.column.choices.assign(status.choices.begin(), status.choices.end());
    return column;
}

std::vector<SourceColumn> order_columns() {
    using enum ColumnKind;
    SourceColumn total = at_first(summed(in_currency(field("total", "Total", "o.total"), "o.currency")));
    total.status = "o.status";
    return {at_first(searched(numbered(field("number", "Number", "o.number")))),
            at_first(field("placed_on", "Placed on", "o.placed_on", day)),
            at_first(searched(named(field("contact", "Customer", "o.contact"), contact_names(),
                                    "(SELECT r.shown_name FROM contact_rollup r WHERE r.row = o.contact)"))),
            status_column(),
            at_first(field("channel", "Channel", "o.channel")),
            at_first(figure("lines", "Lines", "f.lines", ColumnKind::number)),
            figure("returned", "Returned lines", "f.returned", ColumnKind::number),
            in_currency(field("discount", "Discount", "o.discount"), "o.currency"),
            in_currency(field("shipping", "Shipping", "o.shipping"), "o.currency"),
            std::move(total),
            field("staff", "Sold by", "o.staff"),
            field("note", "Note", "o.note"),
            field("currency", "Currency", "o.currency")};
}

std::vector<SourceColumn> built_in_sources(ListKind list) {
    switch (list) {
        case ListKind::contacts: return contact_columns();
        case ListKind::companies: return company_columns();
        case ListKind::products: return product_columns();
        case ListKind::orders: return order_columns();
    }
    return {};
}

std::vector<ListColumn> described(std::vector<SourceColumn> sources) {
    std::vector<ListColumn> columns;
    columns.reserve(sources.size());
    for (SourceColumn& source : sources) {
        if (!source.column.name.empty()) columns.push_back(std::move(source.column));
    }
    return columns;
}

ColumnKind kind_of_type(std::string_view type) {
    if (type == "number") return ColumnKind::quantity;
    if (type == "money") return ColumnKind::money;
    if (type == "date") return ColumnKind::day;
    if (type == "choice") return ColumnKind::choice;
    if (type == "multi_choice") return ColumnKind::many;
    if (type == "yes_no") return ColumnKind::yes_no;
    if (type == "link") return ColumnKind::link;
    return ColumnKind::text;
}

/// The custom fields a shop has defined, in their order; of two with one key the first.
Status add_custom_columns(Workspace& workspace, std::vector<SourceColumn>& columns) {
    TRY_ASSIGN(Statement fields, workspace.reader().prepare(
                                     "SELECT key, label, type, choices FROM custom_field WHERE deleted = 0 "
                                     "AND key IS NOT NULL ORDER BY position IS NULL, position, label, id"));
    while (true) {
        TRY_ASSIGN(const bool found, fields.step());
        if (!found) return {};
        const std::string name = "custom." + text_column(fields, 0);
        if (find_column(columns, name)) continue;
        SourceColumn column = field(name, fields.text(1), "t.value", kind_of_type(fields.text(2)));
        column.source = ListSource::custom;
        column.stored = StoredAs::custom;
        column.key = text_column(fields, 0);
        for (const std::string_view choice : split(fields.text(3), '\n')) {
            if (!trim(choice).empty()) column.column.choices.emplace_back(trim(choice));
        }
        columns.push_back(std::move(column));
    }
}

}  // namespace

TableId table_of(ListKind list) {
    switch (list) {
        case ListKind::contacts: return TableId::contact;
        case ListKind::companies: return TableId::company;
        case ListKind::products: return TableId::product;
        case ListKind::orders: return TableId::order;
    }
    return TableId::contact;
}

std::optional<ListKind> list_of(TableId table) {
    for (const ListKind list :
         {ListKind::contacts, ListKind::companies, ListKind::products, ListKind::orders}) {
        if (table_of(list) == table) return list;
    }
    return std::nullopt;
}

Result<std::vector<SourceColumn>> source_columns(Workspace& workspace, ListKind list) {
    std::vector<SourceColumn> columns = built_in_sources(list);
    if (list == ListKind::contacts) {
        TRY(add_custom_columns(workspace, columns));
        columns.push_back(search_text());
    }
    return columns;
}

const SourceColumn* find_column(const std::vector<SourceColumn>& columns, std::string_view name) {
    const auto found =
        std::ranges::find_if(columns, [&](const SourceColumn& column) { return column.column.name == name; });
    return found == columns.end() || name.empty() ? nullptr : &*found;
}

std::vector<ListColumn> built_in_columns(ListKind list) { return described(built_in_sources(list)); }

Result<std::vector<ListColumn>> list_columns(Workspace& workspace, ListKind list) {
    TRY_ASSIGN(auto sources, source_columns(workspace, list));
    return described(std::move(sources));
}

RangeSelect select_range(ListKind list, ListSource source, std::string_view values) {
    const SourceSql sql = source_sql(list, source);
    return {"SELECT " + std::string(sql.row) + std::string(values) + " FROM " + sql.range,
            last_row(sql.last_of)};
}

std::string select_one(ListKind list, ListSource source, std::string_view values) {
    const SourceSql sql = source_sql(list, source);
    return "SELECT " + std::string(sql.row) + std::string(values) + " FROM " + sql.one;
}

std::string address_part(std::string_view json, std::string Address::* part) {
    struct Name {
        std::string_view quoted;
        std::string Address::* part;
    };
    static constexpr Name kNames[] = {{"\"street\":\"", &Address::street},
                                      {"\"city\":\"", &Address::city},
                                      {"\"region\":\"", &Address::region},
                                      {"\"postal_code\":\"", &Address::postal_code},
                                      {"\"country\":\"", &Address::country}};
    // A quote inside a text is written \", so a name in quotes is a name.
    if (!json.starts_with("{\"") || json.find('\\') != std::string_view::npos)
        return parse_address_json(std::string(json)).*part;
    const auto name = std::ranges::find(kNames, part, &Name::part);
    const std::size_t at = json.find(name->quoted);
    if (at == std::string_view::npos) return {};
    const std::size_t begin = at + name->quoted.size();
    return std::string(json.substr(begin, json.find('"', begin) - begin));
}

}  // namespace perennial
