"""How good and how fast the assistant is, measured; `make bench` runs all of it."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before any of them imports onnxruntime
