"""The preview: both languages side by side while one writes, with findings at their paragraph."""
