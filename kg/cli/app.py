"""The commands together, and what every one of them does when something goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from kg.cli.articles import articles, remove
from kg.cli.ask import ask
from kg.cli.build import build, load
from kg.cli.corrections import listed, merge, retract, split, undo
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.key import key
from kg.cli.mcp import mcp
from kg.cli.options import version
from kg.cli.relations import relations
from kg.cli.serve import serve
from kg.cli.settings import settings
from kg.cli.sparql import sparql
from kg.cli.upkeep import backup, check, copy, restore, upgrade
from kg.cli.watch import watch
from kg.cli.world import world
from kg.errors import KgError

# Where several processes read, each has a core, and threads that multiply would only wait for one another. It is looked
# at once, when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Commands(click.Group):
    """A group that says what went wrong in one line, and never shows a traceback for what a user can mend."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end the process with the exit code of the error."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, "kg", complete_var, standalone_mode=False, **extra)
        except KgError as error:
            _fail(str(error), error.exit_code)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            _fail(_message(error), error.exit_code)
        except click.Abort:
            _fail("interrupted", 130)
        except (OSError, RuntimeError) as error:
            from kg.store.failures import is_damage

            if not is_damage(error):
                raise
            _fail(f"the store's files are damaged: {error} (see kg check; restore a backup: kg restore)", 1)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are needed, not of the alphabet."""
        return list(self.commands)


def _message(error: click.ClickException) -> str:
    text = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx:
        return f"{text} (see {error.ctx.command_path} --help)"
    return text


def _fail(text: str, code: int) -> None:
    click.echo(f"kg: {text}", err=True)
    sys.exit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=version, help="Show the version.")
def main() -> None:
    """Aide-mémoire: articles in, a graph out of who met, called, threatened, sanctioned or fought whom.

    \b
    kg build articles/              read articles into a graph
    kg ask "Who called whom?"       ask it
    kg serve                        look at it in the browser
    """


for command in (
    build,
    load,
    watch,
    ask,
    sparql,
    relations,
    export,
    serve,
    key,
    mcp,
    articles,
    remove,
    explain,
    merge,
    split,
    retract,
    undo,
    listed,
    check,
    copy,
    backup,
    restore,
    upgrade,
    world,
    settings,
):
    main.add_command(command)
