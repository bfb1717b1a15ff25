"""The page 人才适配: what a person is offered in cities, and the questions that would tell more."""
