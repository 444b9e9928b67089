"""What the page shows: prepared here, so that the templates only lay it out."""
