"""What curation puts into a story, and takes back: the author's own words stay where they are."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.small_stories import published_scenarios
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, TUTORIAL
from tests.worlds.services.ready_stories import GATE
from worlds.rules import additions
from worlds.rules.additions import Addition, Content, Misfit, NewAnswer, NewOption, NoImproviseOption, added, retired
from worlds.rules.commands import Choose, Command, Say
from worlds.rules.errors import RuleError
from worlds.rules.loading import content_of, scenario_from
from worlds.rules.meaning import clean
from worlds.rules.offering import offers
from worlds.rules.opening import begin
from worlds.rules.phrasing import pattern_of
from worlds.rules.rebuilding import Placed, rebuild
from worlds.rules.scenario import Credit, Scenario
from worlds.rules.storage import state_to_json
from worlds.rules.turns import play

ADA = Credit("usr_adaadaad", "Ada")
PUBLISHED = ("basic", "dragon_quest", "intermediate", "minimal", "temporal_example", "zork1-mini")


@cache
def gate() -> Content:
    return content_of(GATE, name="gate")


def climb(**changes: Any) -> NewOption:
    said: dict[str, Any] = {
        "id": "imp_climbing", "node": "road", "text": "Climb over the wall", "narrative": "Stone scrapes your palms.",
        "cell": "discovery", "next_node": "garden", "consequence": (), "credit": ADA,
    }  # fmt: skip
    return NewOption(**{**said, **changes})


def plea(**changes: Any) -> NewAnswer:
    said: dict[str, Any] = {
        "id": "imp_pleading", "node": "road", "option": "ask", "pattern": pattern_of("I sing for the keeper"),
        "narrative": "The keeper hums along.", "credit": ADA,
    }  # fmt: skip
    return NewAnswer(**{**said, **changes})


def story_of(content: Content) -> Scenario:
    return scenario_from(content, name="gate")


def test_a_new_option_stands_after_the_authors_own_and_names_who_thought_of_it() -> None:
    road = story_of(added(gate(), climb())).nodes["road"]
    assert [option.id for option in road.options] == ["take_key", "open_gate", "ask", "wait", "run", "imp_climbing"]
    assert (road.options[-1].credit, road.options[-1].next_node) == (ADA, "garden")


def test_adding_leaves_the_old_content_as_it_was() -> None:
    before = orjson.dumps(gate())
    added(added(gate(), climb()), plea())
    assert orjson.dumps(gate()) == before


def test_a_new_option_that_stays_is_a_turn_at_the_same_node() -> None:
    story = story_of(added(gate(), climb(next_node="road")))
    step = play(story, begin(story).after, Choose("imp_climbing"))
    assert (step.after.player.node, step.after.player.turn, step.cell) == ("road", 2, "discovery")
    assert step.narrative.startswith("Stone scrapes your palms.")


def test_a_new_answer_is_what_the_improvise_option_says_from_now_on() -> None:
    story = story_of(added(gate(), plea()))
    step = play(story, begin(story).after, Choose("ask", "I sing to the old keeper"))
    assert (step.cell, step.judgement and step.judgement.answer) == ("discovery", "The keeper hums along.")


def test_a_retired_option_stays_in_the_content_and_is_never_offered() -> None:
    story = story_of(retired(added(gate(), climb()), climb()))
    assert [offer.option.id for offer in offers(story, begin(story).after)] == ["take_key", "ask", "wait", "run"]
    assert story.nodes["road"].options[-1].retired
    with pytest.raises(RuleError):
        play(story, begin(story).after, Choose("imp_climbing"))


def test_a_retired_answer_is_gone_and_others_stay() -> None:
    other = plea(id="imp_other", pattern=pattern_of("I whistle"), narrative="No whistling here.")
    story = story_of(retired(added(added(gate(), plea()), other), plea()))
    ask = story.nodes["road"].option("ask")
    assert ask is not None
    assert ask.improvisation is not None
    assert [pattern.source for pattern in ask.improvisation.permits] == ["please", r"\bwhistle"]
    assert [answer.narrative for answer in ask.improvisation.answers] == ["No whistling here."]


@pytest.mark.parametrize(
    ("addition", "reason"),
    [
        (climb(node="cellar"), "no_such_node"),
        (climb(next_node="cellar"), "no_such_target"),
        (climb(id="wait"), "option_taken"),
        (plea(option="sing"), "no_improvise_option"),
        (plea(option="wait"), "no_improvise_option"),
        (plea(pattern="please"), "pattern_taken"),
        (plea(pattern="("), "bad_pattern"),
        (plea(pattern="a" * 201), "bad_pattern"),
    ],
)
def test_what_has_no_place_is_refused_with_its_reason(addition: Addition, reason: str) -> None:
    with pytest.raises(Misfit) as refused:
        added(gate(), addition)
    assert refused.value.details["reason"] == reason


@pytest.mark.parametrize("text", ["Wait", " wait ", "\uff37ait"])
def test_an_option_that_reads_as_another_does_is_refused(text: str) -> None:
    with pytest.raises(Misfit) as refused:
        additions.refuse_twin(gate(), climb(text=text))
    assert refused.value.details["reason"] == "text_taken"
    additions.refuse_twin(gate(), climb(text=text, node="garden"))
    additions.refuse_twin(retired(added(gate(), climb()), climb()), climb(id="imp_again"))


def test_what_was_added_once_is_kept_though_the_author_wrote_the_same_since() -> None:
    assert rebuild(gate(), [Placed(climb(text="Wait"))], name="gate").misfits == {}


def test_the_fifty_first_option_of_a_node_is_refused() -> None:
    content = gate()
    for number in range(45):
        content = added(content, climb(id=f"imp_{number}"))
    with pytest.raises(Misfit, match="the most that a node may have"):
        added(content, climb())


def test_where_nothing_asks_for_words_there_is_no_place_for_an_answer() -> None:
    assert additions.improvise_option_of(gate(), "road") == "ask"
    with pytest.raises(NoImproviseOption):
        additions.improvise_option_of(gate(), "garden")


@pytest.mark.parametrize("addition", [climb(consequence=({"type": "set_flag", "flag": "improv_x"},)), plea()])
def test_an_addition_is_the_same_after_a_journey_through_json(addition: Addition) -> None:
    assert additions.from_json(orjson.loads(orjson.dumps(additions.to_json(addition)))) == addition


def test_a_newer_file_keeps_what_fits_and_tells_what_does_not() -> None:
    newer = copy.deepcopy(gate())
    newer["nodes"]["road"]["choice"]["options"] = newer["nodes"]["road"]["choice"]["options"][
        :2
    ]  # nobody asks any more
    rebuilt = rebuild(newer, [Placed(climb()), Placed(plea())], name="gate")
    assert rebuilt.report.ok
    assert {key: misfit.reason for key, misfit in rebuilt.misfits.items()} == {"imp_pleading": "no_improvise_option"}
    assert story_of(rebuilt.content).nodes["road"].options[-1].id == "imp_climbing"


def test_an_addition_that_the_checker_objects_to_is_left_out_alone() -> None:
    lost = climb(id="imp_lost", text="")
    rebuilt = rebuild(gate(), [Placed(climb()), Placed(lost), Placed(plea())], name="gate")
    assert {key: misfit.reason for key, misfit in rebuilt.misfits.items()} == {"imp_lost": "unplayable"}
    assert rebuilt.report.ok


def test_nobody_misses_what_was_taken_back_already() -> None:
    rebuilt = rebuild(gate(), [Placed(climb(node="cellar"), is_retired=True)], name="gate")
    assert (rebuilt.content, rebuilt.misfits) == (gate(), {})


# -- Any story, any additions.

# What a player can have said: without a sign that prints there is nothing to share.
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40).filter(clean)
softly = st.lists(
    st.one_of(
        st.builds(lambda entry: {"type": "add_history", "entry": entry}, words),
        st.just({"type": "set_flag", "flag": "improv_idea"}),
    ),
    max_size=3,
).map(tuple)
# Numbers pick a node, a target and an improvise option out of whatever the story has.
ideas = st.tuples(
    st.sampled_from(["option", "option", "answer"]), st.integers(0, 99), st.integers(-1, 99), words, words, softly,
    st.sampled_from(["chooses", "avoids", "unknown", "discovery", "constraint", "limbo"]), st.booleans(),
)  # fmt: skip
strides = st.lists(st.one_of(st.integers(0, 20), words), max_size=8)
LEGITIMATE = {"pattern_taken", "too_many_patterns", "too_many_options"}


@cache
def content_at(folder: str, name: str) -> Content:
    path = (FOLDER if folder == "bundled" else published_scenarios()) / f"{name}.yaml"
    return content_of(path.read_bytes(), name=name)


@cache
def story_at(folder: str, name: str) -> Scenario:
    return scenario_from(content_at(folder, name), name=name)


def placed(content: Content, found: list[Any]) -> list[Placed]:
    made = (placed_one(content, f"imp_{number}", idea) for number, idea in enumerate(found))
    return [each for each in made if each is not None]


def placed_one(content: Content, key: str, idea: Any) -> Placed | None:
    kind, where, whither, text, narrative, consequence, cell, is_retired = idea
    node = list(content["nodes"])[where % len(content["nodes"])]
    if kind == "answer":
        try:
            option = additions.improvise_option_of(content, node)
        except NoImproviseOption:
            return None
        return Placed(NewAnswer(key, node, option, pattern_of(text), narrative, ADA), is_retired)
    targets = [*content["nodes"], *content["endings"]]
    target = node if whither < 0 else targets[whither % len(targets)]
    return Placed(NewOption(key, node, text, narrative, cell, target, consequence, ADA), is_retired)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "name"),
    [("bundled", TUTORIAL), ("bundled", FLAGSHIP), *(("published", name) for name in PUBLISHED)],
)
@given(found=st.lists(ideas, min_size=1, max_size=6), walked=strides)
def test_any_integration_gives_a_story_that_the_checker_accepts_and_changes_no_running_game(
    folder: str, name: str, found: list[Any], walked: list[int | str]
) -> None:
    content = content_at(folder, name)
    before, played = orjson.dumps(content), states_of(story_at(folder, name), walked)
    rebuilt = rebuild(content, placed(content, found), name=name)
    assert rebuilt.report.ok
    assert {misfit.reason for misfit in rebuilt.misfits.values()} <= LEGITIMATE
    assert_only_added(content, rebuilt.content)
    assert orjson.dumps(content) == before
    assert states_of(scenario_from(content, name=name), walked) == played


def states_of(story: Scenario, walked: list[int | str]) -> list[bytes]:
    """Every state of a game, to the last bit."""
    state = begin(story).after
    states = [orjson.dumps(state_to_json(state))]
    for stride in walked:
        listed = [offer.option.id for offer in offers(story, state)]
        command: Command = (
            Choose(listed[stride % len(listed)]) if isinstance(stride, int) and listed else Say(str(stride))
        )
        try:
            state = play(story, state, command).after
        except RuleError:
            break
        states.append(orjson.dumps(state_to_json(state)))
    return states


def assert_only_added(old: Content, new: Content) -> None:
    """Everything that the author wrote stands where it stood."""
    assert {key: value for key, value in new.items() if key != "nodes"} == {
        key: value for key, value in old.items() if key != "nodes"
    }
    assert list(new["nodes"]) == list(old["nodes"])
    for node_id, node in old["nodes"].items():
        for place, option in enumerate(node["choice"]["options"]):
            kept = new["nodes"][node_id]["choice"]["options"][place]
            assert without_context(kept) == without_context(option)


def without_context(option: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in option.items() if key != "improvise_context"}
