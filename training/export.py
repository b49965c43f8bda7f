"""Write a checkpoint as the files that ship: ``python -m training.export IN.pt FOLDER``.

``tagger.onnx`` maps ids [batch, time] to emissions [batch, time, tags];
``tagger.npz`` holds the CRF's tables; ``tagger.json`` the vocabulary and tags.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training import teacher
from training.model import HIDDEN, TAGS

State = dict[str, "np.ndarray[Any, Any]"]


def main() -> None:
    """Write the three files of the checkpoint."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    state = {k: v.cpu().numpy() for k, v in torch.load(source, weights_only=True)["state"].items()}
    model = graph(state)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "tagger.onnx"))
    tables = {name: state[f"crf.{name}"] for name in ("transitions", "first", "last")}
    np.savez(folder / "tagger.npz", **tables)
    chars = "".join(list(teacher.vocabulary())[2:])
    card = {"vocabulary": chars, "tags": list(TAGS)}
    (folder / "tagger.json").write_text(json.dumps(card, ensure_ascii=False), "utf-8")


def graph(state: State) -> onnx.ModelProto:
    """Return the encoder and the new head as one graph; embeddings are stored as float16."""
    tensors = {
        "table": state["embed.weight"].astype(np.float16),
        "head": np.ascontiguousarray(state["emit.weight"].T),
        "bias": state["emit.bias"],
        "flat": np.array([0, 0, -1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["half"]),
        helper.make_node("Cast", ["half"], ["embedded"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["embedded"], ["in0"], perm=[1, 0, 2]),
    ]
    for layer in (0, 1):
        tensors |= _gru_tensors(state, layer)
        nodes += _gru_nodes(layer)
    nodes += [
        helper.make_node("Transpose", ["in2"], ["states"], perm=[1, 0, 2]),
        helper.make_node("MatMul", ["states", "head"], ["raw"]),
        helper.make_node("Add", ["raw", "bias"], ["emissions"]),
    ]
    shape = ["batch", "time"]
    model = helper.make_model(
        helper.make_graph(
            nodes,
            "tagger",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, shape)],
            [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, [*shape, len(TAGS)])],
            [numpy_helper.from_array(np.ascontiguousarray(v), k) for k, v in tensors.items()],
        ),
        opset_imports=[helper.make_opsetid("", 17)],
    )
    model.ir_version = 9
    return model


def _gru_tensors(state: State, layer: int) -> State:
    sides = ("", "_reverse")

    def both(name: str) -> np.ndarray[Any, Any]:
        return np.stack([_gates(state[f"gru.{name}_l{layer}{side}"]) for side in sides])

    return {
        f"w{layer}": both("weight_ih"),
        f"r{layer}": both("weight_hh"),
        f"b{layer}": np.concatenate([both("bias_ih"), both("bias_hh")], axis=1),
    }


def _gru_nodes(layer: int) -> list[onnx.NodeProto]:
    gru = helper.make_node(
        "GRU",
        [f"in{layer}", f"w{layer}", f"r{layer}", f"b{layer}"],
        [f"out{layer}"],
        hidden_size=HIDDEN,
        direction="bidirectional",
        linear_before_reset=1,
    )
    turn = helper.make_node("Transpose", [f"out{layer}"], [f"turned{layer}"], perm=[0, 2, 1, 3])
    flat = helper.make_node("Reshape", [f"turned{layer}", "flat"], [f"in{layer + 1}"])
    return [gru, turn, flat]


def _gates(value: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    reset, update, new = np.split(value, 3)
    return np.concatenate([update, reset, new])


if __name__ == "__main__":
    main()
