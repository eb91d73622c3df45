from tests.kleene_site.both_servers import server
from tests.kleene_site.databases import data, embedded, postgres_url

__all__ = ["data", "embedded", "postgres_url", "server"]
