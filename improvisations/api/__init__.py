"""The doors of the API. Services decide; what somebody may not see is not found."""
