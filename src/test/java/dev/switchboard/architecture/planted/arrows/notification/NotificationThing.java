package dev.switchboard.architecture.planted.arrows.notification;

public final class NotificationThing {}
