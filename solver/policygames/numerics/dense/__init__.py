"""Large games in floats: who plays what is sought in dense tableaus, which exact arithmetic then decides on."""
