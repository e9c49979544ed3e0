"""The sign-off room: who understood what, open questions, signing, and the executed copy."""
