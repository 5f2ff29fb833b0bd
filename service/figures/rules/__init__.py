"""The figures of an agency and a period, and what of them leaves this slice. Pure.

`shapes`: what everybody else reads; `methods`: weights and thresholds with their hash; `assembling`: from answers and cases to figures;
`publishing`: the one gate, which takes out what may not be said; `comparing`: groups, never a table of ranks; `participants`: the index of
those in social insurance; `tables`: figures as CSV; `telling`: figures as text; `steps`: how what everybody reads follows; `volunteers`:
the open stream; `showing`, `words`, `picture`: for the pages.
"""
