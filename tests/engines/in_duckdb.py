"""The scripts in DuckDB."""
import sys
import time

import duckdb

from compare import compare

work, *variants = sys.argv[1:]
base = duckdb.connect()
base.execute("CREATE TABLE flai AS SELECT * FROM read_csv(?, delim=';', header=true, all_varchar=true, nullstr='')", [f"{work}/flai.csv"])
failed = False
for variant in variants:
    with open(f"{work}/{variant}/duckdb.sql", encoding="utf-8") as file:
        script = file.read()
    start = time.monotonic()
    rows = base.execute(script).fetchall()
    failed |= not compare(f"DuckDB {duckdb.__version__}", work, variant, rows, time.monotonic() - start)
sys.exit(failed)
