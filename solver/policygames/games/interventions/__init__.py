"""What may be changed about a game, and what the change has to achieve: questions and their exact conditions."""
