"""The OpenAPI document, and a page to read and try it."""

from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class SchemaDoor(APIView):
    """JSON, or YAML to who accepts only that."""

    schema = None
    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer)

    def get(self, _request: Request) -> Response:
        return Response(document())


class DocsDoor(SpectacularSwaggerSplitView):
    # The library's own template styles the page inline, which our content policy forbids.
    template_name = "common/api_docs.html"


@lru_cache(maxsize=1)
def document() -> Any:
    """The same for everybody and for the life of the process; it takes half a second to make."""
    return SchemaGenerator().get_schema(request=None, public=True)
