"""The scripts in Spark. What Spark cannot do, normal form C, is done while loading. Code is
interpreted: compiling the long script takes longer than running it on one machine."""
import csv
import sys
import time
import unicodedata

from pyspark.sql import SparkSession

from compare import compare

work, *variants = sys.argv[1:]
with open(f"{work}/flai.csv", newline="", encoding="utf-8") as file, open(f"{work}/normal.csv", "w", newline="", encoding="utf-8") as normal:
    rows = csv.reader(file, delimiter=";")
    csv.writer(normal).writerows([unicodedata.normalize("NFC", cell) for cell in row] for row in rows)
settings = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.local.dir": f"{work}/spark",
    "spark.sql.warehouse.dir": f"{work}/spark/warehouse",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
builder = SparkSession.builder.master("local[2]")
for name, value in settings.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
table = spark.read.csv(f"{work}/normal.csv", header=True, quote='"', escape='"', ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False)
table.createOrReplaceTempView("flai")
failed = False
for variant in variants:
    with open(f"{work}/{variant}/spark.sql", encoding="utf-8") as file:
        script = file.read().rstrip().rstrip(";")
    start = time.monotonic()
    selected = [tuple(row) for row in spark.sql(script).collect()]
    failed |= not compare(f"Spark {spark.version}", work, variant, selected, time.monotonic() - start)
sys.exit(failed)
