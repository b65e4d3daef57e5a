CREATE TABLE comms_call (
    id                 UUID                        NOT NULL PRIMARY KEY,
    tenant_id          VARCHAR(128)                NOT NULL,
    application_id     VARCHAR(128)                NOT NULL,
    callback_uri       VARCHAR(2048)               NOT NULL,
    call_state         VARCHAR(32)                 NOT NULL,
    result_code        INTEGER,
    result_subcode     INTEGER,
    result_message     TEXT,
    declared_members   JSONB,
    dynamic_properties JSONB,
    created_at         TIMESTAMPTZ NOT NULL,
    modified_at        TIMESTAMPTZ NOT NULL,
    version            BIGINT                      NOT NULL
);

-- Calls are listed by tenant, or by application in a tenant, in the order of their ids.
CREATE INDEX comms_call_tenant ON comms_call (tenant_id, id);
CREATE INDEX comms_call_application ON comms_call (tenant_id, application_id, id);

CREATE TABLE comms_operation (
    id                     UUID                        NOT NULL PRIMARY KEY,
    call_id                UUID                        NOT NULL REFERENCES comms_call (id),
    tenant_id              VARCHAR(128)                NOT NULL,
    application_id         VARCHAR(128)                NOT NULL,
    operation_type         VARCHAR(32)                 NOT NULL,
    status                 VARCHAR(16)                 NOT NULL,
    client_context         VARCHAR(512),  -- 256 characters of up to two UTF-16 units each
    result_code            INTEGER,
    result_subcode         INTEGER,
    result_message         TEXT,
    participants           JSONB,
    recording_access_token TEXT,
    recording_location     TEXT,
    completion_reason      VARCHAR(32),
    dynamic_properties     JSONB,
    created_at             TIMESTAMPTZ NOT NULL,
    modified_at            TIMESTAMPTZ NOT NULL,
    version                BIGINT                      NOT NULL
);

-- Operations are listed by call, in the order of their ids.
CREATE INDEX comms_operation_call ON comms_operation (call_id, id);
