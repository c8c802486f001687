"""The plan with its size said in another way: total, per value, or a number per stratum."""
import sys

variant, plan = sys.argv[1], sys.stdin.read()
if variant == "per_value":
    sizes = '{ "Övrig, över 24 år" = 131, "Ungdom, 16 - 24 år" = 71 }'
    plan = plan.replace("size = 149", f"size = {sizes}")
elif variant == "fixed":
    # One stratum for everybody in scope, its number fixed; the first row of a person counts.
    plan = plan.replace("latest", "earliest")
    plan = plan.replace('by = ["flai.redovisningsgrupp", "flai.stadsdelsnämnd"]', 'by = ["flai.redovisningsgrupp"]')
    plan = plan.replace("size = 149\n", "")
    plan += '[sample.fixed]\n"Övrig, över 24 år" = 33\n"Ungdom, 16 - 24 år" = 0\n'
sys.stdout.write(plan)
