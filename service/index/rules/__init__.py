"""The pure statistics of the index; shares are 0..1 throughout.

`proportions`, `tails`: intervals and tests of one share; `weights`, `regression`, `surveys`, `estimates`: from answers to satisfaction
and trust; `results`: how cases were settled; `composite`, `ranking`: the index and its order; `publication`, `suppression`: what may be
said; `manipulation`, `control`: what must be looked into; `draw`: who is asked.
"""
