#include "core/app/import_job.h"

#include <algorithm>

#include "core/app/commands.h"
#include "core/app/import_context.h"
#include "core/app/import_fields.h"
#include "core/app/import_memory.h"
#include "core/app/import_orders.h"
#include "core/app/import_people.h"
#include "core/app/import_report.h"
#include "core/app/words.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr int kRowsBetweenLooks = 64;         // Rows between two looks at the stopwatch.
constexpr std::int64_t kSettledAtOnce = 200;  // Contacts whose figures are computed between two looks.
constexpr std::string_view kCurrencyOfLastResort = "EUR";

bool maps_to(const ImportLayout& layout, std::string_view target) {
    return std::ranges::any_of(layout.columns, [&](const ColumnMapping& column) {
        return column.to == ColumnMapping::To::target && column.target->name == target;
    });
}

Status check_layout(const ImportRequest& request) {
    if (request.layout.kind != ImportKind::orders || maps_to(request.layout, "placed_on")) return {};
    return fail_at(
        ErrorCode::invalid_input,
        "No column is the date of the orders. Choose which one is, or import the file as contacts.",
        Place{request.file_name, 1, ""});
}

/// The number of the order that a row belongs to, though the row cannot be taken.
std::string order_number_of(const ImportLayout& layout, const CsvRow& row) {
    if (layout.kind != ImportKind::orders) return {};
    for (std::size_t i = 0; i < std::min(layout.columns.size(), row.cells.size()); ++i) {
        const ColumnMapping& column = layout.columns[i];
        const bool number = column.to == ColumnMapping::To::target && column.target->name == "number";
        if (number) return normalise_external_number(unguarded(row.cells[i]));
    }
    return {};
}

}  // namespace

struct ImportJob::Parts {
    enum class Stage : std::uint8_t { begin, rows, refused_rows, settle, commit, ended };

    Workspace& workspace;
    ImportRequest request;
    ImportReport report;
    Stage stage = Stage::begin;
    std::optional<Error> error;
    std::optional<CsvReader> reader;
    bool header_wanted = false;
    std::unique_ptr<WriteTransaction> transaction;
    std::optional<ImportContext> context;
    std::optional<ImportPeople> people;
    std::optional<ImportOrders> orders;
    std::optional<ImportFields> fields;
    std::optional<RefusedRows> refused;
    std::vector<int> lines;            ///< Of orders: the sets of columns that hold a line each.
    std::vector<CellCounts> counts;    ///< By column.
    std::vector<RowProblem> problems;  ///< Of the row in hand.
    bool rows_ended = false;

    Parts(Workspace& into, ImportRequest what) : workspace(into), request(std::move(what)) {}

    Status begin();
    Result<Currency> currency() const;
    Status read_rows();
    Status read_row(const CsvRow& row);
    Status read_lines(const CsvRow& row);
    void accept(const CsvRow& row);
    Status refuse(const CsvRow& row);
    Status end_rows();
    Status refuse_all_if_asked();
    Status settle();
    Status commit(const Stopwatch& stopwatch);
    Status advance(const Stopwatch& stopwatch);
    void end(std::optional<Error> why);
};

Result<Currency> ImportJob::Parts::currency() const {
    if (!request.layout.currency.empty()) return request.layout.currency;
    const Result<Currency> setting = order_currency(workspace, {});
    if (setting) return *setting;
    if (setting.error().code != ErrorCode::invalid_input) return setting;
    return Currency::parse(kCurrencyOfLastResort).value_or(Currency{});
}

Status ImportJob::Parts::begin() {
    TRY(check_layout(request));
    TRY(adopt_custom_types(workspace, request.layout));
    if (request.source.empty()) request.source = default_source_name(request.file_name, request.layout);
    TRY_ASSIGN(report.currency, currency());
    ChangeDraft draft;
    draft.kind = ChangeKind::import;
    draft.label = "Import " + request.file_name;
    draft.source = request.source;
    TRY_ASSIGN(transaction, workspace.begin(std::move(draft)));
    context.emplace(workspace, *transaction, request, report.currency, report);
    if (!request.tag_everyone.empty()) {
        TRY_ASSIGN(context->everyone, member_key(TableId::contact_tag, request.tag_everyone));
    }
    counts.resize(request.layout.columns.size());
    if (request.layout.kind == ImportKind::orders) lines = line_sets(request.layout);
    fields.emplace(*context);
    people.emplace(*context);
    orders.emplace(*context, *people);
    reader.emplace(*request.bytes, request.layout.format, request.file_name);
    header_wanted = request.layout.format.has_header;
    stage = Stage::rows;
    return {};
}

/// A few rows of the file, or a few lines of the order that has just been read.
Status ImportJob::Parts::read_rows() {
    for (int looks = kRowsBetweenLooks; looks > 0; --looks) {
        if (orders->writing()) {
            TRY(orders->write_some(1));
            continue;
        }
        if (rows_ended) return end_rows();
        TRY_ASSIGN(const CsvRow* row, reader->next());
        if (!row) {
            rows_ended = true;
            TRY(orders->end());
        } else if (std::exchange(header_wanted, false)) {
            continue;
        } else {
            TRY(read_row(*row));
        }
    }
    return {};
}

Status ImportJob::Parts::read_row(const CsvRow& row) {
    problems.clear();
    if (!lines.empty()) return read_lines(row);
    auto read = read_import_row(request.layout, row, context->currency, problems, counts);
    if (!read) return refuse(row);
    accept(row);
    if (request.layout.kind == ImportKind::orders) return orders->take(*std::move(read));
    TRY_ASSIGN(const ImportPeople::Taken taken, people->take(*read));
    if (!taken.wrote) ++report.rows_unchanged;
    return {};
}

/// A row that holds several lines of its order.
Status ImportJob::Parts::read_lines(const CsvRow& row) {
    auto read = read_import_lines(request.layout, lines, row, context->currency, problems, counts);
    if (read.empty()) return refuse(row);
    accept(row);
    for (ImportedRow& line : read) TRY(orders->take(std::move(line)));
    return {};
}

void ImportJob::Parts::accept(const CsvRow& row) {
    fields->note(row);
    for (RowProblem& problem : problems) context->note(std::move(problem));
    ++report.rows;
}

Status ImportJob::Parts::refuse(const CsvRow& row) {
    if (problems.empty()) return {};  // A row of empty cells.
    ++report.rows;
    for (RowProblem& problem : problems) context->note(std::move(problem));
    const bool order_file = request.layout.kind == ImportKind::orders;
    context->refuse_row(row.line, order_file ? ImportOrders::table_of_rows(request.layout) : TableId::contact);
    if (order_file) orders->take_refused(row.line, order_number_of(request.layout, row));
    return {};
}

Status ImportJob::Parts::end_rows() {
    std::ranges::stable_sort(report.problems, {}, &RowProblem::line);
    report.listed = listed_problems(report.problems);
    TRY(fields->define());
    for (std::size_t i = 0; i < counts.size(); ++i) report.columns.push_back({counts[i], fields->type_of(i)});
    if (request.remember || report.rows_refused > 0) TRY(remember_mapping(*transaction, request));
    report.tables = counted_tables(*context);
    if (context->refused_lines.empty()) {
        stage = Stage::settle;
    } else {
        refused.emplace(request, std::move(context->refused_lines), report.problems);
        stage = Stage::refused_rows;
    }
    return {};
}

Status ImportJob::Parts::refuse_all_if_asked() {
    if (request.on_error != OnError::stop || report.rows_refused == 0) return {};
    const auto listed = std::ranges::find_if(report.problems, &RowProblem::refused);
    const RowProblem first = listed == report.problems.end() ? RowProblem{} : *listed;
    const std::string rows = report.rows_refused == 1 ? "1 row" : grouped(report.rows_refused) + " rows";
    return fail_at(ErrorCode::refused,
                   rows + " of " + grouped(report.rows) + " cannot be taken, so nothing was imported. Mend " +
                       (report.rows_refused == 1 ? "it" : "them") +
                       ", or import the others without. The first: " + first.message,
                   Place{request.file_name, first.line, first.column});
}

Status ImportJob::Parts::settle() {
    if (request.dry_run) {
        end(std::nullopt);
        return {};
    }
    TRY_ASSIGN(const bool settled, transaction->settle(kSettledAtOnce));
    if (settled) stage = Stage::commit;
    return {};
}

Status ImportJob::Parts::commit(const Stopwatch& stopwatch) {
    transaction->set_detail(import_detail(request, report));
    const double before = stopwatch.elapsed_ms();
    TRY_ASSIGN(const auto committed, transaction->commit());
    report.commit_ms = stopwatch.elapsed_ms() - before;
    report.change = committed.change;
    end(std::nullopt);
    return {};
}

Status ImportJob::Parts::advance(const Stopwatch& stopwatch) {
    switch (stage) {
        case Stage::begin: return begin();
        case Stage::rows: return read_rows();
        case Stage::refused_rows: {
            TRY_ASSIGN(const bool done, refused->read_some(kRowsBetweenLooks));
            if (!done) return {};
            report.refused_csv = refused->take();
            stage = Stage::settle;
            return refuse_all_if_asked();
        }
        case Stage::settle: return settle();
        case Stage::commit: return commit(stopwatch);
        case Stage::ended: return {};
    }
    return {};
}

/// Whatever is not committed by now is rolled back.
void ImportJob::Parts::end(std::optional<Error> why) {
    error = std::move(why);
    stage = Stage::ended;
    orders.reset();
    people.reset();
    fields.reset();
    context.reset();
    transaction.reset();
}

ImportJob::ImportJob(Workspace& workspace, ImportRequest request)
    : parts_(std::make_unique<Parts>(workspace, std::move(request))) {}
ImportJob::~ImportJob() = default;

bool ImportJob::step(const Stopwatch& stopwatch, double budget_ms) {
    while (!ended()) {
        if (Status status = parts_->advance(stopwatch); !status) parts_->end(std::move(status).error());
        if (stopwatch.elapsed_ms() >= budget_ms) break;
    }
    return ended();
}

Progress ImportJob::progress() const {
    constexpr double kReading = 0.9;  // The rest is computing figures and committing.
    Progress progress;
    const std::string& file = parts_->request.file_name;
    progress.doing = (parts_->request.dry_run ? "Checking " : "Reading ") + file;
    progress.done = parts_->report.rows;
    if (parts_->reader && parts_->reader->bytes_total() > 0) {
        progress.fraction = kReading * static_cast<double>(parts_->reader->bytes_read()) /
                            static_cast<double>(parts_->reader->bytes_total());
    }
    if (parts_->stage > Parts::Stage::rows) {
        progress.doing = "Finishing " + file;
        progress.fraction = parts_->stage == Parts::Stage::ended ? 1 : kReading;
    }
    return progress;
}

void ImportJob::cancel() {
    if (!ended())
        parts_->end(Error{ErrorCode::cancelled, "The import was stopped. Nothing was changed.", std::nullopt});
}

bool ImportJob::ended() const { return parts_->stage == Parts::Stage::ended; }

Result<ImportReport> ImportJob::result() const {
    if (parts_->error) return std::unexpected(*parts_->error);
    return parts_->report;
}

const ImportReport& ImportJob::report() const { return parts_->report; }

}  // namespace perennial
