"""The economy day by day: an input-output model with stocks that adapts to a cut (`docs/method/economy.md`)."""
