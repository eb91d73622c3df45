"""Tables of the sky."""

from cosmos.models.entries import CosmosCluster, CosmosEntry, CosmosEntryQuerySet
from cosmos.models.log import CosmosEvent, CosmosLayout

__all__ = ["CosmosCluster", "CosmosEntry", "CosmosEntryQuerySet", "CosmosEvent", "CosmosLayout"]
