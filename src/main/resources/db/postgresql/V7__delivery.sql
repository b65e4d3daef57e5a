-- How far the notifications of a stream are delivered: the number of the next one, when it is due (null: nothing is) and
-- since when it is the next one, how often it was tried in vain, where and why; and until when somebody is at it. The fence tells the
-- one who has the stream from one who had it. Redeliveries are notifications before the next one that are to be sent once more.
ALTER TABLE notification_stream ADD COLUMN next_sequence INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE notification_stream ADD COLUMN redeliveries INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE notification_stream ADD COLUMN due_at TIMESTAMPTZ;
ALTER TABLE notification_stream ADD COLUMN waiting_since TIMESTAMPTZ;
ALTER TABLE notification_stream ADD COLUMN attempts INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE notification_stream ADD COLUMN endpoint VARCHAR(300);
ALTER TABLE notification_stream ADD COLUMN failure VARCHAR(512);
ALTER TABLE notification_stream ADD COLUMN leased_until TIMESTAMPTZ;
ALTER TABLE notification_stream ADD COLUMN fence INTEGER DEFAULT 0 NOT NULL;

-- What was written before anything was sent is not news.
UPDATE notification_stream SET next_sequence = last_sequence + 1;

CREATE INDEX notification_stream_due ON notification_stream (due_at) WHERE due_at IS NOT NULL;

-- Why one was given up (null: it was not), and whether it is to be sent once more.
ALTER TABLE notification ADD COLUMN dead_reason VARCHAR(512);
ALTER TABLE notification ADD COLUMN redeliver BOOLEAN DEFAULT FALSE NOT NULL;

-- The number of a notification among those for the platform of a tenant; null until somebody has read so far.
ALTER TABLE notification ADD COLUMN tenant_sequence INTEGER;
CREATE INDEX notification_tenant_sequence ON notification (tenant_id, audience, tenant_sequence);
CREATE INDEX notification_age ON notification (created_at);

-- How many notifications for the platform of a tenant have a number. The first rows belong to no tenant: whoever numbers holds the
-- lock of one of them, and which one follows from the name of the tenant.
CREATE TABLE notification_feed (
    id             UUID         NOT NULL PRIMARY KEY,
    tenant_id      VARCHAR(128) NOT NULL,
    application_id VARCHAR(128) NOT NULL,
    last_sequence  INTEGER      NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    modified_at    TIMESTAMPTZ NOT NULL,
    version        BIGINT       NOT NULL,
    UNIQUE (tenant_id, application_id)
);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000000', '*', '0', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000001', '*', '1', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000002', '*', '2', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000003', '*', '3', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000004', '*', '4', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000005', '*', '5', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000006', '*', '6', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000007', '*', '7', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000008', '*', '8', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-000000000009', '*', '9', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000a', '*', '10', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000b', '*', '11', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000c', '*', '12', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000d', '*', '13', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000e', '*', '14', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);
INSERT INTO notification_feed VALUES ('00000000-0000-0000-0000-00000000000f', '*', '15', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1);

-- When a call was last kept alive; those that there are have the whole time once more.
ALTER TABLE comms_call ADD COLUMN kept_alive_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP NOT NULL;
CREATE INDEX comms_call_kept_alive ON comms_call (call_state, kept_alive_at);
