"""What residents say of agencies: five faces for a service, and a word on how a case ended."""

from service.ratings.pages import choosing, rating, review

handlers = [choosing.choose, *rating.handlers, *review.handlers]
