"""What keeps the window light: tasks, messages, remembered sizes."""
