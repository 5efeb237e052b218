//! What is computed about a map: curves, highs and lows.
