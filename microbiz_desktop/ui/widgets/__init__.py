"""The parts screens are made of: fields, buttons, cards, rows; none knows a service."""
