"""The three packages put to the test, as people use them."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for tests that import onnxruntime themselves
