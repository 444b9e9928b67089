"""Inputs: files in, models out, with every fault at its place."""
