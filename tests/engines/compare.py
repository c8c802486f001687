"""Holds what an engine selected against the program's protocol and key file."""
import csv
import json


def compare(engine, work, variant, rows, seconds):
    """Prints a line; gives whether the two are identical."""
    folder = f"{work}/{variant}/urval"
    with open(f"{folder}/protokoll.json", encoding="utf-8") as file:
        protocol = json.load(file)
    with open(f"{folder}/nyckel.csv", newline="", encoding="utf-8") as file:
        key = {row["id"]: row for row in csv.DictReader(file)}
    strata = {s["letter"]: s for s in protocol["strata"]}
    ours = []
    for unit in protocol["units"]:
        stratum = strata[unit["stratum"]]
        one = key[unit["id"]]
        ours.append(
            (unit["id"], one["key"], one["ticket"], unit["stratum"], stratum["name"], stratum["population"], unit["role"], unit["rank"])
        )
    theirs = [tuple(str(v) if i < 5 or i == 6 else int(v) for i, v in enumerate(row)) for row in rows]
    population = sum(s["population"] for s in protocol["strata"])
    if ours and ours == theirs:
        print(f"ok    {engine}, {variant}: {len(ours)} units of {population} in {len(strata)} strata, identical; {seconds:.1f} s", flush=True)
        return True
    differ = [(a, b) for a, b in zip(ours, theirs) if a != b]
    # The number and the place tell where; the key names somebody.
    first = f"first at {differ[0][0][0]}" if differ else "one is longer or both are empty"
    print(f"FAIL  {engine}, {variant}: {len(ours)} units against {len(theirs)}, {first}", flush=True)
    return False
