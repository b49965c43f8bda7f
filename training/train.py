"""Train the tagger: ``python -m training.train SECONDS OUT.pt [FOLDER OF STATUTES]``.

Reproducible for a number of steps, not of seconds: the step count is printed
and kept in the checkpoint. Uses a GPU if one is there.
"""

from __future__ import annotations

import copy
import os
import sys
import time
from pathlib import Path

import torch
from torch import nn

from training.batches import Batch, batches, statutes
from training.model import Tagger

SEED = 20251123
SIZE = 48
RECALL = 0.5
"""Weight of the teacher's logits in the loss."""


def main() -> None:
    """Train for the seconds given and write the checkpoint."""
    seconds, target = float(sys.argv[1]), Path(sys.argv[2])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    torch.manual_seed(SEED)
    torch.set_num_threads(int(os.environ.get("TRAIN_THREADS", "2")))
    silver = statutes(folder, 12_000, SEED) if folder else []
    print(f"silver sentences: {len(silver)}", flush=True)
    net = Tagger()
    steps = train(net, silver, seconds)
    torch.save({"state": net.state_dict(), "steps": steps}, target)
    print(f"steps: {steps}")


def train(net: Tagger, silver: list, seconds: float) -> int:
    """Train ``net`` in place for about ``seconds``; return the number of steps."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    net.to(device)
    old = copy.deepcopy(net).eval()
    slow = [p for n, p in net.named_parameters() if n.startswith(("embed", "gru", "recall"))]
    fast = [p for n, p in net.named_parameters() if n.startswith(("emit", "crf"))]
    optimizer = torch.optim.AdamW([{"params": fast, "lr": 3e-3}, {"params": slow, "lr": 5e-4}])
    rates = [group["lr"] for group in optimizer.param_groups]
    start, step, shown = time.monotonic(), 0, 0.0
    for batch in batches(silver, SIZE, SEED):
        done = (time.monotonic() - start) / seconds
        if done >= 1:
            break
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / 100) * max(0.02, 1 - done)
        loss = _loss(net, old, Batch(*(tensor.to(device) for tensor in batch)))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        step += 1
        shown = loss.item() if step == 1 else 0.98 * shown + 0.02 * loss.item()
        if step % 200 == 0:
            print(f"step {step} {time.monotonic() - start:.0f} s loss {shown:.3f}", flush=True)
    return step


def _loss(net: Tagger, old: Tagger, batch: Batch) -> torch.Tensor:
    emissions, recalled = net(batch.ids)
    with torch.no_grad():
        _, taught = old(batch.ids)
    distance = nn.functional.kl_div(
        recalled.log_softmax(-1), taught.softmax(-1), reduction="none"
    ).sum(-1)
    kept = (distance * batch.mask).sum() / batch.mask.sum()
    return net.crf.loss(emissions, batch.gold, batch.mask) + RECALL * kept * 10


if __name__ == "__main__":
    main()
