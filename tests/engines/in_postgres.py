"""The script in PostgreSQL, through psql on a local socket."""
import csv
import io
import subprocess
import sys
import time

from compare import compare

work, variant = sys.argv[1:]
register = f"{work}/{variant}/register/flai.csv"
with open(register, newline="", encoding="utf-8") as file:
    header = next(csv.reader(file, delimiter=";"))
with open(f"{work}/{variant}/postgres.sql", encoding="utf-8") as file:
    script = file.read()
columns = ", ".join('"' + name.replace('"', '""') + '" TEXT' for name in header)


def psql(text):
    command = ["psql", "-h", f"{work}/pg", "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "--csv", "-t", "-f", "-", "postgres"]
    ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=500)
    if ran.returncode != 0:
        print(f"FAIL  postgres, {variant}: {ran.stderr.strip()[-600:]}")
        sys.exit(1)
    return ran.stdout


psql(f"DROP TABLE IF EXISTS flai; CREATE TABLE flai ({columns});\n\\copy flai FROM '{register}' WITH (FORMAT csv, HEADER, DELIMITER ';')\n")
start = time.monotonic()
rows = list(csv.reader(io.StringIO(psql(script))))
compare("postgres", work, variant, rows, time.monotonic() - start)
