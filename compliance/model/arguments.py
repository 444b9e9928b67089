"""Arguments: what a run was asked, kept apart from words so that it can be asked again."""

from dataclasses import dataclass

from compliance.model.contract import ContractCheck


@dataclass(frozen=True)
class Arguments:
    """The arguments that decide a verdict, besides the day and the gate; paths as they were given."""

    paths: tuple[str, ...] = ()
    """Cards, manifests and folders; none is every card below the folder of the run."""
    card: str | None = None
    rules: tuple[str, ...] = ()
    """Folders of a team's own laws."""
    grants: str | None = None
    contract: tuple[ContractCheck, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The same as words of a command, the contract checks aside."""
        options = [
            ("--card", self.card),
            *(("--rules", folder) for folder in self.rules),
            ("--grants", self.grants),
        ]
        given = (word for name, value in options if value is not None for word in (name, value))
        return (*self.paths, *given)
