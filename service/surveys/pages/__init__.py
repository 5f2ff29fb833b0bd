"""The agency's register, the inspector's draws, what everybody may know of them, and the invited person's one page."""

from service.surveys.pages import answering, draw, draws, published, register

handlers = [
    *(register.register, register.send_register, register.template, register.checked, register.take_register, register.withdraw_register),
    *(draws.draws, draws.plan_draw, draw.draw, draw.make_draw, draw.slips, draw.hand_out, draw.frame),
    *(published.published, answering.code, answering.send_code, answering.thanks, answering.answer, answering.send_answer),
]
