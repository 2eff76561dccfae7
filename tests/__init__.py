"""The three packages put to the test, as people use them."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for tests that import onnxruntime themselves
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does, before numpy is imported
