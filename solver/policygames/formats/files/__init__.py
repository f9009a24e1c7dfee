"""What the formats share: finding them, text with places, tokens, and tables of cells."""
