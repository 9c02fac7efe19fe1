"""The route that all peers go, and whom each step asks and tells."""

from dataclasses import dataclass

from institutions.rights import Right


@dataclass(frozen=True)
class Move:
    """One step: from, to, with which right at which column, who is next and who is told."""

    step: str
    source: str
    target: str
    right: Right
    at: str
    next_step: str
    next_right: Right
    next_at: str


ROUTE = (
    Move("submit", "draft", "submitted", Right.SUBMIT_PLAN, "institution",
         "register", Right.REGISTER_PLAN, "authority"),
    Move("register", "submitted", "registered", Right.REGISTER_PLAN, "authority",
         "agree", Right.AGREE_PLAN, "authority"),
    Move("agree", "registered", "agreed", Right.AGREE_PLAN, "authority",
         "put_to_council", Right.PUT_TO_COUNCIL, "institution"),
    Move("put_to_council", "agreed", "at_council", Right.PUT_TO_COUNCIL, "institution",
         "carry_out", Right.CARRY_OUT_PLAN, "institution"),
)  # fmt: skip
BY_STEP = {move.step: move for move in ROUTE}
