"""kpi, rows, cohorts, rfm and analyze from outside, against SQL and against counts made here."""

import csv
import datetime
import io
import sqlite3
import unittest

from cli_support import DATA, PINNED, CommandLineTest

CONTACT = "0197f3c2-0000-7000-8000-00000000000"


def order(contact, day, minor, status="paid"):
    return {"op": "add", "table": "order", "fields": {"contact": CONTACT + str(contact), "placed_on": day, "status": status,
            "currency": "EUR", "total": {"minor": minor, "currency": "EUR"}}}


class SmallShopTest(CommandLineTest):
    """Three customers: 1 buys every month, 2 is new and was sent by 1, 3 bought long ago and is silent."""

    def setUp(self):
        super().setUp()
        self.run_text("init")
        edits = [{"op": "add", "table": "setting", "fields": {"name": "currency", "value": "EUR"}},
                 {"op": "add", "table": "setting", "fields": {"name": "margin", "value": "40"}}]
        for number in (1, 2, 3):
            fields = {"name": f"Customer {number}"}
            if number == 2:
                fields |= {"referred_by": CONTACT + "1", "source": "Instagram"}
            edits.append({"op": "add", "id": CONTACT + str(number), "fields": fields, "now": "2025-10-01T12:00:00Z"})
        edits += [order(1, f"2025-{month:02}-05", 1000) for month in (10, 11, 12)]
        edits += [order(1, f"2026-{month:02}-05", 1000) for month in (1, 2, 3)]
        edits += [order(2, "2026-03-10", 5000), order(2, "2026-03-11", 700, "cancelled")]
        edits += [order(3, day, 2000) for day in ("2025-11-01", "2025-12-01", "2025-12-31")]
        edits += [{"op": "add", "table": "expense", "fields": {"day": "2026-02-01", "channel": "Instagram", "kind": "acquisition",
                   "amount": {"minor": 3000, "currency": "EUR"}}}]
        edits += [{"op": "add", "table": "response", "fields": {"at": "2026-02-01T10:00:00Z", "kind": "nps", "score": score}}
                  for score in (10, 9, 7, 3)]
        applied = self.apply(*edits)
        self.assertEqual(applied["refused"], [])

    def test_figures_have_value_formula_and_count(self):
        kpi = self.run_json("kpi", "--from", "2026-01-01", "--to", "2026-03-31")
        self.assertEqual(kpi["revenue"]["value"], {"minor": 8000, "currency": "EUR"})
        self.assertEqual(kpi["purchases"]["value"], 4)
        self.assertEqual(kpi["new_customers"]["value"], 1)
        self.assertEqual(kpi["referral_share"]["value"], 1)
        self.assertEqual(kpi["repeat_purchase_share"]["value"], 0.5)
        # On 31 December 1 and 3 are customers; on 31 March 3 has been silent for 90 days, but its gap of 30 allows them.
        self.assertEqual(kpi["retention_rate"]["formula"], "(E - N) / S = (3 - 1) / 2 = 100 %")
        self.assertEqual(kpi["acquisition_cost"]["value"], {"minor": 3000, "currency": "EUR"})
        self.assertEqual(kpi["acquisition_cost"]["parts"][0]["name"], "Instagram")
        self.assertEqual(kpi["net_promoter_score"]["value"], 25)
        self.assertEqual(kpi["net_promoter_score"]["n"], 4)
        self.assertIsNone(kpi["customer_satisfaction"]["value"])
        self.assertIn("no answers", kpi["customer_satisfaction"]["reason"])
        self.assertIn("Retention, by period: 100 %", self.run_text("kpi", "--from", "2026-01-01", "--to", "2026-03-31"))

    def test_a_later_day_tells_another_story_and_an_earlier_one_knows_less(self):
        later = self.run_json("kpi", "--from", "2026-01-01", "--to", "2026-04-15")
        self.assertEqual(later["churn_rate"]["value"], 0.5)
        earlier = self.run_json("kpi", "--from", "2026-01-01", "--to", "2026-03-31", "--as-of", "2026-03-05")
        self.assertEqual(earlier["purchases"]["value"], 3)
        self.assertEqual(earlier["purchases"]["as_of"], "2026-03-05")

    def test_rows_are_the_records_that_a_figure_counts(self):
        period = ["--from", "2026-01-01", "--to", "2026-03-31"]
        self.assertEqual([row["name"] for row in self.run_json("rows", "new_customers", *period)], ["Customer 2"])
        self.assertEqual(len(self.run_json("rows", "purchases", *period)), 4)
        self.assertEqual(sorted(row["score"] for row in self.run_json("rows", "net_promoter_score", *period)), [3, 7, 9, 10])
        self.assertEqual(len(self.run_json("rows", "acquisition_cost", *period)), 1)
        table = self.run_text("rows", "buyers", *period, "--format", "csv", "--columns", "name")
        self.assertEqual(table.split("\r\n")[0].strip() if "\r" in table else table.splitlines()[0], "name")

    def test_a_segment_counts_only_its_people(self):
        switches = ["--from", "2026-01-01", "--to", "2026-03-31", "--segment", 'name is "Customer 1"']
        kpi = self.run_json("kpi", *switches)
        self.assertEqual((kpi["buyers"]["value"], kpi["revenue"]["value"]["minor"]), (1, 3000))
        self.assertIsNone(kpi["net_promoter_score"]["value"])
        self.assertIn("by segment", kpi["acquisition_cost"]["reason"])
        self.assertEqual([row["name"] for row in self.run_json("rows", "buyers", *switches)], ["Customer 1"])
        self.assertEqual(len(self.run_json("rfm", "--as-of", "2026-03-31", "--segment", 'name is "Customer 3"')["customers"]), 1)
        self.assertEqual(self.run_json("kpi", "--segment", "shoe is", code=1)["error"]["code"], "invalid_input")

    def test_wrong_words_are_usage(self):
        for words in (["rows", "nothing"], ["rows"], ["kpi", "--from", "yesterday"], ["kpi", "--from", "2026-02-01", "--to", "2026-01-01"],
                      ["rfm", "--known-at", "x"], ["analyze", "magic"], ["analyze", "bgnbd", "--holdout", "2026-01-01"],
                      ["analyze", "bgnbd", "--unit", "0"], ["rows", "buyers", "--format", "xml"]):
            with self.subTest(words=words):
                self.assertEqual(self.run_json(*words, code=2)["error"]["code"], "usage")

    def test_scores_outside_their_scale_are_refused(self):
        for kind, score in (("nps", 11), ("nps", -1), ("csat", 0), ("csat", 6), ("nps", None)):
            fields = {"at": "2026-02-01T10:00:00Z", "kind": kind}
            if score is not None:
                fields["score"] = score
            refused = self.apply({"op": "add", "table": "response", "fields": fields}, code=1)["refused"]
            self.assertEqual(refused[0]["column"], "score")
        response = self.records("response")[0]
        refused = self.apply({"op": "set", "table": "response", "id": response["id"], "fields": {"score": 20}}, code=1)["refused"]
        self.assertEqual(refused[0]["column"], "score")
        self.assertEqual(self.apply({"op": "set", "table": "response", "id": response["id"], "fields": {"kind": "text", "score": None}})["refused"], [])

    def test_settings_of_margin_and_discount_are_percentages(self):
        for value in ("101", "-1", "much"):
            refused = self.apply({"op": "add", "table": "setting", "fields": {"name": "margin", "value": value}}, code=1)["refused"]
            self.assertIn("percentage", refused[0]["message"])

    def test_cohorts_and_rfm_name_months_and_groups(self):
        cohorts = self.run_json("cohorts", "--as-of", "2026-03-31")["cohorts"]
        self.assertEqual([cohort["month"] for cohort in cohorts],
                         ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"])
        self.assertEqual(cohorts[0]["customers"], [1, 1, 1, 1, 1, 1])
        self.assertEqual(cohorts[1]["revenue"], [2000, 4000, 0, 0, 0])
        rfm = self.run_json("rfm", "--as-of", "2026-03-31")
        by_name = {customer["name"]: customer for customer in rfm["customers"]}
        self.assertEqual([by_name[f"Customer {number}"]["purchases"] for number in (1, 2, 3)], [6, 1, 3])
        self.assertEqual(by_name["Customer 1"]["frequency"], 4)  # 1 + floor(5 * 2/3)
        self.assertEqual(sum(group["customers"] for group in rfm["groups"]), 3)

    def test_new_records_are_shared_and_come_back(self):
        self.run_text("export", "--out", "share.json")
        self.run_text("--workspace", "copy.db", "init")
        self.run_text("--workspace", "copy.db", "import", "share.json")
        self.assertEqual(self.run_text("--workspace", "copy.db", "export"), (self.folder / "share.json").read_text())
        self.run_text("--workspace", "copy.db", "verify")


class CdnowTest(CommandLineTest):
    """The CDNOW sample as a table of purchases, in weeks."""

    def purchases(self):
        rows = []
        for line in (DATA / "orders" / "CDNOW_sample.txt").read_text().splitlines():
            _, customer, day, _, dollars = line.split()
            rows.append((customer, f"{day[:4]}-{day[4:6]}-{day[6:]}", dollars))
        out = io.StringIO()
        csv.writer(out).writerows([("customer", "date", "amount"), *rows])
        return self.write("cdnow.csv", out.getvalue()), rows

    def test_the_published_estimates_come_out_of_a_file_of_purchases(self):
        name, _ = self.purchases()
        bgnbd = self.run_json("analyze", "bgnbd", "--input", name, "--as-of", "1997-09-30", "--holdout", "1998-06-30")
        self.assertEqual({key: round(value["value"], 3) for key, value in bgnbd["parameters"].items()},
                         {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})
        self.assertEqual(round(bgnbd["log_likelihood"], 1), -9582.4)
        self.assertEqual((bgnbd["n"], bgnbd["repeat_customers"], bgnbd["fit"]["end"]), (2357, 946, "converged"))
        self.assertEqual(round(bgnbd["calibration"]["correlation"], 3), 0.626)
        pareto = self.run_json("analyze", "pareto_nbd", "--input", name, "--as-of", "1997-09-30")
        self.assertEqual([round(value["value"], 3) for value in pareto["parameters"].values()], [0.553, 10.578, 0.606, 11.669])
        spend = self.run_json("analyze", "gamma_gamma", "--input", name, "--as-of", "1997-09-30", "--customers")
        self.assertEqual([round(value["value"], 2) for value in spend["parameters"].values()], [6.25, 3.74, 15.44])
        self.assertEqual(round(spend["correlation"], 2), 0.11)
        first = next(customer for customer in spend["customers"] if customer["customer"] == "0001")
        self.assertEqual(round(first["expected_spend"], 2), 24.65)

    def test_histories_give_the_same_fit_as_the_purchases_they_come_from(self):
        _, rows = self.purchases()
        end = datetime.date(1997, 9, 30)
        days = {}
        for customer, day, _ in rows:
            days.setdefault(customer, set()).add(datetime.date.fromisoformat(day))
        lines = ["frequency,recency,T"]
        for purchases in days.values():
            seen = sorted(day for day in purchases if day <= end)
            lines.append(f"{len(seen) - 1},{(seen[-1] - seen[0]).days / 7:.9f},{(end - seen[0]).days / 7:.9f}")
        self.write("histories.csv", "\n".join(lines) + "\n")
        fit = self.run_json("analyze", "bgnbd", "--input", "histories.csv", "--resamples", "20", "--customers")
        self.assertEqual(round(fit["parameters"]["r"]["value"], 3), 0.243)
        self.assertLess(fit["parameters"]["r"]["interval"]["low"], 0.243)
        self.assertEqual(fit["resamples"], 20)
        once = [customer["alive"] for customer in fit["customers"] if customer["repeats"] == 0]
        self.assertEqual(set(once), {"unknown"})

    def test_what_is_wrong_with_a_table_is_said_with_its_place(self):
        self.write("empty.csv", "who,when\n1,2\n")
        self.assertIn("customer and date", self.run_json("analyze", "bgnbd", "--input", "empty.csv", code=1)["error"]["message"])
        self.write("bad.csv", "customer,date\n1,2026-01-01\n2,someday\n")
        error = self.run_json("analyze", "bgnbd", "--input", "bad.csv", code=1)["error"]
        self.assertEqual((error["line"], error["column"]), (3, "date"))
        self.write("few.csv", "customer,date\n1,2026-01-01\n1,2026-02-01\n")
        self.assertEqual(self.run_json("analyze", "bgnbd", "--input", "few.csv", code=1)["error"]["code"], "refused")


class SampleShopTest(CommandLineTest):
    def test_counts_of_the_sample_equal_sql(self):
        self.run_text(*PINNED, "init", "--sample")
        kpi = self.run_json(*PINNED, "kpi", "--from", "2025-03-02", "--to", "2026-03-01")
        first = (datetime.date(2025, 3, 2) - datetime.date(1970, 1, 1)).days
        last = (datetime.date(2026, 3, 1) - datetime.date(1970, 1, 1)).days
        database = sqlite3.connect(self.folder / "perennial.db")
        self.addCleanup(database.close)
        one = lambda sql: database.execute(sql, {"first": first, "last": last}).fetchone()[0]
        bought = "\"order\" WHERE deleted = 0 AND status NOT IN ('cancelled', 'refunded') AND placed_on "
        self.assertEqual(kpi["purchases"]["value"], one(f"SELECT count(*) FROM {bought} BETWEEN :first AND :last"))
        self.assertEqual(kpi["buyers"]["value"], one(f"SELECT count(DISTINCT contact) FROM {bought} BETWEEN :first AND :last"))
        self.assertEqual(kpi["new_customers"]["value"],
                         one(f"SELECT count(*) FROM (SELECT min(placed_on) d FROM {bought} <= :last AND contact IS NOT NULL "
                             "GROUP BY contact) WHERE d >= :first"))
        self.assertEqual(kpi["revenue"]["value"]["minor"],
                         one("SELECT sum(CASE status WHEN 'cancelled' THEN 0 WHEN 'refunded' THEN min(total, 0) ELSE total END) "
                             "FROM \"order\" WHERE deleted = 0 AND placed_on BETWEEN :first AND :last"))
        self.assertEqual(kpi["repeat_purchase_share"]["numerator"],
                         one(f"SELECT count(*) FROM (SELECT 1 FROM {bought} BETWEEN :first AND :last AND contact IS NOT NULL "
                             "GROUP BY contact HAVING count(*) > 1)"))

    def test_no_figure_of_the_sample_reads_not_available(self):
        self.run_text(*PINNED, "init", "--sample")
        for name, figure in self.run_json(*PINNED, "kpi").items():
            self.assertIsNotNone(figure["value"], f"{name}: {figure.get('reason')}")
            self.assertNotEqual(figure["formula"], "", name)


if __name__ == "__main__":
    unittest.main()
