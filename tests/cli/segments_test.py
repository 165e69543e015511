"""Saved segments from outside: added and edited by apply, named in rules, in the share file, and as they were known earlier."""

import json
import sqlite3
import unittest

from cli_support import PINNED, CommandLineTest

CONTACT = "0197f3c2-0000-7000-8000-00000000000"
SEGMENT = "0197f3c2-0000-7000-8000-0000000000a"


def contact(number, name, tags=()):
    return {"op": "add", "id": CONTACT + str(number), "fields": {"name": name, "tags": list(tags)}}


def segment(number, **fields):
    return {"op": "add", "table": "segment", "id": SEGMENT + str(number), "fields": fields}


class SegmentsTest(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.run_text("init")
        self.apply(contact(1, "Aga", ["vip"]), contact(2, "Bo"), contact(3, "Cy", ["vip"]),
                   segment(1, name="Wholesale", rule='tag is "vip"'),
                   segment(2, name="Club", kind="static", members=[CONTACT + "1", CONTACT + "2"]),
                   options=["--now", "2026-03-01T12:00:00Z"])

    def count(self, rule, *words):
        return self.run_json("segment", rule, *words)["count"]

    def derived(self, sql):
        with sqlite3.connect(self.folder / "perennial.db") as database:
            return database.execute(sql).fetchall()

    def test_a_saved_segment_is_named_alone_or_inside_a_rule(self):
        self.assertEqual(self.count("Wholesale"), 2)
        self.assertEqual(self.count('segment "wholesale"'), 2)
        self.assertEqual(self.count('in segment "Club"'), 2)
        self.assertEqual(self.count('all of (segment "Wholesale", none of (segment "Club"))'), 1)
        answer = self.run_json("segment", 'segment "Wholesale" and not in segment "Club"', "--ids", "--sql")
        self.assertEqual(answer["ids"], [CONTACT + "3"])
        self.assertEqual(self.derived(answer["sql"]), [(3,)])
        self.assertEqual(answer["sentence"],
                         "Is in the segment “Wholesale”, and is not in the segment “Club”.")
        refused = self.run_json("segment", 'segment "Wholesail"', code=1)["error"]
        self.assertIn("Wholesale", refused["message"])

    def test_edits_like_those_of_any_table(self):
        self.apply({"op": "set", "table": "segment", "id": SEGMENT + "1", "fields": {"name": "Dear", "rule": 'name is "Bo"'}},
                   {"op": "set", "table": "segment", "id": SEGMENT + "2", "fields": {"members": [CONTACT + "3"]}},
                   segment(3, name="Rest", rule={"rule": {"segment": SEGMENT + "1", "inside": False}}))
        self.assertEqual(self.count("Dear"), 1)
        self.assertEqual(self.run_json("segment", "Club", "--ids")["ids"], [CONTACT + "3"])
        self.assertEqual(self.count("Rest"), 2)
        record = self.run_json("get", "segment", SEGMENT + "3")
        self.assertEqual(record["rule"], {"rule": {"segment": SEGMENT + "1", "inside": False}})
        self.assertEqual(self.run_json("get", "segment", SEGMENT + "2")["members"], [CONTACT + "3"])
        self.apply({"op": "undo"}, {"op": "delete", "table": "segment", "id": SEGMENT + "2"})
        self.assertIn("Club", self.run_json("segment", "in segment \"Club\"", code=1)["error"]["message"])

    def test_refusals_name_the_field(self):
        applied = self.apply(segment(4, name="Circle", rule='in segment "Circle"'), segment(4, name="Club", kind="static"),
                             segment(4, name="X", kind="static", members=["nobody"]),
                             segment(4, name="X", kind="static", members=[CONTACT + "9"]),
                             {"op": "set", "table": "segment", "id": SEGMENT + "1", "fields": {"rule": 'in segment "Wholesale"'}},
                             {"op": "set", "id": CONTACT + "1", "fields": {"members": []}}, code=1)
        self.assertEqual([one.get("column") for one in applied["refused"]], ["rule", "name", "members", "members", "rule", "members"])
        self.assertIn("“Wholesale” → “Wholesale”", applied["refused"][4]["message"])

    def test_who_came_and_who_left_is_kept_beside_the_records(self):
        self.apply({"op": "tag", "id": CONTACT + "2", "tag": "VIP"}, {"op": "untag", "id": CONTACT + "1", "tag": "vip"},
                   options=["--now", "2026-03-02T12:00:00Z"])
        log = self.derived("SELECT contact, entered, label FROM segment_log JOIN change USING (change) ORDER BY entry")
        self.assertEqual(log, [(2, 1, 'Tag Bo with "VIP"'), (1, 0, 'Take tag "vip" off Aga')])
        self.assertEqual(self.derived("SELECT members FROM segment_state ORDER BY segment"), [(2,), (2,)])

    def test_the_share_file_holds_the_rule_as_a_tree_and_the_members_and_comes_back_as_it_was(self):
        self.apply(segment(3, name="Rest", rule='not in segment "Wholesale"', note="Write to them"))
        self.run_text("export", "--out", "shop.json")
        shared = json.loads((self.folder / "shop.json").read_text())
        rest = shared["tables"]["segment"][2]
        self.assertEqual(rest["rule"], {"rule": {"segment": SEGMENT + "1", "inside": False}})
        members = shared["tables"]["segment"][1]["members"]
        self.assertEqual([member["value"] for member in members], [CONTACT + "1", CONTACT + "2"])
        self.run_text("verify", "shop.json")
        other = ["--workspace", "other.db"]
        self.run_text(*other, "init")
        self.run_text(*other, "import", "shop.json")
        self.assertEqual(self.run_json(*other, "segment", "Rest", "--ids")["ids"], [CONTACT + "2"])
        self.assertEqual(self.run_json(*other, "segment", "Club")["count"], 2)
        self.run_text(*other, "export", "--out", "again.json")
        self.assertEqual((self.folder / "again.json").read_bytes(), (self.folder / "shop.json").read_bytes())
        self.assertNotIn("segment_log", (self.folder / "shop.json").read_text())

    def test_known_at_replays_what_was_known_and_as_of_what_was_dated(self):
        self.run_text(*PINNED[2:], "--now", "2026-04-01T12:00:00Z", "apply", "-", stdin="\n".join(map(json.dumps, (
            {"op": "tag", "id": CONTACT + "2", "tag": "vip"},
            {"op": "set", "id": CONTACT + "1", "fields": {"name": "Agnieszka"}},
            {"op": "add", "table": "order", "fields": {"contact": CONTACT + "1", "placed_on": "2026-02-10", "status": "paid",
                                                       "currency": "EUR", "total": {"minor": 100, "currency": "EUR"}}},
            {"op": "delete", "table": "segment", "id": SEGMENT + "2"}))).encode())
        then = ("--known-at", "2026-03-05T00:00:00Z")
        self.assertEqual(self.count("Wholesale"), 3)
        self.assertEqual(self.count("Wholesale", *then), 2)
        self.assertEqual(self.count("Club", *then), 2)
        self.assertEqual(self.count('name is "Aga"', *then), 1)
        self.assertEqual(self.count("orders exists", "--as-of", "2026-03-05"), 1)
        self.assertEqual(self.count("orders exists", *then), 0)
        self.assertEqual(self.run_json("segment", "name is set", "--known-at", "2026-02-01T00:00:00Z")["of"], 0)
        self.assertEqual(self.run_json("kpi", *then)["revenue"]["n"], 0)
        self.assertEqual(self.run_json("kpi", "--known-at", "2026-04-02T00:00:00Z")["revenue"]["n"], 1)
        self.run_text("segment", "Wholesale", "--known-at", "yesterday", code=2)


if __name__ == "__main__":
    unittest.main()
