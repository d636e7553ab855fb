"""The engine: it judges answers, and knows no question of its own."""
