"""The command line from outside: verbs, switches, exit codes, the shape of --json, and that the same input gives the same bytes."""

import csv
import io
import json
import sqlite3
import unittest

from cli_support import DATA, PINNED, REPOSITORY, CommandLineTest

CONTACTS = """Customer number,Name,E-mail,City
17,Aga Nowak,aga@example.com,Łódź
18,Bo Li,bo@example.com,Paris
"""

ORDERS = """Order number,Order date,E-mail,Product,Quantity,Unit price
A1,2026-01-05,aga@example.com,Rye,2,4.50
A1,2026-01-05,aga@example.com,Cake,1,30.00
A2,2026-02-01,new@example.com,Rye,1,4.50
"""


class ContractTest(CommandLineTest):
    def test_usage_errors_exit_2_with_one_json_document(self):
        self.run_text("init")
        for words in (
            [], ["nonsense"], ["segment"], ["segment", "all of ()", "--as-of", "today"], ["search", "Aga"], ["merge", "x.json"],
            ["get"], ["get", "contact"], ["get", "nothing", "0197f3c2-0000-7000-8000-000000000001"], ["get", "contact", "17"],
            ["export", "--where", "city is set"],
            ["list", "contact", "--columns", "nothing"], ["list", "contact", "--sort", "nothing"], ["list", "contact", "--limit", "0"],
            ["import"], ["import", "x.csv", "--as"], ["undo", "many"], ["export", "--since", "x"],
            ["export", "--format", "csv"], ["--now", "today", "imports"], ["--writer", "me", "imports"], ["--seed", "-1", "imports"],
            ["--colour"],
        ):
            with self.subTest(words=words):
                error = self.run_json(*words, code=2)["error"]
                self.assertEqual(error["code"], "usage")
                self.assertTrue(error["message"].endswith((".", "...")) or "perennial" in error["message"], error)

    def test_failures_say_what_where_and_exit_1(self):
        missing = self.run_json("imports", code=1)["error"]
        self.assertEqual((missing["code"], missing["file"]), ("not_found", "perennial.db"))
        self.run_text("init")
        self.assertEqual(self.run_json("init", code=1)["error"]["code"], "refused")
        unknown = "0197f3c2-0000-7000-8000-000000000009"
        self.assertEqual(self.run_json("get", "contact", unknown, code=1)["error"]["code"], "not_found")
        self.assertEqual(self.run_json("undo", code=1)["error"]["code"], "refused")
        self.assertEqual(self.run_json("unimport", "1", code=1)["error"]["code"], "not_found")
        self.assertEqual(self.run_json("import", "nowhere.csv", code=1)["error"]["code"], "not_found")

    def test_a_file_that_is_no_workspace_exits_4_and_is_left_alone(self):
        junk = b"not a database, " * 400
        self.write("perennial.db", junk)
        for words in (["imports"], ["undo"], ["verify"]):
            self.assertEqual(self.run_json(*words, code=4)["error"]["code"], "corrupt")
        self.assertEqual((self.folder / "perennial.db").read_bytes(), junk)

    def test_help_names_every_verb_and_the_page_describes_them(self):
        page = " ".join((REPOSITORY / "docs" / "cli.md").read_text().split())
        help_text = self.run_text("--help")
        usages = [line.strip() for line in help_text.splitlines() if line.startswith("  ") and not line.startswith("   ")]
        self.assertGreaterEqual(len(usages), 13)
        for usage in usages:
            with self.subTest(usage=usage):
                self.assertIn(f"`{usage}`", page)
                self.assertIn(usage, self.run_text(usage.split()[0], "--help"))

    def test_the_tables_page_is_the_one_the_program_writes(self):
        self.assertEqual((REPOSITORY / "docs" / "schema.md").read_text(), self.run_text("schema", "--tables"))

    def test_the_schema_is_json(self):
        self.assertIn("$schema", self.run_json("schema"))


class SampleTest(CommandLineTest):
    def test_the_sample_shop_is_sound_and_the_same_for_the_same_seed_and_day(self):
        for name in ("a.db", "b.db"):
            made = self.run_json("--workspace", name, *PINNED, "init", "--sample")
            self.assertEqual(made, {"workspace": name})
        self.run_text("--workspace", "a.db", "export", "--out", "share.json")
        self.assertEqual(self.run_text("--workspace", "b.db", "export"), (self.folder / "share.json").read_text())
        self.assertEqual(self.run_json("verify", "share.json")["findings"], [])
        self.assertEqual(self.run_json("--workspace", "a.db", "verify")["findings"], [])
        self.assertEqual(self.run_json("--workspace", "a.db", "undo")["undone"][0]["message"][:4], "Undo")
        self.assertEqual(self.run_json("--workspace", "a.db", "list", "contact", "--format", "json"), [])

    def test_another_seed_is_another_shop(self):
        self.run_text("--workspace", "a.db", *PINNED, "init", "--sample")
        self.run_text("--workspace", "b.db", *PINNED[:-1], "8", "init", "--sample")
        a, b = ({record["name"] for record in self.run_json("--workspace", name, "list", "contact", "--format", "json")} for name in ("a.db", "b.db"))
        self.assertNotEqual(a, b)

    def test_a_preset_is_its_custom_fields_alone(self):
        self.run_text("init", "--preset", "bookshop")
        self.assertEqual({record["label"] for record in self.records("custom_field")}, {"Favourite genre", "Reading group"})
        self.assertEqual(self.records("contact"), [])

    def test_an_unknown_preset_makes_no_file(self):
        self.assertEqual(self.run_json("init", "--preset", "spaceport", code=2)["error"]["code"], "usage")
        self.assertFalse((self.folder / "perennial.db").exists())


class ImportTest(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.run_text("init")

    def test_contacts_and_orders_come_in_and_link(self):
        first = self.run_json("import", self.write("people.csv", CONTACTS), "--source", "shop")
        self.assertEqual(first["import_id"], 1)
        self.assertEqual(first["tables"]["contact"], {"added": 2, "updated": 0, "unchanged": 0, "refused": 0})
        self.assertEqual(first["refusals"], [])
        second = self.run_json("import", self.write("orders.csv", ORDERS), "--source", "shop", "--currency", "PLN")
        self.assertEqual(second["tables"]["order"]["added"], 2)
        self.assertEqual(second["tables"]["contact"]["added"], 1)
        totals = {order["number"]: order["total"] for order in self.records("order")}
        self.assertEqual(totals, {"A1": {"minor": 3900, "currency": "PLN"}, "A2": {"minor": 450, "currency": "PLN"}})
        self.assertNotIn("import_id", self.run_json("import", "orders.csv", "--source", "shop", "--currency", "PLN"))
        imports = self.run_json("imports")
        self.assertEqual([entry["file"] for entry in imports], ["orders.csv", "people.csv"])
        self.assertEqual(self.run_json("unimport", 2)["import_id"], 2)
        self.assertEqual(self.records("order"), [])
        self.assertEqual(len(self.records("contact")), 2)
        self.assertTrue(self.run_json("imports")[0]["taken_back"])

    def test_standard_input_and_a_dry_run(self):
        counted = self.run_json("import", "-", "--dry-run", stdin=CONTACTS.encode())
        self.assertEqual(counted["tables"]["contact"]["added"], 2)
        self.assertTrue(counted["dry_run"])
        self.assertEqual(self.records("contact"), [])

    def test_columns_are_mapped_by_hand(self):
        name = self.write("odd.csv", "Who,Reach,Shade\nAga,aga@example.com,blue\n")
        self.run_json("import", name, "--as", "contact", "--map", "Who=name", "--map", "reach=email", "--map", "Shade=custom")
        contact = self.records("contact")[0]
        self.assertEqual((contact["name"], contact["emails"][0]["value"]), ("Aga", "aga@example.com"))
        self.assertEqual(list(contact["custom"].values()), ["blue"])
        for wrong in ("Nobody=name", "Who=nothing", "Who"):
            self.assertEqual(self.run_json("import", name, "--as", "contact", "--map", wrong, code=2)["error"]["code"], "usage")

    def test_columns_are_left_out_kept_and_remembered(self):
        name = self.write("odd.csv", "Who,E-mail,Shade,Secret\nAga,aga@example.com,blue,x\nBo,bo@example.com,,y\n")
        first = self.run_json("import", name, "--map", "Who=preferred_name", "--map", "Secret=-", "--map", "Shade=custom:colour",
                              "--source", "till", "--tag", "June list", "--remember")
        self.assertEqual((first["tags"], first["new_tags"], first["rows_known"]), (1, 1, 0))
        self.assertEqual(first["columns"][0], {"column": "Who", "to": "preferred_name", "good": 2, "empty": 0, "warned": 0, "refused": 0})
        self.assertEqual(first["columns"][2], {"column": "Shade", "to": "custom", "key": "colour", "type": "text",
                                               "good": 1, "empty": 1, "warned": 0, "refused": 0})
        self.assertEqual(first["columns"][3], {"column": "Secret", "to": "-"})
        self.assertEqual(first["tables"]["custom_field"]["added"], 1)
        self.assertEqual(self.records("custom_field")[0]["label"], "Shade")
        contact = self.records("contact")[0]
        self.assertEqual((contact["preferred_name"], contact["custom"], contact["tags"]), ("Aga", {"colour": "blue"}, ["June list"]))
        self.assertEqual(self.records("setting"), [])

        again = self.run_json("import", self.write("next.csv", "E-mail,Secret,Shade,Who\nbo@example.com,z,red,Bo\n"), "--dry-run")
        self.assertEqual((again["source"], again["rows_known"]), ("till", 1))
        self.assertEqual([column["to"] for column in again["columns"]], ["email", "-", "custom", "preferred_name"])

    def test_several_files_people_first(self):
        names = self.write("orders.csv", ORDERS), self.write("people.csv", CONTACTS)
        documents = self.run_json("import", *names, "--source", "shop")
        self.assertEqual([(document["file"], document["import_id"]) for document in documents], [("people.csv", 1), ("orders.csv", 2)])
        self.assertEqual(documents[1]["tables"]["contact"]["added"], 1)
        wrong = self.write("wrong.csv", ORDERS + "A3,2026-02-02,x@example.com,Rye,many,4.50\n")
        stopped = self.run_json("import", wrong, "orders.csv", "people.csv", "--source", "other", code=1)
        self.assertEqual([document["file"] for document in stopped], ["people.csv", "wrong.csv"])
        self.assertEqual((stopped[1]["error"]["code"], stopped[1]["refusals"][0]["line"]), ("refused", 5))
        unclosed = self.write("unclosed.csv", CONTACTS + '20,"Never closed\n')
        before = self.run_text("export")
        self.assertEqual(self.run_json("import", "people.csv", unclosed, "--source", "third", code=1)["error"]["code"], "malformed")
        self.assertEqual(self.run_text("export"), before)
        self.write("all.json", self.run_text("export"))
        self.assertEqual(self.run_json("import", "people.csv", "all.json", code=2)["error"]["code"], "usage")

    def test_refused_rows_stop_the_import_or_are_listed(self):
        name = self.write("orders.csv", ORDERS + "A3,2026-02-02,x@example.com,Rye,many,4.50\n")
        stopped = self.run_json("import", name, code=1)
        self.assertEqual((stopped["error"]["code"], stopped["error"]["line"], stopped["error"]["column"]), ("refused", 5, "Quantity"))
        self.assertEqual(stopped["refusals"][0]["line"], 5)
        self.assertEqual(self.records("order"), [])
        skipped = self.run_json("import", name, "--on-error", "skip", code=1)
        self.assertEqual(skipped["tables"]["order"]["added"], 2)
        self.assertEqual({key: skipped["refusals"][0][key] for key in ("file", "line", "column", "code")},
                         {"file": "orders.csv", "line": 5, "column": "Quantity", "code": "invalid_input"})

    def test_wrong_files_get_a_sentence_with_the_place_and_change_nothing(self):
        before = self.run_text("export")
        for name, data, line in (
            ("unclosed.csv", CONTACTS + '19,"Never closed,c@example.com,Rome\n' + "x,y\n" * 50, 4),
            ("empty.csv", "", None),
            ("header.csv", "Name,E-mail\n", None),
            ("binary.csv", bytes(range(256)) * 40, None),
            ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(400), None),
            ("book.xlsx", b"PK\x03\x04" + bytes(400), None),
            ("prose.csv", "It was the best of times.\nIt was the worst of times.\n", None),
            ("broken.json", '{"perennial": "share", "format": 0', None),
        ):
            with self.subTest(name=name):
                error = self.run_json("import", self.write(name, data), code=1)["error"]
                self.assertEqual(error.get("file"), name, error)
                self.assertGreater(len(error["message"]), 20)
                if line:
                    self.assertEqual(error["line"], line)
        short = self.write("short.csv", "Name,E-mail,City,Notes,Phone\nAga,aga@example.com,Rome,x,1234567\nBo,bo@example.com\n")
        self.assertEqual(self.run_json("import", short, code=1)["error"]["line"], 3)
        self.assertEqual(self.run_text("export"), before)


class EditTest(CommandLineTest):
    AGA = "0197f3c2-0000-7000-8000-0000000000a1"
    ORDER = "0197f3c2-0000-7000-8000-0000000000b1"

    def setUp(self):
        super().setUp()
        self.run_text("init")

    def add_aga(self):
        return self.apply({"op": "add", "table": "contact", "id": self.AGA, "now": "2026-01-01T08:00:00Z", "fields": {
            "name": "Aga", "emails": [{"value": "aga@example.com", "label": "work"}], "tags": ["Regular"],
            "custom": {"shoe size": "38"}, "birthday": "--02-29", "address": {"city": "Łódź", "country": "PL"}}})

    def get(self, table="contact", record=None):
        return self.run_json("get", table, record or self.AGA)

    def test_what_is_added_is_what_get_shows(self):
        self.assertEqual(self.add_aga(), {"applied": 1, "refused": []})
        shown = self.get()
        self.assertEqual(shown["emails"], [{"value": "aga@example.com", "label": "work"}])
        self.assertEqual((shown["tags"], shown["custom"], shown["birthday"]), (["Regular"], {"shoe size": "38"}, "--02-29"))
        again = {key: value for key, value in shown.items() if key != "id"}
        self.apply({"op": "set", "id": self.AGA, "fields": again})
        self.assertEqual(self.get(), shown)

    def test_every_op(self):
        self.add_aga()
        self.apply({"op": "set", "id": self.AGA, "fields": {"name": "Agnes", "address": None, "custom": {"colour": "blue"}}},
                   {"op": "tag", "id": self.AGA, "tag": "VIP"}, {"op": "untag", "id": self.AGA, "tag": "regular"})
        shown = self.get()
        self.assertEqual((shown["name"], shown["tags"], shown["custom"]), ("Agnes", ["VIP"], {"shoe size": "38", "colour": "blue"}))
        self.assertNotIn("address", shown)
        self.apply({"op": "undo"}, {"op": "undo"}, {"op": "undo"})
        self.assertEqual((self.get()["name"], self.get()["tags"]), ("Aga", ["Regular"]))
        self.apply({"op": "redo"})
        self.assertEqual(self.get()["name"], "Agnes")
        self.apply({"op": "delete", "id": self.AGA})
        self.assertEqual(self.records("contact"), [])
        self.apply({"op": "restore", "id": self.AGA})
        self.assertEqual(len(self.records("contact")), 1)

    def test_orders_lines_touches_and_settings(self):
        self.add_aga()
        euros = lambda minor: {"minor": minor, "currency": "EUR"}
        self.apply(
            {"op": "add", "table": "order", "id": self.ORDER,
             "fields": {"contact": self.AGA, "number": "7", "placed_on": "2026-02-01", "status": "paid", "total": euros(1250)}},
            {"op": "add", "table": "order_line", "fields": {"order": self.ORDER, "title": "Rye", "quantity": 2.5, "unit_price": euros(500)}},
            {"op": "add", "table": "touch", "fields": {"contact": self.AGA, "at": "2026-02-02T10:00:00.000Z", "channel": "phone",
                                                       "direction": "in", "proactive": False}},
            {"op": "add", "table": "setting", "fields": {"name": "currency", "value": "EUR"}})
        self.assertEqual(self.get("order", self.ORDER)["total"], euros(1250))
        self.assertEqual(self.records("order_line")[0]["quantity"], 2.5)
        self.assertEqual(self.records("touch")[0]["at"], "2026-02-02T10:00:00.000Z")

    def test_an_order_with_its_lines_is_added_and_changed_as_a_whole(self):
        euros = lambda minor: {"minor": minor, "currency": "EUR"}
        self.apply({"op": "add", "table": "order", "id": self.ORDER, "fields": {
            "number": "R-1", "placed_on": "2026-02-01", "discount": euros(50), "staff": "Tomek", "lines": [
                {"title": "Rye", "quantity": 2.5, "unit_price": euros(450)}, {"title": "Cake", "unit_price": euros(3000)}]}})
        order = self.get("order", self.ORDER)
        self.assertEqual((order["total"], order["status"], order["currency"], order["staff"]), (euros(4075), "placed", "EUR", "Tomek"))
        lines = self.records("order_line")
        self.assertEqual([(line["title"], line["quantity"], line["position"]) for line in lines], [("Rye", 2.5, 1), ("Cake", 1, 2)])

        self.apply({"op": "set", "table": "order", "id": self.ORDER, "fields": {"status": "paid", "note": "Sliced", "lines": [
            {"title": "Tart", "unit_price": euros(333), "quantity": 3}, {"id": lines[0]["id"], "returned_quantity": 1}]}})
        order = self.get("order", self.ORDER)
        self.assertEqual((order["total"], order["status"], order["note"]), (euros(999 + 675 - 50), "paid", "Sliced"))
        shown = sorted((line["position"], line["title"]) for line in self.records("order_line"))
        self.assertEqual([title for _, title in shown], ["Tart", "Rye"])
        self.apply({"op": "undo"})
        self.assertEqual(self.get("order", self.ORDER)["total"], euros(4075))
        self.apply({"op": "set", "table": "order", "id": self.ORDER, "fields": {"total": euros(5000), "lines": [
            {"title": "Everything", "unit_price": euros(4000)}]}})
        self.assertEqual(self.get("order", self.ORDER)["total"], euros(5000))
        before = self.run_text("export")
        for lines in (7, ["Rye"], [{"title": "Rye", "order": self.ORDER}], [{"id": self.AGA}], [{"title": "Rye", "nothing": 1}],
                      [{"title": "Rye", "unit_price": {"minor": 1, "currency": "USD"}}], [{"title": "Rye", "quantity": 0}],
                      [{"title": "Rye", "returned_quantity": 2}]):
            with self.subTest(lines=lines):
                refused = self.apply({"op": "set", "table": "order", "id": self.ORDER, "fields": {"lines": lines}}, code=1)["refused"]
                self.assertEqual(refused[0]["code"], "invalid_input")
        self.apply({"op": "add", "table": "order", "fields": {"lines": [{"title": "Rye"}]}}, code=1)
        self.assertEqual(self.run_text("export"), before)

    def test_companies_products_fields_and_views_are_records_like_others(self):
        company, product, view = (f"0197f3c2-0000-7000-8000-0000000000c{n}" for n in (1, 2, 3))
        price = {"minor": 450, "currency": "EUR"}
        company_fields = {"name": "Zielona Piekarnia", "email": "hello@piekarnia.example", "phone": "+48 42 600 10 20",
                          "website": "https://piekarnia.example", "address": {"city": "Łódź"}, "notes": "Mondays", "external_id": "C-7"}
        product_fields = {"sku": "B-1", "name": "Rye bread", "category": "Bread", "price": price, "notes": "Oven", "retired": True}
        view_fields = {"list": "contact", "name": "Regulars", "definition": "filter=tags:is:Regular", "position": 2}
        self.apply({"op": "add", "table": "company", "id": company, "fields": company_fields},
                   {"op": "add", "table": "product", "id": product, "fields": product_fields},
                   {"op": "add", "table": "view", "id": view, "fields": view_fields},
                   {"op": "add", "table": "custom_field", "fields": {"label": "Hat size", "type": "number"}},
                   {"op": "add", "table": "contact", "id": self.AGA, "fields": {"name": "Aga", "owner": "Ines", "custom": {"hat_size": "56,50"}}})
        self.assertEqual(self.get("company", company), {"id": company, **company_fields})
        self.assertEqual(self.get("product", product), {"id": product, **product_fields, "currency": "EUR"})
        self.assertEqual(self.get("view", view), {"id": view, **view_fields})
        field = self.records("custom_field")[0]
        self.assertEqual({key: field[key] for key in ("key", "label", "type", "position")},
                         {"key": "hat_size", "label": "Hat size", "type": "number", "position": 1})
        self.assertEqual(self.get("custom_field", field["id"]), field)
        self.assertEqual((self.get()["owner"], self.get()["custom"]), ("Ines", {"hat_size": "56.5"}))

        self.apply({"op": "set", "table": "product", "id": product, "fields": {"price": {"minor": 500, "currency": "EUR"}, "retired": None}},
                   {"op": "set", "table": "custom_field", "id": field["id"], "fields": {"label": "Size of hat"}},
                   {"op": "set", "table": "view", "id": view, "fields": {"definition": None}},
                   {"op": "delete", "table": "company", "id": company})
        self.assertEqual(self.get("product", product)["price"], {"minor": 500, "currency": "EUR"})
        self.assertNotIn("retired", self.get("product", product))
        self.assertEqual(self.get("custom_field", field["id"])["label"], "Size of hat")
        self.assertNotIn("definition", self.get("view", view))
        self.assertEqual(self.records("company"), [])
        refused = self.apply({"op": "set", "id": self.AGA, "fields": {"custom": {"hat_size": "large"}}},
                             {"op": "set", "table": "custom_field", "id": field["id"], "fields": {"key": "other"}},
                             {"op": "set", "table": "product", "id": product, "fields": {"price": {"minor": 5, "currency": "USD"}}},
                             {"op": "add", "table": "product", "fields": {"category": "Bread"}},
                             {"op": "add", "table": "view", "fields": {"list": "nothing", "name": "X"}}, code=1)["refused"]
        self.assertEqual([entry["column"] for entry in refused if "column" in entry], ["custom.hat_size", "key", "name", "list"])
        self.assertEqual(len(refused), 5)
        self.assertEqual(self.run_json("verify")["findings"], [])

    def test_refused_lines_are_listed_and_the_others_applied(self):
        self.add_aga()
        before = self.get()
        wrong = [
            "not json", {"op": "dance"}, {"fields": {}}, {"op": "set", "fields": {}}, {"op": "set", "id": "17", "fields": {}},
            {"op": "set", "id": self.AGA, "fields": {"nothing": 1}}, {"op": "set", "id": self.AGA, "fields": {"name": 7}},
            {"op": "set", "id": self.AGA, "fields": {"birthday": "yesterday"}}, {"op": "set", "id": self.AGA, "fields": {"emails": ["nobody"]}},
            {"op": "merge_contacts", "keep": self.AGA}, {"op": "erase", "id": self.AGA}, {"op": "undo", "surprise": 1},
            {"op": "add", "table": "nothing", "fields": {}}, {"op": "add", "id": self.AGA, "fields": {"name": "Twice"}},
            {"op": "add", "table": "order", "fields": {"placed_on": "2026-02-30", "currency": "EUR"}},
            {"op": "add", "table": "order", "fields": {"placed_on": "2026-02-01", "total": 12}},
            {"op": "add", "table": "touch", "fields": {"contact": self.ORDER, "at": "2026-02-02T10:00:00Z", "channel": "phone", "direction": "in"}},
        ]
        lines = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in wrong)
        lines += "\n" + json.dumps({"op": "tag", "id": self.AGA, "tag": "VIP"}) + "\n"
        result = self.run_json("apply", self.write("edits.jsonl", lines), code=1)
        self.assertEqual(result["applied"], 1)
        self.assertEqual([refusal["line"] for refusal in result["refused"]], list(range(1, len(wrong) + 1)))
        for refusal in result["refused"]:
            self.assertEqual(refusal["file"], "edits.jsonl")
            self.assertTrue(refusal["message"].endswith("."), refusal)
            self.assertIn(refusal["code"], ("invalid_input", "malformed", "not_found", "refused", "unsupported"))
        before["tags"].append("VIP")
        self.assertEqual(self.get(), before)

    def test_history_tells_every_change(self):
        self.add_aga()
        self.apply({"op": "set", "id": self.AGA, "fields": {"name": "Agnes"}, "now": "2026-01-02T08:00:00Z"}, options=["--author", "Ines"])
        self.apply({"op": "delete", "id": self.AGA})
        entries = self.run_json("history", "contact", self.AGA)
        names = [entry for entry in entries if entry["field"] == "name"]
        self.assertEqual([(entry["before"], entry["after"]) for entry in names], [(None, "Aga"), ("Aga", "Agnes")])
        self.assertEqual((names[1]["by"], names[1]["at"], names[1]["label"]), ("Ines", "2026-01-02T08:00:00.000Z", "Edit Aga"))
        self.assertEqual([entry["after"] for entry in entries if entry["field"] == "deleted"], [True])
        self.assertTrue(any(entry["field"].startswith("emails aga@example.com") for entry in entries))

    def test_undo_and_redo_by_count_across_runs(self):
        self.add_aga()
        for name in ("B", "C", "D"):
            self.apply({"op": "set", "id": self.AGA, "fields": {"name": name}})
        self.assertEqual(len(self.run_json("undo", 2)["undone"]), 2)
        self.assertEqual(self.get()["name"], "B")
        self.assertEqual(len(self.run_json("redo", 9)["redone"]), 2)
        self.assertEqual(self.get()["name"], "D")
        self.assertEqual(len(self.run_json("undo", 99)["undone"]), 4)
        self.assertEqual(self.records("contact"), [])


class ListTest(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.run_text("init")
        self.apply(*[{"op": "add", "fields": {"name": name, "emails": emails, "external_id": number, "address": {"city": city}}}
                     for name, emails, number, city in (("Żaneta", ["z@example.com", "zz@example.com"], "9", "Łódź"),
                                                        ("émile", [], "10", "Paris"), ("=Bo", [], "11", "Rome"))])

    def test_sorted_limited_columns(self):
        rows = list(csv.reader(io.StringIO(self.run_text("list", "contact", "--sort", "-name", "--columns", "name,email,city", "--format", "csv"))))
        self.assertEqual(rows[0], ["name", "email", "city"])
        self.assertEqual([row[2] for row in rows[1:]], ["Łódź", "Paris", "Rome"])
        self.assertEqual(rows[1][1], "z@example.com")
        self.assertEqual([row["name"] for row in self.records("contact", "--sort", "external_id", "--limit", "2", "--columns", "name")],
                         ["Żaneta", "émile"])
        table = self.run_text("list", "contact", "--columns", "name,city")
        self.assertEqual(len(table.splitlines()), 4)

    def test_the_columns_of_the_lists_on_screen(self):
        self.apply({"op": "add", "table": "custom_field", "fields": {"key": "hat", "label": "Hat size", "type": "number"}},
                   {"op": "set", "id": self.records("contact")[0]["id"], "fields": {"custom": {"hat": "57.5"}}})
        bo = next(row["id"] for row in self.records("contact") if row["name"] == "=Bo")
        for day, minor in (("2026-01-05", 1000), ("2026-02-01", 250)):
            self.apply({"op": "add", "table": "order", "fields": {"contact": bo, "placed_on": day, "status": "paid", "currency": "EUR",
                                                                  "total": {"minor": minor, "currency": "EUR"}}})
        rows = self.records("contact", "--columns", "name,orders,spent,last_order,custom.hat", "--sort", "-spent,-name")
        self.assertEqual(rows, [{"name": "=Bo", "orders": "2", "spent": "12.50", "last_order": "2026-02-01"},
                                {"name": "Żaneta", "orders": "0", "custom.hat": "57.5"},
                                {"name": "émile", "orders": "0"}])
        self.assertEqual([row["contact.name"] for row in self.records("order", "--columns", "contact.name,lines")], ["=Bo", "=Bo"])
        for table, filters, expected in (("contact", ["city:is:lodz,rome"], ["Żaneta", "=Bo"]),
                                         ("contact", ["spent:at_least:12.5", "custom.hat:is_empty"], ["=Bo"]),
                                         ("contact", ["last_order:this_month"], []),
                                         ("contact", ["last_order:last_month"], ["=Bo"])):
            with self.subTest(filters=filters):
                words = [word for text in filters for word in ("--filter", text)]
                self.assertEqual([row["name"] for row in self.records(table, "--columns", "name", "--now", "2026-03-01T12:00:00Z", *words)], expected)
        for filters in ("city", "city:almost:lodz"):
            self.assertEqual(self.run_json("list", "contact", "--filter", filters, code=2)["error"]["code"], "usage")
        self.assertEqual(self.run_json("list", "touch", "--filter", "channel:is:mail", code=2)["error"]["code"], "usage")
        self.assertIn("Spent: “much”", self.run_json("list", "contact", "--filter", "spent:at_least:much", code=1)["error"]["message"])
        exported = self.run_text("export", "--format", "csv", "--table", "contact", "--columns", "name,spent")
        self.assertEqual(exported.splitlines()[0], "name,spent")
        for words in (["--columns", "custom.nothing"], ["--sort", "custom.nothing"], ["--sort", "name,given_name"], ["--sort", "name,nothing"]):
            self.assertEqual(self.run_json("list", "contact", *words, code=2)["error"]["code"], "usage")

    def test_a_table_as_csv_comes_back_in(self):
        self.run_text("export", "--format", "csv", "--table", "contact", "--out", "contacts.csv")
        with open(self.folder / "contacts.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["emails"] for row in rows], ["z@example.com; zz@example.com", "", ""])
        self.assertTrue(rows[2]["name"].startswith("'="))
        self.run_text("--workspace", "other.db", "init")
        self.run_text("--workspace", "other.db", "import", "contacts.csv")
        names = {row["name"] for row in self.run_json("--workspace", "other.db", "list", "contact")}
        self.assertEqual(names, {"Żaneta", "émile", "=Bo"})


class RuleTest(CommandLineTest):
    RULE = """all of (
      orders where (status is not "refunded") count in last 365 days >= 2,
      any of (tag is "wholesale", city is "lodz"),
      none of (touches where (direction is "out") exists in last 7 days))"""

    def setUp(self):
        super().setUp()
        self.run_text(*PINNED, "init", "--sample")

    def segment(self, rule, *words, code=0):
        return self.run_json("--now", "2026-03-01T12:00:00Z", "segment", rule, *words, code=code)

    def sql(self, query):
        with sqlite3.connect(self.folder / "perennial.db") as database:
            rows = database.execute(query).fetchall()
        database.close()
        return rows

    def test_a_rule_is_counted_named_told_and_printed_as_sql_that_runs(self):
        found = self.segment(self.RULE, "--ids", "--sql")
        self.assertEqual(list(found), ["count", "of", "ids", "sql", "sentence"])
        self.assertEqual(found["of"], len(self.records("contact")))
        self.assertEqual(len(found["ids"]), found["count"])
        self.assertTrue(0 < found["count"] < found["of"])
        self.assertTrue(found["sentence"].startswith("Has at least 2 orders in the last 365 days"), found["sentence"])
        self.assertEqual(len(self.sql(found["sql"])), found["count"])
        self.assertEqual(list(self.segment(self.RULE)), ["count", "of", "sentence"])

    def test_a_sum_is_the_one_that_sql_gives(self):
        currency = self.sql("SELECT currency FROM \"order\" LIMIT 1")[0][0]
        own = self.sql(
            "SELECT contact FROM \"order\" o JOIN contact c ON c.row = o.contact WHERE o.deleted = 0 AND c.deleted = 0 "
            f"AND currency = '{currency}' GROUP BY contact HAVING sum(total) >= 20000"
        )
        self.assertEqual(self.segment(f"orders sum of total >= 200 {currency}")["count"], len(own))
        self.assertTrue(own)

    def test_as_of_leaves_out_what_came_later(self):
        now = self.segment("orders count >= 5")["count"]
        then = self.segment("orders count >= 5", "--as-of", "2025-03-01")["count"]
        self.assertTrue(0 < then < now)
        self.assertEqual(self.segment("orders count >= 5 as of 2025-03-01")["count"], then)

    def test_wrong_rules_are_refused_with_their_place(self):
        error = self.segment("city is set and\n  ctiy is set", code=1)["error"]
        self.assertEqual((error["code"], error["line"], error["column"]), ("invalid_input", 2, "3"))
        self.assertIn("Did you mean city?", error["message"])
        self.assertEqual(self.segment('{"rule": {"field": "city"}}', code=1)["error"]["code"], "malformed")
        self.assertEqual(self.run_json("list", "order", "--where", "city is set", code=1)["error"]["column"], "1")

    def test_a_tree_is_taken_as_its_text_is(self):
        tree = {"rule": {"field": "tag", "op": "is_set"}}
        self.assertEqual(self.segment(json.dumps(tree))["count"], self.segment("tag is set")["count"])

    def test_lists_and_exports_keep_what_a_rule_finds(self):
        orders = self.records("order")
        paid = [order["number"] for order in orders if order["status"] == "paid"]
        listed = self.records("order", "--where", 'status is "paid"')
        self.assertEqual([order["number"] for order in listed], paid)
        tagged = self.run_text("list", "contact", "--where", "tag is set", "--columns", "name", "--format", "csv", "--sort", "-name")
        exported = self.run_text("export", "--format", "csv", "--table", "contact", "--where", "tag is set", "--columns", "name")
        self.assertEqual(sorted(tagged.splitlines()), sorted(exported.splitlines()))
        self.assertEqual(len(exported.strip().splitlines()) - 1, self.segment("tag is set")["count"])


class ShareFileTest(CommandLineTest):
    def filled(self, workspace):
        """Imports, edits and undoes, all pinned: the same changes wherever it runs."""
        step = 0
        for words, stdin in ((["init"], None), (["import", "-", "--source", "shop"], CONTACTS), (["import", "-", "--source", "shop"], ORDERS),
                             (["apply", "-"], '{"op":"add","fields":{"name":"Zoë"}}\n{"op":"add","table":"company","fields":{"name":"Bakery"}}\n'),
                             (["undo"], None)):
            step += 1
            self.run_text("--workspace", workspace, *PINNED, *words, stdin=stdin.encode() if stdin else None)

    def test_the_same_switches_give_the_same_bytes(self):
        self.filled("a.db")
        self.filled("b.db")
        a, b = (self.run_text("--workspace", name, "export") for name in ("a.db", "b.db"))
        self.assertEqual(a, b)
        self.assertEqual(a, self.run_text("--workspace", "a.db", "export"))
        self.run_text("--workspace", "a.db", *PINNED[:-1], "8", "apply", "-", stdin=b'{"op":"add","fields":{"name":"X"}}')
        self.run_text("--workspace", "b.db", *PINNED, "apply", "-", stdin=b'{"op":"add","fields":{"name":"X"}}')
        self.assertNotEqual(self.run_text("--workspace", "a.db", "export"), self.run_text("--workspace", "b.db", "export"))

    def test_ids_never_repeat_under_the_same_switches(self):
        self.run_text(*PINNED, "init")
        for _ in range(5):
            self.apply({"op": "add", "fields": {"name": "X"}}, options=PINNED)
        self.assertEqual(len({record["id"] for record in self.records("contact")}), 5)

    def test_export_import_into_a_fresh_workspace_export_again_gives_the_same_bytes(self):
        self.filled("a.db")
        self.run_text("--workspace", "a.db", "export", "--out", "share.json")
        self.assertIn("sound", self.run_text("verify", "share.json"))
        self.run_text("--workspace", "b.db", "init")
        opened = self.run_json("--workspace", "b.db", "import", "share.json")
        self.assertEqual(opened["format"], "share file")
        self.assertEqual(self.run_text("--workspace", "b.db", "export"), (self.folder / "share.json").read_text())
        for name in ("a.db", "b.db"):
            self.assertEqual(self.run_json("--workspace", name, "verify")["findings"], [])
        self.assertEqual(self.run_json("--workspace", "b.db", "import", "share.json", code=1)["error"]["code"], "refused")

    def test_a_damaged_share_file_is_found_wanting_with_its_line(self):
        self.filled("a.db")
        lines = self.run_text("--workspace", "a.db", "export").splitlines(keepends=True)
        lines[5] = lines[5].replace("{", "[", 1)
        found = self.run_json("verify", self.write("broken.json", "".join(lines)), code=3)
        self.assertEqual(found["findings"][0]["line"], 6)

    def test_a_workspace_with_wrong_figures_is_found_wanting(self):
        self.filled("a.db")
        with sqlite3.connect(self.folder / "a.db") as database:
            database.execute("UPDATE contact_rollup SET spent = spent + 1")
        database.close()
        self.assertEqual(len(self.run_json("--workspace", "a.db", "verify", code=3)["findings"]), 1)


if __name__ == "__main__":
    unittest.main()
