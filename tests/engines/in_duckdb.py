"""The script in DuckDB."""
import sys
import time

import duckdb

from compare import compare

work, variant = sys.argv[1:]
base = duckdb.connect()
register = f"{work}/{variant}/register/flai.csv"
base.execute("CREATE TABLE flai AS SELECT * FROM read_csv(?, delim=';', header=true, all_varchar=true, nullstr='')", [register])
with open(f"{work}/{variant}/duckdb.sql", encoding="utf-8") as file:
    script = file.read()
start = time.monotonic()
rows = base.execute(script).fetchall()
compare("duckdb", work, variant, rows, time.monotonic() - start)
