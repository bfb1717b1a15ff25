"""Work for others in processes that can be stopped: whatever a stranger asks is bounded in time, memory and size."""
