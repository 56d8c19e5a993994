# Makes the codes of the files in afmeldcode/ and stopcode/ from the words of docs/spec/receipt.md and zegelcode.md, by Python's own library.
# One line a file: the code, and of an afmeldcode its commitment.

import hashlib
import hmac
import sys

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def times(value, factor):
    """In GF(32) with x^5 + x^2 + 1."""
    product = 0
    while factor:
        if factor & 1:
            product ^= value
        value <<= 1
        if value & 32:
            value ^= 37
        factor >>= 1
    return product


def grouped(bits, first):
    """60 bits as three groups, whose check digits count from `first`."""
    groups = []
    for g in range(3):
        four = [(bits >> (55 - 5 * (4 * g + i))) & 31 for i in range(4)]
        check = first + g
        for i, digit in enumerate(four):
            check ^= times(digit, 2 << i)
        groups.append("".join(DIGITS[d] for d in four + [check]))
    return "-".join(groups)


def key_of(typed):
    bare = typed.upper().replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    bits = 0
    for g in range(3):
        for digit in bare[5 * g : 5 * g + 4]:
            bits = bits << 5 | DIGITS.index(digit)
    assert grouped(bits, 9).replace("-", "") == bare
    return bits.to_bytes(8, "big")


def text(*lines):
    return "".join(f"{line}\n" for line in lines).encode()


def code_of(verdict, f, proof):
    link = DIGITS.index(f["control"][0]) << 5 | DIGITS.index(f["control"][1])
    return grouped(verdict << 56 | int(f["scope"]) << 54 | link << 44 | proof, 24)


for path in sys.argv[1:]:
    with open(path) as file:
        f = dict(line.split() for line in file)
    if "key" in f:
        said = text("zegel/receipt v1", f["envelope"], f["release"], "ECHT", f["scope"])
        digest = hmac.new(key_of(f["key"]), said, hashlib.sha256).digest()
        proof = int.from_bytes(digest, "big") >> 212
        salt = text("zegel/receipt v1", f["envelope"], f["disc"], f["scope"])
        made = hashlib.scrypt(proof.to_bytes(6, "big"), salt=salt, n=2**14, r=8, p=1, dklen=32)
        print(code_of(0, f, proof), made.hex())
    else:
        found = [f["image"], f["manifest"], f["seal"]]
        digest = hashlib.sha256(text("zegel/found v1", f["scope"], *found)).digest()
        proof = 0 if found == ["-"] * 3 else int.from_bytes(digest, "big") >> 212
        print(code_of(int(f["exit"]) - 19, f, proof))
