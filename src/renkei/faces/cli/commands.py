"""Every command, one per question; the work is done by the desk and the report."""

from __future__ import annotations

from cyclopts import App

from renkei import __version__
from renkei.faces.cli import ask, put_out, write_update

app = App(
    name="renkei",
    help="Who met, what was promised and what came of it: allied economic-security coordination, asked and cited.",
    version=__version__,
    help_format="markdown",
)
app.command(write_update.update)
app.command(ask.met)
app.command(ask.due)
app.command(ask.coverage)
app.command(put_out.export)
app.command(put_out.lint)
