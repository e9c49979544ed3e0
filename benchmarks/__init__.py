"""How fast, compared with what: interleaved runs, ratios, the machine named."""
