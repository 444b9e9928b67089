"""Facts: what a profile must hold for the conditions of a run."""

from dataclasses import dataclass

from compliance.expressions.expression import Expression


@dataclass(frozen=True)
class Question:
    """A yes-or-no question about one record, answered in the scan."""

    name: str
    expression: Expression

    @property
    def text(self) -> str:
        """The question as a reader of a report sees it."""
        return self.expression.text


@dataclass(frozen=True)
class FactPlan:
    """The facts that a profile must hold; part of what makes two profiles comparable."""

    values: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every fact column of the profile, in order."""
        return (*self.values, *self.days, *(question.name for question in self.questions))

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Full names of everything the facts come from, questions resolved, in order."""
        asked = (name for question in self.questions for name in question.expression.names)
        return tuple(dict.fromkeys((*self.values, *self.days, *asked)))

    def merged(self, *others: "FactPlan") -> "FactPlan":
        """Return the plan that serves all of them, its facts in alphabetical order."""
        plans = (self, *others)
        questions = {question.name: question for plan in plans for question in plan.questions}
        return FactPlan(
            tuple(sorted({name for plan in plans for name in plan.values})),
            tuple(sorted({name for plan in plans for name in plan.days})),
            tuple(questions[name] for name in sorted(questions)),
        )
