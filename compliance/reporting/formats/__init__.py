"""One module per report format; `catalog.py` lists them."""
