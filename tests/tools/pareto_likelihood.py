#!/usr/bin/env python3
"""Prints the cases of tests/core/analytics/likelihood_test.cpp: log-likelihoods of single customers under Pareto/NBD by the expression
with hypergeometric functions (Fader and Hardie 2005, A Note on Deriving the Pareto/NBD Model, equations 20 to 22), with 60
digits. Needs mpmath; not part of the tests."""

from mpmath import gamma, hyp2f1, log, mp, mpf

mp.dps = 60

CASES = [
    # r, alpha, s, beta, repeats, last, age
    (0.553, 10.578, 0.606, 11.669, 2, 30.43, 38.86),
    (0.553, 10.578, 0.606, 11.669, 0, 0, 38.86),
    (0.553, 10.578, 0.606, 11.669, 29, 37.5, 38.86),
    (0.553, 10.578, 0.606, 11.669, 26, 30.86, 31),
    (2, 30, 3, 0.5, 1, 0.5, 60),
    (0.1, 0.3, 0.05, 200, 3, 10, 50),
    (1.5, 1.5, 1.5, 1.5, 4, 2, 9),
    (10.465, 0.00798565181, 3.0516, 2.820, 400, 5, 6),
    (10.465, 0.00798565181, 3.0516, 2.820, 500, 1, 37),
    (0.01, 1000, 0.01, 0.001, 0, 0, 100),
    (50, 5, 20, 700, 1000, 90, 400),
]


def part(r, alpha, s, beta, x, y):
    """One of the two terms of A0."""
    if alpha >= beta:
        return hyp2f1(r + s + x, s + 1, r + s + x + 1, (alpha - beta) / (alpha + y)) / (alpha + y) ** (r + s + x)
    return hyp2f1(r + s + x, r + x, r + s + x + 1, (beta - alpha) / (beta + y)) / (beta + y) ** (r + s + x)


def log_likelihood(r, alpha, s, beta, x, last, age):
    a0 = part(r, alpha, s, beta, x, last) - part(r, alpha, s, beta, x, age)
    alive = 1 / ((alpha + age) ** (r + x) * (beta + age) ** s)
    return log(gamma(r + x) * alpha**r * beta**s / gamma(r) * (alive + s / (r + s + x) * a0))


for case in CASES:
    values = [mpf(str(value)) for value in case]
    r, alpha, s, beta, repeats, last, age = case
    print(f"Case{{{{{r}, {alpha}, {s}, {beta}}}, {{{repeats}, {last}, {age}, 0}}, {mp.nstr(log_likelihood(*values), 17)}}},")
