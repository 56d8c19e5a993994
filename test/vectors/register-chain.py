"""The chain of a register, by Python alone (docs/spec/register.md, "Verification" step 1): what must be said of each vector of `register`.

    python3 register-chain.py        says what it found, and where it differs from expected.tsv; exit 0: nowhere
"""

import hashlib
import os
import sys


def chain(text):
    """("ok", head) or ("CHAIN", line at which it shows)."""
    lines = text.split("\n")
    before = hashlib.sha256((lines[0] + "\n").encode()).hexdigest()
    for i, line in enumerate(lines[1:-1], start=2):
        parts = line.split(" ", 3)
        if len(parts) < 3 or parts[0] != str(i) or parts[2] != before:
            return "CHAIN", str(i)
        before = hashlib.sha256((line + "\n").encode()).hexdigest()
    return ("ok", before) if lines[-1] == "" else ("CHAIN", str(len(lines)))


folder = os.path.dirname(os.path.abspath(__file__))
checked = 0
wrong = []
with open(os.path.join(folder, "expected.tsv"), encoding="utf-8") as table:
    for row in table.read().split("\n")[1:-1]:
        file, expected, *more = row.split("\t")
        if not file.startswith("register/") or expected in ("UTF8", "TYPE_LINE"):
            continue
        with open(os.path.join(folder, file), encoding="utf-8", newline="") as register:
            found = chain(register.read())
        # What a rule or the form of a line refuses is chained as it should be.
        holds = found == (expected, more[0]) if expected in ("ok", "CHAIN") else found[0] == "ok"
        checked += 1
        if not holds:
            wrong.append(f"{file}: expected {expected} {' '.join(more)}, found {' '.join(found)}")
print("\n".join([*wrong, f"registers {checked}, wrong {len(wrong)}"]))
sys.exit(1 if wrong else 0)
