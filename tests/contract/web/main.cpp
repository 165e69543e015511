// The contract of block stores, against the browser's IndexedDB. Runs by itself when its page is opened and leaves the
// result in globalThis.contract = {cases: [{name, failures}], done}.
#include <emscripten.h>

#include <memory>
#include <string>

#include "platform/web/indexed_db_block_store.h"
#include "tests/support/block_store_contract.h"

extern "C" {
void contract_clear(void* answer, const char* name);
void contract_plant(void* answer, const char* name, double index, double generation, const void* bytes,
                    double length, unsigned high, unsigned low);
void contract_case(const char* name, const char* failures);
void contract_done(double cases);
}

namespace {

using namespace perennial;
using Answer = std::function<void(Status)>;

constexpr const char* kName = "block store contract";

class IndexedDbPlace final : public BlockStorePlace {
public:
    void open(std::function<void(std::unique_ptr<BlockStore>)> done) override {
        done(std::make_unique<web::IndexedDbBlockStore>(kName));
    }
    void clear(Answer done) override { contract_clear(new Answer(std::move(done)), kName); }
    void plant(std::uint64_t generation, const Block& block, Answer done) override {
        contract_plant(new Answer(std::move(done)), kName, static_cast<double>(block.index),
                       static_cast<double>(generation), block.bytes.data(),
                       static_cast<double>(block.bytes.size()), static_cast<unsigned>(block.checksum >> 32),
                       static_cast<unsigned>(block.checksum));
    }
};

void report(std::string_view name, const std::vector<std::string>& failures) {
    std::string text;
    for (const std::string& failure : failures) text += failure + "\n";
    contract_case(std::string(name).c_str(), text.c_str());
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void contract_answer(void* pointer, const char* error) {
    const std::unique_ptr<Answer> answer(static_cast<Answer*>(pointer));
    (*answer)(*error == '\0' ? Status{} : Status(fail(ErrorCode::storage_failed, error)));
}

int main() {
    auto place = std::make_shared<IndexedDbPlace>();
    run_block_store_contract(*place, report,
                             [place] { contract_done(static_cast<double>(block_store_contract_cases())); });
}
