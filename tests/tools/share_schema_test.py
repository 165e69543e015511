"""The share file's JSON Schema, judged by an independent validator: it takes every golden file and refuses every file
whose shape is wrong."""

import copy
import json
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator

REPOSITORY = Path(__file__).resolve().parent.parent.parent
GOLDEN = REPOSITORY / "tests/golden/share/v0"
CORRUPT = REPOSITORY / "tests/golden/share/corrupt"

# Corrupt in a way that a schema can see. The others are no JSON at all, or out of order, or count wrongly.
SCHEMA_REFUSES = {
    "deep.json", "future_format.json", "money_as_object.json", "not_a_share_file.json", "null_value.json", "unknown_field.json",
    "unknown_table.json",
}
SCHEMA_ACCEPTS = {
    "bad_day.json", "change_count.json", "duplicate_key.json", "duplicate_record.json", "history_order.json",
    "member_order.json", "number_too_large.json", "parts_out_of_order.json", "tables_out_of_order.json",
    "unknown_change.json",
}
NO_JSON = {"binary.json", "cut_off.json", "invalid_utf8.json", "trailing_text.json"}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def first(document, table):
    return document["tables"][table][0]


class ShareSchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = read(REPOSITORY / "docs/share.schema.json")
        cls.validator = Draft202012Validator(cls.schema)

    def test_the_schema_is_a_schema(self):
        Draft202012Validator.check_schema(self.schema)

    def test_every_golden_file_is_valid(self):
        paths = sorted(GOLDEN.glob("*.json"))
        self.assertGreaterEqual(len(paths), 3)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual([error.message for error in self.validator.iter_errors(read(path))], [])

    def test_the_golden_files_use_every_field_of_every_table(self):
        seen = {}
        for path in GOLDEN.glob("*.json"):
            for table, records in read(path)["tables"].items():
                for record in records:
                    seen.setdefault(table, set()).update(record)
                    for name, value in record.items():
                        if isinstance(value, list):
                            seen.setdefault(name, set()).update(*value)
        for table in self.schema["properties"]["tables"]["properties"]:
            described = self.schema["$defs"][table]["properties"]
            self.assertEqual(set(described) - seen.get(table, set()), set(), table)
            for name, value in described.items():
                if value.get("type") == "array":
                    member = self.schema["$defs"][value["items"]["$ref"].removeprefix("#/$defs/")]
                    self.assertEqual(set(member["properties"]) - seen.get(name, set()), set(), name)

    def test_corrupt_files_are_refused_when_their_shape_is_wrong(self):
        names = {path.name for path in CORRUPT.glob("*.json")}
        self.assertEqual(names, SCHEMA_REFUSES | SCHEMA_ACCEPTS | NO_JSON)
        for name in sorted(SCHEMA_REFUSES | SCHEMA_ACCEPTS):
            with self.subTest(name):
                self.assertEqual(self.validator.is_valid(read(CORRUPT / name)), name in SCHEMA_ACCEPTS)

    def test_a_file_with_one_wrong_thing_is_refused(self):
        shop = read(GOLDEN / "small_shop.json")
        changes = {
            "no header": lambda d: d.pop("perennial"),
            "no history": lambda d: d.pop("history"),
            "an unknown part": lambda d: d.update(more=[]),
            "another format": lambda d: d["perennial"].update(format=1),
            "a change without a writer": lambda d: d["changes"][0].pop("writer"),
            "a change of an unknown kind": lambda d: d["changes"][0].update(kind="guess"),
            "a logical time as a number": lambda d: d["changes"][0].update(time=5),
            "a record without an id": lambda d: first(d, "contact").pop("id"),
            "a record without a change": lambda d: first(d, "contact").pop("change"),
            "an id in capitals": lambda d: first(d, "contact").update(id=first(d, "contact")["id"].upper()),
            "a negative change": lambda d: first(d, "contact").update(change=-1),
            "empty text": lambda d: first(d, "contact").update(name=""),
            "text that is too long": lambda d: first(d, "contact").update(name="x" * 201),
            "a number as text": lambda d: first(d, "order").update(total="3600"),
            "an amount with decimals": lambda d: first(d, "order").update(total=36.5),
            "a day as a moment": lambda d: first(d, "order").update(placed_on="2026-03-01T00:00:00.000Z"),
            "an unknown status": lambda d: first(d, "order").update(status="lost"),
            "a moment without milliseconds": lambda d: first(d, "touch").update(at="2026-03-01T12:00:00Z"),
            "yes as text": lambda d: first(d, "touch").update(proactive="yes"),
            "an address as text": lambda d: first(d, "contact").update(address="Main Street 1"),
            "an empty address": lambda d: first(d, "contact").update(address={}),
            "tags as plain text": lambda d: first(d, "contact").update(tags=["vip"]),
            "a tag without a key": lambda d: first(d, "contact")["tags"][0].pop("key"),
            "a continued record with a field": lambda d: first(d, "contact").update(continued=True),
            "history of an unknown field": lambda d: d["history"][0].update(field="nmae"),
            "history without a field": lambda d: d["history"][0].pop("field"),
            "history with a value of the wrong type": lambda d: d["history"][0].update(value=5),
            "history of a deletion without a value": lambda d: d["history"][1].pop("value"),
        }
        for what, change in changes.items():
            with self.subTest(what):
                document = copy.deepcopy(shop)
                change(document)
                self.assertFalse(self.validator.is_valid(document))

    def test_a_continued_record_is_valid(self):
        shop = read(GOLDEN / "small_shop.json")
        contact = first(shop, "contact")
        shop["tables"]["contact"].insert(1, {"id": contact["id"], "continued": True, "custom": contact.pop("custom")})
        self.assertTrue(self.validator.is_valid(shop))


if __name__ == "__main__":
    unittest.main()
