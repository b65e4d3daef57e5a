package dev.switchboard.architecture.planted.issuerisunknown.issuer;

record SoundIssuer(Issuer self) {}
