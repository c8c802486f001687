"""Spells what stands in a register in other ways, the same on every run: personnummer in all
their forms, values with odd spaces and letters in decomposed form, blanks, rows twice. Prints
how much of each there is."""
import collections
import csv
import random
import sys
import unicodedata

source, target = sys.argv[1:]
chance = random.Random(17)
counts = collections.Counter()
with open(source, newline="", encoding="utf-8") as file:
    header, *rows = csv.reader(file)
key = header.index("Personnr")
day = header.index("Inskrivningsdatum")
places = [header.index(name) for name in ("Redovisningsgrupp*", "SDN")]


def odd(text):
    counts["identities that are no personnummer"] += 1
    return text


def number(text):
    digits = text.replace("-", "")
    if len(digits) != 12 or not digits.isdigit():
        return text
    form = chance.randrange(9)
    ten = digits[2:]
    if form == 0:
        return digits
    if form == 1:
        return ten[:6] + "-" + ten[6:]
    if form == 2:
        return ten.lstrip("0") if len(ten.lstrip("0")) >= 7 else ten
    if form == 3:
        return f" {digits[:8]}\u2013{digits[8:]}\u00a0"
    if form == 4:
        return ten[:6] + "+" + ten[6:]
    if form == 5 and chance.randrange(20) == 0:
        return odd(ten[:6] + "-" + "T" + ten[7:])
    if form == 6 and chance.randrange(20) == 0:
        return odd(digits[:-1] + str((int(digits[-1]) + 3) % 10))
    if form == 7 and chance.randrange(50) == 0:
        return odd(unicodedata.normalize(chance.choice(("NFC", "NFD")), "Tillfällig å/ö ") + ten)
    if form == 8 and chance.randrange(50) == 0:
        counts["rows without identity"] += 1
        return ""
    return digits[:8] + "-" + digits[8:]


def value(text):
    form = chance.randrange(12)
    if form == 0:
        decomposed = unicodedata.normalize("NFD", text)
        counts["values in decomposed letters"] += decomposed != text
        return decomposed
    if form == 1:
        return " " + text.replace(" ", "\u00a0") + " "
    if form == 2:
        return text.upper()
    if form == 3 and chance.randrange(10) == 0:
        counts["blank values"] += 1
        return ""
    return text


spoiled = []
for row in rows:
    row[key] = number(row[key])
    for place in places:
        row[place] = value(row[place])
    spoiled.append(row)
    if chance.randrange(40) == 0:
        counts["rows twice"] += 1
        spoiled.append(list(row))
    if chance.randrange(40) == 0:
        counts["dates that say there is none"] += 1
        none = chance.choice(("1900-01-01", "9999-12-31", "20991231", "0001-01-01 00:00:00", "1899-12-30"))
        spoiled.append([*row[:day], none, *row[day + 1 :]])
with open(target, "w", newline="", encoding="utf-8") as file:
    csv.writer(file, delimiter=";").writerows([header, *spoiled])
print(f"the register: {len(spoiled)} rows; " + "; ".join(f"{what}: {count}" for what, count in sorted(counts.items())))
