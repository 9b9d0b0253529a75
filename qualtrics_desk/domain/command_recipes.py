"""Recipes of commands: what was asked for in a file, so that it can be asked for again.

A recipe names surveys, lists, messages and files. Consents and people (who a mail comes from, who
gets a test) are never part of it: they are given each time.
"""

from __future__ import annotations

import tomllib
from typing import Any, ClassVar, Literal, get_args

import msgspec
import tomli_w

from qualtrics_desk.domain.errors import RecipeError


class CommandRecipe(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """What all of them share.

    Attributes:
        PLACED: Fields that the command takes without a name.
    """

    PLACED: ClassVar[tuple[str, ...]] = ()

    def words(self) -> list[str]:
        """The command as it would be typed."""
        options: list[str] = []
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name in self.PLACED or value is None or value is False:
                continue
            option = "--" + name.replace("_", "-")
            options.append(option if value is True else f"{option}={value}")
        placed = [str(getattr(self, name)) for name in self.PLACED]
        return [*kind_of(self).split(), *options, *(["--", *placed] if placed else ())]


class LinksGenerate(CommandRecipe, frozen=True, kw_only=True, tag="links generate"):
    """New links for a list."""

    survey: str
    list: str
    directory: str | None = None
    description: str | None = None
    expires: str | None = None


class LinksReconcile(CommandRecipe, frozen=True, kw_only=True, tag="links reconcile"):
    """A list against all its links."""

    survey: str
    list: str
    directory: str | None = None
    out: str | None = None
    reread: bool = False
    generate: Literal["missing", "everybody"] | None = None
    expires: str | None = None


class StatusExport(CommandRecipe, frozen=True, kw_only=True, tag="status export"):
    """What became of each contact, or whom to remind."""

    survey: str
    list: str
    out: str
    directory: str | None = None
    stage: str | None = None
    remind: bool = False


class DistributionsList(CommandRecipe, frozen=True, kw_only=True, tag="distributions list"):
    """The distributions of a survey."""

    survey: str
    details: bool = False


class DistributionsExpiring(CommandRecipe, frozen=True, kw_only=True, tag="distributions expiring"):
    """Links that end soon."""

    days: int | None = None


class OfDistribution(CommandRecipe, frozen=True, kw_only=True):
    """What is done with one distribution."""

    PLACED: ClassVar = ("distribution",)

    survey: str
    distribution: str


class DistributionsShow(OfDistribution, frozen=True, kw_only=True, tag="distributions show"):
    """One in numbers."""


class DistributionsHistory(OfDistribution, frozen=True, kw_only=True, tag="distributions history"):
    """What became of each recipient of one."""


class DistributionsSend(CommandRecipe, frozen=True, kw_only=True, tag="distributions send"):
    """A message of a library to a list."""

    survey: str
    list: str
    message: str
    directory: str | None = None
    sms: bool = False
    subject: str | None = None
    name: str | None = None
    expires: str | None = None
    at: str | None = None


class FollowUp(OfDistribution, frozen=True, kw_only=True):
    """A message to those whom a distribution went to."""

    message: str
    subject: str | None = None
    at: str | None = None


class DistributionsRemind(FollowUp, frozen=True, kw_only=True, tag="distributions remind"):
    """To all who have not answered one."""


class DistributionsThank(FollowUp, frozen=True, kw_only=True, tag="distributions thank"):
    """To all who have answered one."""


Known = (
    LinksGenerate
    | LinksReconcile
    | StatusExport
    | DistributionsList
    | DistributionsExpiring
    | DistributionsShow
    | DistributionsHistory
    | DistributionsSend
    | DistributionsRemind
    | DistributionsThank
)
KINDS: dict[str, type[CommandRecipe]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Known)
}


def kind_of(recipe: CommandRecipe) -> str:
    """The words of its command."""
    return str(recipe.__struct_config__.tag)


def to_toml(recipe: CommandRecipe) -> str:
    """The recipe as a file."""
    return tomli_w.dumps(msgspec.to_builtins(recipe))


def from_toml(text: str) -> CommandRecipe:
    """Read a recipe.

    Raises:
        RecipeError: When it is none, or says what its command does not know.
    """
    try:
        document: dict[str, Any] = tomllib.loads(text.removeprefix("\ufeff"))
        found: CommandRecipe = msgspec.convert(document, Known)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RecipeError("The recipe cannot be read.", detail=str(error)) from error
    return found
