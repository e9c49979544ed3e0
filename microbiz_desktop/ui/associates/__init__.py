"""The associates: list, card, and the editor that own businesses use as well."""
