"""Every operation that writes, under every fault: all of it or nothing, and a sentence."""
