"""What the calls of the sky take."""

from common.fields import Prose, StrictSerializer
from cosmos import limits


class CommentBody(StrictSerializer):
    text = Prose(max_length=limits.COMMENT)
