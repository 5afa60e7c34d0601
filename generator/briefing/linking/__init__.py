"""From names as editors write them to ids, one record at a time."""
