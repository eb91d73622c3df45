"""Hot doors: the few addresses that are asked all the time, answered on the event loop and without Django's handler.

A hot door answers what is ordinary. Whatever is not (a refusal, a rare case, a body that makes no sense) it passes on, before
anything has happened, to the plain door behind it, whose answer is the documented one.
"""
