"""What the API, the streams and the pages share: shapes of answers, parameters, origins. No door imports another."""
