"""The generated part of the Python client: types of what the API takes, answers and tells, and a method for every call."""
