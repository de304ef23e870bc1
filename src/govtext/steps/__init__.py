"""The eight steps of the default pipeline, one file per kind of noise."""
