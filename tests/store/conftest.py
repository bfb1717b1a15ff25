"""These tests ask the real data."""

from tests import on_real_data

home, graph, data = on_real_data.home, on_real_data.graph, on_real_data.data
