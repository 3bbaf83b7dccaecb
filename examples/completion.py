# How many of its tasks each lead unit has completed, from the Parquet tables of a dataset.
#
#   python3 examples/completion.py DATASET
#
# Lines with "# %%" part the cells for editors that run them one by one.

# %% The tables: rows are joined by report_id, annex and row.
import sys

import pandas as pd

dataset = sys.argv[1] if len(sys.argv) > 1 else "data"
key = ["report_id", "annex", "row"]
tasks = pd.read_parquet(f"{dataset}/tasks.parquet")
units = pd.read_parquet(f"{dataset}/units.parquet")

# %% Rows that sum others up are nobody's tasks.
tasks = tasks[tasks["total"].isna()]

# %% A row with several lead units counts for each of them, once.
leads = units[units["role"] == "lead"].drop_duplicates(key + ["name"])
table = leads.merge(tasks[key + ["status"]], on=key)
table = table.groupby("name")["status"].value_counts().unstack(fill_value=0)

# %% Those with most tasks first.
table["tasks"] = table.sum(axis=1)
table = table.sort_index().sort_values("tasks", ascending=False, kind="stable")
print(table.head(10).to_string())
