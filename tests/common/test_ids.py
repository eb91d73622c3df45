import pytest
from django.contrib.admin.utils import unquote

from common import ids


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (ids.new_session_id, "ses"),
        (ids.new_world_id, "wld"),
        (ids.new_user_id, "usr"),
        (ids.new_improvisation_id, "imp"),
        (ids.new_comment_id, "cmt"),
        (ids.new_playlist_id, "pls"),
    ],
)
def test_each_kind_of_row_has_its_own_short_ids(make: ids.Maker, kind: ids.Kind) -> None:
    made = {make() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one) == ids.LENGTH and ids.is_short_id(one, kind) for one in made)


@pytest.mark.parametrize(
    "text", ["", "usr_", "usr_ABCDEFGH", "usr_abcdefg1", "usr_abcdefgh\n", "ses_abcdefgh", "usr_abcdefghi"]
)
def test_what_is_not_a_short_id_of_that_kind_is_told_apart(text: str) -> None:
    assert not ids.is_short_id(text, "usr")


def test_what_the_admin_took_for_quoted_signs_is_an_id_again() -> None:
    for last in "ses_2345672a", "usr_24aaaaaa", "imp_bbbbbbbb":
        assert ids.as_addressed(unquote(last)) == last
    signs = {f"ses_{tens}{ones}aaaaaa" for tens in "234567" for ones in "234567abcdefghijklmnopqrstuvwxyz"}
    assert {ids.as_addressed(unquote(each)) for each in signs} == signs
