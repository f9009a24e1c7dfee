"""Incentives under public signals: what continuation payoffs can hold, as exact linear programs and polygons."""
