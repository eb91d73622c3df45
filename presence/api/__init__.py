"""Who is online, and what people say of themselves."""
