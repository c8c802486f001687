"""The script in Spark. What Spark cannot do, normal form C, is done while loading."""
import csv
import sys
import time
import unicodedata

from pyspark.sql import SparkSession

from compare import compare

work, variant = sys.argv[1:]
register = f"{work}/{variant}/register/flai.csv"
with open(register, newline="", encoding="utf-8") as file:
    header, *rows = [[unicodedata.normalize("NFC", cell) for cell in row] for row in csv.reader(file, delimiter=";")]
with open(f"{work}/{variant}/normal.csv", "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows([header, *rows])
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
table = spark.read.csv(f"{work}/{variant}/normal.csv", header=True, quote='"', escape='"', ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False)
table.createOrReplaceTempView("flai")
with open(f"{work}/{variant}/spark.sql", encoding="utf-8") as file:
    script = file.read().rstrip().rstrip(";")
start = time.monotonic()
selected = [tuple(row) for row in spark.sql(script).collect()]
compare("spark", work, variant, selected, time.monotonic() - start)
