"""The dossiers that come with casegraph: data only."""
