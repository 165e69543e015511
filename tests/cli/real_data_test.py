"""Real order files through the command line, their totals against sums made here without any code of the project."""

import csv
import sqlite3
import unittest
from decimal import ROUND_HALF_UP, Decimal

from cli_support import CommandLineTest


class RealDataTest(CommandLineTest):
    def figures(self):
        """Contacts, orders, lines, lines without a contact, and the orders' sum, by plain SQL."""
        database = sqlite3.connect(self.folder / "perennial.db")
        try:
            one = lambda sql: database.execute(sql).fetchone()[0]
            return {
                "contacts": one("SELECT count(*) FROM contact WHERE deleted = 0"),
                "orders": one('SELECT count(*) FROM "order" WHERE deleted = 0'),
                "lines": one("SELECT count(*) FROM order_line WHERE deleted = 0"),
                "anonymous": one('SELECT count(*) FROM order_line l JOIN "order" o ON o.row = l."order" WHERE o.contact IS NULL'),
                "total": one('SELECT sum(total) FROM "order" WHERE deleted = 0'),
                "spent": one("SELECT sum(spent) FROM contact_rollup"),
            }
        finally:
            database.close()

    def import_twice(self, name, *words):
        """The first import's result; the second must add nothing."""
        self.run_text("init")
        first = self.run_json("import", name, *words)
        self.assertEqual(first["refusals"], [])
        again = self.run_json("import", name, *words)
        self.assertNotIn("import_id", again)
        for table, counts in again["tables"].items():
            self.assertEqual((counts["added"], counts["updated"], counts["refused"]), (0, 0, 0), table)
        return first

    def test_cdnow(self):
        name = self.unpack("orders/CDNOW_master.txt.gz")
        cents, purchases, customers = 0, 0, set()
        with open(self.folder / name, encoding="utf-8") as file:
            next(file)
            for line in file:
                customer, _day, _discs, dollars = line.split()
                purchases += 1
                cents += int(Decimal(dollars) * 100)
                customers.add(customer)
        self.assertEqual((purchases, len(customers)), (69_659, 23_570))
        result = self.import_twice(name)
        self.assertEqual(result["tables"]["order"]["added"], purchases)
        figures = self.figures()
        self.assertEqual((figures["contacts"], figures["orders"], figures["total"], figures["spent"]),
                         (len(customers), purchases, cents, cents))
        self.run_text("export", "--out", "share.json")
        self.run_text("--workspace", "other.db", "init")
        self.run_text("--workspace", "other.db", "import", "share.json")
        self.run_text("--workspace", "other.db", "export", "--out", "again.json")
        self.assertEqual((self.folder / "share.json").read_bytes(), (self.folder / "again.json").read_bytes())
        self.run_text("unimport", 1)
        self.assertEqual((self.figures()["contacts"], self.figures()["orders"]), (0, 0))

    def test_online_retail(self):
        name = self.unpack("orders/online_retail.csv.gz")
        lines, anonymous, pence, orders, customers, counted = 0, 0, 0, {}, set(), {}
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                lines += 1
                anonymous += not row["CustomerID"]
                amount = Decimal(row["UnitPrice"]) * int(row["Quantity"]) * 100
                minor = int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
                pence += minor
                orders[row["InvoiceNo"]] = orders.get(row["InvoiceNo"], 0) + minor
                if row["CustomerID"]:
                    customers.add(row["CustomerID"])
                    counted[row["InvoiceNo"]] = True
        self.assertEqual((lines, len(orders), len(customers), anonymous), (541_909, 25_900, 4_372, 135_080))
        self.import_twice(name, "--currency", "GBP")
        figures = self.figures()
        self.assertEqual((figures["lines"], figures["orders"], figures["contacts"], figures["anonymous"], figures["total"]),
                         (lines, len(orders), len(customers), anonymous, pence))
        self.assertEqual(figures["total"], 974_774_793)
        # Every order's sum is its lines' (none is cancelled), so what customers spent is the sum of their invoices.
        self.assertEqual(figures["spent"], sum(minor for number, minor in orders.items() if number in counted))


if __name__ == "__main__":
    unittest.main()
