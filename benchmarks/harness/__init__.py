"""What the benchmarks share: served sites, players, clients that cost little, readings of /proc, results and tables."""
