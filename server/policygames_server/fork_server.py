"""Runs once in the fork server, which imports it first: the fork server ends with the server, and workers with it.

By itself it would live on as long as any worker does, since workers inherit the pipe that tells it of the server's end.
"""

from policygames_server.worker import end_with_parent

end_with_parent()
