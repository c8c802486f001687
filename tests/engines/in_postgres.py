"""The scripts in PostgreSQL, through psql on a local socket."""
import csv
import io
import subprocess
import sys
import time

from compare import compare

work, *variants = sys.argv[1:]
with open(f"{work}/flai.csv", newline="", encoding="utf-8") as file:
    header = next(csv.reader(file, delimiter=";"))
columns = ", ".join('"' + name.replace('"', '""') + '" TEXT' for name in header)


def psql(text):
    command = ["psql", "-X", "-h", f"{work}/pg", "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "--csv", "-t", "-f", "-", "postgres"]
    ran = subprocess.run(command, input=text, capture_output=True, text=True)
    if ran.returncode != 0:
        print(f"FAIL  PostgreSQL: {ran.stderr.strip()[-600:]}")
        sys.exit(1)
    return ran.stdout


version = psql("SHOW server_version;").split()[0]
psql(f"CREATE TABLE flai ({columns});\n\\copy flai FROM '{work}/flai.csv' WITH (FORMAT csv, HEADER, DELIMITER ';')\n")
failed = False
for variant in variants:
    with open(f"{work}/{variant}/postgres.sql", encoding="utf-8") as file:
        script = file.read()
    start = time.monotonic()
    rows = list(csv.reader(io.StringIO(psql(script))))
    failed |= not compare(f"PostgreSQL {version}", work, variant, rows, time.monotonic() - start)
sys.exit(failed)
