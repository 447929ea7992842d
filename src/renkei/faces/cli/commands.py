"""Every command, one per question; the work is done by the desk and the report."""

from __future__ import annotations

from cyclopts import App

from renkei import __version__

app = App(
    name="renkei",
    help="Who met, what was promised, what is controlled: allied economic-security coordination, asked and cited.",
    version=__version__,
    help_format="markdown",
)
# By address, so that only the module of the command asked for is loaded; the line for the list of commands stands here.
COMMANDS = {
    "update": ("write_update", "Write the coordination update as of a day, cited, in English or Japanese."),
    "met": ("ask", "Who met whom, when, at which level; who has not met since when; what is overdue."),
    "due": ("ask", "What was promised by whom, and what came of it."),
    "coverage": ("ask", "Which topic is on which forum's table, and which is on none."),
    "license": ("license", "Are these items controlled, is a license needed to this place, and why."),
    "regime": ("regime", "Read a regime: its paragraphs, versions, conditions in words and sources."),
    "gaps": ("gaps", "Where do regimes differ, proved, with an example item for every difference."),
    "changes": ("changes", "What changed in a regime between two days, and for which of your items."),
    "exposure": ("exposure", "Who supplies what, how concentrated it is, and where one place stands alone."),
    "shock": ("shock", "What happens when a place, a link or a share of a stage stops."),
    "share": ("share", "Who gets what when there is not enough, by which rule, proved."),
    "supply": ("supply", "Bring your own copies of supply tables in: chip data, trade, minerals."),
    "lint": ("put_out", "Is the data sound? Every fault, with file, line and what to do."),
    "export": ("put_out", "Hand the record to other tools: tables, calendar, linked data, scores."),
}
for place, (word, (module, line)) in enumerate(COMMANDS.items()):
    app.command(f"renkei.faces.cli.{module}:{word}", help=line, sort_key=place)
