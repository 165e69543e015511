// A workspace with an App, and short ways to fill it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/app/app.h"
#include "core/app/import_job.h"
#include "tests/core/storage/workspace_fixture.h"

namespace perennial::test {

struct TestApp {
    TestWorkspace files;
    App app{*files};

    Workspace& workspace() { return *files; }

    /// Runs a command a second after the one before; requires success.
    Outcome run(const Command& command) {
        files.clock.advance_ms(1000);
        return need(app.execute(command));
    }
    Error refused(const Command& command) {
        const auto outcome = app.execute(command);
        REQUIRE_FALSE(outcome.has_value());
        return outcome.error();
    }
    Id add_contact(std::string name, std::initializer_list<TypedMember> members = {}) {
        AddRecord add;
        add.values = {{contact_field::name, std::move(name)}};
        add.members = members;
        return run(add).ids.front();
    }
    Id add_order(const Id& contact, std::string_view day, std::int64_t minor, std::string number = {},
                 std::string_view status = "paid", std::string currency = "EUR") {
        AddRecord add;
        add.table = TableId::order;
        add.values = {{order_field::contact, contact},
                      {order_field::placed_on, std::int64_t{Day::parse(day)->days}},
                      {order_field::status, std::string(status)},
                      {order_field::currency, std::move(currency)},
                      {order_field::total, minor}};
        if (!number.empty()) add.values.emplace_back(order_field::number, std::move(number));
        return run(add).ids.front();
    }
    Id add_touch(const Id& contact, std::string_view at, std::string direction = "in",
                 std::string channel = "phone") {
        AddRecord add;
        add.table = TableId::touch;
        add.values = {{touch_field::contact, contact},
                      {touch_field::at, Instant::parse(at)->ms},
                      {touch_field::channel, std::move(channel)},
                      {touch_field::direction, std::move(direction)}};
        return run(add).ids.front();
    }
    std::string state() { return files.state(); }
    RowNo row(TableId table, const Id& id) { return *need(workspace().find(table, id)); }
};

inline std::shared_ptr<const std::vector<std::byte>> shared_bytes(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    return std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
}

/// A request with the layout as proposed.
inline ImportRequest import_request(std::string_view text, std::string name = "shop.csv",
                                    std::optional<ImportKind> kind = std::nullopt) {
    ImportRequest request;
    request.file_name = std::move(name);
    request.bytes = shared_bytes(text);
    request.layout = need(propose_layout(*request.bytes, request.file_name, kind));
    request.source = "shop";
    return request;
}

/// Runs to the end in one slice.
inline Result<ImportReport> run_import(TestApp& app, ImportRequest request) {
    app.files.clock.advance_ms(1000);
    ImportJob job(app.workspace(), std::move(request));
    job.step(Endless{}, 1);
    return job.result();
}

inline TableCounts counts_of(const ImportReport& report, TableId table) {
    for (const auto& [id, counts] : report.tables) {
        if (id == table) return counts;
    }
    return {};
}

inline std::int64_t sql_integer(Workspace& workspace, std::string_view sql) {
    return need(workspace.reader().integer(sql));
}

}  // namespace perennial::test
