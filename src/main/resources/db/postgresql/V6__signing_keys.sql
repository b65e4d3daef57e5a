-- Whoever makes or removes a key holds the lock of the row of its kind.
CREATE TABLE signing_key_kind (
    kind VARCHAR(16) NOT NULL PRIMARY KEY
);

INSERT INTO signing_key_kind (kind) VALUES ('RS256');
INSERT INTO signing_key_kind (kind) VALUES ('ED25519');
INSERT INTO signing_key_kind (kind) VALUES ('HMAC');

-- What notifications are signed with, on all nodes. A row is never changed: when a key ends follows from the next one.
CREATE TABLE signing_key (
    id         VARCHAR(64)                 NOT NULL PRIMARY KEY,
    kind       VARCHAR(16)                 NOT NULL REFERENCES signing_key_kind (kind),
    created_at TIMESTAMPTZ                 NOT NULL,
    valid_from TIMESTAMPTZ                 NOT NULL,  -- before that it is published, but signs nothing
    jwk        TEXT                        NOT NULL,  -- RFC 7517, with the private part
    UNIQUE (kind, valid_from)
);
