"""The door for agents of others: tools, a resource and prompts over MCP, by stdio and by HTTP. It needs the extra `mcp`."""
