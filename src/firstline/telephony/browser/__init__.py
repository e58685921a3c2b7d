"""Telephones that are pages of a browser: of agents and supervisors, and of callers."""

from firstline.telephony.browser.callers import BrowserCallers
from firstline.telephony.browser.page import Page
from firstline.telephony.browser.phones import GRACE, BrowserPhones

__all__ = ["GRACE", "BrowserCallers", "BrowserPhones", "Page"]
