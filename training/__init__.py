"""Make training text, train the tagger, write it as ONNX. Never imported by the product.

Nothing here reads a research corpus: text comes from the grammar in
``training/data`` and from statutes, whose silver labels a teacher gives.
"""
