from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.credentials import credential_of
from common.fields import StrictSerializer
from common.schema import operation
from common.stream_tickets import LIFETIME, issue_ticket
from common.viewsets import Door, read


class NoFields(StrictSerializer):
    """Nothing is asked for."""


class Ticket(TypedDict):
    """Give it as `?ticket=` when a stream is opened. It lets in once, within `expires_in` seconds.

    The stream ends when the credentials end that the ticket was asked for with.
    """

    ticket: str
    expires_in: int


class StreamTickets(Door):
    @operation(request=NoFields, answer=Ticket, tags=["streams"])
    def issue_ticket(self, request: Request) -> Response:
        """Get a ticket that opens one stream, for clients that cannot set headers."""
        read(NoFields, request)
        token = issue_ticket(credential_of(request))
        return Response({"ticket": token, "expires_in": int(LIFETIME.total_seconds())})
