#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/domain/catalogue.h"
#include "core/interchange/share_file.h"
#include "tests/support/share_text.h"

namespace perennial {

TEST_CASE(
    "the schema in docs is the one this program has: if not, run ./run cli schema > docs/share.schema.json") {
    CHECK(project_file("docs/share.schema.json") == share_schema());
}

TEST_CASE("the schema describes every table and every field of the catalogue") {
    const auto schema = nlohmann::json::parse(share_schema());
    const auto& definitions = schema.at("$defs");
    for (const Table& entry : catalogue()) {
        const std::string name(entry.name);
        CAPTURE(name);
        REQUIRE(definitions.contains(name));
        REQUIRE(definitions.contains(name + "_history"));
        const auto& properties = definitions.at(name).at("properties");
        for (const Field& field : entry.fields) {
            CAPTURE(field.name);
            CHECK(properties.contains(field.name));
            CHECK(properties.at("changes").at("properties").contains(field.name));
        }
        if (entry.kind == TableKind::member) {
            const auto& owner = definitions.at(std::string(table(entry.owner).name)).at("properties");
            CHECK(owner.at(std::string(entry.nested)).at("items").at("$ref") == "#/$defs/" + name);
        } else {
            CHECK(schema.at("properties").at("tables").at("properties").contains(name));
        }
    }
}

}  // namespace perennial
