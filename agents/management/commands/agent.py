from __future__ import annotations

import asyncio
from argparse import ArgumentParser
from random import Random, SystemRandom
from typing import Any

import httpx
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from kleene_client import Refused

from agents import limits
from agents.company import Plan, play_games
from agents.policies.choices import ExplorerPolicy, Policy, RandomPolicy
from agents.policies.model import ModelPolicy, chosen_service


class Command(BaseCommand):
    help = "Let agents play through the public API of a server. They are guests, and shown to everybody as agents."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--server", default="http://127.0.0.1:8000", help="The server's address.")
        parser.add_argument("--policy", choices=("explorer", "random", "model"), default="explorer")
        parser.add_argument("--scenario", default="", help="The story's id; the first of the list without it.")
        parser.add_argument("--games", type=int, default=1, metavar="N", help="How many games, one after another.")
        parser.add_argument("--agents", type=int, default=1, metavar="N", help="How many play together in a world.")
        parser.add_argument("--turns", type=int, default=limits.TURNS, metavar="N", help="Of one game at most.")
        parser.add_argument("--pause", type=float, default=2.0, metavar="SECONDS", help="Before each turn.")
        parser.add_argument("--seed", type=int, help="The same seed chooses the same.")
        parser.add_argument("--personality", default="", help="How it plays, in words: shown to everybody.")

    def handle(self, *args: Any, **options: Any) -> None:
        seed = options["seed"] if options["seed"] is not None else SystemRandom().randrange(2**32)
        chance = Random(seed)
        try:
            plan = self._plan(options)
            self._policy(options, Random(0))  # before anybody is asked: what the settings lack
            asyncio.run(play_games(plan, lambda: self._policy(options, chance), tell=self.stdout.write))
        except (Refused, ImproperlyConfigured) as refusal:
            raise CommandError(str(refusal)) from None
        except httpx.HTTPError as trouble:
            raise CommandError(f"The server does not answer: {trouble}") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped.") from None

    def _plan(self, options: dict[str, Any]) -> Plan:
        if options["games"] < 1 or options["agents"] < 1 or options["turns"] < 1:
            raise CommandError("--games, --agents and --turns are whole numbers from 1.")
        return Plan(
            server=options["server"],
            policy=options["policy"],
            scenario=options["scenario"],
            games=options["games"],
            agents=options["agents"],
            turns=options["turns"],
            pause=max(0.0, options["pause"]),
            personality=options["personality"],
        )

    def _policy(self, options: dict[str, Any], chance: Random) -> Policy:
        own = Random(chance.random())
        if options["policy"] == "random":
            return RandomPolicy(own)
        explorer = ExplorerPolicy(own)
        if options["policy"] == "explorer":
            return explorer
        return ModelPolicy(chosen_service(), explorer, self.stderr.write, options["personality"])
