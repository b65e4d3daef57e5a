-- How many notifications a call has for each audience. Without references to comms_call: they would lock its row, which a
-- transaction on an operation must not, for one that ends the call has it and waits for the operation.
CREATE TABLE notification_stream (
    id             UUID         NOT NULL PRIMARY KEY,
    tenant_id      VARCHAR(128) NOT NULL,
    application_id VARCHAR(128) NOT NULL,
    call_id        UUID         NOT NULL,
    audience       VARCHAR(8)   NOT NULL,
    last_sequence  INTEGER      NOT NULL,
    created_at     TIMESTAMP(6) WITH TIME ZONE  NOT NULL,
    modified_at    TIMESTAMP(6) WITH TIME ZONE  NOT NULL,
    version        BIGINT       NOT NULL,
    UNIQUE (call_id, audience)
);

INSERT INTO notification_stream
SELECT RANDOM_UUID(), tenant_id, application_id, id, audience, 0, created_at, created_at, 1
FROM comms_call CROSS JOIN (VALUES ('BOT'), ('PLATFORM')) AS audiences (audience);

CREATE TABLE notification (
    id              UUID         NOT NULL PRIMARY KEY,
    tenant_id       VARCHAR(128) NOT NULL,
    application_id  VARCHAR(128) NOT NULL,
    call_id         UUID         NOT NULL,
    audience        VARCHAR(8)   NOT NULL,
    sequence_number INTEGER      NOT NULL,
    change_type     VARCHAR(8)   NOT NULL,
    resource_path   VARCHAR(256) NOT NULL,
    resource_data   VARCHAR       NOT NULL,  -- JSON as it is sent: nothing is asked of what is in it
    action_data     VARCHAR,                 -- JSON
    created_at      TIMESTAMP(6) WITH TIME ZONE  NOT NULL,
    modified_at     TIMESTAMP(6) WITH TIME ZONE  NOT NULL,
    version         BIGINT       NOT NULL,
    UNIQUE (call_id, audience, sequence_number)
);
