package dev.switchboard.architecture.planted.arrows.webhook;

public final class WebhookThing {}
