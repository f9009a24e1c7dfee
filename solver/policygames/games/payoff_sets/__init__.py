"""Sets of subgame-perfect payoffs of any number of players: the operators that find them, and that check them."""
