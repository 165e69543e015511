#!/usr/bin/env python3
"""Counts and sums of the order files in tests/data, computed without any code of the project.

The tests hold these figures. Amounts are in minor units; a line is its quantity times its unit price, rounded half
away from zero.
"""
import csv
import gzip
import pathlib
from decimal import ROUND_HALF_UP, Decimal

ORDERS = pathlib.Path(__file__).resolve().parent.parent / "data" / "orders"


def cdnow():
    customers, purchases, discs, cents = set(), 0, 0, 0
    with gzip.open(ORDERS / "CDNOW_master.txt.gz", "rt") as file:
        next(file)
        for line in file:
            customer, _day, number, dollars = line.split()
            customers.add(customer)
            purchases += 1
            discs += int(number)
            cents += int(Decimal(dollars) * 100)
    print(f"CDNOW: {purchases} purchases, {len(customers)} customers, {discs} discs, {cents} cents")


def online_retail():
    orders, customers, lines, anonymous, negative, pieces, pence = set(), set(), 0, 0, 0, 0, 0
    with gzip.open(ORDERS / "online_retail.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            lines += 1
            orders.add(row["InvoiceNo"])
            customer = row["CustomerID"]
            anonymous += not customer
            if customer:
                customers.add(int(float(customer)))
            quantity = int(row["Quantity"])
            negative += quantity < 0
            pieces += quantity
            amount = Decimal(row["UnitPrice"]) * quantity * 100
            pence += int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    print(f"Online Retail: {lines} lines, {len(orders)} orders, {len(customers)} customers, "
          f"{anonymous} lines without one, {negative} negative quantities, {pieces} pieces, {pence} pence")


cdnow()
online_retail()
