"""Runs jobs in worker processes that can be killed, with limits on time, memory and answer size."""
