"""The window: screens and widgets that talk to services and frozen values only."""

from microbiz_desktop.ui.runtime.steady import hold_singletons

hold_singletons()
