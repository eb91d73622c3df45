"""The pages of sharing: plain forms underneath."""
