"""Internationalisation: messages in Chinese and English, by one catalogue mechanism for the package and the viewer."""

from kg.i18n.catalogue import Catalogue
from kg.i18n.language import LANGUAGES, SETTING, Language, current_language, set_language
from kg.i18n.message import MESSAGES, Message, message, text

__all__ = [
    "LANGUAGES",
    "MESSAGES",
    "SETTING",
    "Catalogue",
    "Language",
    "Message",
    "current_language",
    "message",
    "set_language",
    "text",
]
