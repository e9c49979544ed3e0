"""One agreement with each of several members of a project: asked, made and offered."""
