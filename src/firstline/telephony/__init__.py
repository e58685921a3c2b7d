"""Telephony: SIP, media, prompts. Commands become legs and sound, what legs do becomes events."""
