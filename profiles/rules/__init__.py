"""What is judged of people without a database: pure functions of what they did."""
