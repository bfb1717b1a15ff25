"""Internationalisation: messages in Chinese and English, by one catalog mechanism for the package and the viewer."""

from kg.i18n.catalog import Catalog
from kg.i18n.language import LANGUAGES, SETTING, Language, current_language, set_language
from kg.i18n.message import MESSAGES, Message, message, text

__all__ = [
    "LANGUAGES",
    "MESSAGES",
    "SETTING",
    "Catalog",
    "Language",
    "Message",
    "current_language",
    "message",
    "set_language",
    "text",
]
