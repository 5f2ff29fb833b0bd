"""What is alike, what may be answered together, what may be told of it. Pure.

`alike` compares texts, `together` is about one answer to several, `telling` about what everybody may read.
"""
