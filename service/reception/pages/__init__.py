"""The rooms of a reception: the schedule, the register, the counter."""

from service.reception.pages import assisted, papers, plan, register, schedule, visit

handlers = [*plan.handlers, *schedule.handlers, *register.handlers, *visit.handlers, *assisted.handlers, *papers.handlers]
