"""One module per question: joins the rooms and returns a typed answer that carries its sources and caveats."""
