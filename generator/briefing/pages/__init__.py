"""The pages of the site: one file for each type, its view and its planner."""
