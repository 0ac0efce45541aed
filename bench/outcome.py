"""What a benchmark says: one line of JSON, and one row of the table."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Outcome:
    """One measurement beside its bare baseline of the same run."""

    bench: str
    unit: str
    value: float
    baseline: float
    ratio: float
    target: str = ""
    more: dict[str, float | str] = field(default_factory=dict)

    def line(self) -> str:
        """The line that is printed."""
        said = asdict(self)
        said.pop("target")
        return json.dumps(said | said.pop("more"), ensure_ascii=False)


def higher_is_better(
    bench: str, unit: str, value: float, baseline: float, target: str, **more: float | str
) -> Outcome:
    """As much as the baseline is 1; more is better."""
    return Outcome(
        bench, unit, round(value, 1), round(baseline, 1), round(value / baseline, 3), target, dict(more)
    )


def lower_is_better(
    bench: str, unit: str, value: float, baseline: float, target: str, **more: float | str
) -> Outcome:
    """As little as the baseline is 1; a ratio above 1 is dearer than the baseline."""
    return Outcome(
        bench, unit, round(value, 2), round(baseline, 2), round(value / baseline, 3), target, dict(more)
    )
