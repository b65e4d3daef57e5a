-- How far the notifications of a stream are delivered: the number of the next one, when it is due (null: nothing is), how often it
-- was tried in vain, where and why; and until when somebody is at it. The fence tells the one who has the stream from one who had
-- it. Redeliveries are notifications before the next one that are to be sent once more.
ALTER TABLE notification_stream ADD COLUMN next_sequence INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE notification_stream ADD COLUMN redeliveries INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE notification_stream ADD COLUMN due_at TIMESTAMPTZ;
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
