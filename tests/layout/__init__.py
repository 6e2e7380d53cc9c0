"""The page as it came out, measured against GB/T 9704-2012 with independent tools."""
