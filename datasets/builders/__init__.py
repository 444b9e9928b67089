"""Builders of the sample datasets: batches of records and the files they become."""
