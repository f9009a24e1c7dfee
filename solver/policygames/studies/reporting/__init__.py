"""Reports: everything known about a scenario as one HTML file, each sentence with its evidence."""

from policygames.studies.reporting.gathering import gathered
from policygames.studies.reporting.writing import write_report

__all__ = ["gathered", "write_report"]
