"""Games in files: one module per format, called like the extension, and found by it: to add a format, add its file.

A module holds `read(content, file)`, `write(game)` or both; perhaps `template(players, actions)`, an empty form to fill
in, and `notes(game)`, what a reader of the written file should know. What they share is in `formats.files`.
"""

from policygames.formats.files.by_extension import (
    extensions,
    notes,
    read_game,
    template,
    write_game,
    written,
)

__all__ = ["extensions", "notes", "read_game", "template", "write_game", "written"]
