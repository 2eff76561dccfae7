"""Lists the parts of an installation as CycloneDX: `make sbom`.

They are installed from deploy/requirements.lock into an environment of their own, so that the list says what is there
rather than what was asked for. The sentence model is a part that no package manager knows of.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "deploy/requirements.lock"
MODEL = ROOT / "bot/encoder/model"


def installed(environment: Path) -> Path:
    """The interpreter of a new environment that holds what the lock file names, and nothing else."""
    run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = next(path for path in (environment / "bin/python", environment / "Scripts/python.exe") if path.exists())
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install")
    run(*pip, "--no-deps", "--require-hashes", "--requirement", str(LOCK))
    return python


def model() -> dict[str, Any]:
    """The sentence model, with the hash of its weights."""
    digest = sha256((MODEL / "model.onnx").read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": "all-MiniLM-L6-v2",
        "name": "all-MiniLM-L6-v2",
        "description": "Tuned and in eight bits, as bot/encoder/model/README.md says",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def parts(python: Path) -> dict[str, Any]:
    """All that is installed in an environment, and the model."""
    options = ("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible")
    listed = run(sys.executable, "-m", "cyclonedx_py", "environment", *options, str(python))
    bill: dict[str, Any] = json.loads(listed)
    bill["components"].append(model())
    return bill


def run(*command: str) -> str:
    """What a command writes; its complaints are shown as they come."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own words


def main() -> int:
    """Write the list to the file that is named."""
    file = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        bill = parts(installed(Path(folder) / "environment"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill, indent=1) + "\n", "utf-8")
    print(f"The list of {len(bill['components'])} parts is in {file}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
