package dev.switchboard.architecture.planted.arrows.settings;

public final class SettingsThing {}
