"""Counts of K1 to K4 out of cases and answers. Pure: each case and each answer is judged by itself, and then they are added up.

Feedback and complaints only, each by itself; praise has nothing to settle, and denunciations are in no figure. What counts for whom:

- K1, by the original day. It is the day promised to whoever sent feedback; of a complaint the day of settling as it was first counted from
  acceptance (before that, the day to accept it). An extension does not move it, nor does a remark made later that it is hard to get to; a
  suspension does, by the days it lasted, since the law does not count them. A day is counted once it is over, whoever was early or open.
  Silence is late. What left without an answer (withdrawn, ended, joined, split) by its day asks nothing any more; later it stays late.
  What rests is not counted until it goes on, unless it was late already.
- K2, by the first answer: the cohort begins sixty days before the period, so that each answer has its sixty days and none falls between
  two periods. Gone on and right: the next answer says so itself, or finds more in the sender's favour.
- K3, by the answer that holds. Found right: in the period in which the remedy was due. Unfounded: in that of the answer. An answer without
  a verdict, as all old ones are, or one that the matter is another body's, is neither; how many there are is counted beside.
- K4, by the answer that holds. Whoever got one can say what they think of it on the page of their case, so all are asked; what they said
  after it counts. Refusals are no answers: nobody is asked about them, and they stand in K1 alone.
"""

from service.results.rules.counting import BEFORE, Handled, HandledRow, Sums, counted
from service.results.rules.outcomes import Answer, Fate, judged
from service.results.rules.promises import Promise, Settling, original_day, stands

__all__ = [
    "BEFORE",
    "Answer",
    "Fate",
    "Handled",
    "HandledRow",
    "Promise",
    "Settling",
    "Sums",
    "counted",
    "judged",
    "original_day",
    "stands",
]
