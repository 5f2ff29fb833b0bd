"""The invited stream: which transactions an agency hands in, who of them is asked, how they are invited, and what they say. Pure.

`sheets`: files as they come; `registers`: their rows; `draws`: who is asked; `tokens`, `messages`: how; `questionnaire`: what they say;
`responses`: how many did.
"""
