"""The one codec: games, answers, requests and errors to messages and back. Nothing else knows the messages."""
