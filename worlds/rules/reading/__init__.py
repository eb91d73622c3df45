"""From plain values to a Scenario, noting everything that is not as it should be."""
