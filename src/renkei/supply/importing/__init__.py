"""Publications and tables read in their publishers' own layouts, into the one layout of the supply."""
