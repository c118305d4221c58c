# Nothing written.
# handed in: 2026-11-16 08:00:12 UTC
