-- Who is in a call. A writer holds the lock of the call's row, and so is the only one at its participants.
CREATE TABLE participant (
    id                     UUID         NOT NULL PRIMARY KEY,
    call_id                UUID         NOT NULL REFERENCES comms_call (id),
    tenant_id              VARCHAR(128) NOT NULL,
    application_id         VARCHAR(128) NOT NULL,
    is_in_lobby            BOOLEAN      NOT NULL,
    is_muted               BOOLEAN      NOT NULL,
    declared_members       JSONB        NOT NULL,
    roster_sequence_number BIGINT       NOT NULL,  -- of the call's roster, when this one changed last
    created_at             TIMESTAMPTZ  NOT NULL,
    modified_at            TIMESTAMPTZ  NOT NULL,
    version                BIGINT       NOT NULL
);

-- Participants are listed by call, in the order of their ids.
CREATE INDEX participant_call ON participant (call_id, id);

-- How often the participants of a call have changed, and which of them was put on hold, by which operation. The id is the
-- call's. A call that never had a participant has none.
CREATE TABLE roster (
    id                   UUID         NOT NULL PRIMARY KEY REFERENCES comms_call (id),
    tenant_id            VARCHAR(128) NOT NULL,
    application_id       VARCHAR(128) NOT NULL,
    last_sequence_number BIGINT       NOT NULL,
    held_participant_id  VARCHAR(36),
    hold_operation_id    VARCHAR(36),
    created_at           TIMESTAMPTZ  NOT NULL,
    modified_at          TIMESTAMPTZ  NOT NULL,
    version              BIGINT       NOT NULL
);
