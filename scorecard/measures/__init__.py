"""What the figures say: functions of frames."""
