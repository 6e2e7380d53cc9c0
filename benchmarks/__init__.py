"""What gongwen is measured against, and the run that measures."""
