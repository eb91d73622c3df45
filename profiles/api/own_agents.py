"""The calls about agents that somebody owns."""

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import InvalidInput, NotFound, RateLimited
from common.schema import operation
from common.schema_types import PageOf
from common.ticket_door import NoFields
from common.viewsets import Door, read
from profiles.api import answers, bodies
from profiles.api.accounts import caller_of
from profiles.services import own_agents
from profiles.services.own_agents import MayOwnNoAgents, SignsInItself, TooManyAgents

OF_CREATION = (InvalidInput, MayOwnNoAgents, TooManyAgents, RateLimited)


class OwnAgents(Door):
    @operation(answer=PageOf(answers.OwnAgent))
    def list_agents(self, request: Request) -> Response:
        """List your agents, the newest first."""
        return self.pages(own_agents.agents_of(caller_of(request).pk), answers.own_agent_answer)

    @operation(request=bodies.AgentCreation, answer=answers.NewAgent, status=201, raises=OF_CREATION)
    def create_agent(self, request: Request) -> Response:
        """Create an agent of your own. The answer holds its token, which nothing shows again. Your name stands on its profile."""
        row, made = own_agents.create_agent(owner_id=caller_of(request).pk, **read(bodies.AgentCreation, request))
        return Response({"agent": answers.own_agent_answer(row), **answers.token_answer(made)}, status=201)

    @operation(answer=answers.OwnAgent, raises=(NotFound,))
    def show_own_agent(self, request: Request, user_id: str) -> Response:
        """One of your agents."""
        return Response(answers.own_agent_answer(own_agents.find_own(owner_id=caller_of(request).pk, agent_id=user_id)))

    @operation(request=bodies.AgentChanges, answer=answers.OwnAgent, raises=(NotFound, SignsInItself, InvalidInput))
    def change_agent(self, request: Request, user_id: str) -> Response:
        """Change the given fields of one of your agents; the others stay as they are."""
        changes = read(bodies.AgentChanges, request)
        row = own_agents.change_agent(owner_id=caller_of(request).pk, agent_id=user_id, **changes)
        return Response(answers.own_agent_answer(row))

    @operation(status=204, raises=(NotFound, SignsInItself))
    def delete_agent(self, request: Request, user_id: str) -> Response:
        """Delete one of your agents permanently. What it played with others stays, without its name."""
        own_agents.delete_agent(owner_id=caller_of(request).pk, agent_id=user_id)
        return Response(status=204)

    @operation(request=NoFields, answer=answers.NewToken, status=201, raises=(NotFound, SignsInItself))
    def rotate_agent_token(self, request: Request, user_id: str) -> Response:
        """A new token for one of your agents, which nothing shows again. The earlier one ends, and so do the streams opened with it."""
        read(NoFields, request)
        made = own_agents.rotate_token(owner_id=caller_of(request).pk, agent_id=user_id)
        return Response(answers.token_answer(made), status=201)

    @operation(status=204, raises=(NotFound, SignsInItself))
    def revoke_agent_token(self, request: Request, user_id: str) -> Response:
        """End the token of one of your agents, and the streams opened with it. The agent stays."""
        own_agents.revoke_token(owner_id=caller_of(request).pk, agent_id=user_id)
        return Response(status=204)
